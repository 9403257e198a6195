// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Outcome.h"
#include "app/cli/RunSettings.h"
#include "AssayProcess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_RunSettings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsTimes_data();
    void readsTimes();
    void takesLimitsFromTheProfile();
    void refuses_data();
    void refuses();
    void readsEngineOptions();
    void tellsTheCaller();

private:
    static Result<RunRequest> request(const QStringList &words)
    {
        return readRunRequest(Arguments::parse(runOptionSpecs(), words).value_or(Arguments()));
    }
};

void tst_RunSettings::readsTimes_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<qint64>("time"); // -1: none
    const qint64 noon = 1'763'640'000'000'000'000;
    QTest::newRow("naive") << u"2025-11-20T12:00:00"_s << noon;
    QTest::newRow("UTC") << u"2025-11-20T12:00:00Z"_s << noon;
    QTest::newRow("with a zone") << u"2025-11-20T14:00:00+02:00"_s << noon;
    QTest::newRow("with a space") << u"2025-11-20 12:00"_s << noon;
    QTest::newRow("a day") << u"2025-11-20"_s << noon - 43'200'000'000'000;
    QTest::newRow("a fraction") << u"2025-11-20T12:00:00.5"_s << noon + 500'000'000;
    QTest::newRow("nanoseconds") << u"2025-11-20T12:00:00.000000001"_s << noon + 1;
    QTest::newRow("before 1970") << u"1969-12-31T23:59:59.999999998"_s << qint64(-2);
    QTest::newRow("no day") << u"2025-02-30T12:00:00"_s << qint64(-1);
    QTest::newRow("no hour") << u"2025-11-20T25:00:00"_s << qint64(-1);
    QTest::newRow("too late") << u"2300-01-01"_s << qint64(-1);
    QTest::newRow("words") << u"yesterday"_s << qint64(-1);
    QTest::newRow("empty") << QString() << qint64(-1);
    QTest::newRow("more behind") << u"2025-11-20T12:00:00Zulu"_s << qint64(-1);
}

void tst_RunSettings::readsTimes()
{
    QFETCH(const QString, text);
    QTEST(qint64(readTime(text).value_or(-1)), "time");
}

void tst_RunSettings::takesLimitsFromTheProfile()
{
    const auto plain = request({});
    QVERIFY(plain);
    QCOMPARE(plain->limits.wall, std::chrono::milliseconds(30'000));
    QCOMPARE(plain->limits.memoryBytes, std::uint64_t(2048) << 20U);
    QVERIFY(!plain->now);
    QVERIFY(plain->source);
    const auto given = request({u"--timeout"_s, u"0.5"_s, u"--memory"_s, u"256"_s, u"--now"_s,
                                u"1970-01-01T00:00:01"_s, u"--profile"_s, u"deployed"_s});
    QVERIFY(given);
    QCOMPARE(given->limits.wall, std::chrono::milliseconds(500));
    QCOMPARE(given->limits.memoryBytes, std::uint64_t(256) << 20U);
    QCOMPARE(given->now.value(), std::int64_t(1'000'000'000));
    QVERIFY(given->profile != plain->profile);
}

void tst_RunSettings::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QString>("names");
    QTest::newRow("timeout of words") << QStringList{u"--timeout=soon"_s} << u"soon"_s;
    QTest::newRow("timeout of zero") << QStringList{u"--timeout=0"_s} << u"--timeout 0"_s;
    QTest::newRow("timeout below zero") << QStringList{u"--timeout=-1"_s} << u"-1"_s;
    QTest::newRow("timeout without end") << QStringList{u"--timeout=inf"_s} << u"inf"_s;
    QTest::newRow("timeout that is none") << QStringList{u"--timeout=nan"_s} << u"nan"_s;
    QTest::newRow("memory of words") << QStringList{u"--memory=much"_s} << u"much"_s;
    QTest::newRow("too little memory") << QStringList{u"--memory=1"_s} << u"--memory 1"_s;
    QTest::newRow("profile") << QStringList{u"--profile=slak"_s} << u"did you mean 'slack'?"_s;
    QTest::newRow("time") << QStringList{u"--now=noon"_s} << u"noon"_s;
    QTest::newRow("source") << QStringList{u"--data=oracle:x"_s} << u"oracle"_s;
    QTest::newRow("fixture") << QStringList{u"--data=fixture:/none.json"_s} << u"/none.json"_s;
}

void tst_RunSettings::refuses()
{
    QFETCH(const QStringList, words);
    QFETCH(const QString, names);
    const auto refused = request(words);
    QVERIFY(!refused);
    QVERIFY2(QString::fromStdString(refused.error().text).contains(names),
             refused.error().text.c_str());
}

void tst_RunSettings::readsEngineOptions()
{
    const auto read = [](const QStringList &words) {
        return readEngineOptions(
            Arguments::parse(engineOptionSpecs(), words).value_or(Arguments()));
    };
    ScriptFolder folder;
    QVERIFY(!read({u"--python"_s, folder.path(u"."_s)}));
    const QString mark = folder.write(u"pyvenv.cfg"_s, {});
    const auto options =
        read({u"--python"_s, mark.chopped(11), u"--accept-missing"_s, u"landlock,namespaces"_s});
    QVERIFY(options);
    QCOMPARE(options->acceptedMissing, QStringList({u"landlock"_s, u"namespaces"_s}));
    const auto misspelt = read({u"--accept-missing"_s, u"secomp"_s});
    QVERIFY(!misspelt);
    QVERIFY(misspelt.error().text.find("seccomp") != std::string::npos);
}

void tst_RunSettings::tellsTheCaller()
{
    Outcome outcome;
    QCOMPARE(outcome.ofFiles(), ExitCode::Done);
    outcome.add(ExitCode::Done);
    outcome.add(ExitCode::Refused);
    outcome.add(ExitCode::Timeout);
    QCOMPARE(outcome.ofFiles(), ExitCode::Refused);
    QCOMPARE(outcome.ofBatch(), ExitCode::Done);
    outcome.addUnusable();
    QCOMPARE(outcome.ofBatch(), ExitCode::BadInput);
    outcome.add(ExitCode::Unavailable);
    QCOMPARE(outcome.ofBatch(), ExitCode::Unavailable);
    outcome.add(ExitCode::Cancelled);
    outcome.add(ExitCode::Memory);
    QCOMPARE(outcome.ofFiles(), ExitCode::Cancelled);
    QCOMPARE(outcome.ofBatch(), ExitCode::Cancelled);
}

QTEST_APPLESS_MAIN(tst_RunSettings)
#include "tst_RunSettings.moc"
