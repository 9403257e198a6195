// SPDX-License-Identifier: GPL-3.0-or-later
// Runs on the real engine: every end there is, the limits, stopping, and many runs.
#include "policy/BuiltinProfiles.h"
#include "tests/execution/ExecutorHarness.h"

#include <chrono>
#include <QDir>
#include <QTest>

using namespace assay;
using assay::test::ExecutorHarness;
using namespace std::chrono_literals;

class tst_Executor : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void init();
    void cleanup();
    void everyEnd_data();
    void everyEnd();
    void outputIsKeptAndCounted();
    void outputBeforeAnEndIsKept();
    void resultsAreLimited();
    void stopEndsWhateverRuns_data();
    void stopEndsWhateverRuns();
    void timeoutEndsWhateverRuns_data();
    void timeoutEndsWhateverRuns();
    void manyAtOnce();
    void manyInARow();
    void runsDoNotSeeEachOther();
    void aLoadedFrameIsTheRunsOwn();
    void checksWhileRunsRun();

private:
    std::unique_ptr<ExecutorHarness> m_harness;
};

namespace {

/// Scripts that never end by themselves, in Python, in C, and by force of will.
void addEndlessScripts()
{
    QTest::addColumn<QString>("script");
    QTest::newRow("Python") << "while True:\n    pass\n";
    QTest::newRow("C") << "x = 9 ** 9 ** 9\n";
    QTest::newRow("swallows all") << "while True:\n    try:\n        while True:\n"
                                     "            pass\n    except BaseException:\n        pass\n";
    QTest::newRow("prints") << "while True:\n    print('x' * 1000)\n";
}

} // namespace

void tst_Executor::initTestCase_data()
{
    QTest::addColumn<QString>("environment");
    QTest::newRow("system") << "";
    QTest::newRow("pandas 2") << ASSAY_SOURCE_DIR "/build/venv-pandas2";
}

void tst_Executor::init()
{
    QFETCH_GLOBAL(QString, environment);
    if (!environment.isEmpty() && !QDir(environment).exists())
        QSKIP("there is no second environment; packaging/dev test makes it");
    if (m_harness)
        return; // one for all: a run must not harm the next
    EngineOptions options = test::realEngine();
    options.environment = environment;
    m_harness = std::make_unique<ExecutorHarness>(options);
}

void tst_Executor::cleanup()
{
    if (QTest::currentTestFunction() != QByteArrayLiteral("checksWhileRunsRun") &&
        !QTest::currentTestFailed())
        return;
    m_harness.reset();
    QTRY_VERIFY(test::descendants(QCoreApplication::applicationPid()).empty());
}

void tst_Executor::everyEnd_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("error"); // part of it
    QTest::addColumn<int>("line");
    QTest::newRow("ok") << "result = pd.Series([40, 2]).sum()"
                        << "ok"
                        << "" << 0;
    QTest::newRow("refused") << "import os\nresult = 1"
                             << "refused"
                             << "Validation error: " << 1;
    QTest::newRow("error") << "x = 1\n\nresult = x / 0"
                           << "error"
                           << "ZeroDivisionError" << 3;
    QTest::newRow("memory") << "result = np.ones(10 ** 9)"
                            << "memory"
                            << "memory" << 1;
    QTest::newRow("timeout") << "while True:\n    pass"
                             << "timeout"
                             << "timed out after 1s" << 0;
    QTest::newRow("crashed") << "import ctypes\nctypes.string_at(0)"
                             << "crashed"
                             << "" << 0;
    QTest::newRow("exits") << "import os\nos._exit(5)"
                           << "crashed"
                           << "exit code 5" << 0;
}

