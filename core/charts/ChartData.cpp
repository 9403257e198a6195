// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartData.h"

#include "charts/ChartShapes.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay {
namespace {

using Kind = ChartKind;

/// Why there is no chart, for whoever unwinds.
struct Refusal
{
    Error error;
};

[[noreturn]] void refuse(std::string text)
{
    throw Refusal{{ErrorCode::InvalidInput, std::move(text), {}}};
}

std::string counted(std::size_t count, const char *one, const char *many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}

class Maker
{
public:
    Maker(const Frame &frame, const RowList *rows, const ChartSpec &spec, const std::stop_token &stop)
        : m_frame(frame)
        , m_rows(frame, rows)
        , m_spec(spec)
        , m_stop(stop)
    {
    }

    ChartData made()
    {
        if (m_frame.rows() > std::numeric_limits<std::uint32_t>::max())
            refuse("The frame has more rows than a chart can count.");
        m_data.kind = m_spec.kind;
        m_data.rows = static_cast<std::int64_t>(m_rows.size());
        switch (m_spec.kind) {
        case Kind::Histogram:
            makeHistogram();
            break;
        case Kind::Box:
            makeBoxes();
            break;
        case Kind::Pie:
            makePie();
            break;
        case Kind::Candlestick:
            makeCandles();
            break;
        case Kind::Line:
        case Kind::Area:
        case Kind::Bar:
        case Kind::Scatter:
            makeSeries();
            break;
        }
        return std::move(m_data);
    }

private:
    // Columns --------------------------------------------------------------------------------------

    [[nodiscard]] const ColumnSchema &schema(std::size_t column) const { return m_frame.schema().columns[column]; }

    [[nodiscard]] std::size_t place(const ColumnRef &column) const
    {
        const auto found = columnOf(m_frame, column);
        if (!found)
            refuse("There is no column \"" + column.name + "\" any more: choose another.");
        return *found;
    }

    /// A column of numbers.
    [[nodiscard]] std::size_t numberPlace(const ColumnRef &column) const
    {
        const std::size_t found = place(column);
        if (!isNumeric(schema(found)))
            refuse("Column \"" + column.name + "\" holds no numbers.");
        return found;
    }

    [[nodiscard]] std::size_t onlyY() const
    {
        if (m_spec.y.empty())
            refuse("Choose a column of numbers to draw.");
        return numberPlace(m_spec.y.front());
    }

    [[nodiscard]] std::vector<double> numbers(std::size_t column)
    {
        look();
        return numbersOf(m_frame, column, m_rows);
    }

    [[nodiscard]] ChartCategories categories(std::size_t column, std::size_t most, const char *what)
    {
        Result<ChartCategories> found = categoriesOf(m_frame, column, m_rows, m_stop);
        if (!found)
            throw Refusal{found.error()};
        if (const std::size_t dropped = keepFrequent(*found, most); dropped > 0)
            m_data.notes.push_back("Only the " + std::to_string(most) + " most frequent " + what + " are shown; " + counted(dropped, "other is", "others are") + " left out.");
        return std::move(*found);
    }

    void look() const
    {
        if (m_stop.stop_requested())
            throw Refusal{{ErrorCode::Cancelled, "The chart was cancelled.", {}}};
    }

    // Lines, areas, bars, points -------------------------------------------------------------------

    void makeSeries()
    {
        if (m_spec.y.empty() && m_spec.aggregate != Aggregate::Count)
            refuse("Choose a column of numbers to draw.");
        readX();
        readGroups();
        std::vector<std::optional<std::size_t>> columns;
        for (const ColumnRef &y : m_spec.y)
            columns.emplace_back(numberPlace(y));
        if (columns.empty())
            columns.emplace_back();
        for (std::size_t i = 0; i < columns.size(); ++i)
            addColumn(i, columns[i], columns.size() > 1);
        if (m_spec.isStacked && m_spec.kind == Kind::Area)
            alignAreas();
        m_data.yName = m_spec.y.size() == 1 ? validUtf8(m_spec.y.front().name) : std::string();
    }

