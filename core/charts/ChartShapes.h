// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartColumns.h"

#include <span>

namespace assay {

/// Bins of the same width over the finite values.
[[nodiscard]] std::vector<HistogramBin> histogramOf(std::span<const double> values, int bins);

/// Takes the values of one box, NaN left out; there must be one.
[[nodiscard]] BoxFigure boxOf(std::string name, std::vector<double> values);

/// Trades, ordered by their times.
struct PricedTimes
{
    std::vector<double> times; ///< ns since 1970
    std::vector<double> prices;
    std::vector<double> amounts; ///< empty: not known
};

/// A stretch of time, in nanoseconds, that makes some hundred candles of such a span.
[[nodiscard]] std::int64_t usualInterval(double span);
/// `interval` in words: `5 minutes`.
[[nodiscard]] std::string intervalText(std::int64_t interval);
[[nodiscard]] std::vector<Candle> candlesOf(const PricedTimes &trades, std::int64_t interval);

/// One figure of some values, which must be there; in the order of the rows.
[[nodiscard]] double aggregated(Aggregate aggregate, std::vector<double> &values);

} // namespace assay
