// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <optional>
#include <string>

namespace assay {

/// A block of a frame's cells as it is shown: places in `rows` (or in the frame), and columns of the
/// frame.
struct CellBlock
{
    std::int64_t top = 0, bottom = 0; ///< both belong to it
    std::vector<std::size_t> columns;
};

/// What is told of selected cells. Texts are exact, as cellText() has them.
struct CellStatistics
{
    std::int64_t cells = 0;
    std::int64_t missing = 0;
    std::int64_t numbers = 0;   ///< cells that hold one
    std::string sum, mean, min, max; ///< of the numbers; empty: there is none
    std::optional<std::int64_t> distinct; ///< values, missing ones left out; none: too many cells to tell

    static constexpr std::int64_t mostForDistinct = 1'000'000;
};

/// Integers are added exactly, reals with the precision of a long double. NaN is missing.
/// `rows`: the order the blocks are about; null: the frame's own. ErrorCode::Cancelled once `stop`
/// is requested. May be called on any thread.
[[nodiscard]] Result<CellStatistics> statisticsOf(const Frame &frame, const RowList *rows, const std::vector<CellBlock> &blocks,
                                                  const std::stop_token &stop);

} // namespace assay
