// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Places.h"

#include "charts/Labels.h"
#include "frames/LargePages.h"
#include "frames/RadixSort.h"

#include <cmath>
#include <numeric>

namespace assay {

Result<Places> Places::of(ChartMaking &making, bool isTruthCategory, std::int64_t interval)
{
    Places places;
    places.m_given = making.rows;
    if (!making.spec.x) {
        places.byPlace(making);
        return places;
    }
    const Result<std::size_t> column = making.find(*making.spec.x);
    if (!column)
        return tl::unexpected<Error>(column.error());
    const ColumnSchema &schema = making.schemaOf(*column);
    making.data.xName = schema.name;
    const bool isCategory = (!isNumeric(schema) && !isTemporal(schema)) || (isTruthCategory && schema.type == ColumnType::Bool);
    const Result<void> done = isCategory ? places.byCategory(making, *column) : places.byValue(making, *column, interval);
    if (!done)
        return tl::unexpected<Error>(done.error());
    return places;
}

void Places::byPlace(const ChartMaking &making)
{
    const std::size_t count = rowCount(making.frame, making.rows);
    reserveLarge(m_x, count);
    m_x.resize(count);
    std::iota(m_x.begin(), m_x.end(), 0.0);
}

Result<void> Places::byValue(ChartMaking &making, std::size_t column, std::int64_t interval)
{
    const ColumnSchema &schema = making.schemaOf(column);
    making.data.xScale = isTemporal(schema) ? ChartData::Scale::Time : ChartData::Scale::Number;
    if (!isInOrder(making.frame, column, making.rows, making.stop)) {
        Result<RowList> sorted = sortedRows(making.frame, making.rows, {{column, false}}, making.stop);
        if (!sorted)
            return tl::unexpected<Error>(std::move(sorted.error()));
        m_own = std::move(*sorted);
        making.note("Rows were put in the order of `" + schema.name + "`.");
    }
    ColumnNumbers numbers = numbersOf(making.frame, column, rows(), interval, making.stop);
    m_x = std::move(numbers.values);
    making.data.missing += numbers.gaps();
    making.noteCount(numbers.infinite, "row with an infinite `" + schema.name + "` is not drawn.", "rows with an infinite `" + schema.name + "` are not drawn.");
    if (numbers.gaps() > 0)
        leaveOutGaps();
    return making.goOn();
}

void Places::leaveOutGaps()
{
    RowList kept;
    std::size_t end = 0;
    for (std::size_t at = 0; at < m_x.size(); ++at) {
        if (std::isnan(m_x[at]))
            continue;
        kept.push_back(rowAt(at));
        m_x[end++] = m_x[at];
    }
    m_x.resize(end);
    m_own = std::move(kept);
}

Result<void> Places::byCategory(ChartMaking &making, std::size_t column)
{
    const std::string &name = making.schemaOf(column).name;
    making.data.xScale = ChartData::Scale::Category;
    Labels labels(making.frame, column, making.rows, 0, making.stop);
    if (const Result<void> going = making.goOn(); !going)
        return going;
    labels.orderByValue();
    making.data.missing += labels.missing();
    making.noteCount(static_cast<std::int64_t>(labels.keepBiggest(ChartData::mostCategories)), "value of `" + name + "` with the fewest rows is left out.",
                     "values of `" + name + "` with the fewest rows are left out.");
    making.data.categories = labels.names();
    std::vector<KeyedRow> keyed;
    bool isRising = true;
    for (std::size_t at = 0; at < labels.codes().size(); ++at) {
        if (labels.codes()[at] == Labels::none)
            continue;
        isRising = isRising && (keyed.empty() || keyed.back().key <= labels.codes()[at]);
        keyed.push_back({labels.codes()[at], rowAt(at)});
    }
    // Bars have no order of their own that anyone would miss.
    if (!isRising && making.spec.aggregate == Aggregate::Plain && making.spec.kind != ChartKind::Bar)
        making.note("Rows were put in the order of `" + name + "`.");
    if (!isRising && !radixSort(keyed, making.stop))
        return making.goOn();
    RowList rows;
    for (const KeyedRow &row : keyed) {
        rows.push_back(row.row);
        m_x.push_back(static_cast<double>(row.key));
    }
    m_own = std::move(rows);
    return making.goOn();
}

} // namespace assay
