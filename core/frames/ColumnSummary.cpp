// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/ColumnSummary.h"

#include "frames/CellText.h"
#include "frames/ColumnValues.h"
#include "frames/DecimalText.h"
#include "frames/LargePages.h"
#include "frames/NumberFigures.h"
#include "frames/RadixSort.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace assay {
namespace {

constexpr std::size_t rowsBetweenLooks = std::size_t{1} << 16U;

/// The most frequent of values that come in their order, or (of texts) in none.
template <typename Value>
class Frequent
{
public:
    void add(Value value, std::int64_t count)
    {
        ++m_distinct;
        const Entry entry{value, count};
        if (m_entries.size() == ColumnSummary::mostFrequent && !comesBefore(entry, m_entries.back()))
            return;
        m_entries.insert(std::ranges::upper_bound(m_entries, entry, comesBefore), entry);
        m_entries.resize(std::min(m_entries.size(), ColumnSummary::mostFrequent));
    }

    template <typename TextOf>
    void tell(ColumnSummary &summary, const TextOf &textOf) const
    {
        summary.distinct = m_distinct;
        for (const Entry &entry : m_entries)
            summary.frequent.push_back({textOf(entry.value), entry.count});
    }

private:
    struct Entry
    {
        Value value;
        std::int64_t count = 0;
    };

    static bool comesBefore(const Entry &left, const Entry &right)
    {
        return left.count != right.count ? left.count > right.count : left.value < right.value;
    }

    std::vector<Entry> m_entries;
    std::int64_t m_distinct = 0;
};

/// Spreads the bits of a text over 44, which are four digits of radixSort(): of ten million texts some
/// few share them.
std::uint64_t hashOf(std::string_view text)
{
    constexpr std::uint64_t odd = 0x9E3779B97F4A7C15ULL;
    std::uint64_t hash = text.size() * odd;
    while (!text.empty()) {
        std::uint64_t part = 0;
        const std::size_t bytes = std::min(sizeof part, text.size());
        std::memcpy(&part, text.data(), bytes);
        text.remove_prefix(bytes);
        hash = (hash ^ part) * odd;
        hash ^= hash >> 32U;
    }
    return (hash * odd) >> 20U;
}

/// One summary being made.
class Summing
{
public:
    Summing(const Frame &frame, std::size_t column, const RowList *subset, const std::stop_token &stop)
        : m_frame(frame)
        , m_column(column)
        , m_schema(frame.schema().columns[column])
        , m_subset(subset)
        , m_rows(subset != nullptr ? subset->size() : static_cast<std::size_t>(frame.rows()))
        , m_stop(stop)
    {
        m_summary.rows = static_cast<std::int64_t>(m_rows);
    }

    /// False where it was asked to stop.
    bool sum()
    {
        if (m_schema.type == ColumnType::Dictionary)
            return sumCodes();
        if (m_schema.type == ColumnType::Decimal)
            return sumDecimals();
        return visitColumn(m_frame, m_column, [this](const auto &cells) { return sumCells(cells); });
    }

    [[nodiscard]] const ColumnSummary &summary() const { return m_summary; }

private:
    /// Calls `take` with each row whose cell is there, and counts the others.
    template <typename Cells, typename Take>
    bool eachPresent(const Cells &cells, const Take &take)
    {
        for (std::size_t begin = 0; begin < m_rows; begin += rowsBetweenLooks) {
            if (m_stop.stop_requested())
                return false;
            for (std::size_t at = begin, end = std::min(begin + rowsBetweenLooks, m_rows); at < end; ++at) {
                const auto row = static_cast<std::uint32_t>(m_subset != nullptr ? (*m_subset)[at] : at);
                if (cells.isMissing(row))
                    ++m_summary.missing;
                else
                    take(row);
            }
        }
        return true;
    }

    // Numbers and times ----------------------------------------------------------------------------

    /// In their order, values that are alike stand together, and quantiles and bins are places.
    template <typename T>
    bool sumCells(const ColumnValues<T> &cells)
    {
        std::vector<std::uint64_t> keys;
        reserveLarge(keys, m_rows);
        if (!eachPresent(cells, [&](std::uint32_t row) { keys.push_back(orderKey(cells[row])); }) || !radixSort(keys, m_stop))
            return false;
        if (keys.empty())
            return true;
        Frequent<std::uint64_t> frequent;
        for (std::size_t begin = 0, end = 0; begin < keys.size(); begin = end) {
            for (end = begin + 1; end < keys.size() && keys[end] == keys[begin];)
                ++end;
            frequent.add(keys[begin], static_cast<std::int64_t>(end - begin));
        }
        const auto text = [this](std::uint64_t key) { return textOf(valueOfKey<T>(key)); };
        frequent.tell(m_summary, text);
        m_summary.min = text(keys.front());
        m_summary.max = text(keys.back());
        if (!m_stop.stop_requested() && m_schema.type != ColumnType::Bool)
            m_summary.numbers = numberFigures(m_schema, SortedValues<T>(keys));
        return !m_stop.stop_requested();
    }

    template <typename T>
    [[nodiscard]] std::string textOf(T value) const
    {
        if constexpr (std::floating_point<T>)
            return realText(value);
        else
            return integerText(m_schema, static_cast<std::int64_t>(value));
    }

    // Texts ----------------------------------------------------------------------------------------

