// SPDX-License-Identifier: GPL-3.0-or-later
// What a chart of one and ten million rows takes, beside reading the values once (a floor).
#include "charts/ChartData.h"
#include "charts/Thinning.h"
#include "frames/FrameBuilder.h"

#include <benchmark/benchmark.h>
#include <memory>
#include <numeric>
#include <random>

namespace {

using namespace assay;
using benchmark::State;

/// A price that walks, about ten trades a second.
struct Trades
{
    explicit Trades(std::size_t rows)
        : times(rows)
        , x(rows)
        , prices(rows)
        , amounts(rows)
    {
        std::mt19937_64 chance(7); // NOLINT: the same every time
        std::normal_distribution<double> step(0, 0.01);
        std::int64_t time = 1'763'640'000'000'000'000;
        double price = 100;
        for (std::size_t i = 0; i < rows; ++i) {
            times[i] = time += static_cast<std::int64_t>(chance() % 200'000'000);
            x[i] = static_cast<double>(time);
            prices[i] = price += step(chance);
            amounts[i] = static_cast<double>(chance() % 1000) / 10;
        }
    }

    std::vector<std::int64_t> times;
    std::vector<double> x, prices, amounts;
};

/// Only those asked for last are kept.
const Trades &trades(std::int64_t rows)
{
    static std::unique_ptr<Trades> last;
    if (!last || last->x.size() != static_cast<std::size_t>(rows)) {
        last.reset();
        last = std::make_unique<Trades>(static_cast<std::size_t>(rows));
    }
    return *last;
}

std::shared_ptr<const Frame> frameOf(const Trades &values)
{
    FrameBuilder builder(static_cast<std::int64_t>(values.x.size()));
    builder.addTimestamp("time", values.times);
    builder.addFloat64("price", values.prices);
    builder.addFloat64("amount", values.amounts);
    Result<SealedFrame> sealed = builder.build();
    return Frame::map(std::move(sealed->fd), 0, sealed->bytes).value();
}

void readOnce(State &state)
{
    const Trades &values = trades(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(std::reduce(values.prices.begin(), values.prices.end()));
}

void pyramid(State &state)
{
    const Trades &values = trades(state.range(0));
    for (auto _ : state)
        benchmark::DoNotOptimize(LinePyramid(values.x, values.prices));
}

/// Another window each time, as when a person drags the chart.
void thinned(State &state)
{
    const Trades &values = trades(state.range(0));
    const LinePyramid line(values.x, values.prices);
    const double from = values.x.front(), span = values.x.back() - from;
    double shift = 0;
    for (auto _ : state) {
        benchmark::DoNotOptimize(line.thinned(from + shift * span, from + (0.5 + shift) * span, 1000));
        shift = shift > 0.5 ? 0 : shift + 0.0137;
    }
}

void cloud(State &state)
{
    const Trades &values = trades(state.range(0));
    const PixelWindow window{values.x.front(), values.x.back(), 50, 150, 1000, 600};
    for (auto _ : state)
        benchmark::DoNotOptimize(thinnedCloud(values.x, values.prices, window));
}

void draw(State &state, const ChartSpec &spec)
{
    const auto frame = frameOf(trades(state.range(0)));
    for (auto _ : state) {
        const Result<ChartData> data = chartData(*frame, nullptr, spec, {});
        if (!data)
            state.SkipWithError(data.error().text.c_str());
        benchmark::DoNotOptimize(data);
    }
}

void line(State &state)
{
    draw(state, {.x = ColumnRef{"time", 0}, .y = {{"price", 0}}});
}

void means(State &state)
{
    draw(state, {.x = ColumnRef{"time", 0}, .y = {{"price", 0}}, .aggregate = Aggregate::Mean, .interval = 60'000'000'000});
}

void candles(State &state)
{
    draw(state, {.kind = ChartKind::Candlestick, .x = ColumnRef{"time", 0}, .y = {{"price", 0}}, .volume = ColumnRef{"amount", 0}});
}

void histogram(State &state)
{
    draw(state, {.kind = ChartKind::Histogram, .y = {{"price", 0}}});
}

void box(State &state)
{
    draw(state, {.kind = ChartKind::Box, .y = {{"price", 0}}});
}

constexpr std::int64_t million = 1'000'000;

BENCHMARK(readOnce)->Arg(million)->Unit(benchmark::kMillisecond);
BENCHMARK(pyramid)->Arg(million)->Unit(benchmark::kMillisecond);
BENCHMARK(thinned)->Arg(million)->Unit(benchmark::kMillisecond);
BENCHMARK(candles)->Arg(million)->Unit(benchmark::kMillisecond);
BENCHMARK(readOnce)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(pyramid)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(thinned)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(cloud)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(line)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(means)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(histogram)->Arg(10 * million)->Unit(benchmark::kMillisecond);
BENCHMARK(box)->Arg(10 * million)->Unit(benchmark::kMillisecond);

} // namespace

BENCHMARK_MAIN();
