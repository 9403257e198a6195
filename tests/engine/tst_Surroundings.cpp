// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ScriptBench.h"

#include <QTest>

using namespace assay;

/// The names a script finds under each profile, and what its errors read like.
class SurroundingsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void scripts_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("shown");
        const auto row = [](const char *profile, const char *code, const char *shown) {
            QTest::addRow("%s: %s", profile, code)
                << QString::fromLatin1(profile) << QString::fromUtf8(code)
                << QString::fromUtf8(shown);
        };
        row("slack", "import pandas as p\nresult = p is pd", "True");
        row("slack", "from collections import Counter\nresult = Counter('aab')['a']", "2");
        row("slack", "import json, math, decimal, itertools, functools, statistics\nresult = 1",
            "1");
        row("slack", "from datetime import datetime as d\nresult = d is datetime", "True");
        row("slack", "import scipy", "refused: Validation error: Import not allowed: scipy");
        row("slack", "pd.DataFrame({'a': [1]}).plot()",
            "error: ImportError: matplotlib is required for plotting when the default backend "
            "\"matplotlib\" is selected.");
        row("slack", "result = len(pd.Series(pd.date_range('2025', periods=3)).dt.strftime('%B'))",
            "3");
        row("slack", "x = 2\ndef f():\n    return x\nresult = f()", "2");
        row("slack", "def f(n):\n    return 1 if n < 2 else n * f(n - 1)\nresult = f(5)", "120");
        row("slack", "k = 2\nresult = sum(i * k for i in [1, 2])", "6");
        row("slack", "class A:\n    x = 1\nresult = A.x", "1");
        row("slack", "try:\n    int('x')\nexcept ValueError:\n    result = 'caught'", "caught");
        row("slack", "result = datetime(2025, 1, 2).strftime('%d.%m.')", "02.01.");
        row("slack", "result = f'{datetime(2025, 1, 2):%Y}'", "2025");
        row("slack", "result = open('x')",
            "refused: Validation error: Forbidden pattern detected: open(");
        row("slack", "result = undefined", "error: NameError: name 'undefined' is not defined");
        row("slack", "result = breakpoint", "error: NameError: name 'breakpoint' is not defined");
        row("slack", "return 1",
            "error: SyntaxError: 'return' outside function (<string>, line 1)");
        row("slack", "raise SystemExit(3)", "error: SystemExit: 3");
        row("slack", "", "refused: Validation error: Code cannot be empty");
        row("deployed", "import json", "error: ImportError: __import__ not found");
        row("deployed", "k = 2\nresult = [k for _ in range(1)]",
            "error: NameError: name 'k' is not defined");
        row("deployed", "def f():\n    global result\n    result = 1\nf()", "None");
        row("local", "f = lambda x: x + 1\nresult = f(1)", "2");
        row("open.json", "import os\nresult = os.getuid()", "65534");
    }
    void scripts()
    {
        QFETCH(QString, profile);
        QFETCH(QString, code);
        QFETCH(QString, shown);
        m_bench.setProfile(profile);
        QCOMPARE(m_bench.shown(code), shown);
    }

    void noModuleComesByAName_data()
    {
        QTest::addColumn<QString>("code");
        QTest::newRow("numpy") << "np.lookfor('zzz', module='this')\nresult = 1";
        QTest::newRow("pandas") << "try:\n    pd.DataFrame({'a': [1]}).plot(backend='this')\n"
                                   "except ValueError:\n    result = 1";
    }
    void noModuleComesByAName()
    {
        QFETCH(QString, code);
        m_bench.setProfile(QStringLiteral("slack"));
        const RunResult result = m_bench.run(code);
        QCOMPARE(result.value.text, QStringLiteral("1"));
        QVERIFY2(!result.output.text.contains("Beautiful"), result.output.text.constData());
    }

    void errorsKnowTheirLine()
    {
        m_bench.setProfile(QStringLiteral("slack"));
        const RunResult result =
            m_bench.run(QStringLiteral("def f(x):\n    return 1 / x\n\nresult = f(0)\n"));
        QCOMPARE(result.line, std::optional(2));
        QVERIFY2(result.traceback.contains(QStringLiteral("<string>:4 in <module>")),
                 qPrintable(result.traceback));
        const RunResult deep =
            m_bench.run(QStringLiteral("df = pd.DataFrame({'a': [1]})\nresult = df['b']"));
        QCOMPARE(deep.line, std::optional(2));
        QCOMPARE(deep.error, QStringLiteral("KeyError: 'b'"));
    }

    void bothStreamsComeApart()
    {
        m_bench.setProfile(QStringLiteral("open.json"));
        const RunResult result =
            m_bench.run(QStringLiteral("import sys\nprint('out')\nprint('err', file=sys.stderr)"));
        QCOMPARE(result.output.text, QByteArray("out\n"));
        QCOMPARE(result.diagnostics.text, QByteArray("err\n"));
    }

    void randomNumbersDifferBetweenRuns()
    {
        const QString code = QStringLiteral("result = np.random.rand()");
        QVERIFY(m_bench.shown(code) != m_bench.shown(code));
    }

private:
    ScriptBench m_bench;
};

QTEST_GUILESS_MAIN(SurroundingsTest)
#include "tst_Surroundings.moc"
