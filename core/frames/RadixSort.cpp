// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/RadixSort.h"

#include "frames/LargePages.h"

#include <algorithm>
#include <array>
#include <span>
#include <utility>

namespace assay {
namespace {

constexpr unsigned digitBits = 11;
constexpr std::size_t buckets = std::size_t{1} << digitBits;
constexpr unsigned digits = (64 + digitBits - 1) / digitBits;
/// Below that, comparing is faster than counting.
constexpr std::size_t fewRows = 2048;
/// So that it takes some milliseconds at most to notice a stop.
constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 18U;

using Counts = std::array<std::uint32_t, buckets>;

std::uint64_t keyOf(const KeyedRow &row)
{
    return row.key;
}

std::uint64_t keyOf(std::uint64_t key)
{
    return key;
}

std::size_t digitOf(std::uint64_t key, unsigned digit)
{
    return (key >> (digit * digitBits)) & (buckets - 1);
}

bool isAlike(const Counts &counts, std::size_t rows)
{
    return std::ranges::any_of(counts, [rows](std::uint32_t count) { return count == rows; });
}

/// Calls `take` with one stretch of `rows` after the other; false where it was asked to stop.
template <typename Row, typename Take>
bool inStretches(const std::vector<Row> &rows, const std::stop_token &stop, const Take &take)
{
    for (std::size_t begin = 0; begin < rows.size(); begin += rowsBetweenLooks) {
        if (stop.stop_requested())
            return false;
        take(std::span(rows).subspan(begin, std::min(rowsBetweenLooks, rows.size() - begin)));
    }
    return true;
}

template <typename Row>
bool count(const std::vector<Row> &rows, std::vector<Counts> &counts, const std::stop_token &stop)
{
    return inStretches(rows, stop, [&](std::span<const Row> stretch) {
        for (const Row &row : stretch)
            for (unsigned digit = 0; digit < digits; ++digit)
                ++counts[digit][digitOf(keyOf(row), digit)];
    });
}

template <typename Row>
bool scatter(const std::vector<Row> &from, std::vector<Row> &to, Counts &counts, unsigned digit, const std::stop_token &stop)
{
    std::uint32_t place = 0;
    for (std::uint32_t &count : counts)
        place += std::exchange(count, place);
    return inStretches(from, stop, [&](std::span<const Row> stretch) {
        for (const Row &row : stretch)
            to[counts[digitOf(keyOf(row), digit)]++] = row;
    });
}

template <typename Row>
bool sortByDigits(std::vector<Row> &rows, const std::stop_token &stop)
{
    if (rows.size() < fewRows) {
        std::ranges::stable_sort(rows, {}, [](const Row &row) { return keyOf(row); });
        return true;
    }
    std::vector<Counts> counts(digits, Counts{});
    if (!count(rows, counts, stop))
        return false;
    std::vector<Row> other;
    reserveLarge(other, rows.size());
    other.resize(rows.size());
    for (unsigned digit = 0; digit < digits; ++digit) {
        if (isAlike(counts[digit], rows.size()))
            continue;
        if (!scatter(rows, other, counts[digit], digit, stop))
            return false;
        rows.swap(other);
    }
    return true;
}

} // namespace

bool radixSort(std::vector<KeyedRow> &rows, const std::stop_token &stop)
{
    return sortByDigits(rows, stop);
}

bool radixSort(std::vector<std::uint64_t> &keys, const std::stop_token &stop)
{
    return sortByDigits(keys, stop);
}

} // namespace assay
