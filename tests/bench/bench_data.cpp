// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a million trades of a bot's SQLite file are columns (goal G19 of docs/performance.md),
// beside a bare loop of sqlite3_step over the same rows and pandas' own way, in the same run.
#include "data/DataSource.h"
#include "tests/data/sqlite/TradeCache.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <QCoreApplication>
#include <QProcess>
#include <sqlite3.h>

namespace {

using namespace assay;
using benchmark::State;

constexpr int tradeCount = 1'000'000;
constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00

TradeCache &cache()
{
    static TradeCache filled;
    static const bool once = (filled.addOrdinary(tradeCount), filled.close(), true);
    static_cast<void>(once);
    return filled;
}

void load(State &state, std::optional<int> days)
{
    const auto source = openSource(cache().source()).value();
    TradesQuery query;
    query.days = days;
    for (auto _ : state) {
        const auto frame = source->trades(query, noon, {});
        if (!frame || frame->rows == 0)
            std::abort();
        state.counters["rows"] = static_cast<double>(frame->rows);
        state.counters["MB"] = static_cast<double>(frame->bytes) / 1e6;
    }
}

void floorStep(State &state)
{
    sqlite3 *database = nullptr;
    sqlite3_open(cache().path().toUtf8().constData(), &database);
    for (auto _ : state) {
        sqlite3_stmt *statement = nullptr;
        sqlite3_prepare_v2(database,
                           "SELECT timestamp, exchange, account_name, symbol, side, amount, price, "
                           "fee, fee_currency, trade_id FROM trades WHERE transaction_type = 'trade' "
                           "ORDER BY timestamp DESC, id DESC",
                           -1, &statement, nullptr);
        std::int64_t rows = 0;
        while (sqlite3_step(statement) == SQLITE_ROW)
            ++rows;
        sqlite3_finalize(statement);
        if (rows != tradeCount)
            std::abort();
    }
    sqlite3_close(database);
}

void peerPandas(State &state)
{
    const QString script = QStringLiteral(
        "import sqlite3, sys, time, pandas as pd\n"
        "c = sqlite3.connect(sys.argv[1])\n"
        "for _ in range(3):\n"
        "    t = time.perf_counter()\n"
        "    d = pd.read_sql('SELECT timestamp, exchange, account_name, symbol, side, amount, price, fee, '\n"
        "                    'fee_currency, trade_id FROM trades WHERE transaction_type = \\'trade\\' '\n"
        "                    'ORDER BY timestamp DESC', c)\n"
        "    d['timestamp'] = pd.to_datetime(d['timestamp'])\n"
        "    print(time.perf_counter() - t)\n");
    QProcess python;
    python.start(QStringLiteral(ASSAY_PYTHON), {QStringLiteral("-c"), script, cache().path()});
    python.waitForFinished(-1);
    QByteArrayList seconds = python.readAllStandardOutput().split('\n');
    for (auto _ : state)
        state.SetIterationTime(seconds.takeFirst().toDouble());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    using benchmark::RegisterBenchmark;
    RegisterBenchmark("G19 a million trades to columns", load, std::nullopt)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(7);
    RegisterBenchmark("30 days of them", load, 30)->UseRealTime()->Unit(benchmark::kMillisecond);
    RegisterBenchmark("floor: sqlite3_step over all", floorStep)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(5);
    RegisterBenchmark("peer: pandas.read_sql + to_datetime", peerPandas)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
