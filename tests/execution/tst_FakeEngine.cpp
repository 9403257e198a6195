// SPDX-License-Identifier: GPL-3.0-or-later
// An engine that breaks its word in every way: each request still ends exactly once.
#include "tests/execution/ExecutorHarness.h"

#include <chrono>
#include <QTest>

using namespace assay;
using assay::test::ExecutorHarness;
using namespace std::chrono_literals;

class tst_FakeEngine : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRequestEndsOnce_data();
    void everyRequestEndsOnce();
    void aSilentEngineIsReplaced();
    void aDroppedPrepareCostsOnlyWhatWaits();
    void attacksAreAnsweredOnce_data();
    void attacksAreAnsweredOnce();
    void anEngineThatCannotBeFoundIsNamed();
    void theEngineSaysWhatIsMissing();
    void lastWordsAreTold();
    void stoppingBeforeTheStart();
    void unusualLimitsDoNotKillTheEngine();
    void sparesOfOldLimitsGo();
    void checksEndOnce();
};

namespace {

EngineOptions impatient(const QTemporaryDir &folder, const char *part)
{
    EngineOptions options = test::fakeEngine(folder, QString::fromLatin1(part));
    options.patience = 300ms;
    return options;
}

/// Lets what might come too much, and too late, come.
void linger()
{
    QTest::qWait(150);
}

} // namespace

void tst_FakeEngine::everyRequestEndsOnce_data()
{
    QTest::addColumn<QString>("end"); // of each run; empty: of any kind
    QTest::newRow("fake-engine") << "ok";
    QTest::newRow("answers-in-reverse") << "ok";
    QTest::newRow("says-twice") << "ok";
    QTest::newRow("greets-twice") << "ok";
    QTest::newRow("speaks-before-greeting") << "ok";
    QTest::newRow("hides-deaths") << "ok";
    QTest::newRow("never-greets") << "unavailable";
    QTest::newRow("dies-at-once") << "unavailable";
    QTest::newRow("cannot-start") << "unavailable";
    QTest::newRow("sends-noise") << "unavailable";
    QTest::newRow("fails-prepares") << "unavailable";
    QTest::newRow("sends-no-files") << "unavailable";
    QTest::newRow("drops-prepares") << "unavailable";
    QTest::newRow("drops-first-prepare") << "";
    QTest::newRow("dies-after-two") << "";
}

void tst_FakeEngine::everyRequestEndsOnce()
{
    QFETCH(QString, end);
    const QTemporaryDir folder;
    ExecutorHarness harness(impatient(folder, QTest::currentDataTag()));
    std::vector<RequestId> runs;
    std::vector<RequestId> checks;
    constexpr int requests = 12;
    for (int i = 0; i < requests; ++i) {
        runs.push_back(harness.start(QStringLiteral("answer")));
        checks.push_back(harness.executor().check(QStringLiteral("x"), harness.profile));
    }
    for (const RequestId run : runs) {
        QVERIFY(harness.waitFor(run));
        const RunResult &result = harness.results[run].front();
        if (!end.isEmpty())
            QCOMPARE(runEndName(result.end), end);
        QCOMPARE(result.error.isEmpty(), result.end == RunEnd::Ok);
    }
    for (const RequestId check : checks) {
        QVERIFY(harness.waitForCheck(check));
        QCOMPARE(harness.problems[check].front().isEmpty(),
                 harness.verdicts[check].front().has_value());
    }
    linger();
    for (const RequestId run : runs)
        QCOMPARE(harness.results[run].size(), std::size_t{1});
    for (const RequestId check : checks)
        QCOMPARE(harness.problems[check].size(), std::size_t{1});
    QCOMPARE(harness.results.size(), runs.size());
    QCOMPARE(harness.problems.size(), checks.size());
}

void tst_FakeEngine::aSilentEngineIsReplaced()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(impatient(folder, "never-greets"));
    const RunResult first = harness.run(QStringLiteral("answer"));
    QCOMPARE(first.end, RunEnd::Unavailable);
    QCOMPARE(first.error, QStringLiteral("The engine did not start in time and was ended for it."));
    QVERIFY(harness.waitForState(EngineStatus::State::Dead));
    // What is asked now gets an engine of its own, and an answer from that.
    QCOMPARE(harness.run(QStringLiteral("answer")).end, RunEnd::Unavailable);
}

void tst_FakeEngine::aDroppedPrepareCostsOnlyWhatWaits()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(impatient(folder, "drops-prepares"));
    const RunResult lost = harness.run(QStringLiteral("answer"));
    QCOMPARE(lost.end, RunEnd::Unavailable);
    QCOMPARE(lost.error,
             QStringLiteral("The engine did not make a process in time and was ended for it."));
}

void tst_FakeEngine::attacksAreAnsweredOnce_data()
{
    QTest::addColumn<QString>("problem");
    QTest::newRow("fake-engine") << "";
    QTest::newRow("says-twice") << "";
    QTest::newRow("drops-attacks")
        << "The engine did not attack itself in time and was ended for it.";
    QTest::newRow("dies-of-attack") << "The engine ended unexpectedly.";
    QTest::newRow("cannot-start") << "pandas is missing";
    QTest::newRow("never-greets") << "The engine did not start in time and was ended for it.";
}

void tst_FakeEngine::attacksAreAnsweredOnce()
{
    QFETCH(QString, problem);
    const QTemporaryDir folder;
    ExecutorHarness harness(impatient(folder, QTest::currentDataTag()));
    harness.executor().attack();
    QTRY_COMPARE(harness.attacks.size(), std::size_t{1});
    QCOMPARE(harness.attacks.front().problem, problem);
    linger();
    QCOMPARE(harness.attacks.size(), std::size_t{1});
}

