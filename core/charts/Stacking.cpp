// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Stacking.h"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace assay {
namespace {

std::vector<double> allPlaces(const ChartMaking &making)
{
    std::vector<double> all, merged;
    for (const ChartSeries &series : making.data.series) {
        if (making.stop.stop_requested() || all == series.x)
            continue;
        merged.clear();
        std::ranges::set_union(all, series.x, std::back_inserter(merged));
        all.swap(merged);
    }
    return all;
}

void align(ChartSeries &series, const std::vector<double> &places)
{
    std::vector<double> y(places.size());
    for (std::size_t at = 0, point = 0; at < places.size() && point < series.x.size(); ++at)
        if (series.x[point] == places[at])
            y[at] = series.y[point++];
    if (series.x.size() != places.size())
        series.rows = {};
    for (double &value : y)
        value = std::isnan(value) ? 0 : value;
    series.y = std::move(y);
    series.x = places;
}

} // namespace

Result<void> alignSeries(ChartMaking &making)
{
    constexpr std::size_t mostPoints = 100'000'000;
    const std::vector<double> places = allPlaces(making);
    if (places.size() * making.data.series.size() > mostPoints)
        return failure(ErrorCode::InvalidInput, "That makes more points than can be stacked: put times together, or draw fewer columns.");
    for (ChartSeries &series : making.data.series) {
        if (const Result<void> going = making.goOn(); !going)
            return going;
        align(series, places);
    }
    return making.goOn();
}

} // namespace assay
