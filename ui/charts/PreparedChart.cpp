// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/charts/PreparedChart.h"

#include "frames/CellText.h"
#include "ui/charts/AxisTicks.h"
#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <QStringList>

namespace assay {
namespace {

constexpr qsizetype longestName = 40;
constexpr double air = 0.04; ///< above and below, of the height
const double infinity = std::numeric_limits<double>::infinity();

Stretch aired(double low, double high, bool hasZero)
{
    if (!(low <= high))
        return {0, 1};
    if (hasZero) {
        low = std::min(low, 0.0);
        high = std::max(high, 0.0);
    }
    const double length = high > low ? high - low : std::max(1.0, std::abs(high)) * 0.5;
    return {hasZero && low == 0 ? 0 : low - length * air, hasZero && high == 0 ? 0 : high + length * air};
}

} // namespace

PreparedChart::PreparedChart(std::shared_ptr<const Frame> ofFrame, ChartSpec ofSpec, ChartData ofData)
    : frame(std::move(ofFrame))
    , spec(std::move(ofSpec))
    , data(std::move(ofData))
{
    if (spec.x)
        xColumn = columnOf(*frame, *spec.x);
    if (spec.y.size() == 1)
        yColumn = columnOf(*frame, spec.y.front());
    if (data.kind == ChartKind::Bar)
        alignBars();
    const bool isStack = spec.isStacked && data.kind == ChartKind::Area;
    if (isStack || spec.isLogarithmic)
        for (const ChartSeries &series : data.series)
            m_heights.push_back(series.y);
    if (isStack)
        stack();
    if (spec.isLogarithmic)
        takeLogarithms();
    for (std::size_t i = 0; i < data.series.size(); ++i)
        pyramids.emplace_back(data.series[i].x, heights(i));
}

void PreparedChart::alignBars()
{
    if (data.xScale != ChartData::Scale::Category) {
        std::vector<double> places;
        for (const ChartSeries &series : data.series)
            places.insert(places.end(), series.x.begin(), series.x.end());
        std::ranges::sort(places);
        places.erase(std::unique(places.begin(), places.end()), places.end());
        for (const double place : places)
            data.categories.push_back((hasTimes() ? plotTime(place) : plotNumber(place)).toStdString());
        for (ChartSeries &series : data.series)
            for (double &x : series.x)
                x = double(std::ranges::lower_bound(places, x) - places.begin());
        data.xScale = ChartData::Scale::Category;
    }
    for (ChartSeries &series : data.series) {
        ChartSeries full{series.name, series.isSecond, {}, std::vector<double>(data.categories.size(), std::numeric_limits<double>::quiet_NaN()), {}};
        for (std::size_t place = 0; place < data.categories.size(); ++place)
            full.x.push_back(double(place));
        for (std::size_t i = 0; i < series.x.size(); ++i)
            if (const auto place = std::size_t(series.x[i]); place < full.y.size())
                full.y[place] = series.y[i];
        series = std::move(full);
    }
}

/// Each upon the one before; they stand over the same places.
void PreparedChart::stack()
{
    for (std::size_t i = 1; i < m_heights.size(); ++i)
        for (std::size_t point = 0; point < std::min(m_heights[i].size(), m_heights[i - 1].size()); ++point)
            m_heights[i][point] += std::isnan(m_heights[i - 1][point]) ? 0 : m_heights[i - 1][point];
}

void PreparedChart::takeLogarithms()
{
    for (std::vector<double> &line : m_heights)
        for (double &y : line)
            y = height(y);
}

double PreparedChart::height(double value) const
{
    if (!spec.isLogarithmic)
        return value;
    return value > 0 ? std::log10(value) : std::numeric_limits<double>::quiet_NaN();
}

bool PreparedChart::isByPlace() const
{
    return data.kind == ChartKind::Bar || data.kind == ChartKind::Box || data.kind == ChartKind::Histogram || data.xScale == ChartData::Scale::Category;
}

Stretch PreparedChart::wholeX() const
{
    const auto places = [](std::size_t count) { return Stretch{-0.5, std::max(1.0, double(count)) - 0.5}; };
    switch (data.kind) {
    case ChartKind::Histogram:
        return places(data.bins.size());
    case ChartKind::Box:
        return places(data.boxes.size());
    case ChartKind::Bar:
        return places(data.categories.size());
    case ChartKind::Pie:
        return {0, 1};
    case ChartKind::Candlestick: {
        if (data.candles.empty())
            return {0, 1};
        const double width = data.candles.size() > 1 ? data.candles[1].from - data.candles[0].from : 1e9;
        return {data.candles.front().from - width / 2, data.candles.back().from + width};
    }
    default:
        break;
    }
    double low = infinity, high = -infinity;
    for (const ChartSeries &series : data.series)
        if (!series.x.empty()) {
            low = std::min(low, series.x.front());
            high = std::max(high, series.x.back());
        }
    if (data.xScale == ChartData::Scale::Category)
        return places(data.categories.size());
    if (!(low <= high))
        return {0, 1};
    const double room = low == high ? 1 : data.kind == ChartKind::Scatter ? (high - low) * air / 2 : 0;
    return {low - room, high + room};
}

Stretch PreparedChart::heightsOver(Stretch x, bool isSecond, const std::vector<bool> &isShown) const
{
    double low = infinity, high = -infinity;
    const auto add = [&](double from, double to) {
        if (from <= to) {
            low = std::min(low, from);
            high = std::max(high, to);
        }
    };
    for (const Candle &candle : data.candles)
        if (candle.from >= x.from && candle.from <= x.to)
            add(candle.low, candle.high);
    for (const BoxFigure &box : data.boxes) {
        add(height(box.low), height(box.high));
        for (const double outlier : box.outliers)
            add(height(outlier), height(outlier));
    }
    for (const HistogramBin &bin : data.bins)
        add(0, double(bin.count));
    if (data.kind == ChartKind::Bar && spec.isStacked) {
        for (std::size_t place = 0; place < data.categories.size(); ++place) {
            double up = 0, down = 0;
            for (std::size_t i = 0; i < data.series.size(); ++i)
                if (isShown[i] && place < data.series[i].y.size() && !std::isnan(data.series[i].y[place]))
                    (data.series[i].y[place] < 0 ? down : up) += data.series[i].y[place];
            add(down, up);
        }
    } else {
        for (std::size_t i = 0; i < pyramids.size(); ++i)
            if (isShown[i] && data.series[i].isSecond == isSecond) {
                const auto [from, to] = pyramids[i].bounds(x.from, x.to);
                add(from, to);
            }
    }
    const bool hasZero = !spec.isLogarithmic && (data.kind == ChartKind::Bar || data.kind == ChartKind::Area || data.kind == ChartKind::Histogram);
    return aired(low, high, hasZero);
}

bool PreparedChart::hasSecond() const
{
    return std::ranges::any_of(data.series, &ChartSeries::isSecond);
}

QString PreparedChart::xText(double x) const
{
    const auto place = std::size_t(std::max(0.0, std::round(x)));
    if (data.kind == ChartKind::Histogram)
        return place < data.bins.size() ? plotNumber(data.bins[place].from) + QStringLiteral(" – ") + plotNumber(data.bins[place].to) : QString();
    if (data.kind == ChartKind::Box)
        return place < data.boxes.size() ? oneLine(data.boxes[place].name, longestName) : QString();
    if (isByPlace())
        return place < data.categories.size() ? oneLine(data.categories[place], longestName) : QString();
    return hasTimes() ? plotTime(x) : plotNumber(x);
}

QString PreparedChart::xText(std::size_t series, std::size_t point) const
{
    const ChartSeries &line = data.series[series];
    if (!line.rows.empty() && xColumn)
        return oneLine(cellText(*frame, *xColumn, line.rows[point]).text, longestName);
    return xText(line.x[point]);
}

QString PreparedChart::yText(std::size_t series, std::size_t point) const
{
    const ChartSeries &line = data.series[series];
    if (!line.rows.empty() && yColumn)
        return groupedText(oneLine(cellText(*frame, *yColumn, line.rows[point]).text, longestName));
    return plotNumber(line.y[point]);
}

QStringList PreparedChart::names() const
{
    QStringList names;
    for (const ChartSeries &series : data.series)
        names << oneLine(series.name, longestName);
    double all = 0;
    for (const Slice &slice : data.slices)
        all += slice.value;
    for (const Slice &slice : data.slices)
        names << QStringLiteral("%1  %2 %").arg(oneLine(slice.name, longestName), QString::number(100 * slice.value / all, 'f', 1));
    return names;
}

std::vector<Candle> PreparedChart::candlesOver(Stretch x, std::size_t most) const
{
    const auto begin = std::ranges::lower_bound(data.candles, x.from, {}, &Candle::from);
    const auto end = std::ranges::upper_bound(data.candles, x.to, {}, &Candle::from);
    const std::size_t count = begin < end ? std::size_t(end - begin) : 0, together = std::max<std::size_t>(1, (count + most - 1) / most);
    std::vector<Candle> candles;
    for (std::size_t i = 0; i < count; ++i) {
        const Candle &candle = begin[std::ptrdiff_t(i)];
        if (i % together == 0) {
            candles.push_back(candle);
            continue;
        }
        Candle &wide = candles.back();
        wide.high = std::max(wide.high, candle.high);
        wide.low = std::min(wide.low, candle.low);
        wide.close = candle.close;
        wide.volume += candle.volume;
        wide.trades += candle.trades;
    }
    return candles;
}

} // namespace assay