    void readX()
    {
        m_x.resize(m_rows.size());
        if (!m_spec.x) {
            std::iota(m_x.begin(), m_x.end(), 0.0);
            m_data.xName = "row";
            return;
        }
        const std::size_t column = place(*m_spec.x);
        m_data.xName = validUtf8(m_spec.x->name);
        const bool isNumber = isNumeric(schema(column)) && schema(column).type != ColumnType::Bool;
        if (!isTemporal(schema(column)) && (!isNumber || (m_spec.kind == Kind::Bar && m_spec.interval == 0))) {
            readCategories(column);
            return;
        }
        m_data.xScale = isTemporal(schema(column)) ? ChartData::Scale::Time : ChartData::Scale::Number;
        m_x = numbers(column);
        if (m_data.xScale == ChartData::Scale::Time && m_spec.interval > 0) {
            const auto interval = static_cast<double>(m_spec.interval);
            for (double &x : m_x)
                x = std::floor(x / interval) * interval;
        }
    }

    void readCategories(std::size_t column)
    {
        m_data.xScale = ChartData::Scale::Category;
        ChartCategories found = categories(column, ChartData::mostCategories, "values");
        for (std::size_t i = 0; i < m_x.size(); ++i)
            m_x[i] = found.codes[i] < 0 ? std::numeric_limits<double>::quiet_NaN() : static_cast<double>(found.codes[i]);
        m_data.categories = std::move(found.names);
    }

    void readGroups()
    {
        if (!m_spec.group)
            return;
        m_groups = categories(place(*m_spec.group), ChartData::mostSeries, "groups");
    }

    [[nodiscard]] bool aggregates() const
    {
        return m_spec.aggregate != Aggregate::Plain || m_spec.kind == Kind::Bar || m_spec.interval > 0;
    }

    void addColumn(std::size_t number, std::optional<std::size_t> column, bool isOneOfSeveral)
    {
        const std::vector<double> y = column ? numbers(*column) : std::vector<double>(m_rows.size(), 1.0);
        const std::string name = column ? validUtf8(schema(*column).name) : "count";
        const bool isSecond = number < m_spec.y.size() && std::ranges::find(m_spec.second, m_spec.y[number]) != m_spec.second.end();
        if (!m_groups) {
            addSeries(name, isSecond, y, -1);
            return;
        }
        for (std::size_t group = 0; group < m_groups->names.size(); ++group)
            addSeries(isOneOfSeveral ? name + " · " + m_groups->names[group] : m_groups->names[group], isSecond, y, static_cast<std::int32_t>(group));
    }

    /// Of the rows of a group, or (-1) of all.
    void addSeries(std::string name, bool isSecond, const std::vector<double> &y, std::int32_t group)
    {
        look();
        ChartSeries series{std::move(name), isSecond, {}, {}, {}};
        const std::vector<std::uint32_t> order = placesOf(group);
        if (aggregates())
            aggregate(series, order, y);
        else
            takePoints(series, order, y);
        if (m_spec.isLogarithmic && std::ranges::any_of(series.y, [](double value) { return value <= 0; }))
            tellOnce("Values of 0 and below have no logarithm and are not drawn.");
        m_data.series.push_back(std::move(series));
    }

    /// Places of the rows, by their x.
    [[nodiscard]] std::vector<std::uint32_t> placesOf(std::int32_t group)
    {
        std::vector<std::uint32_t> order;
        order.reserve(group < 0 ? m_x.size() : 0);
        bool isSorted = true;
        double last = -std::numeric_limits<double>::infinity();
        for (std::size_t i = 0; i < m_x.size(); ++i) {
            if (group >= 0 && m_groups->codes[i] != group)
                continue;
            if (std::isnan(m_x[i])) {
                ++m_data.missing;
                continue;
            }
            isSorted = isSorted && m_x[i] >= last;
            last = m_x[i];
            order.push_back(static_cast<std::uint32_t>(i));
        }
        if (isSorted)
            return order;
        look();
        std::ranges::stable_sort(order, {}, [this](std::uint32_t i) { return m_x[i]; });
        if (!aggregates() && m_data.xScale != ChartData::Scale::Category)
            tellOnce("The rows were put in the order of \"" + m_data.xName + "\".");
        return order;
    }

