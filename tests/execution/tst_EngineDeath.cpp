// SPDX-License-Identifier: GPL-3.0-or-later
// The engine, or the whole host, is killed: runs say why, the next one works, no process remains.
#include "tests/execution/ExecutorHarness.h"

#include <csignal>
#include <cstdio>
#include <QCoreApplication>
#include <QProcess>
#include <QTest>

using namespace assay;
using assay::test::ExecutorHarness;

class tst_EngineDeath : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theRunSaysWhyAndTheNextWorks_data();
    void theRunSaysWhyAndTheNextWorks();
    void anIdleEngineIsReplaced();
    void checksSurvive();
    void askedInTheMomentOfDeath();
    void crashesRenewTheEngine();
    void aRenewalLosesNoCheck();
    void droppingTheExecutorLeavesNothing();
    void killingTheHostLeavesNothing();
};

namespace {

const QString endless = QStringLiteral("while True:\n    pass\n");

/// The engine's two lasting processes; 0 where there is none of that name.
qint64 processNamed(const QString &name)
{
    for (const qint64 process : test::descendants(QCoreApplication::applicationPid()))
        if (test::processName(process) == name)
            return process;
    return 0;
}

bool nothingIsLeft()
{
    return test::descendants(QCoreApplication::applicationPid()).empty();
}

/// What this program is when it plays the host that is killed.
int playHost(QCoreApplication &application)
{
    ExecutorHarness harness(test::realEngine());
    for (int i = 0; i < 3; ++i)
        harness.start(endless);
    QObject::connect(&harness.executor(), &Executor::runStarted, &application, [](RequestId id) {
        std::printf("%llu\n", static_cast<unsigned long long>(id));
        std::fflush(stdout);
    });
    return QCoreApplication::exec();
}

} // namespace

void tst_EngineDeath::theRunSaysWhyAndTheNextWorks_data()
{
    QTest::addColumn<QString>("victim");
    QTest::newRow("guardian") << "assay-engine";
    QTest::newRow("zygote") << "assay-zygote";
}

void tst_EngineDeath::theRunSaysWhyAndTheNextWorks()
{
    QFETCH(QString, victim);
    ExecutorHarness harness(test::realEngine());
    // More often than an engine that dies young is replaced unasked.
    for (int i = 0; i < 5; ++i) {
        const RequestId run = harness.start(endless);
        QVERIFY(harness.waitForStart(run));
        const qint64 process = processNamed(victim);
        QVERIFY(process > 0);
        ::kill(static_cast<pid_t>(process), SIGKILL);
        QVERIFY(harness.waitFor(run));
        const RunResult result = harness.results[run].front();
        QCOMPARE(result.end, RunEnd::Crashed);
        QVERIFY2(result.error.contains(QStringLiteral("killed by signal 9")),
                 qPrintable(result.error));
        QCOMPARE(harness.run(QStringLiteral("result = 6 * 7")).value.text, QStringLiteral("42"));
        QCOMPARE(harness.results[run].size(), std::size_t{1});
    }
}

void tst_EngineDeath::anIdleEngineIsReplaced()
{
    ExecutorHarness harness(test::realEngine());
    QVERIFY(harness.waitForState(EngineStatus::State::Ready));
    harness.states.clear();
    ::kill(static_cast<pid_t>(processNamed(QStringLiteral("assay-zygote"))), SIGKILL);
    QVERIFY(harness.waitForState(EngineStatus::State::Ready));
    QCOMPARE(harness.states.front().state, EngineStatus::State::Dead);
    QVERIFY(harness.states.front().problem.contains(QStringLiteral("signal 9")));
}

void tst_EngineDeath::checksSurvive()
{
    ExecutorHarness harness(test::realEngine());
    QVERIFY(harness.waitForState(EngineStatus::State::Ready));
    std::vector<RequestId> checks;
    for (int i = 0; i < 30; ++i)
        checks.push_back(
            harness.executor().check(QStringLiteral("x = 1\n").repeated(2000), harness.profile));
    QVERIFY(harness.waitForCheck(checks[2]));
    ::kill(static_cast<pid_t>(processNamed(QStringLiteral("assay-engine"))), SIGKILL);
    for (const RequestId check : checks)
        QVERIFY(harness.waitForCheck(check));
    // Only the one being asked may be lost.
    const auto lost = std::ranges::count_if(
        harness.verdicts, [](const auto &entry) { return !entry.second.front().has_value(); });
    QVERIFY(lost <= 1);
}

