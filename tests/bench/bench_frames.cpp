// SPDX-License-Identifier: GPL-3.0-or-later
// The table's engine room over one and ten million rows, beside std::sort of indices (a floor that is
// neither stable nor knows what is missing) and pandas doing the same, in the same run.
#include "frames/FrameBuilder.h"
#include "frames/RowOrder.h"

#include <algorithm>
#include <array>
#include <benchmark/benchmark.h>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <numeric>
#include <QByteArray>
#include <QCoreApplication>
#include <QProcess>
#include <random>

namespace {

using namespace assay;
using benchmark::State;

enum Column : std::size_t { Price, Exchange, TradeId, Time };

constexpr std::size_t idBytes = 13;

/// Prices with some missing, nine exchanges, ids of 13 bytes each once, times.
struct Values
{
    explicit Values(std::int64_t rows)
        : prices(static_cast<std::size_t>(rows))
        , exchanges(prices.size())
        , times(prices.size())
        , ends(prices.size() + 1)
        , ids(prices.size() * idBytes, '0')
    {
        std::mt19937_64 chance(7); // NOLINT: the same every time
        std::lognormal_distribution<double> price(3, 2);
        std::vector<std::uint32_t> order(prices.size());
        std::iota(order.begin(), order.end(), 0U);
        std::ranges::shuffle(order, chance);
        for (std::size_t i = 0; i < prices.size(); ++i) {
            prices[i] = chance() % 50 == 0 ? std::numeric_limits<double>::quiet_NaN() : price(chance);
            exchanges[i] = static_cast<std::int32_t>(chance() % 9);
            times[i] = 1'763'640'000'000'000'000 - static_cast<std::int64_t>(chance() % 31'536'000'000) * 1'000'000;
            ends[i + 1] = static_cast<std::int64_t>((i + 1) * idBytes);
            // Scattered over the whole width, as ids of a venue are.
            std::array<char, 24> digits{};
            const auto value = 1'000'000'000'000ULL + order[i] * 899'999ULL;
            std::to_chars(digits.data(), digits.data() + digits.size(), value);
            std::copy_n(digits.data(), idBytes, ids.begin() + static_cast<std::ptrdiff_t>(i * idBytes));
        }
    }

    std::vector<double> prices;
    std::vector<std::int32_t> exchanges;
    std::vector<std::int64_t> times;
    std::vector<std::int64_t> ends;
    std::string ids;
};

const std::vector<std::string> exchangeNames{"mexc", "kraken", "binance", "okx", "bybit", "gate", "kucoin", "htx", "coinbase"};

std::shared_ptr<const Frame> frameOf(const Values &values)
{
    FrameBuilder builder(static_cast<std::int64_t>(values.prices.size()));
    builder.addFloat64("price", values.prices);
    builder.addDictionary("exchange", values.exchanges, exchangeNames);
    builder.addPackedText("trade_id", {}, values.ends, values.ids);
    builder.addTimestamp("timestamp", values.times);
    Result<SealedFrame> sealed = builder.build();
    return Frame::map(std::move(sealed->fd), 0, sealed->bytes).value();
}

/// Only the frame asked for last is kept: ten million rows are half a gigabyte.
const Frame &frame(std::int64_t rows)
{
    static std::shared_ptr<const Frame> last;
    if (!last || last->rows() != rows) {
        last.reset();
        last = frameOf(Values(rows));
    }
    return *last;
}

void sortBy(State &state, std::size_t column)
{
    const Frame &sorted = frame(state.range(0));
    for (auto _ : state)
        if (!sortedRows(sorted, nullptr, {{column, false}}, {}))
            std::abort();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    for (const std::int64_t rows : {1'000'000, 10'000'000}) {
        const auto add = [rows](const char *name, auto... call) {
            return benchmark::RegisterBenchmark(name, call...)->Arg(rows)->UseRealTime()->Unit(benchmark::kMillisecond);
        };
        add("sort by a float64", sortBy, Price);
        add("sort by a dictionary", sortBy, Exchange);
        add("sort by unique texts of 13 bytes", sortBy, TradeId);
        add("sort by a timestamp", sortBy, Time);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
