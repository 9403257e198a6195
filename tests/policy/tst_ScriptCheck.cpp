// SPDX-License-Identifier: GPL-3.0-or-later
#include "EmbeddedPython.h"
#include "interpreter/ScriptCheck.h"

#include <QTest>

using namespace assay;

class TestScriptCheck : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goodScriptIsLeftAlone();
    void treeCompilesAndRuns();
    void tells_data();
    void tells();
    void firstMessageFollowsTheBotsOrder();
    void textRuleNamesTheWord_data();
    void textRuleNamesTheWord();
    void loweringKeepsPlaces();
    void warningsChangeNoVerdict_data();
    void warningsChangeNoVerdict();
    void profileDecides();
    void importsBelowAreAllowedByStar();
    void warningsOfPythonStayQuiet();
    void nothingIsLeftBehind();

private:
    EmbeddedPython m_python;
    const Profile m_slack = builtin("slack");
    const Profile m_local = builtin("local");
};

namespace {

/// `rule@line:column-line:column`, one after the other.
QByteArray summary(const Verdict &verdict)
{
    QByteArray text;
    for (const Finding &finding : verdict.findings) {
        const Span &span = finding.span;
        text += (text.isEmpty() ? "" : " ") + QByteArray(finding.rule.c_str()) + '@' +
                QByteArray::number(span.line) + ':' + QByteArray::number(span.column) + '-' +
                QByteArray::number(span.endLine) + ':' + QByteArray::number(span.endColumn);
    }
    return text;
}

} // namespace

void TestScriptCheck::goodScriptIsLeftAlone()
{
    const auto checked = checkScript(m_slack, "import pandas as pd\n"
                                              "def total(df):\n"
                                              "    return df['amount'].sum()\n"
                                              "result = total(load_trades(days=7))\n");
    QCOMPARE(checked.verdict, (Verdict{true, "", "total", {}, {}}));
    QVERIFY(checked.tree);
}

void TestScriptCheck::treeCompilesAndRuns()
{
    const auto checked = checkScript(m_slack, "result = 6 * 7");
    const PyRef code =
        PyRef::own(PyObject_CallFunction(PyDict_GetItemString(PyEval_GetBuiltins(), "compile"),
                                         "Oss", checked.tree.get(), "<script>", "exec"));
    QVERIFY(code);
    const PyRef names = PyRef::own(PyDict_New());
    const PyRef done = PyRef::own(PyEval_EvalCode(code.get(), names.get(), names.get()));
    QVERIFY(done);
    QCOMPARE(PyLong_AsLong(PyDict_GetItemString(names.get(), "result")), 42L);
}

void TestScriptCheck::tells_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("findings");

    const auto row = [](const char *name, const char *source, const char *findings) {
        QTest::newRow(name) << QByteArray(source) << QByteArray(findings);
    };
    row("empty", "", "empty@1:1-1:1");
    row("white space", " \t\n\xc2\xa0\xe2\x80\xa8", "empty@1:1-1:1");
    row("import", "import pandas, re, numpy.linalg as l", "import@1:16-1:18 import@1:20-1:37");
    row("from", "from  collections.abc import (\n  Iterable)", "import@1:7-1:22");
    row("from beyond ASCII", "from daté import x", "import@1:6-1:10");
    row("from below", "from .re import x", "import@1:7-1:9");
    row("from here", "from . import x", "");
    row("call", "x = é(open (1))", "forbidden-function@1:7-1:11");
    row("name", "é = dir", "forbidden-name@1:5-1:8");
    row("name twice", "eval\nbytes", "forbidden-name@1:1-1:5 forbidden-name@2:1-2:6");
    row("name in an f-string", "x = f'é {vars}'", "forbidden-name@1:10-1:14");
    row("wide letters", "\xef\xbd\x85val", "forbidden-name@1:1-1:5");
    row("attribute", "(a\n  . __class__)", "forbidden-attribute@2:5-2:14");
    row("dunder", "a.__init__.b.__add__", "dunder-attribute@1:3-1:11");
    row("lambda", "é = lambda a: a", "text-rule@1:5-1:11 lambda@1:5-1:11");
    row("async", "@a\nasync def f():\n    await g()", "async@2:1-2:6 async@3:5-3:10");
    row("yield from", "def f():\n    yield  from g", "yield-from@2:5-2:10");
    row("text and tree", "open(1)", "text-rule@1:1-1:6 forbidden-function@1:1-1:5");
    row("text in a comment", "x = 1 # SYS.\n'pos.'", "text-rule@1:9-1:13 text-rule@2:3-2:6");
    row("syntax", "x = 1\ny = = 2", "syntax-error@2:5-2:6");
    row("syntax after é", "é = 'é' 'x' 5", "syntax-error@1:13-1:14");
    row("text and syntax", "os.(", "text-rule@1:1-1:4 syntax-error@1:4-1:5");
    row("indentation", "if 1:\nx = 1", "syntax-error@2:1-2:2");
}

