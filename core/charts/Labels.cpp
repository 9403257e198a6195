// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Labels.h"

#include "charts/ChartSpec.h"
#include "charts/ColumnNumbers.h"
#include "frames/CellText.h"
#include "frames/ColumnValues.h"
#include "frames/LargePages.h"
#include "frames/SafeText.h"
#include "frames/TimeText.h"

#include <algorithm>
#include <numeric>
#include <unordered_map>

namespace assay {

Labels::Labels(const Frame &frame, std::size_t column, const RowList *rows, std::int64_t interval, const std::stop_token &stop)
    : m_frame(frame)
    , m_column(column)
    , m_rows(rows)
    , m_interval(isTemporal(frame.schema().columns[column]) ? interval : 0)
    , m_stop(stop)
{
    const std::size_t count = rowCount(frame, rows);
    reserveLarge(m_codes, count);
    m_codes.resize(count, none);
    visitColumn(frame, column, [this](const auto &cells) { number(cells); });
}

std::uint32_t Labels::add(std::uint64_t key, std::size_t row)
{
    m_labels.push_back({key, static_cast<std::uint32_t>(row), 0});
    return static_cast<std::uint32_t>(m_labels.size() - 1);
}

template <typename Cells, typename CodeOf>
void Labels::takeRows(const Cells &cells, const CodeOf &codeOf)
{
    eachRow(m_frame, m_rows, m_stop, [&](std::size_t at, std::size_t row) {
        if (cells.isMissing(row)) {
            ++m_missing;
            return;
        }
        m_codes[at] = codeOf(row);
        ++m_labels[m_codes[at]].rows;
    });
}

template <typename Cells>
void Labels::number(const Cells &cells)
{
    const ColumnSchema &schema = m_frame.schema().columns[m_column];
    if constexpr (std::same_as<Cells, ColumnTexts>) {
        std::unordered_map<std::string_view, std::uint32_t> codes;
        takeRows(cells, [&](std::size_t row) {
            const auto [found, isNew] = codes.try_emplace(cells[row], static_cast<std::uint32_t>(m_labels.size()));
            return isNew ? add(0, row) : found->second;
        });
    } else if (schema.type == ColumnType::Dictionary) {
        // Two codes may stand for one text.
        std::unordered_map<std::string_view, std::uint32_t> byText;
        std::vector<std::uint32_t> codes(schema.offsets.bytes / sizeof(std::int64_t) - 1, none);
        takeRows(cells, [&](std::size_t row) {
            const auto place = static_cast<std::size_t>(cells[row]);
            if (codes[place] == none) {
                const auto [found, isNew] = byText.try_emplace(m_frame.dictionaryText(m_column, place), static_cast<std::uint32_t>(m_labels.size()));
                codes[place] = isNew ? add(0, row) : found->second;
            }
            return codes[place];
        });
    } else {
        std::unordered_map<std::uint64_t, std::uint32_t> codes;
        const std::int64_t unit = nanosecondsOfUnit(schema);
        takeRows(cells, [&](std::size_t row) {
            const std::uint64_t key = m_interval > 0 ? orderKey(flooredTime(static_cast<std::int64_t>(cells[row]), unit, m_interval)) : orderKey(cells[row]);
            const auto [found, isNew] = codes.try_emplace(key, static_cast<std::uint32_t>(m_labels.size()));
            return isNew ? add(key, row) : found->second;
        });
    }
}

std::string Labels::nameOf(std::uint32_t code) const
{
    const Label &label = m_labels[code];
    if (label.row == none)
        return "(missing)";
    if (m_interval > 0)
        return timestampText(valueOfKey<std::int64_t>(label.key), TimeUnit::Nanosecond);
    return validUtf8(cellText(m_frame, m_column, label.row).text);
}

std::vector<std::string> Labels::names() const
{
    std::vector<std::string> names;
    for (std::uint32_t code = 0; code < count(); ++code)
        names.push_back(nameOf(code));
    return names;
}

void Labels::labelMissing()
{
    if (m_missing == 0)
        return;
    const std::uint32_t code = add(std::numeric_limits<std::uint64_t>::max(), none);
    m_labels[code].rows = m_missing;
    std::ranges::replace(m_codes, none, code);
    m_missing = 0;
}

void Labels::orderByValue()
{
    std::vector<std::uint32_t> order(count());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, {}, [this](std::uint32_t code) { return m_labels[code].key; });
    if (!std::ranges::is_sorted(order))
        renumber(order);
}

std::size_t Labels::keepBiggest(std::size_t most)
{
    if (count() <= most)
        return 0;
    const std::size_t left = count() - most;
    std::vector<std::uint32_t> order(count());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::partial_sort(order, order.begin() + static_cast<std::ptrdiff_t>(most), [this](std::uint32_t one, std::uint32_t other) {
        return m_labels[one].rows != m_labels[other].rows ? m_labels[one].rows > m_labels[other].rows : one < other;
    });
    order.resize(most);
    std::ranges::sort(order);
    renumber(order);
    return left;
}

void Labels::renumber(const std::vector<std::uint32_t> &order)
{
    std::vector<Label> labels;
    std::vector<std::uint32_t> now(count(), none);
    for (const std::uint32_t code : order) {
        now[code] = static_cast<std::uint32_t>(labels.size());
        labels.push_back(m_labels[code]);
    }
    for (std::uint32_t &code : m_codes)
        code = code != none ? now[code] : none;
    m_labels.swap(labels);
}

} // namespace assay
