// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <string>
#include <string_view>

namespace assay {

/// What a person chose to see of a frame.
struct FrameChoice
{
    std::vector<Condition> conditions;
    std::vector<SortKey> keys;
    std::vector<std::size_t> columns; ///< in their order; empty: all
};

/// The same with pandas, of the frame that a script calls `name`: such as `df[(df["price"] >= 1.5) &
/// df["exchange"].isin(["mexc"])].sort_values(["price"], ascending=[False], kind="stable")[["price"]]`.
/// Without lambda, query and eval. Strings and times are escaped, whatever is in them.
/// Where it may not give the same: labels that are no strings (the frame knows their texts alone);
/// categories, which pandas sorts in their own order; fractions of decimals, which are compared as
/// floats; the texts of times, durations and float32, which pandas writes otherwise. ErrorCode::Unsupported where a column cannot be named: an array's, or one of two with the same
/// name, or an index level without a name among several; ErrorCode::InvalidInput as filteredRows().
[[nodiscard]] Result<std::string> pandasCode(const Frame &frame, std::string_view name, const FrameChoice &choice);

} // namespace assay
