// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace assay {

/// Rows of a frame, by their places in it.
using RowList = std::vector<std::uint32_t>;

struct SortKey
{
    std::size_t column = 0; ///< of the frame
    bool isDescending = false;

    bool operator==(const SortKey &) const = default;
};

/// All rows of a frame, or those of `subset`, ordered by the first key, then the second, …. Stable: rows
/// that are alike keep their order. What is missing comes last either way. Numbers are compared
/// exactly, whatever their type, texts by their bytes, which for UTF-8 is by their code points.
/// Takes some tenths of a second for ten million rows, and gives up, with ErrorCode::Cancelled, once `stop`
/// is requested. An error where the frame has more rows than 32 bits count.
/// May be called on any thread.
[[nodiscard]] Result<RowList> sortedRows(const Frame &frame, const RowList *subset, const std::vector<SortKey> &keys,
                                         const std::stop_token &stop);

/// The places 0, 1, … of a frame's rows.
[[nodiscard]] Result<RowList> allRows(const Frame &frame);

} // namespace assay