    bool sumCells(const ColumnTexts &cells)
    {
        std::vector<KeyedRow> hashed;
        reserveLarge(hashed, m_rows);
        std::optional<std::string_view> min, max;
        const auto take = [&](std::uint32_t row) {
            const std::string_view text = cells[row];
            min = min ? std::min(*min, text) : text;
            max = max ? std::max(*max, text) : text;
            hashed.push_back({hashOf(text), row});
        };
        if (!eachPresent(cells, take) || !radixSort(hashed, m_stop))
            return false;
        Frequent<std::string_view> frequent;
        if (!countAlike(cells, hashed, frequent))
            return false;
        frequent.tell(m_summary, validUtf8);
        m_summary.min = validUtf8(min.value_or(""));
        m_summary.max = validUtf8(max.value_or(""));
        return true;
    }

    bool countAlike(const ColumnTexts &cells, std::vector<KeyedRow> &hashed, Frequent<std::string_view> &frequent) const
    {
        std::size_t next = 0;
        for (std::size_t begin = 0, end = 0; begin < hashed.size(); begin = end) {
            if (begin >= next) {
                if (m_stop.stop_requested())
                    return false;
                next = begin + rowsBetweenLooks;
            }
            const std::string_view text = cells[hashed[begin].row];
            bool isOne = true;
            for (end = begin + 1; end < hashed.size() && hashed[end].key == hashed[begin].key; ++end)
                isOne = isOne && cells[hashed[end].row] == text;
            if (isOne)
                frequent.add(text, static_cast<std::int64_t>(end - begin));
            else
                countCollided(cells, std::span(hashed).subspan(begin, end - begin), frequent);
        }
        return true;
    }

    /// Different texts of one hash.
    static void countCollided(const ColumnTexts &cells, std::span<KeyedRow> rows, Frequent<std::string_view> &frequent)
    {
        const auto textOf = [&](const KeyedRow &row) { return cells[row.row]; };
        std::ranges::sort(rows, {}, textOf);
        for (auto begin = rows.begin(), end = begin; begin != rows.end(); begin = end) {
            end = std::find_if(begin, rows.end(), [&](const KeyedRow &row) { return textOf(row) != textOf(*begin); });
            frequent.add(textOf(*begin), end - begin);
        }
    }

    bool sumCodes()
    {
        const ColumnValues<std::int32_t> codes(m_frame, m_schema);
        std::vector<std::int64_t> counts(m_schema.offsets.bytes / sizeof(std::int64_t) - 1);
        if (!eachPresent(codes, [&](std::uint32_t row) { ++counts[static_cast<std::size_t>(codes[row])]; }))
            return false;
        std::vector<std::pair<std::string_view, std::int64_t>> texts;
        for (std::size_t code = 0; code < counts.size(); ++code)
            if (counts[code] > 0)
                texts.emplace_back(m_frame.dictionaryText(m_column, code), counts[code]);
        std::ranges::sort(texts);
        Frequent<std::string_view> frequent;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            if (i + 1 < texts.size() && texts[i + 1].first == texts[i].first)
                texts[i + 1].second += texts[i].second; // two codes with one text
            else
                frequent.add(texts[i].first, texts[i].second);
        }
        frequent.tell(m_summary, validUtf8);
        m_summary.min = texts.empty() ? std::string() : validUtf8(texts.front().first);
        m_summary.max = texts.empty() ? std::string() : validUtf8(texts.back().first);
        return true;
    }

    // Decimals -------------------------------------------------------------------------------------

    bool sumDecimals()
    {
        const ColumnTexts cells(m_frame, m_schema);
        const Result<RowList> sorted = sortedRows(m_frame, m_subset, {{m_column, false}}, m_stop);
        RowList rows;
        if (!sorted || !eachPresent(cells, [](std::uint32_t) {}))
            return false;
        rows.assign(sorted->begin(), sorted->end() - m_summary.missing);
        Frequent<std::size_t> frequent; // places in `rows` stand in the order of the values
        for (std::size_t begin = 0, end = 0; begin < rows.size(); begin = end) {
            for (end = begin + 1; end < rows.size() && compareDecimals(cells[rows[end]], cells[rows[begin]]) == 0;)
                ++end;
            frequent.add(begin, static_cast<std::int64_t>(end - begin));
        }
        const auto text = [&](std::size_t place) { return validUtf8(cells[rows[place]]); };
        frequent.tell(m_summary, text);
        if (!rows.empty()) {
            m_summary.min = text(0);
            m_summary.max = text(rows.size() - 1);
        }
        return !m_stop.stop_requested();
    }

    const Frame &m_frame;
    std::size_t m_column;
    const ColumnSchema &m_schema;
    const RowList *m_subset;
    std::size_t m_rows;
    const std::stop_token &m_stop;
    ColumnSummary m_summary;
};

} // namespace

Result<ColumnSummary> summarize(const Frame &frame, std::size_t column, const RowList *subset, const std::stop_token &stop)
{
    if (frame.rows() > std::numeric_limits<std::uint32_t>::max())
        return tl::unexpected<Error>(allRows(frame).error());
    Summing summing(frame, column, subset, stop);
    if (!summing.sum())
        return failure(ErrorCode::Cancelled, "The summary was cancelled.");
    return summing.summary();
}

} // namespace assay
