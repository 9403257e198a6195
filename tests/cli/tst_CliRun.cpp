// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_CliRun : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void endsAs_data();
    void endsAs();
    void showsWhatItPrintsThenTheResult();
    void showsAFrameAsATable();
    void showsErrorsWithTheirLine();
    void showsRefusalsWithTheirReason();
    void makesControlCharactersVisible();
    void cutsEndlessLines();
    void holdsNoLoneSurrogates_data();
    void holdsNoLoneSurrogates();
    void keepsExactNumbers();
    void describesFrames();
    void describesAScriptWithoutResult();
    void keepsStandardErrorApart();
    void runsSeveralFiles();
    void passesAByteOrderMark();
    void takesAProfileOfTheUsers();
};

void tst_CliRun::endsAs_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<int>("exit");
    QTest::addColumn<QString>("error"); // how it begins
    QTest::newRow("ok") << QByteArray("result = 1") << QStringList() << 0 << QString();
    QTest::newRow("error") << QByteArray("x = 1\nraise ValueError('bad')") << QStringList() << 1
                           << u"ValueError: bad"_s;
    QTest::newRow("refused") << QByteArray("import os") << QStringList() << 3
                             << u"Validation error: "_s;
    QTest::newRow("timeout") << QByteArray("while True:\n    pass")
                             << QStringList{u"--timeout"_s, u"1"_s} << 4
                             << u"Execution timed out after 1s"_s;
    QTest::newRow("memory") << QByteArray("x = np.ones(1 << 27)\nresult = x.sum()")
                            << QStringList{u"--memory"_s, u"256"_s} << 5
                            << u"Execution exceeded memory limits"_s;
    const QByteArray wild =
        "a = np.lib.stride_tricks.as_strided(np.zeros(1), (1 << 40,), (4096,))\n"
        "result = a[1 << 39]";
    QTest::newRow("crashed") << wild << QStringList() << 6 << QString();
}

void tst_CliRun::endsAs()
{
    QFETCH(const QByteArray, code);
    QFETCH(const QStringList, words);
    QFETCH(const int, exit);
    QFETCH(const QString, error);
    const AssayOutcome outcome = runJson(code, words);
    const QJsonObject document = outcome.document();
    QVERIFY2(!document.isEmpty(), outcome.text().constData());
    QCOMPARE(document["reason"_L1].toString(), QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(outcome.code, exit);
    QCOMPARE(document["success"_L1].toBool(), exit == 0);
    QCOMPARE(document["error"_L1].isNull(), exit == 0);
    QVERIFY2(document["error"_L1].toString().startsWith(error),
             qPrintable(document["error"_L1].toString()));
    QVERIFY(document["execution_time_ms"_L1].toInt() > 0);
    QCOMPARE(outcome.output.count('\n'), 1);
    if (exit == 1)
        QCOMPARE(document["line"_L1].toInt(), 2);
}

void tst_CliRun::showsWhatItPrintsThenTheResult()
{
    const AssayOutcome outcome =
        runAssay({u"run"_s, u"-"_s}, "print('one')\nprint('two', end='')\nresult = [1, 2]");
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.output, QByteArray("one\ntwo\n[1, 2]\n"));
    QCOMPARE(outcome.error, QByteArray());
}

void tst_CliRun::showsAFrameAsATable()
{
    const AssayOutcome outcome =
        runAssay({u"run"_s, u"-"_s}, "result = pd.DataFrame({'n': range(100), 's': ['x'] * 100})");
    QCOMPARE(outcome.code, 0);
    const QList<QByteArray> lines = outcome.output.split('\n');
    QCOMPARE(lines.size(), 1 + 20 + 1 + 10 + 1 + 1);
    QVERIFY2(outcome.output.endsWith("[100 rows x 2 columns, 70 rows not shown]\n"),
             outcome.output.constData());
    QVERIFY(lines[31].contains("99"));
}

void tst_CliRun::showsErrorsWithTheirLine()
{
    const AssayOutcome outcome = runAssay({u"run"_s, u"-"_s}, "x = 1\n\nresult = 1 / 0\n");
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.output, QByteArray());
    QCOMPARE(outcome.error, QByteArray("error: ZeroDivisionError: division by zero (line 3)\n"
                                       "  3 | result = 1 / 0\n"));
}

