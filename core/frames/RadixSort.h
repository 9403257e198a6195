// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

namespace assay {

/// A row, and where its value stands among all values of its column.
struct KeyedRow
{
    std::uint64_t key = 0;
    std::uint32_t row = 0;
};

/// Sorts by the keys, stable, in time that grows with the number of rows alone: digit by digit of 11
/// bits, the last first. Digits that are alike in all keys cost nothing. False where `stop` was
/// requested meanwhile; the order is of no use then.
[[nodiscard]] bool radixSort(std::vector<KeyedRow> &rows, const std::stop_token &stop);
/// The same for keys alone.
[[nodiscard]] bool radixSort(std::vector<std::uint64_t> &keys, const std::stop_token &stop);

} // namespace assay