    void takePoints(ChartSeries &series, const std::vector<std::uint32_t> &order, const std::vector<double> &y)
    {
        series.x.reserve(order.size());
        series.y.reserve(order.size());
        series.rows.reserve(order.size());
        for (const std::uint32_t i : order) {
            if (std::isnan(y[i])) {
                ++m_data.missing;
                if (m_spec.kind == Kind::Scatter)
                    continue;
            }
            series.x.push_back(m_x[i]);
            series.y.push_back(y[i]);
            series.rows.push_back(m_rows[i]);
        }
    }

    void aggregate(ChartSeries &series, const std::vector<std::uint32_t> &order, const std::vector<double> &y)
    {
        std::vector<double> values;
        for (auto begin = order.begin(); begin != order.end();) {
            const double x = m_x[*begin];
            values.clear();
            auto end = begin;
            for (; end != order.end() && m_x[*end] == x; ++end)
                if (!std::isnan(y[*end]))
                    values.push_back(y[*end]);
            m_data.missing += end - begin - static_cast<std::ptrdiff_t>(values.size());
            if (!values.empty() || m_spec.aggregate == Aggregate::Count) {
                series.x.push_back(x);
                series.y.push_back(values.empty() ? 0 : aggregated(m_spec.aggregate, values));
            }
            begin = end;
        }
    }

    /// Areas that lie upon each other need the same places; what is not there is 0.
    void alignAreas()
    {
        std::vector<double> places;
        for (const ChartSeries &series : m_data.series)
            places.insert(places.end(), series.x.begin(), series.x.end());
        std::ranges::sort(places);
        places.erase(std::unique(places.begin(), places.end()), places.end());
        for (ChartSeries &series : m_data.series) {
            std::vector<double> y(places.size(), 0.0);
            for (std::size_t i = 0; i < series.x.size(); ++i)
                if (!std::isnan(series.y[i]))
                    y[static_cast<std::size_t>(std::ranges::lower_bound(places, series.x[i]) - places.begin())] = series.y[i];
            series.x = places;
            series.y = std::move(y);
            series.rows.clear();
        }
    }

    void tellOnce(std::string note)
    {
        if (std::ranges::find(m_data.notes, note) == m_data.notes.end())
            m_data.notes.push_back(std::move(note));
    }

    // Other shapes ---------------------------------------------------------------------------------

    void countMissing(const std::vector<double> &values) { m_data.missing += std::ranges::count_if(values, [](double value) { return std::isnan(value); }); }

    void makeHistogram()
    {
        const std::size_t column = onlyY();
        const std::vector<double> values = numbers(column);
        countMissing(values);
        if (std::ranges::any_of(values, [](double value) { return std::isinf(value); }))
            m_data.notes.emplace_back("Infinite values are left out.");
        m_data.bins = histogramOf(values, m_spec.bins);
        m_data.xName = validUtf8(schema(column).name);
        m_data.yName = "count";
    }

    void makeBoxes()
    {
        if (!m_spec.x) {
            for (const ColumnRef &y : m_spec.y) {
                std::vector<double> values = numbers(numberPlace(y));
                countMissing(values);
                addBox(validUtf8(y.name), std::move(values));
            }
        } else {
            const std::vector<double> values = numbers(onlyY());
            countMissing(values);
            const ChartCategories found = categories(place(*m_spec.x), ChartData::mostCategories, "values");
            std::vector<std::vector<double>> boxes(found.names.size());
            for (std::size_t i = 0; i < values.size(); ++i)
                if (found.codes[i] >= 0)
                    boxes[static_cast<std::size_t>(found.codes[i])].push_back(values[i]);
            for (std::size_t i = 0; i < boxes.size(); ++i)
                addBox(found.names[i], std::move(boxes[i]));
            m_data.xName = validUtf8(m_spec.x->name);
        }
        if (m_spec.y.empty())
            refuse("Choose a column of numbers to draw.");
    }

    void addBox(std::string name, std::vector<double> values)
    {
        look();
        BoxFigure box = boxOf(std::move(name), std::move(values));
        if (box.count > 0)
            m_data.boxes.push_back(std::move(box));
    }

