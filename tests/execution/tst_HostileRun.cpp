// SPDX-License-Identifier: GPL-3.0-or-later
// A run's process that lies, floods, cheats with its memory and never reads: its run ends once, and
// the next run works.
#include "tests/execution/ExecutorHarness.h"

#include <chrono>
#include <QTest>
#include <sys/resource.h>

using namespace assay;
using assay::test::ExecutorHarness;
using namespace std::chrono_literals;

class tst_HostileRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void everyRunEndsOnce_data();
    void everyRunEndsOnce();
    void theFirstReplyCounts();
    void aProcessThatDiedWaitingIsNotUsed();
    void jsonThatIsTooDeepIsNotPassedOn();
    void loadsAreLimited();
    void outputIsBounded();
    void aLateReplyToAStoppedRunIsDropped();
    void noFilesAreLeftOpen();

private:
    const QTemporaryDir m_folder;
    std::unique_ptr<ExecutorHarness> m_harness;
};

namespace {

Limits brief()
{
    Limits limits;
    limits.wall = 1s;
    limits.resultBytes = 4U << 20;
    return limits;
}

std::shared_ptr<DataSource> sample()
{
    return openSource("sample").value();
}

} // namespace

void tst_HostileRun::init()
{
    m_harness = std::make_unique<ExecutorHarness>(
        test::fakeEngine(m_folder, QStringLiteral("fake-engine")));
}

void tst_HostileRun::cleanup()
{
    m_harness.reset();
    QTRY_VERIFY(test::descendants(QCoreApplication::applicationPid()).empty());
}

void tst_HostileRun::everyRunEndsOnce_data()
{
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("why"); // part of the error
    const auto lie = [](const char *name, const char *why) {
        QTest::newRow(name) << "crashed" << why;
    };
    lie("lying-frame-length", "outside its memory");
    lie("empty-frame", "not what it says");
    lie("truncates-area", "not what it says");
    lie("punches-area", "");
    lie("keeps-area", "not what it says");
    lie("lying-offset", "not where it was said to be");
    lie("lying-length", "too long");
    lie("notice-of-notice", "never that long");
    lie("bloated-message", "too many values");
    lie("long-request", "never that long");
    lie("wrong-type", "'line'");
    lie("wrong-end", "'end'");
    lie("wrong-version", "version");
    lie("unknown-message", "'t'");
    lie("unasked-verdict", "nobody asked");
    lie("deep-message", "nested too deeply");
    lie("chunked-message", "not CBOR");
    lie("noise", "");
    lie("flood-messages", "two questions at once");
    lie("dies", "signal 11");
    lie("exits", "");
    lie("closes-channel", "closed its connection");
    lie("never-reads", "two questions at once");
    QTest::newRow("flood-output") << "timeout"
                                  << "after 1s";
    QTest::newRow("runs-out-of-memory") << "memory"
                                        << "exceeded memory limits";
    QTest::newRow("sleeps") << "timeout"
                            << "after 1s";
    QTest::newRow("late-reply") << "ok"
                                << "";
    QTest::newRow("double-reply") << "ok"
                                  << "";
    QTest::newRow("reports-then-lives-on") << "ok"
                                           << "";
    QTest::newRow("sends-files") << "ok"
                                 << "";
}

void tst_HostileRun::everyRunEndsOnce()
{
    QFETCH(QString, end);
    QFETCH(QString, why);
    // Longer than a socket holds, so that it goes as a file.
    const QString code = QString::fromLatin1(QTest::currentDataTag()) + QString(1 << 20, u' ');
    Limits limits = brief();
    if (end != QStringLiteral("timeout"))
        limits.wall = 30s;
    const RequestId run = m_harness->start(code, limits, sample());
    QVERIFY(m_harness->waitFor(run));
    const RunResult result = m_harness->results[run].front();
    QCOMPARE(runEndName(result.end), end);
    QVERIFY2(result.error.contains(why), qPrintable(result.error));
    QVERIFY(result.end == RunEnd::Ok || !result.value.frame);
    QCOMPARE(m_harness->run(QStringLiteral("answer"), brief()).value.text, QStringLiteral("42"));
    QTest::qWait(50); // for what might come too late
    QCOMPARE(m_harness->results[run].size(), std::size_t{1});
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    constexpr long generous = 1L << 20; // KiB
    QVERIFY(usage.ru_maxrss < generous);
}

void tst_HostileRun::theFirstReplyCounts()
{
    for (int i = 0; i < 20; ++i)
        QCOMPARE(m_harness->run(QStringLiteral("double-reply")).value.text, QStringLiteral("42"));
}

void tst_HostileRun::aProcessThatDiedWaitingIsNotUsed()
{
    m_harness->profile = QStringLiteral("dies");
    for (int i = 0; i < 3; ++i) {
        QCOMPARE(m_harness->run(QStringLiteral("answer")).end, RunEnd::Ok);
        QTest::qWait(50); // for the next one to be made, and to die
    }
}

void tst_HostileRun::jsonThatIsTooDeepIsNotPassedOn()
{
    const RunResult result = m_harness->run(QStringLiteral("insane-json"));
    QCOMPARE(result.end, RunEnd::Ok);
    QCOMPARE(result.value.text, QStringLiteral("42"));
    QVERIFY(result.value.json.isEmpty());
}

void tst_HostileRun::loadsAreLimited()
{
    const RunResult result = m_harness->run(QStringLiteral("asks-1000-loads"), {}, sample());
    QCOMPARE(result.end, RunEnd::Ok);
    QCOMPARE(result.value.text, QStringLiteral("500")); // were refused
}

void tst_HostileRun::outputIsBounded()
{
    Limits limits = brief();
    limits.outputBytes = 1000;
    const RequestId run = m_harness->start(QStringLiteral("flood-output"), limits);
    QVERIFY(m_harness->waitFor(run));
    const RunOutput output = m_harness->results[run].front().output;
    QCOMPARE(output.text, QByteArray(1000, 'x'));
    QCOMPARE(m_harness->output[run].size(), 1000);
    QVERIFY(output.totalBytes > (1U << 20));
    QCOMPARE(output.droppedBytes, output.totalBytes - 1000);
}

void tst_HostileRun::aLateReplyToAStoppedRunIsDropped()
{
    for (int i = 0; i < 5; ++i) {
        const RequestId run = m_harness->start(QStringLiteral("late-reply"));
        QVERIFY(m_harness->waitForStart(run));
        QTest::qWait(380 + i * 10); // around the moment it replies
        m_harness->executor().stop(run);
        QVERIFY(m_harness->waitFor(run));
        QTest::qWait(60);
        QCOMPARE(m_harness->results[run].size(), std::size_t{1});
        const RunEnd end = m_harness->results[run].front().end;
        QVERIFY(end == RunEnd::Cancelled || end == RunEnd::Ok);
    }
}

void tst_HostileRun::noFilesAreLeftOpen()
{
    const auto source = sample(); // each has its own place in the cache
    const auto runSome = [this, source](int count) {
        const QStringList scripts{QStringLiteral("answer"), QStringLiteral("noise"),
                                  QStringLiteral("exits"), QStringLiteral("sends-files"),
                                  QStringLiteral("empty-frame")};
        for (int i = 0; i < count; ++i)
            (void)m_harness->run(scripts[i % scripts.size()], brief(), source);
    };
    runSome(10);
    QTest::qWait(50);
    const std::size_t before = test::openFiles();
    runSome(200);
    // A spare more or less may be on its way.
    QTRY_VERIFY(test::openFiles() <= before + 5);
}

QTEST_GUILESS_MAIN(tst_HostileRun)
#include "tst_HostileRun.moc"
