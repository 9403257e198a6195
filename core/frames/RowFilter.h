// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace assay {

enum class TextMatch : std::uint8_t { Contains, Equals, StartsWith, EndsWith, ContainsNot };

/// A column's cells as texts, cellText()'s; those of texts byte by byte, as they lie. A missing cell
/// meets none but ContainsNot, which is the reverse of Contains.
struct TextCondition
{
    std::size_t column = 0; ///< of the frame, here and below
    TextMatch match = TextMatch::Contains;
    bool isCaseSensitive = true; ///< otherwise as foldCase() has them
    std::string pattern;

    bool operator==(const TextCondition &) const = default;
};

/// Numbers and times within bounds, which are texts: they are read exactly for the column's type. A
/// bound of a column of whole numbers is one; of a Timestamp a day or time as parseIsoTime() reads it
/// (in UTC where the column has a zone); of a Duration as pandas writes it. Missing cells do not meet
/// it.
struct RangeCondition
{
    std::size_t column = 0;
    std::optional<std::string> min, max;
    bool isInclusive = true; ///< both bounds

    bool operator==(const RangeCondition &) const = default;
};

/// One of some values, given as cellText() has them: of columns of numbers and times compared by value.
struct ValuesCondition
{
    std::size_t column = 0;
    std::vector<std::string> values;
    bool hasMissing = false; ///< whether what is missing is one of them
    bool isNegated = false;  ///< none of them

    bool operator==(const ValuesCondition &) const = default;
};

struct MissingCondition
{
    std::size_t column = 0;
    bool wantsMissing = true; ///< otherwise the present

    bool operator==(const MissingCondition &) const = default;
};

/// A condition over several columns, as parseExpression() reads it.
struct ExpressionCondition
{
    std::string text;

    bool operator==(const ExpressionCondition &) const = default;
};

using Condition = std::variant<TextCondition, RangeCondition, ValuesCondition, MissingCondition, ExpressionCondition>;

/// The rows of a frame that meet every condition, in the frame's order. Of a Dictionary column each
/// text is looked at once. ErrorCode::InvalidInput, naming the column and the text, where a bound or
/// a value is none for its column; ErrorCode::Cancelled once `stop` is requested; an error where
/// allRows() gives one. May be called on any thread.
[[nodiscard]] Result<RowList> filteredRows(const Frame &frame, const std::vector<Condition> &conditions,
                                           const std::stop_token &stop);

} // namespace assay