void TestScriptCheck::tells()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, findings);
    const auto checked = checkScript(m_slack, source.toStdString());
    QCOMPARE(summary(checked.verdict), findings);
    QCOMPARE(checked.verdict.valid, findings.isEmpty());
    for (const Finding &finding : checked.verdict.findings) {
        QCOMPARE(finding.severity, Severity::Refusal);
        QVERIFY(!finding.message.empty());
        QVERIFY2(finding.reason.ends_with('.'), finding.reason.c_str());
        QVERIFY2(!finding.fix.empty() || finding.rule == "syntax-error", finding.rule.c_str());
    }
    QVERIFY(!PyErr_Occurred());
}

void TestScriptCheck::firstMessageFollowsTheBotsOrder()
{
    // `sys.` stands first in the text, `open(` first in the bot's list.
    QCOMPARE(checkScript(m_slack, "sys.x\nopen(1)").verdict.message,
             std::string("Forbidden pattern detected: open("));
    // The import is deeper in the tree than the name below it.
    const Verdict verdict = checkScript(m_slack, "def f():\n    import re\neval").verdict;
    QCOMPARE(verdict.findings.front().rule, std::string("import"));
    QCOMPARE(verdict.message, std::string("Import not allowed: re"));
    const Verdict deeper =
        checkScript(m_slack, "if 1:\n    if 2:\n        import re\neval").verdict;
    QCOMPARE(deeper.findings.front().rule, std::string("import"));
    QCOMPARE(deeper.message, std::string("Forbidden name: eval"));
}

void TestScriptCheck::textRuleNamesTheWord_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("reason");
    QTest::addColumn<QByteArray>("fix");

    const auto row = [](const char *source, const char *reason, const char *fix) {
        QTest::newRow(source) << QByteArray(source) << QByteArray(reason) << QByteArray(fix);
    };
    row("pos.sum()", "finds them in `pos.sum`", "Rename `pos` to `pos_` for instance");
    row("Größe_os.x", "finds them in `Größe_os.x`", "Rename `Größe_os` to");
    row("def profile(x): pass", "finds them in `profile(`", "Rename `profile` to `profile_`");
    row("df.eval('a')", "the letters `eval(`.", "other than the method `eval`");
    row("lambdas = 1", "finds them in `lambdas`", "Rename `lambdas` so that");
    row("# a lambda", "comments and strings included", "use another word in comments");
    row("os.x", "finds them in `os.x`", "Remove it");
}

void TestScriptCheck::textRuleNamesTheWord()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, reason);
    QFETCH(const QByteArray, fix);
    const Verdict verdict = checkScript(m_slack, source.toStdString()).verdict;
    QVERIFY(!verdict.findings.empty());
    const Finding &finding = verdict.findings.front();
    QVERIFY2(finding.reason.find(reason.toStdString()) != std::string::npos,
             finding.reason.c_str());
    QVERIFY2(finding.fix.find(fix.toStdString()) != std::string::npos, finding.fix.c_str());
}

void TestScriptCheck::loweringKeepsPlaces()
{
    // U+0130 lowers to two code points, the Kelvin sign to `k`, and sigma by its place in the word.
    QCOMPARE(summary(checkScript(m_slack, "# \u0130\u0130 pOS.\u0130 os.").verdict),
             QByteArray("text-rule@1:7-1:10 text-rule@1:12-1:15"));
    QCOMPARE(summary(checkScript(m_slack, "# SOC\u212AET.").verdict),
             QByteArray("text-rule@1:3-1:10"));
    Profile profile = m_slack;
    profile.textRules = {"ΑΣ", "\u0130"};
    QCOMPARE(summary(checkScript(profile, "# ΑΣ ΑΣΑ x\u0130").verdict),
             QByteArray("text-rule@1:3-1:5 text-rule@1:11-1:12"));
}

