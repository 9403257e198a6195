// SPDX-License-Identifier: GPL-3.0-or-later
#include "EmbeddedPython.h"
#include "interpreter/ScriptCheck.h"

#include <QTest>

using namespace assay;

/// Scripts nobody writes but an attacker or a broken program: never a crash, always a verdict, and
/// the one Python itself would give.
class TestOddScripts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void agreesWithPython_data();
    void agreesWithPython();
    void places_data();
    void places();
    void brokenUtf8IsRefused();
    void millionsOfHitsAreCut();

private:
    EmbeddedPython m_python;
    const Profile m_slack = builtin("slack");
};

namespace {

QByteArray repeated(const char *text, int count)
{
    return QByteArray(text).repeated(count);
}

} // namespace

void TestOddScripts::agreesWithPython_data()
{
    QTest::addColumn<QByteArray>("source");

    QTest::newRow("null byte") << QByteArray("x = 1\0y", 7);
    QTest::newRow("only a null byte") << QByteArray("\0", 1);
    QTest::newRow("lone surrogate") << QByteArray("x = '\xed\xa0\x80'");
    QTest::newRow("only a surrogate") << QByteArray("\xed\xbf\xbf");
    QTest::newRow("open string") << QByteArray("x = 'abc");
    QTest::newRow("open long string") << QByteArray("x = '''abc\n\n");
    QTest::newRow("open bracket") << QByteArray("x = (1,\n2");
    QTest::newRow("ends in a backslash") << QByteArray("x = 1\\");
    QTest::newRow("only a comment") << QByteArray("# x");
    QTest::newRow("tabs and spaces") << QByteArray("if 1:\n\tx\n        y");
    QTest::newRow("huge number") << "x = " + repeated("9", 10'000);
    QTest::newRow("open brackets") << repeated("(", 10'000);
    QTest::newRow("nested brackets") << repeated("(", 10'000) + "1" + repeated(")", 10'000);
    QTest::newRow("some nested brackets") << repeated("[", 90) + "1" + repeated("]", 90);
    QTest::newRow("nested lists of calls") << repeated("f(", 150) + repeated(")", 150);
    QTest::newRow("long line") << "x = '" + repeated("a", 1'000'000) + "'";
    QTest::newRow("long line beyond ASCII") << "x = '" + repeated("é", 500'000) + "'; dir";
    QTest::newRow("long name") << repeated("a", 1'000'000);
    QTest::newRow("terms") << "x = 1" + repeated(" + 1", 100'000);
    QTest::newRow("some terms") << "x = 1" + repeated(" + 1", 500);
    QTest::newRow("attributes") << "x" + repeated(".y", 100'000);
    QTest::newRow("unary minus") << repeated("-", 100'000) + "1";
    QTest::newRow("not") << repeated("not ", 100'000) + "1";
    QTest::newRow("powers") << "1" + repeated("**1", 100'000);
    QTest::newRow("comparisons") << "x = 1" + repeated(" < 1", 100'000);
    QTest::newRow("assignments") << repeated("x = ", 20'000) + "1";
    QTest::newRow("many names") << repeated("x\n", 100'000);
    QTest::newRow("nested if") << [] {
        QByteArray text;
        for (int depth = 0; depth < 120; ++depth)
            text += QByteArray(depth, ' ') + "if 1:\n";
        return text + QByteArray(120, ' ') + "x";
    }();
    QTest::newRow("nested f-strings") << QByteArray("f'{f\"{f'''{f\"\"\"{1}\"\"\"}'''}\"}'");
    QTest::newRow("deep attribute") << repeated("a[", 150) + "b.__x__" + repeated("]", 150);
}

void TestOddScripts::agreesWithPython()
{
    QFETCH(const QByteArray, source);
    const auto checked = checkScript(m_slack, source.toStdString());
    QVERIFY(!PyErr_Occurred());
    const std::string python = EmbeddedPython::answer(
        "import ast, warnings\nwarnings.simplefilter('ignore')\nanswer = ''\n"
        "try:\n    ast.parse(input)\n"
        "except Exception as error:\n    answer = f'Syntax error: {error}'\n",
        source.toStdString());
    QCOMPARE(checked.tree.get() == nullptr, !python.empty());
    if (!python.empty()) {
        QCOMPARE(QByteArray(checked.verdict.message.c_str()), QByteArray(python.c_str()));
        QVERIFY(!checked.verdict.valid);
        QCOMPARE(checked.verdict.findings.size(), std::size_t(1));
    }
}

void TestOddScripts::places_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    QTest::newRow("null byte") << QByteArray("x\ny\0", 4) << 2 << 2;
    QTest::newRow("surrogate") << QByteArray("é\n'\xed\xa0\x80'") << 2 << 2;
    QTest::newRow("open string") << QByteArray("\nx = 'abc") << 2 << 5;
    QTest::newRow("at the end") << QByteArray("x = (\n") << 1 << 5;
    QTest::newRow("name far right") << "x = '" + repeated("é", 500'000) + "'; dir" << 1 << 500'009;
}

void TestOddScripts::places()
{
    QFETCH(const QByteArray, source);
    QFETCH(const int, line);
    QFETCH(const int, column);
    const Verdict verdict = checkScript(m_slack, source.toStdString()).verdict;
    QCOMPARE(verdict.findings.size(), std::size_t(1));
    QCOMPARE(verdict.findings.front().span.line, line);
    QCOMPARE(verdict.findings.front().span.column, column);
}

void TestOddScripts::brokenUtf8IsRefused()
{
    const auto checked = checkScript(m_slack, "x = '\xff'");
    QVERIFY(!checked.verdict.valid && !checked.tree);
    QCOMPARE(checked.verdict.findings.size(), std::size_t(1));
    QVERIFY(checked.verdict.message.starts_with("Syntax error: 'utf-8' codec can't decode"));
    QVERIFY(!PyErr_Occurred());
}

void TestOddScripts::millionsOfHitsAreCut()
{
    const QByteArray source = "'" + repeated("os.", 300'000) + "'\n" + repeated("dir\n", 5'000);
    const Verdict verdict = checkScript(m_slack, source.toStdString()).verdict;
    QCOMPARE(verdict.message, std::string("Forbidden pattern detected: os."));
    QCOMPARE(verdict.findings.size(), 2 * maxFindings + 2);
    QCOMPARE(verdict.findings[maxFindings].message,
             std::string("299000 more findings are not listed"));
    QCOMPARE(verdict.findings.back().message, std::string("4000 more findings are not listed"));
}

QTEST_APPLESS_MAIN(TestOddScripts)
#include "tst_OddScripts.moc"
