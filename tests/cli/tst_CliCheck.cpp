// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QJsonArray>
#include <QFile>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_CliCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepts();
    void refusesWithAllFindings();
    void showsPlaces();
    void writesSarif();
    void takesTheProfile();
    void fixes();
    void showsWhatItWouldFix();
    void leavesWhatItCannotFix();
    void refusesOddFixes();
};

void tst_CliCheck::fixes()
{
    ScriptFolder folder;
    const QString script =
        folder.write(u"p.py"_s, "pos = [1, 2]\nresult = sorted(pos.copy(), key=lambda v: -v)\n");
    const AssayOutcome outcome = runAssay({u"check"_s, u"--fix"_s, script});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.error.contains("Rename pos to position"), outcome.text().constData());
    QFile file(script);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), "position = [1, 2]\ndef pick(v):\n    return -v\n"
                             "result = sorted(position.copy(), key=pick)\n");
    QCOMPARE(runAssay({u"check"_s, u"--fix"_s, u"-"_s}, "pos = [1]\nresult = pos.copy()").output,
             QByteArray("position = [1]\nresult = position.copy()"));
}

void tst_CliCheck::showsWhatItWouldFix()
{
    ScriptFolder folder;
    const QByteArray code = "import pandas as pd\nresult = load_trades(7).shape\n";
    const QString script = folder.write(u"p.py"_s, code);
    const AssayOutcome outcome = runAssay(
        {u"check"_s, u"--fix"_s, u"--diff"_s, u"--profile"_s, u"deployed"_s, script});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.output.endsWith("@@ -1,2 +1 @@\n-import pandas as pd\n"
                                     "-result = load_trades(7).shape\n"
                                     "+result = load_trades(days=7).shape\n"),
             outcome.text().constData());
    QFile file(script);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), code);
}

void tst_CliCheck::leavesWhatItCannotFix()
{
    const QByteArray code = "result = 'see os.path'";
    const AssayOutcome outcome = runAssay({u"check"_s, u"--fix"_s, u"-"_s}, code);
    QCOMPARE(outcome.code, 3);
    QCOMPARE(outcome.output, code);
    QVERIFY2(outcome.error.contains("1:15: left: Forbidden pattern detected: os."), outcome.text().constData());
    QVERIFY(runAssay({u"check"_s, u"--fix"_s, u"/nowhere.py"_s}).code == 2);
}

void tst_CliCheck::refusesOddFixes()
{
    for (const QString &other : {u"--json"_s, u"--sarif"_s, u"--batch"_s})
        QCOMPARE(runAssay({u"check"_s, u"--fix"_s, other, u"-"_s}, "x").code, 2);
    QCOMPARE(runAssay({u"check"_s, u"--diff"_s, u"-"_s}, "x").code, 2);
}

void tst_CliCheck::accepts()
{
    const AssayOutcome outcome = runAssay({u"check"_s, u"-"_s, u"--json"_s},
                                          "def total(x):\n    return x\nresult = total(1)");
    QCOMPARE(outcome.code, 0);
    const QJsonObject document = outcome.document();
    QCOMPARE(document["valid"_L1], QJsonValue(true));
    QCOMPARE(document["message"_L1], QJsonValue(QString(u""_s)));
    QCOMPARE(document["function"_L1].toString(), u"total"_s);
    QVERIFY(document["predictions"_L1].isArray());
    QCOMPARE(document["findings"_L1].toArray().size(), 0);
    QCOMPARE(runAssay({u"check"_s, u"-"_s}, "result = 1").output,
             QByteArray("standard input: accepted\n"));
}

void tst_CliCheck::refusesWithAllFindings()
{
    const AssayOutcome outcome = runAssay({u"check"_s, u"-"_s, u"--json"_s},
                                          "import pandas as pd\nx = eval('1')\nimport re\n");
    QCOMPARE(outcome.code, 3);
    const QJsonObject document = outcome.document();
    QCOMPARE(document["valid"_L1], QJsonValue(false));
    QCOMPARE(document["message"_L1].toString(), u"Forbidden pattern detected: eval("_s);
    const QJsonArray findings = document["findings"_L1].toArray();
    QVERIFY(findings.size() >= 2);
    for (const QJsonValue &finding : findings) {
        for (const auto key : {"rule"_L1, "message"_L1, "reason"_L1})
            QVERIFY(!finding[key].toString().isEmpty());
        for (const auto key : {"line"_L1, "column"_L1, "end_line"_L1, "end_column"_L1})
            QVERIFY(finding[key].toInt() > 0);
        QVERIFY(finding["fix"_L1].isString());
    }
    QCOMPARE(findings.last()["line"_L1].toInt(), 3);
}

void tst_CliCheck::showsPlaces()
{
    ScriptFolder folder;
    const QString good = folder.write(u"good.py"_s, "result = 1");
    const QString bad = folder.write(u"bad.py"_s, "x = 'ä'; y = open('f')\n");
    const AssayOutcome outcome = runAssay({u"check"_s, good, bad});
    QCOMPARE(outcome.code, 3);
    QVERIFY(outcome.output.startsWith(good.toUtf8() + ": accepted\n"));
    QVERIFY2(outcome.output.contains(bad.toUtf8() + ":1:14: "), outcome.output.constData());
}

void tst_CliCheck::writesSarif()
{
    ScriptFolder folder;
    const QString bad = folder.write(u"bad.py"_s, "import os\n");
    const AssayOutcome outcome = runAssay({u"check"_s, bad, u"--sarif"_s});
    QCOMPARE(outcome.code, 3);
    const QJsonObject log = outcome.document();
    QCOMPARE(log["version"_L1].toString(), u"2.1.0"_s);
    const QJsonValue run = log["runs"_L1][0];
    QCOMPARE(run["tool"_L1]["driver"_L1]["name"_L1].toString(), u"assay"_s);
    QVERIFY(run["results"_L1].toArray().size() > 0);
    QCOMPARE(run["results"_L1][0]["level"_L1].toString(), u"error"_s);
}

void tst_CliCheck::takesTheProfile()
{
    const QByteArray code = "f = lambda x: x\nresult = f(1)";
    QCOMPARE(runAssay({u"check"_s, u"-"_s}, code).code, 3);
    QCOMPARE(runAssay({u"check"_s, u"-"_s, u"--profile"_s, u"local"_s}, code).code, 0);
}

QTEST_GUILESS_MAIN(tst_CliCheck)
#include "tst_CliCheck.moc"
