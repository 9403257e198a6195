// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a million trades of a bot's SQLite file are columns (goal G19 of docs/performance.md),
// beside a bare loop of sqlite3_step over the same rows and pandas' own way, in the same run.
#include "data/DataSource.h"
#include "execution/FrameCache.h"
#include "tests/data/postgres/Server.h"
#include "tests/data/sqlite/TradeCache.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <QCoreApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <sqlite3.h>
#include <sys/resource.h>

namespace {

using namespace assay;
using benchmark::State;

/// ASSAY_BENCH_TRADES says another number.
int tradeCount()
{
    static const int count = qEnvironmentVariableIsSet("ASSAY_BENCH_TRADES") ? qEnvironmentVariableIntValue("ASSAY_BENCH_TRADES") : 1'000'000;
    return count;
}

constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00

TradeCache &cache()
{
    static TradeCache filled;
    static const bool once = (filled.addOrdinary(tradeCount()), filled.close(), true);
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

/// The host's memory besides the frame itself, in MB.
double peakMemory()
{
    rusage usage = {};
    getrusage(RUSAGE_SELF, &usage);
    return static_cast<double>(usage.ru_maxrss) / 1e3;
}

/// What a second run of the same start pays: the question whether the source has changed.
void warm(State &state)
{
    const std::shared_ptr<DataSource> source = openSource(cache().source()).value();
    FrameCache frames;
    if (!frames.trades(source, {}, noon))
        std::abort();
    for (auto _ : state)
        benchmark::DoNotOptimize(frames.trades(source, {}, noon)->get());
    state.counters["peak MB of host"] = peakMemory();
}

/// What the first run of the next start pays: the source is opened, the frame found on disk.
void afterRestart(State &state)
{
    static const QTemporaryDir folder;
    const std::string path = folder.path().toStdString();
    const FrameStore::Bounds bounds{0, std::uint64_t{1} << 40};
    {
        auto store = std::make_unique<FrameStore>(path, FrameStore::Complaint(), bounds);
        FrameStore &kept = *store;
        FrameCache frames(std::move(store));
        if (!frames.trades(openSource(cache().source()).value(), {}, noon))
            std::abort();
        kept.wait();
    }
    for (auto _ : state) {
        FrameCache frames(std::make_unique<FrameStore>(path, FrameStore::Complaint(), bounds));
        const auto frame = frames.trades(openSource(cache().source()).value(), {}, noon);
        if (!frame || (*frame)->rows != tradeCount())
            std::abort();
    }
}

/// The same trades from a server on this machine.
void loadFromServer(State &state)
{
    if (!Server::isInstalled()) {
        state.SkipWithError("PostgreSQL's server is not installed");
        return;
    }
    const Server server;
    qputenv("PGPASSWORD", server.password().toUtf8());
    ServerTable table(server);
    table.addOrdinary(tradeCount());
    const auto source = openSource(table.source()).value();
    for (auto _ : state)
        if (!source->trades({}, noon, {}))
            std::abort();
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
        if (rows != tradeCount())
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
    RegisterBenchmark("again in the same start", warm)->UseRealTime()->Unit(benchmark::kMillisecond);
    RegisterBenchmark("again after a restart", afterRestart)->UseRealTime()->Unit(benchmark::kMillisecond);
    RegisterBenchmark("the same from PostgreSQL", loadFromServer)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(3);
    RegisterBenchmark("floor: sqlite3_step over all", floorStep)->UseRealTime()->Unit(benchmark::kMillisecond)->Iterations(5);
    RegisterBenchmark("peer: pandas.read_sql + to_datetime", peerPandas)->UseManualTime()->Unit(benchmark::kMillisecond)->Iterations(3);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
