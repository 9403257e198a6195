// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Lines.h"

#include "charts/Labels.h"
#include "charts/Places.h"
#include "charts/Stacking.h"
#include "charts/Tally.h"
#include "frames/LargePages.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr std::size_t pointsBetweenLooks = std::size_t{1} << 16U;

/// One column of y.
struct Drawn
{
    std::optional<std::size_t> column; ///< none: rows are counted
    std::string name;
    bool isSecond = false;
};

template <typename T>
std::vector<T> roomFor(std::size_t count)
{
    std::vector<T> vector;
    reserveLarge(vector, count);
    return vector;
}

class LineMaking
{
public:
    explicit LineMaking(ChartMaking &making)
        : m_making(making)
        , m_spec(making.spec)
        , m_aggregate(making.spec.aggregate)
    {
        // Bars and what is stacked have one value at a place.
        const bool isOneAPlace = m_spec.kind == ChartKind::Bar || (m_spec.kind == ChartKind::Area && m_spec.isStacked);
        m_isPutTogether = m_aggregate != Aggregate::Plain || isOneAPlace;
        m_isSumByDefault = m_aggregate == Aggregate::Plain && isOneAPlace;
    }

    Result<void> make()
    {
        if (const Result<void> found = findColumns(); !found)
            return found;
        Result<Places> places = Places::of(m_making, m_spec.kind == ChartKind::Bar, m_isPutTogether ? m_spec.interval : 0);
        if (!places)
            return tl::unexpected<Error>(std::move(places.error()));
        m_places = std::move(*places);
        if (const Result<void> grouped = findGroups(); !grouped)
            return grouped;
        for (const Drawn &drawn : m_drawn)
            if (const Result<void> added = addColumn(drawn); !added)
                return added;
        if (m_isSumByDefault && m_isShared)
            m_making.note("Rows that stand at one place are added up.");
        m_making.noteCount(m_nonPositive, "value that is not above 0 has no logarithm: it is left out.", "values that are not above 0 have no logarithm: they are left out.");
        return m_spec.isStacked && m_isPutTogether ? alignSeries(m_making) : m_making.goOn();
    }

private:
    // What is drawn --------------------------------------------------------------------------------

    Result<void> findColumns()
    {
        const bool isCount = m_aggregate == Aggregate::Count || (m_spec.kind == ChartKind::Bar && m_aggregate == Aggregate::Plain);
        if (m_spec.y.empty() && !isCount)
            return failure(ErrorCode::InvalidInput, "Choose a column to draw.");
        if (m_spec.y.empty())
            m_drawn.push_back({std::nullopt, "count", false});
        for (const ColumnRef &ref : m_spec.y) {
            // Whatever a column holds can be counted.
            const Result<std::size_t> column = m_aggregate == Aggregate::Count ? m_making.find(ref) : m_making.findNumbers(ref);
            if (!column)
                return tl::unexpected<Error>(column.error());
            m_drawn.push_back({*column, ref.name, std::ranges::find(m_spec.second, ref) != m_spec.second.end()});
        }
        if (m_drawn.size() == 1)
            m_making.data.yName = m_spec.y.empty() || m_aggregate == Aggregate::Plain ? m_drawn.front().name : wordOf(m_aggregate) + (" of " + m_drawn.front().name);
        return checkSize();
    }

    /// A bound for what hundreds of columns would take.
    [[nodiscard]] Result<void> checkSize() const
    {
        constexpr std::size_t mostPoints = 400'000'000;
        if (!m_isPutTogether && rowCount(m_making.frame, m_making.rows) > mostPoints / m_drawn.size())
            return failure(ErrorCode::InvalidInput, "That makes more points than a chart holds: draw fewer columns or rows, or put rows together.");
        return {};
    }

    Result<void> findGroups()
    {
        if (!m_spec.group)
            return {};
        const Result<std::size_t> column = m_making.find(*m_spec.group);
        if (!column)
            return tl::unexpected<Error>(column.error());
        Labels labels(m_making.frame, *column, m_places.rows(), 0, m_making.stop);
        labels.labelMissing();
        const std::size_t left = labels.keepBiggest(ChartData::mostSeries);
        m_making.noteCount(static_cast<std::int64_t>(left), "group of `" + m_spec.group->name + "` with the fewest rows is left out.",
                           "groups of `" + m_spec.group->name + "` with the fewest rows are left out.");
        m_groups = labels.names();
        m_members.resize(m_groups.size());
        for (std::uint32_t group = 0; group < m_groups.size(); ++group)
            reserveLarge(m_members[group], static_cast<std::size_t>(labels.rowsOf(group)));
        for (std::size_t at = 0; at < labels.codes().size(); ++at)
            if (const std::uint32_t group = labels.codes()[at]; group != Labels::none)
                m_members[group].push_back(static_cast<std::uint32_t>(at));
        return m_making.goOn();
    }

