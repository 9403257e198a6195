// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace assay {

/// std::stable_sort of rows that can be stopped: for orders that only comparing tells. False where
/// `stop` was requested meanwhile; the rows are then in no order, and some may be there twice.
template <typename Less>
[[nodiscard]] bool stableSort(std::span<std::uint32_t> rows, const Less &isLess, const std::stop_token &stop)
{
    constexpr std::size_t few = 256;
    constexpr std::size_t rowsBetweenLooks = 4096;
    for (std::size_t begin = 0; begin < rows.size(); begin += few) {
        if (stop.stop_requested())
            return false;
        std::ranges::stable_sort(rows.subspan(begin, std::min(few, rows.size() - begin)), isLess);
    }
    std::vector<std::uint32_t> other(rows.size() > few ? rows.size() : 0);
    std::span<std::uint32_t> from = rows, to = other;
    for (std::size_t width = few; width < rows.size(); width *= 2, std::swap(from, to)) {
        for (std::size_t begin = 0; begin < rows.size(); begin += 2 * width) {
            const std::size_t middle = std::min(begin + width, rows.size()), end = std::min(middle + width, rows.size());
            std::size_t left = begin, right = middle;
            for (std::size_t at = begin; at < end; ++at) {
                if (at % rowsBetweenLooks == 0 && stop.stop_requested())
                    return false;
                const bool isRight = left == middle || (right < end && isLess(from[right], from[left]));
                to[at] = from[isRight ? right++ : left++];
            }
        }
    }
    if (from.data() != rows.data())
        std::ranges::copy(from, rows.begin());
    return true;
}

} // namespace assay
