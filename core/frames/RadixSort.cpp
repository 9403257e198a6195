// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/RadixSort.h"

#include <algorithm>
#include <array>
#include <utility>

namespace assay {
namespace {

constexpr unsigned digitBits = 11;
constexpr std::size_t buckets = std::size_t{1} << digitBits;
constexpr unsigned digits = (64 + digitBits - 1) / digitBits;
/// Below that, comparing is faster than counting.
constexpr std::size_t fewRows = 2048;

using Counts = std::array<std::uint32_t, buckets>;

std::size_t digitOf(std::uint64_t key, unsigned digit)
{
    return (key >> (digit * digitBits)) & (buckets - 1);
}

bool isAlike(const Counts &counts, std::size_t rows)
{
    return std::ranges::any_of(counts, [rows](std::uint32_t count) { return count == rows; });
}

void scatter(const std::vector<KeyedRow> &from, std::vector<KeyedRow> &to, Counts &counts, unsigned digit)
{
    std::uint32_t place = 0;
    for (std::uint32_t &count : counts)
        place += std::exchange(count, place);
    for (const KeyedRow &row : from)
        to[counts[digitOf(row.key, digit)]++] = row;
}

} // namespace

bool radixSort(std::vector<KeyedRow> &rows, const std::stop_token &stop)
{
    if (rows.size() < fewRows) {
        std::ranges::stable_sort(rows, {}, &KeyedRow::key);
        return true;
    }
    std::vector<Counts> counts(digits, Counts{});
    for (const KeyedRow &row : rows)
        for (unsigned digit = 0; digit < digits; ++digit)
            ++counts[digit][digitOf(row.key, digit)];
    std::vector<KeyedRow> other(rows.size());
    for (unsigned digit = 0; digit < digits; ++digit) {
        if (stop.stop_requested())
            return false;
        if (isAlike(counts[digit], rows.size()))
            continue;
        scatter(rows, other, counts[digit], digit);
        rows.swap(other);
    }
    return true;
}

} // namespace assay
