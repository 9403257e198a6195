// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/ProcessBounds.h"
#include "execution/RunEnding.h"

#include <csignal>
#include <QTest>

using namespace assay;

class tst_RunEnding : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void deathsAreNamed_data();
    void deathsAreNamed();
    void aForbiddenCallMayBeUnknown();
    void onlyTheZygoteSaysThatItWasNotConfined();
    void timeoutsNameTheLimit();
    void endsHaveNames();
    void boundsStayWithinTheProtocol();
};

void tst_RunEnding::deathsAreNamed_data()
{
    QTest::addColumn<int>("exitCode");
    QTest::addColumn<int>("signal");
    QTest::addColumn<QString>("end");
    QTest::addColumn<QString>("words");
    QTest::newRow("exit") << 3 << 0 << "crashed"
                          << "exit code 3";
    QTest::newRow("exit 0") << 0 << 0 << "crashed"
                            << "without an answer";
    QTest::newRow("segfault") << 0 << SIGSEGV << "crashed"
                              << "signal 11";
    QTest::newRow("forbidden") << 0 << SIGSYS << "crashed"
                               << "system call socket";
    QTest::newRow("processor time") << 0 << SIGXCPU << "timeout"
                                    << "timed out after 30s";
    QTest::newRow("killed") << 0 << SIGKILL << "memory"
                            << "exceeded memory limits";
}

void tst_RunEnding::deathsAreNamed()
{
    QFETCH(int, exitCode);
    QFETCH(int, signal);
    const RunEnding ending = endingOf({1, exitCode, signal, 0, "socket", true}, {});
    QTEST(runEndName(ending.end), "end");
    QFETCH(QString, words);
    QVERIFY2(ending.error.contains(words), qPrintable(ending.error));
}

void tst_RunEnding::aForbiddenCallMayBeUnknown()
{
    const RunEnding ending = endingOf({1, 0, SIGSYS, 0, "", true}, {});
    QCOMPARE(ending.end, RunEnd::Crashed);
    QVERIFY2(ending.error.contains(QStringLiteral("another program")), qPrintable(ending.error));
}

void tst_RunEnding::onlyTheZygoteSaysThatItWasNotConfined()
{
    const RunEnding honest = endingOf({1, 1, 0, 0, {}, false}, {});
    QCOMPARE(honest.end, RunEnd::Unavailable);
    QVERIFY2(honest.error.contains(QStringLiteral("could not be confined")),
             qPrintable(honest.error));
}

void tst_RunEnding::timeoutsNameTheLimit()
{
    Limits limits;
    QCOMPARE(timeoutText(limits), QStringLiteral("Execution timed out after 30s"));
    limits.wall = std::chrono::milliseconds(1500);
    QCOMPARE(timeoutText(limits), QStringLiteral("Execution timed out after 1.5s"));
}

void tst_RunEnding::endsHaveNames()
{
    QCOMPARE(runEndName(RunEnd::Ok), QStringLiteral("ok"));
    QCOMPARE(runEndName(RunEnd::Refused), QStringLiteral("refused"));
    QCOMPARE(runEndName(RunEnd::Error), QStringLiteral("error"));
    QCOMPARE(runEndName(RunEnd::Timeout), QStringLiteral("timeout"));
    QCOMPARE(runEndName(RunEnd::Memory), QStringLiteral("memory"));
    QCOMPARE(runEndName(RunEnd::Crashed), QStringLiteral("crashed"));
    QCOMPARE(runEndName(RunEnd::Cancelled), QStringLiteral("cancelled"));
    QCOMPARE(runEndName(RunEnd::Unavailable), QStringLiteral("unavailable"));
}

void tst_RunEnding::boundsStayWithinTheProtocol()
{
    const std::chrono::milliseconds extremes[] = {std::chrono::milliseconds::min(),
                                                  std::chrono::milliseconds(0),
                                                  std::chrono::milliseconds::max()};
    for (const auto wall : extremes) {
        for (const std::uint64_t bytes : {std::uint64_t{0}, UINT64_MAX}) {
            PrepareRequest bounds = boundsOf({wall, bytes, bytes, bytes});
            bounds.id = 1;
            const auto decoded = decodeToEngine(encode(ToEngine(bounds)));
            QVERIFY(decoded.has_value());
            QVERIFY(sameBounds(std::get<PrepareRequest>(*decoded), bounds));
        }
    }
}

QTEST_GUILESS_MAIN(tst_RunEnding)
#include "tst_RunEnding.moc"
