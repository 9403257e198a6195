// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Candles.h"

#include "charts/Places.h"
#include "frames/CivilTime.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace assay {
namespace {

struct Stretch
{
    std::int64_t seconds;
    const char *name;
};

constexpr std::array<Stretch, 8> stretches{{{1, "1 second"}, {60, "1 minute"}, {300, "5 minutes"}, {900, "15 minutes"}, {3600, "1 hour"}, {14'400, "4 hours"}, {86'400, "1 day"}, {604'800, "1 week"}}};

/// The one that makes some 140 candles, or comes nearest to that.
const Stretch &stretchFor(double nanoseconds)
{
    constexpr double candles = 140;
    const double wanted = std::max(nanoseconds, 1.0) / static_cast<double>(nanosecondsPerSecond) / candles;
    return *std::ranges::min_element(stretches, {}, [=](const Stretch &stretch) { return std::abs(std::log(static_cast<double>(stretch.seconds) / wanted)); });
}

void add(Candle &candle, double price)
{
    if (candle.trades == 0)
        candle.open = candle.high = candle.low = price;
    candle.high = std::max(candle.high, price);
    candle.low = std::min(candle.low, price);
    candle.close = price;
    ++candle.trades;
}

class CandleMaking
{
public:
    explicit CandleMaking(ChartMaking &making)
        : m_making(making)
    {
    }

    Result<void> make()
    {
        const ChartSpec &spec = m_making.spec;
        const Result<std::size_t> price = m_making.firstOfY();
        if (!price)
            return tl::unexpected<Error>(price.error());
        const Result<std::size_t> time = findTime();
        if (!time)
            return tl::unexpected<Error>(time.error());
        m_making.data.yName = m_making.schemaOf(*price).name;
        m_making.noteIdleGroup("A candlestick chart");
        Result<Places> places = Places::of(m_making, false, spec.interval);
        if (!places)
            return tl::unexpected<Error>(std::move(places.error()));
        std::vector<double> times = places->takeX();
        if (spec.interval == 0 && !times.empty()) {
            const Stretch &stretch = stretchFor(times.back() - times.front());
            m_making.note(std::string("Each candle is of ") + stretch.name + ".");
            times = numbersOf(m_making.frame, *time, places->rows(), stretch.seconds * nanosecondsPerSecond, m_making.stop).values;
        }
        return addCandles(times, *price, places->rows());
    }

private:
    [[nodiscard]] Result<std::size_t> findTime() const
    {
        if (!m_making.spec.x)
            return failure(ErrorCode::InvalidInput, "Choose the column of times: candles are stretches of time.");
        const Result<std::size_t> time = m_making.find(*m_making.spec.x);
        if (time && !isTemporal(m_making.schemaOf(*time)))
            return failure(ErrorCode::InvalidInput, "The column `" + m_making.spec.x->name + "` does not hold times: candles are stretches of time.");
        return time;
    }

    Result<std::vector<double>> volumes(const RowList *rows) const
    {
        if (!m_making.spec.volume)
            return std::vector<double>();
        const Result<std::size_t> column = m_making.findNumbers(*m_making.spec.volume);
        if (!column)
            return tl::unexpected<Error>(column.error());
        return numbersOf(m_making.frame, *column, rows, 0, m_making.stop).values;
    }

    Result<void> addCandles(const std::vector<double> &times, std::size_t price, const RowList *rows)
    {
        const Result<ColumnNumbers> prices = m_making.readY(price, rows);
        const Result<std::vector<double>> volume = volumes(rows);
        if (!prices || !volume)
            return tl::unexpected<Error>(prices ? volume.error() : prices.error());
        if (const Result<void> going = m_making.goOn(); !going)
            return going;
        const bool isLogarithmic = m_making.spec.isLogarithmic;
        std::int64_t nonPositive = 0;
        std::vector<Candle> &candles = m_making.data.candles;
        for (std::size_t at = 0; at < times.size(); ++at) {
            const double value = prices->values[at];
            nonPositive += isLogarithmic && value <= 0 ? 1 : 0;
            if (std::isnan(value) || (isLogarithmic && value <= 0))
                continue;
            if (candles.empty() || candles.back().from != times[at])
                candles.push_back({.from = times[at]});
            add(candles.back(), value);
            if (!volume->empty() && !std::isnan((*volume)[at]))
                candles.back().volume += (*volume)[at];
        }
        m_making.noteCount(nonPositive, "price that is not above 0 has no logarithm: it is left out.", "prices that are not above 0 have no logarithm: they are left out.");
        return m_making.goOn();
    }

    ChartMaking &m_making;
};

} // namespace

Result<void> makeCandles(ChartMaking &making)
{
    return CandleMaking(making).make();
}

} // namespace assay