    void makePie()
    {
        if (!m_spec.x)
            refuse("Choose a column that says what the slices are.");
        const std::vector<double> values = m_spec.y.empty() ? std::vector<double>(m_rows.size(), 1.0) : numbers(onlyY());
        countMissing(values);
        Result<ChartCategories> found = categoriesOf(m_frame, place(*m_spec.x), m_rows, m_stop);
        if (!found)
            throw Refusal{found.error()};
        std::vector<Slice> slices;
        for (const std::string &name : found->names)
            slices.push_back({name, 0});
        for (std::size_t i = 0; i < values.size(); ++i)
            if (found->codes[i] >= 0 && !std::isnan(values[i]))
                slices[static_cast<std::size_t>(found->codes[i])].value += values[i];
        keepLargest(std::move(slices));
        m_data.xName = validUtf8(m_spec.x->name);
    }

    void keepLargest(std::vector<Slice> slices)
    {
        if (std::ranges::any_of(slices, [](const Slice &slice) { return slice.value < 0; }))
            refuse("A pie has no negative slices: choose bars instead.");
        std::erase_if(slices, [](const Slice &slice) { return slice.value == 0; });
        std::ranges::stable_sort(slices, std::greater(), &Slice::value);
        if (slices.size() > ChartData::mostSlices) {
            const std::size_t rest = slices.size() - ChartData::mostSlices + 1;
            Slice others{counted(rest, "other", "others"), 0};
            for (std::size_t i = slices.size() - rest; i < slices.size(); ++i)
                others.value += slices[i].value;
            slices.resize(ChartData::mostSlices - 1);
            slices.push_back(others);
        }
        m_data.slices = std::move(slices);
    }

    void makeCandles()
    {
        if (!m_spec.x || !isTemporal(schema(place(*m_spec.x))))
            refuse("Candles need a column of times.");
        m_data.xScale = ChartData::Scale::Time;
        m_data.xName = validUtf8(m_spec.x->name);
        const std::size_t price = onlyY();
        m_data.yName = validUtf8(schema(price).name);
        m_x = numbers(place(*m_spec.x));
        const std::vector<double> prices = numbers(price);
        const std::vector<double> amounts = m_spec.volume ? numbers(numberPlace(*m_spec.volume)) : std::vector<double>();
        PricedTimes trades;
        std::vector<std::uint32_t> order(m_x.size());
        std::iota(order.begin(), order.end(), 0U);
        std::erase_if(order, [&](std::uint32_t i) { return std::isnan(m_x[i]) || std::isnan(prices[i]); });
        m_data.missing = static_cast<std::int64_t>(m_x.size() - order.size());
        if (!std::ranges::is_sorted(order, {}, [this](std::uint32_t i) { return m_x[i]; }))
            std::ranges::stable_sort(order, {}, [this](std::uint32_t i) { return m_x[i]; });
        look();
        for (const std::uint32_t i : order) {
            trades.times.push_back(m_x[i]);
            trades.prices.push_back(prices[i]);
            if (m_spec.volume)
                trades.amounts.push_back(amounts[i]);
        }
        const double span = trades.times.empty() ? 0 : trades.times.back() - trades.times.front();
        const std::int64_t interval = m_spec.interval > 0 ? m_spec.interval : usualInterval(span);
        if (span / static_cast<double>(interval) > 5e6)
            refuse("That would be more than five million candles: choose a longer interval.");
        m_data.notes.push_back("Each candle is of " + intervalText(interval) + ".");
        m_data.candles = candlesOf(trades, interval);
    }

    const Frame &m_frame;
    ChartRows m_rows;
    const ChartSpec &m_spec;
    const std::stop_token &m_stop;
    std::vector<double> m_x;
    std::optional<ChartCategories> m_groups;
    ChartData m_data;
};

} // namespace

Result<ChartData> chartData(const Frame &frame, const RowList *rows, const ChartSpec &spec, const std::stop_token &stop)
{
    try {
        return Maker(frame, rows, spec, stop).made();
    } catch (const Refusal &refusal) {
        return tl::unexpected<Error>(refusal.error);
    }
}

} // namespace assay