void tst_FakeEngine::anEngineThatCannotBeFoundIsNamed()
{
    EngineOptions options;
    options.program = QStringLiteral("/no/such/engine");
    ExecutorHarness harness(options);
    for (int i = 0; i < 2; ++i) {
        const RunResult result = harness.run(QStringLiteral("answer"));
        QCOMPARE(result.end, RunEnd::Unavailable);
        QVERIFY(result.error.contains(options.program));
    }
    const RequestId check = harness.executor().check(QStringLiteral("x"), harness.profile);
    QVERIFY(harness.waitForCheck(check));
    QVERIFY(harness.problems[check].front().contains(options.program));
}

void tst_FakeEngine::theEngineSaysWhatIsMissing()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(impatient(folder, "cannot-start"));
    QVERIFY(harness.waitForState(EngineStatus::State::Dead));
    for (int i = 0; i < 3; ++i)
        QCOMPARE(harness.run(QStringLiteral("answer")).error, QStringLiteral("pandas is missing"));
}

void tst_FakeEngine::lastWordsAreTold()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(impatient(folder, "dies-at-once"));
    QCOMPARE(harness.run(QStringLiteral("answer")).error,
             QStringLiteral("The engine ended unexpectedly: the stage is on fire"));
}

void tst_FakeEngine::stoppingBeforeTheStart()
{
    const QTemporaryDir folder;
    EngineOptions options = impatient(folder, "drops-prepares");
    options.patience = 30s;
    ExecutorHarness harness(options);
    const RequestId run = harness.start(QStringLiteral("answer"));
    harness.executor().stop(run);
    harness.executor().stop(run);
    harness.executor().stop(run + 1);
    QVERIFY(harness.waitFor(run));
    linger();
    QCOMPARE(harness.results[run].size(), std::size_t{1});
    QCOMPARE(harness.results[run].front().end, RunEnd::Cancelled);
    QCOMPARE(harness.starts[run], 0);
}

void tst_FakeEngine::unusualLimitsDoNotKillTheEngine()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(test::fakeEngine(folder, QStringLiteral("fake-engine")));
    Limits none{0ms, 0, 0, 0};
    (void)harness.run(QStringLiteral("answer"), none);
    Limits negative{-5s, 1, 1, 1};
    (void)harness.run(QStringLiteral("answer"), negative);
    Limits huge;
    huge.memoryBytes = huge.outputBytes = UINT64_MAX;
    huge.wall = std::chrono::milliseconds(INT_MAX);
    QCOMPARE(harness.run(QStringLiteral("answer"), huge).end, RunEnd::Ok);
    QCOMPARE(harness.run(QStringLiteral("answer")).end, RunEnd::Ok);
    for (const EngineStatus &status : harness.states)
        QVERIFY2(status.state != EngineStatus::State::Dead, qPrintable(status.problem));
}

void tst_FakeEngine::sparesOfOldLimitsGo()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(test::fakeEngine(folder, QStringLiteral("fake-engine")));
    for (int i = 1; i <= 20; ++i) {
        Limits limits;
        limits.wall = std::chrono::seconds(i * 10);
        QCOMPARE(harness.run(QStringLiteral("answer"), limits).end, RunEnd::Ok);
    }
    // Of the runs stopped before they started, no more remains.
    std::vector<RequestId> runs;
    for (int i = 0; i < 20; ++i)
        runs.push_back(harness.start(QStringLiteral("answer")));
    for (const RequestId run : runs)
        harness.executor().stop(run);
    for (const RequestId run : runs)
        QVERIFY(harness.waitFor(run));
    QCOMPARE(harness.run(QStringLiteral("answer")).end, RunEnd::Ok);
    // The engine and one spare.
    QTRY_COMPARE(test::descendants(QCoreApplication::applicationPid()).size(), std::size_t{2});
}

void tst_FakeEngine::checksEndOnce()
{
    const QTemporaryDir folder;
    ExecutorHarness harness(test::fakeEngine(folder, QStringLiteral("fake-engine")));
    std::vector<RequestId> checks;
    const QStringList scripts{QStringLiteral("good"), QStringLiteral("dies"),
                              QStringLiteral("fine"), QStringLiteral("lies"),
                              QStringLiteral("well"), QStringLiteral("dies"),
                              QStringLiteral("end")};
    for (const QString &script : scripts)
        checks.push_back(harness.executor().check(script, harness.profile));
    for (std::size_t i = 0; i < checks.size(); ++i) {
        QVERIFY(harness.waitForCheck(checks[i]));
        const auto &verdict = harness.verdicts[checks[i]].front();
        const QString script = scripts[static_cast<qsizetype>(i)];
        const bool isBad = script == QStringLiteral("dies") || script == QStringLiteral("lies");
        QCOMPARE(verdict.has_value(), !isBad);
        if (verdict)
            QCOMPARE(QString::fromStdString(verdict->message), script);
    }
    linger();
    for (const RequestId check : checks)
        QCOMPARE(harness.problems[check].size(), std::size_t{1});
    // An answer too many is nobody's answer; the next question gets its own.
    const RequestId twice = harness.executor().check(QStringLiteral("twice"), harness.profile);
    const RequestId after = harness.executor().check(QStringLiteral("after"), harness.profile);
    QVERIFY(harness.waitForCheck(twice) && harness.waitForCheck(after));
    if (const auto &verdict = harness.verdicts[after].front())
        QCOMPARE(verdict->message, std::string("after"));
}

QTEST_GUILESS_MAIN(tst_FakeEngine)
#include "tst_FakeEngine.moc"
