// SPDX-License-Identifier: GPL-3.0-or-later
// How soon a script's verdict and predictions are there (goal G24 of docs/performance.md), from the
// question to the answer on the caller's thread, beside the bot’s own rules in a warm Python and a cold Python
// that only parses it.
#include "execution/Executor.h"
#include "policy/BuiltinProfiles.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <cstdlib>
#include <QCoreApplication>
#include <QEventLoop>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

namespace {

using namespace assay;
using benchmark::State;
using Clock = std::chrono::steady_clock;

/// A script of about so many lines: functions, comprehensions and pandas in equal parts.
QString scriptOf(int lines)
{
    QString script = QStringLiteral("trades = load_trades(days=7)\n");
    for (int i = 0; script.count(u'\n') < lines - 1; ++i)
        script += QStringLiteral("def share_%1(amount, total):\n"
                                 "    if total == 0:\n"
                                 "        return 0.0\n"
                                 "    return round(100 * amount / total, 2)\n"
                                 "part_%1 = trades[trades['amount'] > %1]\n"
                                 "sizes_%1 = [a for a in part_%1['amount'] if a < 1000]\n"
                                 "value_%1 = share_%1(sum(sizes_%1), len(sizes_%1))\n")
                      .arg(i);
    return script + QStringLiteral("result = trades.shape\n");
}

/// Checks scripts through an executor as the window does.
class Questions
{
public:
    explicit Questions(const char *profile)
        : m_executor(options())
    {
        const auto json = builtinProfile(profile);
        m_profile = QString::fromUtf8(json->data(), qsizetype(json->size()));
    }

    [[nodiscard]] double ask(const QString &code)
    {
        QEventLoop loop;
        QObject::connect(&m_executor, &Executor::checkFinished, &loop,
                         [&](RequestId, const std::optional<Verdict> &verdict, const QString &) {
                             if (!verdict || !verdict->valid)
                                 std::abort();
                             loop.quit();
                         });
        const Clock::time_point start = Clock::now();
        m_executor.check(code, m_profile);
        loop.exec();
        return std::chrono::duration<double>(Clock::now() - start).count();
    }

private:
    static EngineOptions options()
    {
        EngineOptions options;
        options.program = QStringLiteral(ASSAY_ENGINE);
        return options;
    }

    Executor m_executor;
    QString m_profile;
};

Questions &questions(const char *profile)
{
    static Questions slack("slack");
    static Questions deployed("deployed");
    return std::string_view(profile) == "slack" ? slack : deployed;
}

void verdict(State &state, const char *profile, int lines)
{
    const QString script = scriptOf(lines);
    (void)questions(profile).ask(script);
    for (auto _ : state)
        state.SetIterationTime(questions(profile).ask(script));
}

void floorParse(State &state, int lines)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("script.py")));
    if (!file.open(QIODevice::WriteOnly))
        std::abort();
    file.write(scriptOf(lines).toUtf8());
    file.close();
    for (auto _ : state) {
        const Clock::time_point start = Clock::now();
        (void)QProcess::execute(QStringLiteral(ASSAY_PYTHON),
                                {QStringLiteral("-c"),
                                 QStringLiteral("import ast, sys; ast.parse(open(sys.argv[1]).read())"),
                                 file.fileName()});
        state.SetIterationTime(std::chrono::duration<double>(Clock::now() - start).count());
    }
}

/// The bot's rules as bot_validator.py has them: the time that one answer takes, without starting.
void peerValidator(State &state, int lines)
{
    const QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("script.py")));
    if (!file.open(QIODevice::WriteOnly))
        std::abort();
    file.write(scriptOf(lines).toUtf8());
    file.close();
    QProcess python;
    python.start(QStringLiteral(ASSAY_PYTHON),
                 {QStringLiteral(ASSAY_SOURCE_DIR "/tests/bench/bot_validator.py"), file.fileName()});
    python.waitForFinished(-1);
    QByteArrayList seconds = python.readAllStandardOutput().split('\n');
    for (auto _ : state)
        state.SetIterationTime(seconds.takeFirst().toDouble());
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    for (const int lines : {2, 100, 1000, 5000}) {
        const std::string size = std::to_string(lines) + " lines";
        for (const char *profile : {"slack", "deployed"})
            benchmark::RegisterBenchmark(("G24 verdict, " + std::string(profile) + ", " + size).c_str(),
                                         verdict, profile, lines)
                ->UseManualTime()
                ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("peer: the bot's validator, warm, " + size).c_str(),
                                     peerValidator, lines)
            ->UseManualTime()
            ->Iterations(20)
            ->Unit(benchmark::kMillisecond);
        benchmark::RegisterBenchmark(("floor: cold python3, ast.parse, " + size).c_str(), floorParse,
                                     lines)
            ->UseManualTime()
            ->Iterations(10)
            ->Unit(benchmark::kMillisecond);
    }
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
