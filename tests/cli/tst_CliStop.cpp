// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <csignal>
#include <QJsonDocument>
#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

/// The program under signals and with readers that go away.
class tst_CliStop : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void stopsARun_data();
    void stopsARun();
    void stopsWhatHasNotBegun();
    void endsQuietlyWithoutReader();
    void stopsBeforeASlowReader();

private:
    ScriptFolder m_folder;
    QString m_endless; ///< a script that says that it has begun, and never ends
};

void tst_CliStop::init()
{
    m_endless = m_folder.write(u"endless.py"_s, "print('begun')\nwhile True:\n    pass\n");
}

void tst_CliStop::stopsARun_data()
{
    QTest::addColumn<int>("signal");
    QTest::newRow("SIGINT") << SIGINT;
    QTest::newRow("SIGTERM") << SIGTERM;
}

void tst_CliStop::stopsARun()
{
    QFETCH(const int, signal);
    QProcess process;
    process.start(assayProgram(), {u"run"_s, m_endless});
    QVERIFY(process.waitForReadyRead(60'000));
    QCOMPARE(process.readAllStandardOutput(), QByteArray("begun\n"));
    ::kill(pid_t(process.processId()), signal);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 7);
    QVERIFY(process.readAllStandardError().startsWith("error: "));
}

void tst_CliStop::stopsWhatHasNotBegun()
{
    ScriptFolder folder;
    const QString first = folder.write(u"first.py"_s, "result = 1");
    QProcess process;
    process.start(assayProgram(), {u"run"_s, u"--json"_s, first, m_endless, first});
    QVERIFY(process.waitForReadyRead(60'000));
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 7);
    const QList<QByteArray> lines = process.readAllStandardOutput().split('\n');
    QCOMPARE(lines.size(), 4);
    const auto reason = [&](int line) {
        return QJsonDocument::fromJson(lines[line])["reason"_L1].toString();
    };
    QCOMPARE(reason(0), u"ok"_s);
    QCOMPARE(reason(1), u"cancelled"_s);
    QCOMPARE(reason(2), u"cancelled"_s);
}

void tst_CliStop::endsQuietlyWithoutReader()
{
    const QString talker = m_folder.write(u"talker.py"_s, "while True:\n    print('x' * 1000)\n");
    QProcess process;
    QProcess reader;
    process.setStandardOutputProcess(&reader);
    process.start(assayProgram(), {u"run"_s, talker});
    reader.start(u"head"_s, {u"-n"_s, u"1"_s});
    QVERIFY(reader.waitForFinished(60'000));
    QCOMPARE(reader.readAllStandardOutput(), QByteArray(1000, 'x') + '\n');
    QVERIFY(process.waitForFinished(60'000));
    QCOMPARE(process.exitStatus(), QProcess::CrashExit);
    QCOMPARE(process.exitCode(), SIGPIPE);
}

void tst_CliStop::stopsBeforeASlowReader()
{
    const QString talker = m_folder.write(u"talker.py"_s, "while True:\n    print('x' * 1000)\n");
    QProcess process;
    QProcess reader;
    process.setStandardOutputProcess(&reader);
    process.start(assayProgram(), {u"run"_s, talker});
    reader.start(u"sh"_s, {u"-c"_s, u"head -c 1 && exec sleep 600"_s});
    QVERIFY(reader.waitForReadyRead(60'000));
    QTest::qWait(300); // until the pipe is full
    ::kill(pid_t(process.processId()), SIGINT);
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitStatus(), QProcess::NormalExit);
    QCOMPARE(process.exitCode(), 7);
    reader.kill();
    reader.waitForFinished();
}

QTEST_GUILESS_MAIN(tst_CliStop)
#include "tst_CliStop.moc"
