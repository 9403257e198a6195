// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <algorithm>
#include <stop_token>
#include <vector>

namespace assay {

/// A column as numbers; NaN where there is none.
struct ColumnNumbers
{
    std::vector<double> values; ///< of each row asked for
    std::int64_t missing = 0;
    std::int64_t infinite = 0; ///< not drawn: NaN, too

    /// How many are NaN.
    [[nodiscard]] std::int64_t gaps() const { return missing + infinite; }
};

/// Of a frame's rows, or of `rows`: numbers as such, times as nanoseconds since 1970, put down to multiples of
/// `interval` where that is not 0 (exactly: before they become doubles), durations as seconds. Texts are 0
/// where they are there. Of no use once `stop` is requested.
[[nodiscard]] ColumnNumbers numbersOf(const Frame &frame, std::size_t column, const RowList *rows, std::int64_t interval, const std::stop_token &stop);

/// Whether the values of numbers or times never fall; what is missing is passed over.
[[nodiscard]] bool isInOrder(const Frame &frame, std::size_t column, const RowList *rows, const std::stop_token &stop);

/// The multiple of `interval` nanoseconds at or before a time.
[[nodiscard]] std::int64_t flooredTime(std::int64_t value, std::int64_t nanosecondsOfUnit, std::int64_t interval);

/// Nanoseconds of what a Timestamp or Date counts.
[[nodiscard]] std::int64_t nanosecondsOfUnit(const ColumnSchema &column);

/// How many rows there are to look at.
[[nodiscard]] inline std::size_t rowCount(const Frame &frame, const RowList *rows)
{
    return rows != nullptr ? rows->size() : static_cast<std::size_t>(frame.rows());
}

/// Calls `look` with each place among the rows and the row of the frame; false where it was asked to stop.
template <typename Look>
bool eachRow(const Frame &frame, const RowList *rows, const std::stop_token &stop, const Look &look)
{
    constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 16U;
    const std::size_t count = rowCount(frame, rows);
    for (std::size_t begin = 0; begin < count; begin += rowsBetweenLooks) {
        if (stop.stop_requested())
            return false;
        const std::size_t end = std::min(begin + rowsBetweenLooks, count);
        if (rows != nullptr)
            for (std::size_t at = begin; at < end; ++at)
                look(at, std::size_t{(*rows)[at]});
        else
            for (std::size_t at = begin; at < end; ++at)
                look(at, at);
    }
    return true;
}

} // namespace assay
