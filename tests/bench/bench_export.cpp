// SPDX-License-Identifier: GPL-3.0-or-later
// A million rows of ten columns written to files, beside pandas writing the same rows to the same folder, in
// the same run. `deaf` is the longest time, in seconds, in which a stop would not have been heard.
#include "export/ExportFrame.h"
#include "frames/FrameBuilder.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <limits>
#include <QCoreApplication>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>
#include <random>
#include <sys/resource.h>

namespace {

using namespace assay;
using benchmark::State;

constexpr std::size_t rowCount = 1'000'000;

std::shared_ptr<const Frame> trades()
{
    std::mt19937_64 chance(7); // NOLINT: the same every time
    std::lognormal_distribution<double> price(3, 2);
    std::vector<std::vector<double>> reals(4, std::vector<double>(rowCount));
    std::vector<std::vector<std::int64_t>> wholes(2, std::vector<std::int64_t>(rowCount));
    std::vector<std::vector<std::int32_t>> codes(2, std::vector<std::int32_t>(rowCount));
    std::vector<std::int64_t> times(rowCount);
    std::vector<std::optional<std::string>> ids(rowCount);
    for (std::size_t i = 0; i < rowCount; ++i) {
        for (auto &column : reals)
            column[i] = chance() % 50 == 0 ? std::numeric_limits<double>::quiet_NaN() : price(chance);
        for (auto &column : wholes)
            column[i] = static_cast<std::int64_t>(chance() % 1'000'000);
        for (auto &column : codes)
            column[i] = static_cast<std::int32_t>(chance() % 3);
        times[i] = 1'763'640'000'000'000'000 - static_cast<std::int64_t>(chance() % 31'536'000'000) * 1'000'000;
        ids[i] = std::to_string(chance() % 1'000'000'000'000);
    }
    const std::vector<std::string> names{"kraken", "binance", "okx"};
    FrameBuilder builder(rowCount);
    builder.addTimestamp("timestamp", times);
    builder.addText("trade_id", ids);
    builder.addDictionary("exchange", codes[0], names);
    builder.addDictionary("side", codes[1], names);
    for (std::size_t i = 0; i < reals.size(); ++i)
        builder.addFloat64("real" + std::to_string(i), reals[i]);
    for (std::size_t i = 0; i < wholes.size(); ++i)
        builder.addInt64("whole" + std::to_string(i), wholes[i]);
    Result<SealedFrame> sealed = builder.build();
    return Frame::map(std::move(sealed->fd), 0, sealed->bytes).value();
}

const Frame &frame()
{
    static const std::shared_ptr<const Frame> made = trades();
    return *made;
}

QString folder()
{
    static const QTemporaryDir made;
    return made.path();
}

std::string pathOf(const char *suffix)
{
    return folder().toStdString() + "/trades" + suffix;
}

void writeAs(State &state, ExportForm form, const char *suffix)
{
    using Clock = std::chrono::steady_clock;
    ExportRequest request;
    request.form = form;
    std::chrono::duration<double> deaf(0); // the longest time in which nobody asks for a stop
    for (auto _ : state) {
        Clock::time_point last = Clock::now();
        const TextProgress progress = [&](std::int64_t, std::int64_t) {
            deaf = std::max<std::chrono::duration<double>>(deaf, Clock::now() - last);
            last = Clock::now();
        };
        if (!exportFrame(frame(), request, pathOf(suffix), progress, {}))
            std::abort();
        deaf = std::max<std::chrono::duration<double>>(deaf, Clock::now() - last);
    }
    state.counters["megabytes"] = static_cast<double>(QFileInfo(QString::fromStdString(pathOf(suffix))).size()) / 1e6;
    state.counters["deaf"] = deaf.count();
}

/// What pandas needs for the same, with the frame in memory, as it gives it on standard output.
void peer(State &state, const char *statement)
{
    const QString environment = qEnvironmentVariable("ASSAY_READERS", QStringLiteral(ASSAY_SOURCE_DIR "/build/venv-readers"));
    const QString script = QStringLiteral("import sys, time, pandas as pd\nframe = pd.read_parquet(sys.argv[1])\nfor _ in range(3):\n"
                                          "    begin = time.perf_counter()\n    %1\n    print(time.perf_counter() - begin)\n")
                               .arg(QString::fromUtf8(statement));
    QProcess python;
    python.start(environment + QStringLiteral("/bin/python"), {QStringLiteral("-c"), script, QString::fromStdString(pathOf(".parquet")), folder() + QStringLiteral("/peer")});
    python.waitForFinished(-1);
    QByteArrayList seconds = python.readAllStandardOutput().split('\n');
    if (seconds.size() < 4)
        state.SkipWithError("no Python with pandas and pyarrow in ASSAY_READERS");
    else
        for (auto _ : state)
            state.SetIterationTime(seconds.takeFirst().toDouble());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const auto add = [](const char *name, auto... call) { return benchmark::RegisterBenchmark(name, call...)->Unit(benchmark::kMillisecond)->Iterations(3); };
    add("a million rows to CSV", writeAs, ExportForm::Csv, ".csv")->UseRealTime();
    add("a million rows to JSON", writeAs, ExportForm::Records, ".json")->UseRealTime();
    add("a million rows to Parquet", writeAs, ExportForm::Parquet, ".parquet")->UseRealTime();
    add("a million rows to Excel", writeAs, ExportForm::Xlsx, ".xlsx")->UseRealTime();
    add("peer: to_csv", peer, "frame.to_csv(sys.argv[2], index=False)")->UseManualTime();
    add("peer: to_parquet", peer, "frame.to_parquet(sys.argv[2])")->UseManualTime();
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    rusage used = {};
    ::getrusage(RUSAGE_SELF, &used);
    std::printf("peak of the whole program, the frame in it: %ld MB\n", used.ru_maxrss / 1024);
    return 0;
}
