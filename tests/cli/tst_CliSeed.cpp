// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

/// What the bot's own tests describe of validation and execution, under the profile `slack`.
class tst_CliSeed : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void validates_data();
    void validates();
    void findsTheFunction();
    void executes_data();
    void executes();
    void fails_data();
    void fails();
    void givesTheSameAgain();
};

namespace {

QStringList seedData()
{
    return {u"--data"_s,    QStringLiteral("fixture:" ASSAY_TEST_DATA "/fixtures/seed.json"),
            u"--now"_s,     u"2025-11-20T12:00:00"_s,
            u"--profile"_s, u"slack"_s};
}

} // namespace

void tst_CliSeed::validates_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("says"); // empty: valid, and the message is empty
    const auto row = [](const char *name, const QByteArray &code, const QString &says) {
        QTest::newRow(name) << code << says;
    };
    row("1 arithmetic", "result = 1 + 1", {});
    row("2 pandas", "import pandas as pd\nresult = pd.DataFrame({'a': [1]})", {});
    row("3 import os", "import os\nresult = 1", u"import os"_s);
    row("4 import sys", "import sys\nresult = 1", u"import sys"_s);
    row("5 open", "result = open('x').read()", u"open("_s);
    row("6 exec", "exec('1')", u"exec"_s);
    row("7 eval", "result = eval('1')", u"eval"_s);
    row("8 lambda", "f = lambda x: x\nresult = f(1)", u"lambda"_s);
    row("9 class", "result = object.__class__", u"__class__"_s);
    row("10 math", "import math\nresult = math.sqrt(4)", {});
    row("13 empty", "", u"empty"_s);
    row("13 white space", " \n\t\n", u"empty"_s);
    row("14 syntax", "result = (1", u"yntax"_s);
}

void tst_CliSeed::validates()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, says);
    const AssayOutcome outcome =
        runAssay({u"check"_s, u"-"_s, u"--json"_s, u"--profile"_s, u"slack"_s}, code);
    const QJsonObject document = outcome.document();
    QVERIFY2(!document.isEmpty(), outcome.text().constData());
    QCOMPARE(document["valid"_L1].toBool(), says.isEmpty());
    QCOMPARE(outcome.code, says.isEmpty() ? 0 : 3);
    const QString message = document["message"_L1].toString();
    if (says.isEmpty())
        QCOMPARE(message, QString());
    else
        QVERIFY2(message.contains(says, Qt::CaseInsensitive), qPrintable(message));
}

void tst_CliSeed::findsTheFunction()
{
    const auto functionOf = [](const QByteArray &code) {
        return runAssay({u"check"_s, u"-"_s, u"--json"_s}, code).document()["function"_L1];
    };
    QCOMPARE(functionOf("def my_calc(a):\n    return a\nresult = my_calc(1)").toString(), // 11
             u"my_calc"_s);
    QVERIFY(functionOf("result = 1").isNull()); // 12
}

void tst_CliSeed::executes_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<QString>("output");
    QTest::newRow("15 arithmetic") << QByteArray("result = 1 + 1") << QJsonValue(2) << QString();
    QTest::newRow("16 pandas")
        << QByteArray("import pandas as pd\nresult = int(pd.Series([1, 2, 3]).sum())")
        << QJsonValue(6) << QString();
    QTest::newRow("17 trades") << QByteArray("result = len(load_trades())") << QJsonValue(10)
                               << QString();
    QTest::newRow("18 balances") << QByteArray("result = load_balances()['binance']['BTC']")
                                 << QJsonValue(10.0) << QString();
    QTest::newRow("19 groupby")
        << QByteArray("result = load_trades().groupby('exchange')['amount'].sum().to_dict()")
        << QJsonValue(QJsonObject{{u"binance"_s, 15.0}, {u"kraken"_s, 15.0}}) << QString();
    QTest::newRow("20 printed") << QByteArray("print('Hello')\nresult = 42") << QJsonValue(42)
                                << u"Hello\n"_s;
    QTest::newRow("snapshots") << QByteArray("result = len(load_snapshots(days=5)) > 0")
                               << QJsonValue(true) << QString();
}

void tst_CliSeed::executes()
{
    QFETCH(const QByteArray, code);
    const AssayOutcome outcome = runJson(code, seedData());
    const QJsonObject document = outcome.document();
    QVERIFY2(document["success"_L1].toBool(), outcome.text().constData());
    QTEST(document["result"_L1]["value"_L1], "value");
    QTEST(document["output"_L1].toString(), "output");
    QVERIFY(document["execution_time_ms"_L1].toInt() > 0);
}

void tst_CliSeed::fails_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QString>("error");
    QTest::newRow("21 division") << QByteArray("result = 1 / 0") << u"ZeroDivisionError"_s;
    QTest::newRow("22 refused") << QByteArray("import os\nresult = 1") << u"Validation error"_s;
}

void tst_CliSeed::fails()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QString, error);
    const QJsonObject document = runJson(code, seedData()).document();
    QCOMPARE(document["success"_L1], QJsonValue(false));
    QVERIFY2(document["error"_L1].toString().contains(error),
             qPrintable(document["error"_L1].toString()));
}

/// 23, as far as it is seen from outside: what a run loads does not depend on the runs before it.
void tst_CliSeed::givesTheSameAgain()
{
    ScriptFolder folder;
    const QString file = folder.write(u"twice.py"_s, "df = load_trades()\n"
                                                     "result = float(df['amount'].sum())\n"
                                                     "df['amount'] = 0\n");
    const AssayOutcome outcome =
        runAssay(QStringList{u"run"_s, u"--json"_s, file, file} + seedData());
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 2U);
    QCOMPARE(documents[0]["result"_L1]["value"_L1].toDouble(), 30.0);
    QCOMPARE(documents[1]["result"_L1], documents[0]["result"_L1]);
}

QTEST_GUILESS_MAIN(tst_CliSeed)
#include "tst_CliSeed.moc"