void tst_Executor::everyEnd()
{
    QFETCH(QString, script);
    QFETCH(QString, end);
    QFETCH(QString, error);
    QFETCH(int, line);
    Limits limits;
    limits.wall = end == QStringLiteral("timeout") ? 1s : 30s;
    const QString open = m_harness->profile;
    if (end == QStringLiteral("refused"))
        m_harness->profile = QString::fromStdString(std::string(builtinProfile("slack").value()));
    const RunResult result = m_harness->run(script, limits);
    m_harness->profile = open;
    QCOMPARE(runEndName(result.end), end);
    QVERIFY2(result.error.contains(error), qPrintable(result.error));
    QCOMPARE(result.error.isEmpty(), result.end == RunEnd::Ok);
    QCOMPARE(result.line.value_or(0), line);
    QVERIFY(result.elapsed.count() > 0);
    QVERIFY(result.peakMemoryBytes > 0);
    QCOMPARE(result.findings.empty(), result.end != RunEnd::Refused);
}

void tst_Executor::outputIsKeptAndCounted()
{
    constexpr std::uint64_t perStream = 200'000'000;
    const RunResult result = m_harness->run(
        QStringLiteral("import sys\nline = 'x' * 99_999 + '\\n'\nfor _ in range(2000):\n"
                       "    sys.stdout.write(line)\n    sys.stderr.write(line)\nresult = 1"));
    QCOMPARE(result.end, RunEnd::Ok);
    for (const RunOutput &output : {result.output, result.diagnostics}) {
        QCOMPARE(output.totalBytes, perStream);
        QCOMPARE(output.text.size(), 1 << 20);
        QCOMPARE(output.droppedBytes, perStream - (1 << 20));
    }
}

void tst_Executor::outputBeforeAnEndIsKept()
{
    Limits limits;
    limits.wall = 1s;
    const RunResult late = m_harness->run(
        QStringLiteral("print('before', flush=True)\nwhile True:\n    pass"), limits);
    QCOMPARE(late.end, RunEnd::Timeout);
    QCOMPARE(late.output.text, QByteArray("before\n"));
    const RunResult wrong = m_harness->run(QStringLiteral("print('before')\n1 / 0"));
    QCOMPARE(wrong.output.text, QByteArray("before\n"));
}

void tst_Executor::resultsAreLimited()
{
    Limits limits;
    limits.resultBytes = 1U << 20;
    const RunResult large =
        m_harness->run(QStringLiteral("result = pd.DataFrame({'a': range(1_000_000)})"), limits);
    QCOMPARE(large.end, RunEnd::Error);
    QVERIFY2(large.error.startsWith(QStringLiteral("Result too large")), qPrintable(large.error));
    const RunResult small =
        m_harness->run(QStringLiteral("result = pd.DataFrame({'a': range(1000)})"), limits);
    QCOMPARE(small.end, RunEnd::Ok);
    QVERIFY(small.value.frame);
    QCOMPARE(small.value.frame->rows(), std::int64_t{1000});
}

void tst_Executor::stopEndsWhateverRuns_data()
{
    addEndlessScripts();
}

void tst_Executor::stopEndsWhateverRuns()
{
    QFETCH(QString, script);
    for (int i = 0; i < 20; ++i) {
        const RequestId run = m_harness->start(script);
        QVERIFY(m_harness->waitForStart(run));
        QTest::qWait(i * 2); // earlier and later in its life
        m_harness->executor().stop(run);
        m_harness->executor().stop(run);
        QVERIFY(m_harness->waitFor(run));
        QCOMPARE(m_harness->results[run].front().end, RunEnd::Cancelled);
        QCOMPARE(m_harness->results[run].size(), std::size_t{1});
    }
    // Guardian, zygote, one spare: nothing of the runs.
    QTRY_VERIFY(test::descendants(QCoreApplication::applicationPid()).size() <= 3);
}

void tst_Executor::timeoutEndsWhateverRuns_data()
{
    addEndlessScripts();
}

void tst_Executor::timeoutEndsWhateverRuns()
{
    QFETCH(QString, script);
    Limits limits;
    limits.wall = 200ms;
    std::vector<RequestId> runs;
    for (int i = 0; i < 5; ++i)
        runs.push_back(m_harness->start(script, limits));
    for (const RequestId run : runs) {
        QVERIFY(m_harness->waitFor(run));
        QCOMPARE(m_harness->results[run].front().end, RunEnd::Timeout);
        QVERIFY(m_harness->results[run].front().elapsed >= 200ms);
    }
}

