// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/RowOrder.h"

#include "frames/DecimalText.h"
#include "frames/RadixSort.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

namespace assay {
namespace {

constexpr std::uint64_t signBit = std::uint64_t{1} << 63U;
constexpr std::size_t prefixBytes = 8;

/// Unsigned keys stand in the order of the values.
std::uint64_t keyOf(std::int64_t value)
{
    return static_cast<std::uint64_t>(value) ^ signBit;
}

std::uint64_t keyOf(double value)
{
    const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : value); // -0 is 0
    return (bits & signBit) != 0 ? ~bits : bits | signBit;
}

/// Eight bytes of a text from `from` on; a text that ends counts less than any that goes on.
std::uint64_t keyOf(std::string_view text, std::size_t from)
{
    std::uint64_t key = 0;
    const std::string_view part = text.substr(std::min(from, text.size()), prefixBytes);
    for (std::size_t i = 0; i < part.size(); ++i)
        key |= std::uint64_t{static_cast<unsigned char>(part[i])} << (8 * (prefixBytes - 1 - i));
    return key;
}

bool isText(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Shown;
}

/// The rank of each text of a dictionary; texts that are alike have the same.
std::vector<std::uint32_t> ranksOf(const Frame &frame, std::size_t column)
{
    const ColumnSchema &schema = frame.schema().columns[column];
    const std::size_t count = schema.offsets.bytes / sizeof(std::int64_t) - 1;
    std::vector<std::uint32_t> codes(count), ranks(count);
    std::iota(codes.begin(), codes.end(), 0U);
    const auto textOf = [&](std::uint32_t code) { return frame.dictionaryText(column, code); };
    std::ranges::sort(codes, {}, textOf);
    for (std::size_t i = 0, rank = 0; i < count; ++i) {
        rank += i > 0 && textOf(codes[i]) != textOf(codes[i - 1]) ? 1 : 0;
        ranks[codes[i]] = static_cast<std::uint32_t>(rank);
    }
    return ranks;
}

/// One pass: rows by one key.
class Pass
{
public:
    Pass(const Frame &frame, const SortKey &key, const std::stop_token &stop)
        : m_frame(frame)
        , m_column(key.column)
        , m_type(frame.schema().columns[key.column].type)
        , m_isDescending(key.isDescending)
        , m_stop(stop)
    {
    }

    /// False where it was asked to stop.
    bool sort(RowList &rows)
    {
        const auto missing = std::ranges::stable_partition(rows, [this](std::uint32_t row) { return !m_frame.isMissing(m_column, row); });
        const std::span<std::uint32_t> present(rows.begin(), missing.begin());
        if (isText(m_type))
            return sortTexts(present, 0);
        if (m_type == ColumnType::Decimal)
            return sortDecimals(present);
        return sortByKeys(present, keys(present));
    }

private:
    [[nodiscard]] std::uint64_t directed(std::uint64_t key) const { return m_isDescending ? ~key : key; }

    std::vector<KeyedRow> keys(std::span<const std::uint32_t> rows) const
    {
        std::vector<KeyedRow> keyed;
        keyed.reserve(rows.size());
        const auto fill = [&](auto keyFor) {
            for (const std::uint32_t row : rows)
                keyed.push_back({directed(keyFor(row)), row});
        };
        if (m_type == ColumnType::Dictionary) {
            const std::vector<std::uint32_t> ranks = ranksOf(m_frame, m_column);
            fill([&](std::uint32_t row) { return std::uint64_t{ranks[static_cast<std::size_t>(m_frame.integer(m_column, row))]}; });
        } else if (m_type == ColumnType::Float64 || m_type == ColumnType::Float32) {
            fill([&](std::uint32_t row) { return keyOf(m_frame.real(m_column, row)); });
        } else if (m_type == ColumnType::UInt64) {
            fill([&](std::uint32_t row) { return static_cast<std::uint64_t>(m_frame.integer(m_column, row)); });
        } else {
            fill([&](std::uint32_t row) { return keyOf(m_frame.integer(m_column, row)); });
        }
        return keyed;
    }

    bool sortByKeys(std::span<std::uint32_t> rows, std::vector<KeyedRow> keyed) const
    {
        if (m_stop.stop_requested() || !radixSort(keyed, m_stop))
            return false;
        std::ranges::transform(keyed, rows.begin(), &KeyedRow::row);
        return true;
    }

    /// By eight bytes at a time: those that are alike in them go by the next eight.
    bool sortTexts(std::span<std::uint32_t> rows, std::size_t from) const
    {
        if (m_stop.stop_requested())
            return false;
        std::vector<KeyedRow> keyed;
        keyed.reserve(rows.size());
        for (const std::uint32_t row : rows)
            keyed.push_back({directed(keyOf(m_frame.text(m_column, row), from)), row});
        if (!radixSort(keyed, m_stop))
            return false;
        std::ranges::transform(keyed, rows.begin(), &KeyedRow::row);
        for (std::size_t begin = 0, end = 0; begin < keyed.size(); begin = end) {
            for (end = begin + 1; end < keyed.size() && keyed[end].key == keyed[begin].key;)
                ++end;
            if (end - begin > 1 && !sortAlike(rows.subspan(begin, end - begin), from + prefixBytes))
                return false;
        }
        return true;
    }

    /// Texts that are alike up to `from`. A NUL counts as the end does, up to here.
    bool sortAlike(std::span<std::uint32_t> rows, std::size_t from) const
    {
        const auto isLonger = [&](std::uint32_t row) { return m_frame.text(m_column, row).size() > from; };
        constexpr std::size_t few = 64;
        if (rows.size() > few && std::ranges::any_of(rows, isLonger) && from < longestByRadix)
            return sortTexts(rows, from);
        const auto textOf = [this](std::uint32_t row) { return m_frame.text(m_column, row); };
        if (m_isDescending)
            std::ranges::stable_sort(rows, std::ranges::greater(), textOf);
        else
            std::ranges::stable_sort(rows, {}, textOf);
        return true;
    }

    bool sortDecimals(std::span<std::uint32_t> rows) const
    {
        const auto isLess = [this](std::uint32_t left, std::uint32_t right) {
            const int order = compareDecimals(m_frame.text(m_column, left), m_frame.text(m_column, right));
            return m_isDescending ? order > 0 : order < 0;
        };
        std::ranges::stable_sort(rows, isLess);
        return !m_stop.stop_requested();
    }

    /// Deeper than that, texts are compared whole.
    static constexpr std::size_t longestByRadix = 256;

    const Frame &m_frame;
    std::size_t m_column;
    ColumnType m_type;
    bool m_isDescending;
    const std::stop_token &m_stop;
};

} // namespace

Result<RowList> allRows(const Frame &frame)
{
    if (std::cmp_greater(frame.rows(), std::numeric_limits<std::uint32_t>::max()))
        return failure(ErrorCode::Unsupported, "Frames of more than 4,294,967,295 rows can be neither sorted nor filtered.");
    RowList rows(static_cast<std::size_t>(frame.rows()));
    std::iota(rows.begin(), rows.end(), 0U);
    return rows;
}

Result<RowList> sortedRows(const Frame &frame, const RowList *subset, const std::vector<SortKey> &keys,
                           const std::stop_token &stop)
{
    Result<RowList> rows = subset != nullptr ? Result<RowList>(*subset) : allRows(frame);
    if (!rows)
        return rows;
    for (auto key = keys.rbegin(); key != keys.rend(); ++key)
        if (!Pass(frame, *key, stop).sort(*rows))
            return failure(ErrorCode::Cancelled, "Sorting was cancelled.");
    return rows;
}

} // namespace assay
