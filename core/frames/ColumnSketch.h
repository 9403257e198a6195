// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/ColumnSummary.h"

namespace assay {

/// What is told of a column at a glance: found in one or two passes and in next to no memory, so that it
/// can be had of every column of a large frame.
struct ColumnSketch
{
    static constexpr std::size_t binCount = NumberSummary::binCount;
    static constexpr std::size_t mostKinds = 1000; ///< texts that are told apart
    static constexpr std::size_t mostShares = 4;

    std::int64_t rows = 0; ///< looked at
    std::int64_t missing = 0;
    /// Numbers and times: how many of the finite values lie in each stretch of the same width from `from`
    /// to `to`; all 0 where there is none.
    std::array<std::int64_t, binCount> bins{};
    double from = 0, to = 0;
    /// Truths and texts: the most frequent of them; empty where more than mostKinds differ.
    std::vector<ValueCount> shares;
    std::int64_t kinds = 0; ///< of truths and texts; more than mostKinds: many

    [[nodiscard]] bool hasBins() const { return from <= to && rows > missing && kinds == 0; }
};

/// Of all rows, or of `subset`. ErrorCode::Cancelled once `stop` is requested. May be called on any thread.
[[nodiscard]] Result<ColumnSketch> sketch(const Frame &frame, std::size_t column, const RowList *subset, const std::stop_token &stop);

} // namespace assay