    // Series ---------------------------------------------------------------------------------------

    Result<void> addColumn(const Drawn &drawn)
    {
        m_isRowCount = !drawn.column;
        std::vector<double> y;
        if (drawn.column) {
            Result<ColumnNumbers> numbers = m_making.readY(*drawn.column, m_places.rows());
            if (!numbers)
                return tl::unexpected<Error>(std::move(numbers.error()));
            y = std::move(numbers->values);
        } else {
            y.resize(m_places.size());
        }
        if (!m_spec.group) {
            addSeries(drawn.name, drawn.isSecond, m_isPutTogether ? together(y, nullptr) : everyPoint(std::move(y), &drawn == &m_drawn.back()));
            return m_making.goOn();
        }
        for (std::size_t group = 0; group < m_groups.size(); ++group) {
            const std::string name = m_drawn.size() > 1 ? drawn.name + " · " + m_groups[group] : m_groups[group];
            addSeries(name, drawn.isSecond, m_isPutTogether ? together(y, &m_members[group]) : pointsOf(y, m_members[group]));
            if (const Result<void> going = m_making.goOn(); !going)
                return going;
        }
        return {};
    }

    void addSeries(const std::string &name, bool isSecond, ChartSeries series)
    {
        series.name = name;
        series.isSecond = isSecond;
        if (m_spec.isLogarithmic)
            for (double &value : series.y)
                if (value <= 0) {
                    value = notANumber;
                    ++m_nonPositive;
                }
        m_making.data.series.push_back(std::move(series));
    }

    ChartSeries everyPoint(std::vector<double> y, bool isLast)
    {
        ChartSeries series;
        series.rows = roomFor<std::uint32_t>(y.size());
        series.rows.resize(y.size());
        if (m_places.rows() != nullptr)
            std::ranges::copy(*m_places.rows(), series.rows.begin());
        else
            std::iota(series.rows.begin(), series.rows.end(), 0U);
        series.y = std::move(y);
        series.x = isLast ? m_places.takeX() : m_places.x();
        return series;
    }

    [[nodiscard]] ChartSeries pointsOf(const std::vector<double> &y, const std::vector<std::uint32_t> &members) const
    {
        ChartSeries series{{}, false, roomFor<double>(members.size()), roomFor<double>(members.size()), roomFor<std::uint32_t>(members.size())};
        for (const std::uint32_t place : members) {
            series.x.push_back(m_places.x()[place]);
            series.y.push_back(y[place]);
            series.rows.push_back(m_places.rowAt(place));
        }
        return series;
    }

    /// One point for each distinct x. Knows the rows where none has more than one.
    ChartSeries together(const std::vector<double> &y, const std::vector<std::uint32_t> *members)
    {
        const std::size_t count = members != nullptr ? members->size() : m_places.size();
        const auto placeAt = [&](std::size_t i) { return members != nullptr ? std::size_t{(*members)[i]} : i; };
        const std::vector<double> &x = m_places.x();
        ChartSeries series;
        Tally tally(m_isRowCount ? Aggregate::Count : m_aggregate);
        bool isShared = false;
        for (std::size_t begin = 0, end = 0, next = 0; begin < count; begin = end) {
            if (begin >= next) {
                if (m_making.stop.stop_requested())
                    return series;
                next = begin + pointsBetweenLooks;
            }
            const double at = x[placeAt(begin)];
            for (end = begin; end < count && x[placeAt(end)] == at; ++end)
                tally.add(y[placeAt(end)]);
            series.x.push_back(at);
            series.y.push_back(tally.take());
            series.rows.push_back(m_places.rowAt(placeAt(begin)));
            isShared = isShared || end - begin > 1;
        }
        if (isShared)
            series.rows = {};
        m_isShared = m_isShared || (isShared && !m_isRowCount);
        return series;
    }

    ChartMaking &m_making;
    const ChartSpec &m_spec;
    Aggregate m_aggregate;
    bool m_isPutTogether = false; ///< one point at each x
    bool m_isSumByDefault = false;
    bool m_isRowCount = false;
    bool m_isShared = false;
    std::int64_t m_nonPositive = 0;
    std::vector<Drawn> m_drawn;
    Places m_places;
    std::vector<std::string> m_groups;
    std::vector<std::vector<std::uint32_t>> m_members; ///< places of each group
};

} // namespace

Result<void> makeLines(ChartMaking &making)
{
    return LineMaking(making).make();
}

} // namespace assay
