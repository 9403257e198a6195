// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <string_view>

namespace assay {

/// A number that is worked out row by row, as a double; NaN where a part of it is missing.
struct NumberTerm
{
    enum class Kind : std::uint8_t { Literal, Column, Negative, Sum, Difference, Product, Quotient };

    Kind kind = Kind::Literal;
    std::string literal;    ///< as it was written
    std::size_t column = 0; ///< of the frame
    std::vector<NumberTerm> parts;
};

enum class Comparison : std::uint8_t { Less, LessOrEqual, Greater, GreaterOrEqual, Equal, Unequal };

/// What a row is held against. A column beside a value is a condition of its own, so that it is compared
/// exactly; only what has to be worked out is compared as doubles.
struct BoolTerm
{
    enum class Kind : std::uint8_t { All, Any, Not, Meets, Compares };

    Kind kind = Kind::All;
    std::vector<BoolTerm> parts;      ///< All, Any, Not
    std::optional<Condition> meets;   ///< never an ExpressionCondition
    Comparison comparison = Comparison::Equal;
    std::vector<NumberTerm> compared; ///< two
};

/// Reads a condition over rows, such as `price * amount > 1000 and exchange == "mexc"`:
///
///     and or not ( )    == = != < <= > >=    + - * /    in ("a", "b")    not in (…)
///     is missing    is not missing    contains "text"
///
/// Columns are named as they are, or in backticks where the name is no word: `my column`. Times and days
/// stand in quotation marks. ErrorCode::InvalidInput, saying what is wrong and where, otherwise.
[[nodiscard]] Result<BoolTerm> parseExpression(const Frame &frame, std::string_view text);

} // namespace assay