void tst_Executor::manyAtOnce()
{
    std::vector<RequestId> runs;
    for (int i = 0; i < 8; ++i)
        runs.push_back(m_harness->start(QStringLiteral("print(%1)\nresult = %1 * %1").arg(i)));
    for (int i = 0; i < 8; ++i) {
        const RequestId run = runs[static_cast<std::size_t>(i)];
        QVERIFY(m_harness->waitFor(run));
        const RunResult result = m_harness->results[run].front();
        QCOMPARE(result.value.text, QString::number(i * i));
        QCOMPARE(result.output.text, QByteArray::number(i) + '\n');
    }
}

void tst_Executor::manyInARow()
{
    (void)m_harness->run(QStringLiteral("result = 0"));
    const std::size_t files = test::openFiles();
    for (int i = 0; i < 100; ++i)
        QCOMPARE(m_harness->run(QStringLiteral("result = %1 + 1").arg(i)).value.text,
                 QString::number(i + 1));
    QTRY_VERIFY(test::openFiles() <= files + 5); // a spare more or less
    for (const auto &[run, results] : m_harness->results)
        QCOMPARE(results.size(), std::size_t{1});
}

void tst_Executor::runsDoNotSeeEachOther()
{
    const QString change = QStringLiteral(
        "import builtins\npd.DataFrame.sum = lambda *a: 'changed'\nbuiltins.left_behind = 1\n"
        "result = pd.DataFrame({'a': [1]}).sum()");
    QCOMPARE(m_harness->run(change).value.text, QStringLiteral("changed"));
    const RunResult after = m_harness->run(
        QStringLiteral("import builtins\nresult = (hasattr(builtins, 'left_behind'), "
                       "int(pd.DataFrame({'a': [1]}).sum()['a']))"));
    QCOMPARE(after.value.text, QStringLiteral("(False, 1)"));
}

void tst_Executor::aLoadedFrameIsTheRunsOwn()
{
    const std::shared_ptr<DataSource> source = openSource("sample").value();
    const QString sum = QStringLiteral("t = load_trades(days=30)\n"
                                       "result = float(t['amount'].sum())");
    const QString change = QStringLiteral("t = load_trades(days=30)\nt['amount'] *= 2\n"
                                          "t.loc[:, 'amount'] = 0.0\n"
                                          "t['amount'].to_numpy()[:] = 7.0\n"
                                          "result = float(load_trades(days=30)['amount'].sum())");
    const RunResult before = m_harness->run(sum, {}, source);
    QVERIFY2(before.end == RunEnd::Ok, qPrintable(before.error));
    const RunResult changed = m_harness->run(change, {}, source);
    const RunResult after = m_harness->run(sum, {}, source);
    QVERIFY2(changed.end == RunEnd::Ok, qPrintable(changed.error));
    QCOMPARE(changed.value.text, before.value.text);
    QCOMPARE(after.value.text, before.value.text);
}

void tst_Executor::checksWhileRunsRun()
{
    const RequestId run = m_harness->start(QStringLiteral("while True:\n    pass"));
    const QString slack = QString::fromStdString(std::string(builtinProfile("slack").value()));
    for (int i = 0; i < 10; ++i) {
        const bool isGood = i % 2 == 0;
        const RequestId check = m_harness->executor().check(
            isGood ? QStringLiteral("result = 1") : QStringLiteral("import os"), slack);
        QVERIFY(m_harness->waitForCheck(check));
        QVERIFY(m_harness->verdicts[check].front().has_value());
        QCOMPARE(m_harness->verdicts[check].front()->valid, isGood);
    }
    QVERIFY(m_harness->results[run].empty());
    m_harness->executor().stop(run);
    QVERIFY(m_harness->waitFor(run));
}

QTEST_GUILESS_MAIN(tst_Executor)
#include "tst_Executor.moc"
