// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartShapes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <numeric>

namespace assay {
namespace {

constexpr double whisker = 1.5; ///< of the distance between the quartiles
constexpr std::size_t mostOutliers = 1000;
constexpr double candlesWanted = 200;
constexpr std::int64_t second = 1'000'000'000;

/// Linear between two values, as pandas has it; `sorted` is not empty.
double quantile(std::span<const double> sorted, double part)
{
    const double place = part * static_cast<double>(sorted.size() - 1);
    const auto below = static_cast<std::size_t>(place);
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

/// The furthest from the middle.
std::vector<double> furthest(std::vector<double> outliers, double middle)
{
    if (outliers.size() <= mostOutliers)
        return outliers;
    std::ranges::sort(outliers, std::greater(), [middle](double value) { return std::abs(value - middle); });
    outliers.resize(mostOutliers);
    return outliers;
}

} // namespace

std::vector<HistogramBin> histogramOf(std::span<const double> values, int bins)
{
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const double value : values)
        if (std::isfinite(value)) {
            low = std::min(low, value);
            high = std::max(high, value);
        }
    if (!(low <= high))
        return {};
    const auto count = low == high ? std::size_t{1} : static_cast<std::size_t>(bins);
    const double width = (high - low) / static_cast<double>(count);
    std::vector<HistogramBin> all(count);
    for (std::size_t i = 0; i < count; ++i)
        all[i] = {low + width * static_cast<double>(i), i + 1 == count ? high : low + width * static_cast<double>(i + 1), 0};
    for (const double value : values)
        if (std::isfinite(value))
            ++all[width > 0 ? std::min(static_cast<std::size_t>((value - low) / width), count - 1) : 0].count;
    return all;
}

BoxFigure boxOf(std::string name, std::vector<double> values)
{
    std::erase_if(values, [](double value) { return std::isnan(value); });
    std::ranges::sort(values);
    BoxFigure box;
    box.name = std::move(name);
    box.count = static_cast<std::int64_t>(values.size());
    if (values.empty())
        return box;
    box.lower = quantile(values, 0.25);
    box.median = quantile(values, 0.5);
    box.upper = quantile(values, 0.75);
    const double reach = whisker * (box.upper - box.lower);
    const auto begin = std::ranges::lower_bound(values, box.lower - reach), end = std::ranges::upper_bound(values, box.upper + reach);
    box.low = begin == values.end() ? box.lower : *begin;
    box.high = end == values.begin() ? box.upper : *std::prev(end);
    std::vector<double> outliers(values.begin(), begin);
    outliers.insert(outliers.end(), end, values.end());
    box.outliers = furthest(std::move(outliers), box.median);
    return box;
}

std::int64_t usualInterval(double span)
{
    constexpr std::array<std::int64_t, 11> seconds{1, 5, 15, 60, 300, 900, 3'600, 4 * 3'600, 86'400, 7 * 86'400, 28 * 86'400};
    for (const std::int64_t interval : seconds)
        if (span / static_cast<double>(interval * second) <= candlesWanted)
            return interval * second;
    return seconds.back() * second;
}

std::string intervalText(std::int64_t interval)
{
    constexpr std::array<std::pair<std::int64_t, const char *>, 5> units{{{7 * 86'400, "week"}, {86'400, "day"}, {3'600, "hour"}, {60, "minute"}, {1, "second"}}};
    for (const auto &[seconds, name] : units)
        if (interval % (seconds * second) == 0) {
            const std::int64_t count = interval / (seconds * second);
            return std::to_string(count) + " " + name + (count == 1 ? "" : "s");
        }
    return std::to_string(interval) + " ns";
}

std::vector<Candle> candlesOf(const PricedTimes &trades, std::int64_t interval)
{
    std::vector<Candle> candles;
    const auto width = static_cast<double>(interval);
    for (std::size_t i = 0; i < trades.times.size(); ++i) {
        const double from = std::floor(trades.times[i] / width) * width, price = trades.prices[i];
        if (candles.empty() || candles.back().from != from)
            candles.push_back({from, price, price, price, price, 0, 0});
        Candle &candle = candles.back();
        candle.high = std::max(candle.high, price);
        candle.low = std::min(candle.low, price);
        candle.close = price;
        candle.volume += trades.amounts.empty() || std::isnan(trades.amounts[i]) ? 0 : trades.amounts[i];
        ++candle.trades;
    }
    return candles;
}

double aggregated(Aggregate aggregate, std::vector<double> &values)
{
    switch (aggregate) {
    case Aggregate::Plain:
    case Aggregate::Sum:
        return std::accumulate(values.begin(), values.end(), 0.0);
    case Aggregate::Mean:
        return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
    case Aggregate::Count:
        return static_cast<double>(values.size());
    case Aggregate::Min:
        return std::ranges::min(values);
    case Aggregate::Max:
        return std::ranges::max(values);
    case Aggregate::Median:
        std::ranges::sort(values);
        return quantile(values, 0.5);
    case Aggregate::First:
        return values.front();
    case Aggregate::Last:
        break;
    }
    return values.back();
}

} // namespace assay
