// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "frames/Frame.h"

#include <string>
#include <string_view>

namespace assay {

/// A Python literal, in double quotes, of a text: what would act unseen is escaped, a lone surrogate
/// is `\ud800`, what else is malformed is U+FFFD.
[[nodiscard]] std::string pythonString(std::string_view text);

/// A Python expression of one cell that is there: a number, `True`, a string, `pd.Timestamp("…")`,
/// `pd.Timedelta("…")`, `pd.Timestamp("…").date()`, `Decimal("…")`. Of a Timestamp with a zone the
/// instant in that zone.
[[nodiscard]] std::string pythonCell(const Frame &frame, std::size_t column, std::int64_t row);

/// The same of a value that is given as a text, for holding it against the column with pandas; of a
/// Decimal a plain number. ErrorCode::InvalidInput where the text is no value of the column.
[[nodiscard]] Result<std::string> pythonValue(const ColumnSchema &column, const std::string &text);

} // namespace assay