void tst_CliRun::showsRefusalsWithTheirReason()
{
    const AssayOutcome outcome = runAssay({u"run"_s, u"-"_s}, "x = 1\nimport os\n");
    QCOMPARE(outcome.code, 3);
    QVERIFY2(outcome.error.startsWith("error: Validation error: "), outcome.error.constData());
    QVERIFY2(outcome.error.contains("  2:1: "), outcome.error.constData());
}

void tst_CliRun::makesControlCharactersVisible()
{
    const QByteArray code = "print('a\\x1b[31m\\x07\\x7f\\x9b\\u202e\\tb')\n"
                            "raise ValueError('\\x1b]0;title\\x07\\rdone')";
    const AssayOutcome outcome = runAssay({u"run"_s, u"-"_s}, code);
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.output, QByteArray("a\\x1b[31m\\x07\\x7f\\x9b\\u202e\tb\n"));
    QVERIFY(outcome.error.contains("\\x1b]0;title\\x07"));
    QVERIFY(!outcome.error.contains('\r'));
}

void tst_CliRun::cutsEndlessLines()
{
    const AssayOutcome outcome =
        runAssay({u"run"_s, u"-"_s}, "print('A' * 10000000)\nprint('end')\nresult = 'B' * 500000");
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.output.size() < 150'000);
    QVERIFY(outcome.output.contains("more characters"));
    QVERIFY2(outcome.error.startsWith("note: "), outcome.error.left(500).constData());
    const AssayOutcome json = runJson("print('A' * 10000000)");
    QCOMPARE(json.document()["output_truncated"_L1].toBool(), true);
    QCOMPARE(json.document()["output"_L1].toString().size(), 1 << 20);
}

void tst_CliRun::holdsNoLoneSurrogates_data()
{
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("printed") << QByteArray("print('\\ud800')\nresult = 1");
    QTest::newRow("result") << QByteArray("result = 'a\\udcffb'");
    QTest::newRow("nested") << QByteArray("result = {'\\ud800': ['\\udfff']}");
    QTest::newRow("column") << QByteArray("result = pd.DataFrame({'\\udcff': ['\\udfff']})");
    QTest::newRow("error") << QByteArray("raise ValueError('\\ud800')");
    QTest::newRow("null") << QByteArray("print('\\0')\nresult = '\\0'");
}

void tst_CliRun::holdsNoLoneSurrogates()
{
    QFETCH(const QByteArray, code);
    const AssayOutcome outcome = runJson(code);
    QVERIFY2(!outcome.document().isEmpty(), outcome.text().constData());
    QVERIFY2(outcome.code == 0 || outcome.code == 1, outcome.output.constData());
    // Escaped as a code unit, it would be a lone surrogate for whoever reads the document.
    QVERIFY2(!QString::fromUtf8(outcome.output).remove(u"\\\\"_s).contains(u"\\ud"_s),
             outcome.output.constData());
    QCOMPARE(QString::fromUtf8(outcome.output).toUtf8(), outcome.output);
}

void tst_CliRun::keepsExactNumbers()
{
    const AssayOutcome outcome =
        runJson("result = {'big': 2**63 - 1, 'float': 0.1, 'none': float('nan'), 'yes': True}");
    QVERIFY2(outcome.output.contains("9223372036854775807"), outcome.output.constData());
    const QJsonObject value = outcome.document()["result"_L1]["value"_L1].toObject();
    QCOMPARE(value["float"_L1].toDouble(), 0.1);
    QVERIFY(value["none"_L1].isNull());
    QCOMPARE(value["yes"_L1], QJsonValue(true));
}