void TestScriptCheck::warningsChangeNoVerdict_data()
{
    QTest::addColumn<QByteArray>("source");
    QTest::addColumn<QByteArray>("findings");
    QTest::addColumn<bool>("valid");

    QTest::newRow("cookie") << QByteArray("# coding: utf-7\nx = 1")
                            << QByteArray("coding-cookie@1:11-1:16") << true;
    QTest::newRow("form feed") << QByteArray("\fx = 1") << QByteArray("form-feed@1:1-1:2") << true;
    QTest::newRow("return") << QByteArray("x = 1 # a\rdir")
                            << QByteArray("lone-carriage-return@1:10-2:1 forbidden-name@2:1-2:4")
                            << false;
    QTest::newRow("bidi") << QByteArray("x = 'a\u202eb'") << QByteArray("bidi-control@1:7-1:8")
                          << true;
    QTest::newRow("mark") << QByteArray("\ufeffx = 1")
                          << QByteArray("byte-order-mark@1:1-1:2 syntax-error@1:1-1:2") << false;
    QTest::newRow("except*") << QByteArray("try:\n    x = 1\nexcept* KeyError:\n    x = 2")
                             << QByteArray("except-star@3:1-3:7") << true;
}

void TestScriptCheck::warningsChangeNoVerdict()
{
    QFETCH(const QByteArray, source);
    QFETCH(const QByteArray, findings);
    QFETCH(const bool, valid);
    const Verdict verdict = checkScript(m_slack, source.toStdString()).verdict;
    QCOMPARE(summary(verdict), findings);
    QCOMPARE(verdict.valid, valid);
    QCOMPARE(verdict.message.empty(), valid);
}

void TestScriptCheck::profileDecides()
{
    QVERIFY(checkScript(m_local, "pos = sorted([1], key=lambda x: x)").verdict.valid);
    QVERIFY(checkScript(m_local, "def f():\n    yield from [1]").verdict.valid);
    QVERIFY(checkScript(m_local, "a.__len__()").verdict.valid);
    QVERIFY(!checkScript(m_local, "a.__class__").verdict.valid);
    QVERIFY(!checkScript(m_local, "a.__reduce__").verdict.valid);
    for (const char *name : {"eval('1')", "exec('1')", "open('x')", "getattr(a, 'b')", "vars()"})
        QVERIFY2(!checkScript(m_local, name).verdict.valid, name);

    const Profile open;
    Profile none = open;
    none.refuse = {false, false, false, false};
    none.refuseEmpty = false;
    none.imports.all = true;
    QVERIFY(checkScript(none, "").verdict.valid);
    QVERIFY(checkScript(none, "").tree);
    QVERIFY(checkScript(none, "import os; open('x').__class__; (lambda: 1)()").verdict.valid);
    QVERIFY(!checkScript(none, "x = ").verdict.valid);
}

void TestScriptCheck::importsBelowAreAllowedByStar()
{
    QVERIFY(checkScript(m_local, "import matplotlib.pyplot as plt").verdict.valid);
    QVERIFY(checkScript(m_local, "from scipy.stats import norm").verdict.valid);
    const Verdict verdict = checkScript(m_slack, "import numpy.linalg").verdict;
    QCOMPARE(verdict.findings.front().fix,
             std::string("Import `numpy` and write `numpy.linalg` where it is used."));
    QVERIFY(checkScript(m_slack, "import re").verdict.findings.front().fix.find("pandas, numpy") !=
            std::string::npos);
}

void TestScriptCheck::warningsOfPythonStayQuiet()
{
    QCOMPARE(EmbeddedPython::answer("import warnings\nwarnings.simplefilter('error')\n"
                                    "answer = warnings.filters[0][0]"),
             std::string("error"));
    QVERIFY(checkScript(m_slack, "x = '\\d' if 1else 2").verdict.valid);
    QCOMPARE(EmbeddedPython::answer("import warnings\nanswer = warnings.filters[0][0]\n"
                                    "warnings.resetwarnings()"),
             std::string("error"));
}

void TestScriptCheck::nothingIsLeftBehind()
{
    const char *const blocks = "import gc, sys\ngc.collect()\nanswer = sys.getallocatedblocks()";
    // Python's own free lists come and go by some hundred blocks.
    constexpr int rounds = 2000;
    const auto checkAll = [this] {
        ScriptCheck check(m_slack);
        for (int round = 0; round < rounds; ++round) {
            for (const char *source :
                 {"", "x = '\\d'", "x = = 1", "x\xff", "# \u0130", "'\xed\xa0\x80'",
                  "import re, os\nopen(1).__class__\ndef f(): yield from x"})
                (void)check.check(source);
        }
    };
    checkAll();
    const int before = std::stoi(EmbeddedPython::answer(blocks));
    checkAll();
    const int after = std::stoi(EmbeddedPython::answer(blocks));
    QVERIFY2(after - before < rounds, qPrintable(QString::number(after - before)));
}

QTEST_APPLESS_MAIN(TestScriptCheck)
#include "tst_ScriptCheck.moc"
