// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/RowOrder.h"

#include "frames/ColumnValues.h"
#include "frames/DecimalText.h"
#include "frames/LargePages.h"
#include "frames/RadixSort.h"
#include "frames/StableSort.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <limits>
#include <numeric>
#include <utility>

namespace assay {
namespace {

constexpr std::size_t prefixBytes = 8;
/// Small enough that a stop is noticed within some milliseconds.
constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 16U;

/// Eight bytes of a text from `from` on; a text that ends counts less than any that goes on.
std::uint64_t keyOf(std::string_view text, std::size_t from)
{
    const std::string_view part = text.substr(std::min(from, text.size()), prefixBytes);
    std::uint64_t key = 0;
    std::memcpy(&key, part.data(), part.size());
    return __builtin_bswap64(key);
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
        if (m_type == ColumnType::Dictionary)
            return sortByRank(rows);
        return visitColumn(m_frame, m_column, [&](const auto &cells) { return sortCells(cells, rows); });
    }

private:
    [[nodiscard]] std::uint64_t directed(std::uint64_t key) const { return m_isDescending ? ~key : key; }

    /// Calls `take` with the places of `rows`, a stretch after the other; false where it was asked to stop.
    template <typename Take>
    bool inStretches(std::size_t rows, const Take &take) const
    {
        for (std::size_t begin = 0; begin < rows; begin += rowsBetweenLooks) {
            if (m_stop.stop_requested())
                return false;
            for (std::size_t at = begin, end = std::min(begin + rowsBetweenLooks, rows); at < end; ++at)
                take(at);
        }
        return true;
    }

    /// Counts how often each rank is there, and puts each row to its place at once.
    bool sortByRank(RowList &rows) const
    {
        const ColumnValues<std::int32_t> codes(m_frame, m_frame.schema().columns[m_column]);
        std::vector<std::uint32_t> ranks = ranksOf(m_frame, m_column);
        const std::size_t missing = ranks.size();
        if (m_isDescending)
            for (std::uint32_t &rank : ranks)
                rank = static_cast<std::uint32_t>(missing - 1) - rank;
        const auto rankOf = [&](std::uint32_t row) { return codes.isMissing(row) ? missing : ranks[static_cast<std::size_t>(codes[row])]; };
        std::vector<std::uint32_t> places(missing + 1);
        if (!inStretches(rows.size(), [&](std::size_t at) { ++places[rankOf(rows[at])]; }))
            return false;
        std::uint32_t place = 0;
        for (std::uint32_t &count : places)
            place += std::exchange(count, place);
        RowList ordered;
        reserveLarge(ordered, rows.size());
        ordered.resize(rows.size());
        if (!inStretches(rows.size(), [&](std::size_t at) { ordered[places[rankOf(rows[at])]++] = rows[at]; }))
            return false;
        rows.swap(ordered);
        return true;
    }

    /// Puts what is missing last and the others, in the order of the keys that `keyFor` gives them,
    /// before it. `keyed` is left with these.
    template <typename Cells, typename KeyFor>
    bool sortByKeys(const Cells &cells, const KeyFor &keyFor, RowList &rows, std::vector<KeyedRow> &keyed) const
    {
        RowList missing;
        reserveLarge(keyed, rows.size());
        const auto take = [&](std::size_t at) {
            if (cells.isMissing(rows[at]))
                missing.push_back(rows[at]);
            else
                keyed.push_back({directed(keyFor(cells[rows[at]])), rows[at]});
        };
        if (!inStretches(rows.size(), take) || !radixSort(keyed, m_stop))
            return false;
        std::ranges::transform(keyed, rows.begin(), &KeyedRow::row);
        std::ranges::copy(missing, rows.begin() + static_cast<std::ptrdiff_t>(keyed.size()));
        return true;
    }

    template <typename T>
    bool sortCells(const ColumnValues<T> &cells, RowList &rows) const
    {
        std::vector<KeyedRow> keyed;
        return sortByKeys(cells, orderKey<T>, rows, keyed);
    }

    bool sortCells(const ColumnTexts &cells, RowList &rows) const
    {
        std::vector<KeyedRow> keyed;
        if (m_type == ColumnType::Decimal) {
            const auto isLess = [&](std::uint32_t left, std::uint32_t right) { return isLessDecimal(cells[left], cells[right]); };
            return sortByKeys(cells, decimalKey, rows, keyed) &&
                   sortAlike(keyed, rows, [&](std::span<std::uint32_t> alike) { return stableSort(alike, isLess, m_stop); });
        }
        const auto first = [](std::string_view text) { return keyOf(text, 0); };
        return sortByKeys(cells, first, rows, keyed) && sortAlikeTexts(cells, keyed, rows, 0);
    }

    [[nodiscard]] bool isLessDecimal(std::string_view left, std::string_view right) const
    {
        const int order = compareDecimals(left, right);
        return m_isDescending ? order > 0 : order < 0;
    }

    /// Calls `sortThese` with each stretch of rows that have the same key.
    template <typename SortThese>
    bool sortAlike(const std::vector<KeyedRow> &keyed, std::span<std::uint32_t> rows, const SortThese &sortThese) const
    {
        for (std::size_t begin = 0, end = 0, next = 0; begin < keyed.size(); begin = end) {
            if (begin >= next) {
                if (m_stop.stop_requested())
                    return false;
                next = begin + rowsBetweenLooks;
            }
            for (end = begin + 1; end < keyed.size() && keyed[end].key == keyed[begin].key;)
                ++end;
            if (end - begin > 1 && !sortThese(rows.subspan(begin, end - begin)))
                return false;
        }
        return true;
    }

    /// Texts that are alike in the eight bytes from `from` on, by what comes after them.
    bool sortAlikeTexts(const ColumnTexts &cells, const std::vector<KeyedRow> &keyed, std::span<std::uint32_t> rows, std::size_t from) const
    {
        return sortAlike(keyed, rows, [&](std::span<std::uint32_t> alike) { return sortTexts(cells, alike, from + prefixBytes); });
    }

    /// Texts that are alike up to `from`: by eight bytes more. A NUL counts as the end does, up to here.
    bool sortTexts(const ColumnTexts &cells, std::span<std::uint32_t> rows, std::size_t from) const
    {
        const auto isLonger = [&](std::uint32_t row) { return cells[row].size() > from; };
        constexpr std::size_t few = 64;
        if (rows.size() <= few || from >= longestByRadix || std::ranges::none_of(rows, isLonger)) {
            const auto isLess = [&](std::uint32_t left, std::uint32_t right) { return m_isDescending ? cells[right] < cells[left] : cells[left] < cells[right]; };
            return stableSort(rows, isLess, m_stop);
        }
        std::vector<KeyedRow> keyed;
        keyed.reserve(rows.size());
        const auto take = [&](std::size_t at) { keyed.push_back({directed(keyOf(cells[rows[at]], from)), rows[at]}); };
        if (!inStretches(rows.size(), take) || !radixSort(keyed, m_stop))
            return false;
        std::ranges::transform(keyed, rows.begin(), &KeyedRow::row);
        return sortAlikeTexts(cells, keyed, rows, from);
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
    RowList rows;
    reserveLarge(rows, static_cast<std::size_t>(frame.rows()));
    rows.resize(static_cast<std::size_t>(frame.rows()));
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
