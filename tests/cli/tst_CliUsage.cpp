// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QProcess>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_CliUsage : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void helps_data();
    void helps();
    void refuses_data();
    void refuses();
    void refusesBadFilesBeforeItRunsAny();
    void saysThatTheDiskIsFull();
    void livesWithoutStandardStreams();
};

void tst_CliUsage::helps_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    QTest::newRow("version") << QStringList{u"--version"_s} << QByteArray("assay 0.");
    QTest::newRow("help") << QStringList{u"--help"_s} << QByteArray("assay check FILE");
    QTest::newRow("help command") << QStringList{u"help"_s} << QByteArray("assay run FILE");
    QTest::newRow("help of one") << QStringList{u"help"_s, u"run"_s} << QByteArray("--timeout S");
    QTest::newRow("option of one")
        << QStringList{u"doctor"_s, u"--help"_s} << QByteArray("--python VENV");
}

void tst_CliUsage::helps()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    const AssayOutcome outcome = runAssay(words);
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.output.contains(says), outcome.output.constData());
    QCOMPARE(outcome.error, QByteArray());
}

void tst_CliUsage::refuses_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *name, const QStringList &words, const QByteArray &says) {
        QTest::newRow(name) << words << says;
    };
    row("nothing", {}, "no command is given");
    row("no such command", {u"chek"_s}, "there is no command 'chek'; did you mean 'check'?");
    row("no such option", {u"--verison"_s}, "did you mean '--version'?");
    row("no such option of a command", {u"run"_s, u"--jason"_s}, "did you mean '--json'?");
    row("no value", {u"run"_s, u"-"_s, u"--timeout"_s}, "'--timeout' needs a value");
    row("no file", {u"run"_s}, "no file is given");
    row("missing file", {u"run"_s, u"/none.py"_s}, "cannot read /none.py: No such file");
    row("folder", {u"check"_s, u"/tmp"_s}, "cannot read /tmp: it is a folder");
    row("missing batch", {u"run"_s, u"--batch"_s, u"/none"_s}, "cannot read /none");
    row("batch and file", {u"run"_s, u"--batch"_s, u"-"_s, u"a.py"_s}, "not both");
    row("standard input twice", {u"run"_s, u"-"_s, u"-"_s}, "only once");
    row("no such profile", {u"run"_s, u"-"_s, u"--profile"_s, u"slac"_s}, "did you mean 'slack'?");
    row("no such source", {u"run"_s, u"-"_s, u"--data"_s, u"oracle:x"_s}, "oracle");
    row("no such layer", {u"doctor"_s, u"--accept-missing"_s, u"landlok"_s}, "landlock");
    row("no environment", {u"doctor"_s, u"--python"_s, u"/none"_s}, "not a virtual environment");
    row("files for the doctor", {u"doctor"_s, u"a.py"_s}, "takes no files");
    row("two forms", {u"check"_s, u"-"_s, u"--json"_s, u"--sarif"_s}, "'--sarif'");
    row("a control character", {u"run"_s, u"\x1b[31m\n.py"_s}, "\\x1b[31m");
}

void tst_CliUsage::refuses()
{
    QFETCH(const QStringList, words);
    QFETCH(const QByteArray, says);
    const AssayOutcome outcome = runAssay(words);
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.output, QByteArray());
    QVERIFY2(outcome.error.contains(says), outcome.error.constData());
    QCOMPARE(outcome.error.count('\n'), 1);
    QVERIFY(outcome.error.startsWith("assay"));
}

void tst_CliUsage::refusesBadFilesBeforeItRunsAny()
{
    ScriptFolder folder;
    const QString good = folder.write(u"good.py"_s, "print('ran')");
    const AssayOutcome outcome = runAssay({u"run"_s, good, folder.path(u"none.py"_s)});
    QCOMPARE(outcome.code, 2);
    QCOMPARE(outcome.output, QByteArray());
    const QString bad = folder.write(u"bad.py"_s, "x = '\xff'");
    const AssayOutcome garbled = runAssay({u"run"_s, bad});
    QCOMPARE(garbled.code, 2);
    QVERIFY2(garbled.error.contains("bad.py: it is not UTF-8 (byte 5"), garbled.error.constData());
    const QString profile = folder.write(u"profile.json"_s, "{\"name\": 3}");
    const AssayOutcome refused = runAssay({u"run"_s, good, u"--profile"_s, profile});
    QCOMPARE(refused.code, 2);
    QVERIFY2(refused.error.contains("profile.json: "), refused.error.constData());
}

void tst_CliUsage::saysThatTheDiskIsFull()
{
    QProcess process;
    process.setStandardOutputFile(u"/dev/full"_s);
    process.start(assayProgram(), {u"--help"_s});
    QVERIFY(process.waitForFinished());
    QCOMPARE(process.exitCode(), 2);
    QVERIFY(process.readAllStandardError().contains("cannot write to standard output"));
}

void tst_CliUsage::livesWithoutStandardStreams()
{
    ScriptFolder folder;
    const QString script = folder.write(u"a.py"_s, "print('secret')\nresult = 1");
    const auto run = [&](const QString &redirections) {
        QProcess process;
        process.start(u"sh"_s, {u"-c"_s, u"exec \"$0\" run \"$1\" "_s + redirections,
                                assayProgram(), script});
        process.waitForFinished(60'000);
        return std::pair(process.exitCode(), process.readAllStandardError());
    };
    QCOMPARE(run(u"<&-"_s).first, 0);
    const auto [code, error] = run(u">&-"_s);
    QCOMPARE(code, 2);
    QVERIFY2(error.contains("Bad file descriptor"), error.constData());
    QCOMPARE(run(u">/dev/null 2>&-"_s).first, 0);
}

QTEST_GUILESS_MAIN(tst_CliUsage)
#include "tst_CliUsage.moc"