void tst_CliRun::describesFrames()
{
    const QByteArray code = "result = pd.DataFrame({'id': [2**53 + 1, 2], 'x': [0.5, np.nan],\n"
                            "    't': pd.to_datetime(['2025-01-02 03:04:05', None])})";
    const AssayOutcome outcome = runJson(code);
    const QJsonValue result = outcome.document()["result"_L1];
    QCOMPARE(result["kind"_L1].toString(), u"frame"_s);
    QCOMPARE(result["type"_L1].toString(), u"DataFrame"_s);
    QCOMPARE(result["rows"_L1].toInt(), 2);
    QCOMPARE(result["columns"_L1].toArray().size(), 3);
    QCOMPARE(result["columns"_L1][1]["name"_L1].toString(), u"x"_s);
    QCOMPARE(result["columns"_L1][1]["dtype"_L1].toString(), u"float64"_s);
    QCOMPARE(result["columns"_L1][2]["dtype"_L1].toString(), u"datetime64[ns]"_s);
    QVERIFY2(
        outcome.output.contains(R"([[9007199254740993,0.5,"2025-01-02 03:04:05"],[2,null,null]])"),
        outcome.output.constData());
}

void tst_CliRun::describesAScriptWithoutResult()
{
    const AssayOutcome json = runJson("x = 1");
    QCOMPARE(json.code, 0);
    QCOMPARE(json.document()["result_set"_L1].toBool(), false);
    QCOMPARE(json.document()["result"_L1]["kind"_L1].toString(), u"none"_s);
    const AssayOutcome text = runAssay({u"run"_s, u"-"_s}, "x = 1");
    QCOMPARE(text.output, QByteArray());
    QVERIFY(text.error.contains("did not set 'result'"));
    QCOMPARE(runJson("result = None").document()["result_set"_L1].toBool(), true);
    QCOMPARE(runAssay({u"run"_s, u"-"_s}, "result = None").output, QByteArray("None\n"));
}

void tst_CliRun::keepsStandardErrorApart()
{
    const QByteArray code = "df = pd.DataFrame({'a': [1, 2]})\n"
                            "part = df[df['a'] > 1]\npart['b'] = 1\nprint('out')\nresult = 1";
    const AssayOutcome json = runJson(code);
    QVERIFY2(json.document()["stderr"_L1].toString().contains("SettingWithCopyWarning"_L1),
             json.output.constData());
    QCOMPARE(json.document()["output"_L1].toString(), u"out\n"_s);
    const AssayOutcome text = runAssay({u"run"_s, u"-"_s}, code);
    QCOMPARE(text.output, QByteArray("out\n1\n"));
    QVERIFY(text.error.contains("SettingWithCopyWarning"));
}

void tst_CliRun::runsSeveralFiles()
{
    ScriptFolder folder;
    const QStringList files{
        folder.write(u"a.py"_s, "result = 1"), folder.write(u"b.py"_s, "result = 1 / 0"),
        folder.write(u"c.py"_s, "import os"), folder.write(u"d.py"_s, "result = 4")};
    const AssayOutcome outcome = runAssay(QStringList{u"run"_s, u"--json"_s} + files);
    const std::vector<QJsonObject> documents = outcome.documents();
    QCOMPARE(documents.size(), 4U);
    QCOMPARE(documents[0]["result"_L1]["value"_L1].toInt(), 1);
    QCOMPARE(documents[1]["reason"_L1].toString(), u"error"_s);
    QCOMPARE(documents[2]["reason"_L1].toString(), u"refused"_s);
    QCOMPARE(documents[3]["file"_L1].toString(), files[3]);
    QCOMPARE(outcome.code, 1);
}

void tst_CliRun::passesAByteOrderMark()
{
    const AssayOutcome outcome = runJson("\xef\xbb\xbfresult = 1");
    QCOMPARE(outcome.document()["reason"_L1].toString(), u"refused"_s);
    QVERIFY(outcome.document()["error"_L1].toString().contains("U+FEFF"_L1));
}

void tst_CliRun::takesAProfileOfTheUsers()
{
    const QString open = QStringLiteral(ASSAY_TEST_DATA "/profiles/open.json");
    const AssayOutcome outcome = runJson("result = (lambda x: x + 1)(1)", {u"--profile"_s, open});
    QCOMPARE(outcome.document()["result"_L1]["value"_L1].toInt(), 2);
}

QTEST_GUILESS_MAIN(tst_CliRun)
#include "tst_CliRun.moc"
