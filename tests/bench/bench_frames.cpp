// SPDX-License-Identifier: GPL-3.0-or-later
// The table's engine room over one and ten million rows, beside std::sort of indices (a floor that is
// neither stable nor knows what is missing) and pandas doing the same, in the same run.
#include "compare/DiffTable.h"
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

/// The same ids in another order, a price in a hundred another, a row in a hundred under another id.
std::shared_ptr<const Frame> laterFrame(std::int64_t rows)
{
    Values values(rows);
    std::mt19937_64 chance(8); // NOLINT: the same every time
    for (std::size_t i = 0; i < values.prices.size(); ++i) {
        const std::size_t other = i + chance() % (values.prices.size() - i);
        const auto at = [&](std::size_t row) { return values.ids.begin() + static_cast<std::ptrdiff_t>(row * idBytes); };
        std::swap_ranges(at(i), at(i) + idBytes, at(other));
        std::swap(values.prices[i], values.prices[other]);
        std::swap(values.exchanges[i], values.exchanges[other]);
        std::swap(values.times[i], values.times[other]);
        if (chance() % 100 == 0)
            values.prices[i] += 1;
        if (chance() % 100 == 0)
            *at(i) = '9';
    }
    return frameOf(values);
}

void compare(State &state)
{
    const Frame &before = frame(state.range(0));
    const auto after = laterFrame(state.range(0));
    for (auto _ : state) {
        const auto diff = compareFrames(before, *after, {{"trade_id"}}, {});
        if (!diff)
            std::abort();
        state.counters["added"] = static_cast<double>(diff->added);
        state.counters["changed"] = static_cast<double>(diff->changed);
    }
}

void compareAndShow(State &state)
{
    const Frame &before = frame(state.range(0));
    const auto after = laterFrame(state.range(0));
    for (auto _ : state) {
        const auto diff = compareFrames(before, *after, {}, {});
        if (!diff || !diffTable(before, *after, *diff, {}, {}))
            std::abort();
    }
}

/// Frames of the same make, merged by the id, and the columns compared.
void peerMerge(State &state)
{
    const QString script = QStringLiteral(
        "import sys, time, numpy as np, pandas as pd\n"
        "n = int(sys.argv[1])\n"
        "r = np.random.default_rng(7)\n"
        "ids = (10**12 + r.permutation(n) * 899_999).astype(str).astype(object)\n"
        "a = pd.DataFrame({'price': r.lognormal(3, 2, n), 'exchange': pd.Categorical.from_codes(r.integers(0, 9, n), list('abcdefghi')),\n"
        "                  'trade_id': ids, 'timestamp': pd.to_datetime(1_763_640_000_000_000_000 - r.integers(0, 31_536_000_000, n) * 1_000_000)})\n"
        "b = a.sample(frac=1, random_state=8).reset_index(drop=True)\n"
        "b.loc[r.random(n) < 0.01, 'price'] += 1\n"
        "b.loc[r.random(n) < 0.01, 'trade_id'] += 'x'\n"
        "for _ in range(3):\n"
        "    t = time.perf_counter()\n"
        "    m = a.merge(b, on='trade_id', how='outer', indicator=True, suffixes=('_a', '_b'))\n"
        "    both = m['_merge'] == 'both'\n"
        "    changed = np.zeros(len(m), bool)\n"
        "    for c in ['price', 'exchange', 'timestamp']:\n"
        "        x, y = m[c + '_a'], m[c + '_b']\n"
        "        changed |= (both & (x != y) & ~(x.isna() & y.isna())).to_numpy()\n"
        "    print(time.perf_counter() - t)\n");
    QProcess python;
    python.start(QStringLiteral(ASSAY_PYTHON), {QStringLiteral("-c"), script, QString::number(state.range(0))});
    python.waitForFinished(-1);
    QByteArrayList seconds = python.readAllStandardOutput().split('\n');
    for (auto _ : state)
        state.SetIterationTime(seconds.takeFirst().toDouble());
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
    const auto million = [](const char *name, auto call) { return benchmark::RegisterBenchmark(name, call)->Arg(1'000'000)->Unit(benchmark::kMillisecond); };
    million("compare by a text key", compare)->UseRealTime();
    million("compare, keys to be found, and the table", compareAndShow)->UseRealTime();
    million("peer: pandas merge and comparing", peerMerge)->UseManualTime()->Iterations(3);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
