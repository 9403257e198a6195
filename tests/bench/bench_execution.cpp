// SPDX-License-Identifier: GPL-3.0-or-later
// A script's way through the executor (goals G3, G5 to G9 of docs/performance.md).
#include "tests/bench/ProcessTree.h"
#include "tests/bench/RoundTrip.h"

#include <algorithm>
#include <benchmark/benchmark.h>
#include <QCoreApplication>
#include <QEventLoop>
#include <QProcess>
#include <QTimer>

namespace {

using assay::RoundTrip;
using benchmark::State;

const QString onePlusOne = QStringLiteral("result = 1 + 1");
const QString groupby =
    QStringLiteral("df = pd.DataFrame({'k': ['a', 'b', 'c', 'd'] * 250, 'v': range(1000)})\n"
                   "result = df.groupby('k')['v'].sum().to_dict()");
const QString loadAndGroup =
    QStringLiteral("result = load_trades().groupby('exchange')['amount'].sum().to_dict()");
const QString loopInC = QStringLiteral("x = 9\nresult = x ** x ** x");
const QString loopInPython = QStringLiteral("while True:\n    pass");
const QString loopThatSwallowsAll =
    QStringLiteral("while True:\n    try:\n        while True:\n            pass\n"
                   "    except BaseException:\n        pass");
/// 200 MB, of which 1 MiB is kept.
const QString flood = QStringLiteral("line = 'x' * 9_999\nfor _ in range(20_000):\n    print(line)");

/// Between two runs: just enough for the next process to be ready, and what a fast typist needs. In
/// the longer one the processor's caches go cold.
constexpr int briefPause = 15;
constexpr int humanPause = 100;

double percentile99(const std::vector<double> &values)
{
    std::vector<double> sorted = values;
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(0.99 * static_cast<double>(sorted.size() - 1))];
}

RoundTrip &warmed()
{
    static auto *const roundTrip = [] {
        auto *made = new RoundTrip;
        made->warmUp();
        return made;
    }();
    return *roundTrip;
}

void pause(int milliseconds)
{
    QEventLoop loop;
    QTimer::singleShot(milliseconds, &loop, &QEventLoop::quit);
    loop.exec();
}

void spaced(State &state, const QString &code, int milliseconds)
{
    for (auto _ : state) {
        pause(milliseconds);
        state.SetIterationTime(warmed().run(code).count());
    }
}

void firstResultAfterStart(State &state)
{
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        RoundTrip fresh;
        (void)fresh.run(onePlusOne);
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

void floorImportPandas(State &state)
{
    for (auto _ : state) {
        const auto start = std::chrono::steady_clock::now();
        if (QProcess::execute(QStringLiteral(ASSAY_PYTHON),
                              {QStringLiteral("-c"), QStringLiteral("import pandas")}) != 0)
            state.SkipWithError("python3 -c 'import pandas' failed");
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

void floorPrint(State &state)
{
    for (auto _ : state) {
        QProcess python;
        python.setStandardOutputFile(QProcess::nullDevice());
        const auto start = std::chrono::steady_clock::now();
        python.start(QStringLiteral(ASSAY_PYTHON), {QStringLiteral("-c"), flood});
        if (!python.waitForFinished())
            state.SkipWithError("python3 failed");
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

void backToBack100(State &state)
{
    for (auto _ : state) {
        double seconds = 0;
        for (int i = 0; i < 100; ++i)
            seconds += warmed().run(onePlusOne).count();
        state.SetIterationTime(seconds);
    }
    state.counters["per run"] = benchmark::Counter(
        100, benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void eightAtOnce(State &state)
{
    for (auto _ : state) {
        pause(briefPause);
        state.SetIterationTime(warmed().runAtOnce(onePlusOne, 8).count());
    }
}

void stop(State &state, const QString &code)
{
    for (auto _ : state)
        state.SetIterationTime(warmed().stop(code).count());
}

void memoryOfTheTree(State &state)
{
    (void)warmed().run(onePlusOne);
    pause(humanPause);
    double zygote = 0;
    double children = 0;
    int count = 0;
    for (auto _ : state) {
        for (const assay::ProcessMemory &process : assay::descendants()) {
            if (process.name == "assay-engine")
                continue; // the guardian
            const bool isZygote = zygote == 0;
            (isZygote ? zygote : children) += process.megabytes;
            count += isZygote ? 0 : 1;
        }
        state.SetIterationTime(1e-9);
    }
    state.counters["zygote MB"] = zygote;
    state.counters["waiting MB"] = count > 0 ? children / count : 0;
}

template <typename... Arguments>
void measure(const char *name, int tries, Arguments &&...arguments)
{
    benchmark::RegisterBenchmark(name, std::forward<Arguments>(arguments)...)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(tries)
        ->ReportAggregatesOnly()
        ->ComputeStatistics("p99", percentile99)
        ->ComputeStatistics(
            "max",
            [](const std::vector<double> &values) { return *std::ranges::max_element(values); })
        ->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    measure("G3 first result after start", 10, firstResultAfterStart);
    measure("G3 floor: python3 -c 'import pandas'", 10, floorImportPandas);
    measure("G6 result = 1 + 1", 500, spaced, onePlusOne, briefPause);
    measure("G6 after 100 ms of rest", 200, spaced, onePlusOne, humanPause);
    measure("G7 groupby of 1000 rows", 200, spaced, groupby, briefPause);
    measure("G7 after 100 ms of rest", 200, spaced, groupby, humanPause);
    measure("load 50,000 trades, groupby", 100, spaced, loadAndGroup, briefPause);
    measure("print 200 MB", 10, spaced, flood, briefPause);
    measure("floor: python3 prints 200 MB to /dev/null", 10, floorPrint);
    measure("G8 100 runs in a row", 5, backToBack100);
    measure("8 runs at once", 30, eightAtOnce);
    measure("G9 stop in a C loop", 100, stop, loopInC);
    measure("G9 stop in a Python loop", 100, stop, loopInPython);
    measure("G9 stop in a loop that swallows every exception", 100, stop, loopThatSwallowsAll);
    measure("G5 memory of the engine", 1, memoryOfTheTree);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
