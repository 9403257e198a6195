// SPDX-License-Identifier: GPL-3.0-or-later
// How soon the window is there and what it takes (goals G1 and G4 of docs/performance.md), beside
// another Qt program of the field. Needs an X server; `packaging/dev bench` starts one.
#include "tests/bench/FirstWindow.h"
#include "tests/bench/ProcessTree.h"

#include <benchmark/benchmark.h>
#include <chrono>
#include <QCoreApplication>
#include <QProcess>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <thread>

namespace {

using benchmark::State;

constexpr int settleSeconds = 2; // until it has drawn itself and its engine is ready

/// A program with a home of its own, ended with this.
class Started
{
public:
    explicit Started(const QString &program)
    {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        for (const char *variable : {"HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"})
            environment.insert(QLatin1String(variable), m_home.path());
        m_process.setProcessEnvironment(environment);
        m_process.setStandardErrorFile(QProcess::nullDevice());
        m_process.start(program, QStringList());
    }
    ~Started()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    Started(const Started &) = delete;
    Started &operator=(const Started &) = delete;

    [[nodiscard]] pid_t pid() const { return static_cast<pid_t>(m_process.processId()); }

private:
    QTemporaryDir m_home;
    QProcess m_process;
};

assay::FirstWindow &window()
{
    static assay::FirstWindow watched;
    return watched;
}

void windowMapped(State &state, const QString &program)
{
    for (auto _ : state) {
        window().forget();
        const auto start = std::chrono::steady_clock::now();
        const Started started(program);
        if (!window().wait())
            state.SkipWithError("no window came");
        state.SetIterationTime(
            std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
    }
}

void windowMemory(State &state, const QString &program)
{
    for (auto _ : state) {
        window().forget();
        const Started started(program);
        if (!window().wait())
            state.SkipWithError("no window came");
        std::this_thread::sleep_for(std::chrono::seconds(settleSeconds));
        double tree = 0;
        for (const assay::ProcessMemory &process : assay::descendants()) {
            tree += process.megabytes;
            if (process.pid == started.pid())
                state.counters["window MB"] = process.megabytes;
        }
        state.counters["tree MB"] = tree;
        state.SetIterationTime(settleSeconds);
    }
}

void measure(const std::string &name, int tries, void (*what)(State &, const QString &),
             const QString &program)
{
    benchmark::RegisterBenchmark(name.c_str(), what, program)
        ->UseManualTime()
        ->Iterations(1)
        ->Repetitions(tries)
        ->ReportAggregatesOnly()
        ->Unit(benchmark::kMillisecond);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QString ours = QStringLiteral(ASSAY_WORKBENCH);
    const QString peer = QStandardPaths::findExecutable(QStringLiteral("sqlitebrowser"));
    constexpr int tries = 15;
    measure("G1 window mapped, warm", tries, windowMapped, ours);
    if (!peer.isEmpty())
        measure("G1 peer: sqlitebrowser", tries, windowMapped, peer);
    measure("G4, G5 memory of window and tree", 1, windowMemory, ours);
    if (!peer.isEmpty())
        measure("G4 peer: sqlitebrowser", 1, windowMemory, peer);
    benchmark::Initialize(&argc, argv);
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