void tst_EngineDeath::askedInTheMomentOfDeath()
{
    ExecutorHarness harness(test::realEngine());
    for (int i = 0; i < 5; ++i) {
        QCOMPARE(harness.run(QStringLiteral("result = 1")).end, RunEnd::Ok);
        const qint64 zygote = processNamed(QStringLiteral("assay-zygote"));
        ::kill(static_cast<pid_t>(zygote), SIGKILL);
        // Asked for before anyone knows: each of them ends, whatever the end.
        std::vector<RequestId> runs;
        std::vector<RequestId> checks;
        for (int j = 0; j < 5; ++j) {
            runs.push_back(harness.start(QStringLiteral("result = 1")));
            checks.push_back(harness.executor().check(QStringLiteral("x = 1"), harness.profile));
        }
        for (const RequestId run : runs)
            QVERIFY(harness.waitFor(run));
        for (const RequestId check : checks)
            QVERIFY(harness.waitForCheck(check));
    }
    for (const auto &[run, results] : harness.results)
        QCOMPARE(results.size(), std::size_t{1});
    for (const auto &[check, problems] : harness.problems)
        QCOMPARE(problems.size(), std::size_t{1});
}

void tst_EngineDeath::crashesRenewTheEngine()
{
    ExecutorHarness harness(test::realEngine());
    QVERIFY(harness.waitForState(EngineStatus::State::Ready));
    for (int i = 0; i < 3; ++i) {
        const qint64 before = processNamed(QStringLiteral("assay-zygote"));
        const RunResult crash = harness.run(QStringLiteral("import ctypes\nctypes.string_at(0)\n"));
        QCOMPARE(crash.end, RunEnd::Crashed);
        QVERIFY2(!crash.error.isEmpty(), "a crash has a reason");
        QCOMPARE(harness.run(QStringLiteral("result = 6 * 7")).value.text, QStringLiteral("42"));
        QTRY_VERIFY(processNamed(QStringLiteral("assay-zygote")) != before);
        QCOMPARE(harness.run(QStringLiteral("result = 6 * 7")).value.text, QStringLiteral("42"));
    }
}

void tst_EngineDeath::aRenewalLosesNoCheck()
{
    ExecutorHarness harness(test::realEngine());
    QVERIFY(harness.waitForState(EngineStatus::State::Ready));
    const RunResult crash = harness.run(QStringLiteral("import ctypes\nctypes.string_at(0)\n"));
    QCOMPARE(crash.end, RunEnd::Crashed);
    std::vector<RequestId> checks;
    for (int i = 0; i < 20; ++i)
        checks.push_back(
            harness.executor().check(QStringLiteral("x = 1\n").repeated(2000), harness.profile));
    for (const RequestId check : checks) {
        QVERIFY(harness.waitForCheck(check));
        QVERIFY2(harness.verdicts[check].front().has_value(),
                 qPrintable(harness.problems[check].front()));
    }
}

void tst_EngineDeath::droppingTheExecutorLeavesNothing()
{
    for (int i = 0; i < 3; ++i) {
        ExecutorHarness harness(test::realEngine());
        std::vector<RequestId> runs;
        for (int j = 0; j < 4; ++j)
            runs.push_back(harness.start(endless));
        if (i > 0)
            QVERIFY(harness.waitForStart(runs.front()));
        if (i > 1)
            QVERIFY(harness.waitForStart(runs.back()));
        harness.drop();
        QTRY_VERIFY(nothingIsLeft());
        QVERIFY(harness.results.empty());
    }
}

void tst_EngineDeath::killingTheHostLeavesNothing()
{
    QProcess host;
    host.start(QCoreApplication::applicationFilePath(), {QStringLiteral("--host")});
    QByteArray started;
    const auto hasStarted = [&] {
        started += host.readAllStandardOutput();
        return started.count('\n') == 3;
    };
    QVERIFY(QTest::qWaitFor(hasStarted, 60'000));
    const std::vector<qint64> below = test::descendants(host.processId());
    QVERIFY(below.size() >= 5); // guardian, zygote, three runs
    ::kill(static_cast<pid_t>(host.processId()), SIGKILL);
    QVERIFY(host.waitForFinished());
    for (const qint64 process : below)
        QTRY_VERIFY(!test::isAlive(process));
}

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    if (QCoreApplication::arguments().value(1) == QStringLiteral("--host"))
        return playHost(application);
    tst_EngineDeath test;
    return QTest::qExec(&test, argc, argv);
}

#include "tst_EngineDeath.moc"
