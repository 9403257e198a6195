// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/Proof.h"
#include "tests/engine/ScriptBench.h"

#include <QFile>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

/// What cure.py makes of scripts, and whether a run proves it.
class CuresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void mends_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("cured");
        const auto row = [](const char *name, const char *profile, const char *code,
                            const char *cured) {
            QTest::newRow(name) << profile << QString::fromUtf8(code) << QString::fromUtf8(cured);
        };
        row("an import", "deployed", "import pandas as p\nresult = p.DataFrame()",
            "result = pd.DataFrame()");
        row("datetime", "deployed",
            "import datetime\nresult = datetime.datetime(2025, 1, 2) + datetime.timedelta(days=1)",
            "result = datetime(2025, 1, 2) + timedelta(days=1)");
        row("a word with a dot", "slack", "pos = [1]\nresult = [pos.copy(), 'ä']",
            "position = [1]\nresult = [position.copy(), 'ä']");
        row("a function's name", "slack", "def profile(x):\n    return x\nresult = profile(1)",
            "def summary(x):\n    return x\nresult = summary(1)");
        row("a lambda", "slack", "result = sorted([2, 1], key=lambda v: -v)",
            "def pick(v):\n    return -v\nresult = sorted([2, 1], key=pick)");
        row("loader", "deployed", "result = load_trades(7, 'mexc').shape",
            "result = load_trades(days=7, exchange='mexc').shape");
        row("strftime", "deployed", "result = datetime(2025, 1, 2).strftime('%Y-%m-%d')",
            "result = str(datetime(2025, 1, 2))[:10]");
        row("f-string", "deployed", "d = datetime(2025, 1, 2)\nresult = f'on {d:%Y-%m-%d}'",
            "d = datetime(2025, 1, 2)\nresult = f'on {str(d)[:10]}'");
        row("outer name", "deployed", "k = 2\ndef f(x):\n    return x * k\nresult = f(3)",
            "k = 2\ndef f(x, k=k):\n    return x * k\nresult = f(3)");
        row("comprehension", "deployed", "k = 2\nr = [a * k for a in [1, 2] if a < k]\nresult = r",
            "k = 2\nr = []\nfor a in [1, 2]:\n    if a < k:\n        r.append(a * k)\nresult = r");
        row("built-in", "deployed", "result = next(iter([3]))", "result = list([3])[0]");
        row("several", "deployed",
            "import pandas as pd\nk = 2\ndef f(x):\n    return x * k\nresult = f(load_trades(7).shape[1])",
            "k = 2\ndef f(x, k=k):\n    return x * k\nresult = f(load_trades(days=7).shape[1])");
        row("names of a module", "deployed",
            "from math import sqrt, floor as down\nresult = down(sqrt(5))",
            "result = math.floor(math.sqrt(5))");
        row("yield from", "slack",
            "def both(a):\n    yield from a\nresult = list(both([1, 2]))",
            "def both(a):\n    for item in a:\n        yield item\nresult = list(both([1, 2]))");
        row("sum of a generator", "deployed",
            "k = 2\nresult = sum(a * k for a in [1, 2])",
            "k = 2\nparts = []\nfor a in [1, 2]:\n    parts.append(a * k)\nresult = sum(parts)");
        row("dict comprehension", "deployed", "k = 2\nr = {a: a * k for a in [1, 2]}\nresult = r",
            "k = 2\nr = {}\nfor a in [1, 2]:\n    r[a] = a * k\nresult = r");
        row("division", "deployed",
            "b = 0\ntry:\n    r = 1 / b\nexcept ZeroDivisionError:\n    r = -1\nresult = r",
            "b = 0\nr = 1 / b if b != 0 else -1\nresult = r");
        row("key", "deployed",
            "d = {}\nfor k in ['a']:\n    try:\n        v = d[k]\n    except KeyError:\n"
            "        v = 0\nresult = v",
            "d = {}\nfor k in ['a']:\n    v = d[k] if k in d else 0\nresult = v");
        row("no result", "slack", "a = 1\na + 1", "a = 1\nresult = a + 1");
        row("a printed result", "slack", "a = 1\nprint(a)", "a = 1\nprint(a)\nresult = a");
        row("a German date", "deployed",
            "d = datetime(2025, 1, 2)\nresult = f'on {d:%d.%m.%Y}' + d.strftime('%H:%M')",
            "d = datetime(2025, 1, 2)\n"
            "result = f'on {d.day:02d}.{d.month:02d}.{d.year:04d}' + f'{d.hour:02d}:{d.minute:02d}'");
        row("a date that is worked out", "deployed", "result = f'{datetime.now():%d.%m.}'",
            "moment = datetime.now()\nresult = f'{moment.day:02d}.{moment.month:02d}.'");
        row("a step that brings others", "deployed",
            "k = 2\ndef f(x):\n    return x * k\nr = [a for a in [1, 2] if f(a) > 2]\nresult = r",
            "k = 2\ndef f(x, k=k):\n    return x * k\nr = []\nfor a in [1, 2]:\n    if f(a) > 2:\n"
            "        r.append(a)\nresult = r");
        row("several in a line", "deployed", "import pandas as pd; import numpy as np; x = 1\nresult = x",
            "x = 1\nresult = x");
        row("line ends of Windows", "slack", "k = 'ä'\r\nresult = sorted([2, 1], key=lambda v: v)\r\n",
            "k = 'ä'\r\ndef pick(v):\r\n    return v\r\nresult = sorted([2, 1], key=pick)\r\n");
        row("a column", "slack", "df = pd.DataFrame({'pos': [1]})\nresult = df.pos.sum()",
            "df = pd.DataFrame({'pos': [1]})\nresult = df['pos'].sum()");
        row("more arguments", "deployed",
            "k = 2\ndef f(x, *rest):\n    return x * k\ndef g(x): return f(x)\nresult = g(1)",
            "k = 2\ndef f(x, *rest, k=k):\n    return x * k\ndef g(x, f=f): return f(x)\nresult = g(1)");
        row("an exception with a name", "deployed",
            "try:\n    v = 1 / 0\nexcept ZeroDivisionError as e:\n    v = str(e)\nresult = v", "");
        row("nothing wrong", "slack", "result = 1", "");
        row("nothing known", "slack", "result = 'see os.path'", "");
    }
    void mends()
    {
        QFETCH(QString, profile);
        QFETCH(QString, code);
        QFETCH(QString, cured);
        m_bench.setProfile(profile);
        const Cure cure = m_bench.check(code, {CureScope::Of::Script, 0}).cure;
        QCOMPARE(QString::fromStdString(cure.code), cured);
        QCOMPARE(cure.steps.empty(), cured.isEmpty());
        if (!cured.isEmpty())
            QCOMPARE(disproof(code, cured), QString());
    }

    void isNotDoneUnasked()
    {
        m_bench.setProfile(QStringLiteral("slack"));
        QVERIFY(m_bench.check(QStringLiteral("pos = [1]\nresult = pos.copy()")).cure.steps.empty());
    }

    void aWrongCureIsDisproven()
    {
        m_bench.setProfile(QStringLiteral("slack"));
        QCOMPARE(disproof(QStringLiteral("result = 1"), QStringLiteral("result = 2")),
                 QStringLiteral("The mended script gives another result."));
        QVERIFY(disproof(QStringLiteral("result = 1"), QStringLiteral("result = 1 / 0"))
                    .startsWith(QStringLiteral("The mended script fails: ")));
        const QString frame = QStringLiteral("result = pd.DataFrame({'a': range(%1)})");
        QCOMPARE(disproof(frame.arg(100), frame.arg(100)), QString());
        QVERIFY(!disproof(frame.arg(100), frame.arg(101)).isEmpty());
    }

    void oneLineAlone()
    {
        m_bench.setProfile(QStringLiteral("slack"));
        const QString code = QStringLiteral("pos = [1]\na = pos.copy()\nb = 'os.'\nresult = a");
        const Cure cure = m_bench.check(code, {CureScope::Of::Line, 2}).cure;
        QCOMPARE(QString::fromStdString(cure.code),
                 QStringLiteral("position = [1]\na = position.copy()\nb = 'os.'\nresult = a"));
        // Another problem is left, and does not stand in the way.
        QCOMPARE(disproof(code, QString::fromStdString(cure.code)), QString());
        QVERIFY(m_bench.check(code, {CureScope::Of::Line, 3}).cure.steps.empty());
        QVERIFY(m_bench.check(code, {CureScope::Of::Line, 99}).cure.steps.empty());
    }

    void onScriptsOfAnalysts()
    {
        m_bench.setProfile(QStringLiteral("deployed"));
        QFile file(QStringLiteral(ASSAY_TEST_DATA "/prediction-scripts.txt"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QStringList parts = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n#%% "));
        parts.removeFirst();
        int troubled = 0, offered = 0, whole = 0, proven = 0;
        for (const QString &part : parts) {
            const QString code = part.section(u'\n', 1);
            const Verdict verdict = m_bench.check(code, {CureScope::Of::Script, 0});
            troubled += outlookOf(verdict) == Outlook::ShouldRun ? 0 : 1;
            if (verdict.cure.steps.empty())
                continue;
            ++offered;
            const QString cured = QString::fromStdString(verdict.cure.code);
            whole += outlookOf(m_bench.check(cured)) == Outlook::ShouldRun ? 1 : 0;
            proven += disproof(code, cured).isEmpty() ? 1 : 0;
        }
        qInfo("%d scripts would fail, %d get a cure, %d are then without a problem, %d are proven",
              troubled, offered, whole, proven);
        QVERIFY(proven >= 20);
    }

private:
    QString disproof(const QString &code, const QString &cured)
    {
        const Proof proof(m_bench.executor(), m_bench.request(code), cured);
        QSignalSpy told(&proof, &Proof::told);
        if (!told.wait(60'000))
            return QStringLiteral("no answer");
        return told.front().at(0).toBool() ? QString() : told.front().at(1).toString();
    }

    ScriptBench m_bench;
};

QTEST_GUILESS_MAIN(CuresTest)
#include "tst_Cures.moc"
