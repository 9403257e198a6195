// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/ScriptBench.h"

#include <nlohmann/json.hpp>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using Object = nlohmann::json;

namespace {

struct NamedScript
{
    QString name;
    QString code;
};

/// The scripts of prediction-scripts.txt, each under a line `#%% name`.
std::vector<NamedScript> ownScripts()
{
    QFile file(QStringLiteral(ASSAY_TEST_DATA "/prediction-scripts.txt"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QStringList parts = QString::fromUtf8(file.readAll()).split(QStringLiteral("\n#%% "));
    parts.removeFirst();
    std::vector<NamedScript> scripts;
    for (const QString &part : parts)
        scripts.push_back({part.section(u'\n', 0, 0), part.section(u'\n', 1)});
    return scripts;
}

/// What was foreseen, beside what came.
struct Tally
{
    int hits = 0;
    int exact = 0;       ///< hits whose error was foreseen to the letter
    int doubts = 0;      ///< failures that were told of as possible only
    int misses = 0;      ///< failures that nothing was said of
    int falseAlarms = 0; ///< certain failures that did not come
    int quiet = 0;       ///< scripts that run, and of which nothing certain was said
};

} // namespace

/// What resources/python/prediction foresees, held against what the deployed bot's surroundings really do.
class PredictionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        m_bench.setProfile(QStringLiteral("deployed"));
        QFile file(QStringLiteral(ASSAY_TEST_DATA "/bot/run-vectors.jsonl"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const Object provider = Object::parse(file.readLine().toStdString())["provider"];
        for (QByteArray line = file.readLine(); !line.isEmpty(); line = file.readLine())
            m_vectors.push_back({QString(), QString::fromStdString(Object::parse(
                                                line.toStdString())["code"])});
        QFile fixture(m_folder.filePath(QStringLiteral("provider.json")));
        QVERIFY(fixture.open(QIODevice::WriteOnly));
        fixture.write(QByteArray::fromStdString(provider.dump()));
        fixture.close();
        m_bench.setSource("fixture:" + fixture.fileName().toStdString());
    }

    void foresees_data()
    {
        QTest::addColumn<QString>("profile");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("certain");
        const auto row = [](const char *profile, const char *code, const char *certain) {
            QTest::addRow("%s: %s", profile, code) << profile << code << certain;
        };
        row("deployed", "import pandas as pd\nresult = 1", "1 ImportError: __import__ not found");
        row("deployed", "class A:\n    pass\nresult = 1",
            "1 NameError: __build_class__ not found");
        row("deployed", "k = 2\ndef f():\n    return k\nresult = f()",
            "3 NameError: name 'k' is not defined");
        row("deployed", "k = 2\ndef f():\n    return k\nresult = 1", "");
        row("deployed", "k = 2\nresult = [k for _ in [1]]", "2 NameError: name 'k' is not defined");
        row("deployed", "result = load_trades(7)",
            "1 TypeError: SafePythonExecutor._build_safe_globals.<locals>.<lambda>() takes 0 "
            "positional arguments but 1 was given");
        row("deployed", "result = datetime.now().strftime('%Y')", "1 KeyError: '__import__'");
        row("deployed", "result = f'{datetime.now():%Y}'", "1 KeyError: '__import__'");
        row("deployed", "result = f'{0.5:.1%}'", "");
        row("deployed", "result = datetime.timedelta(days=1)",
            "1 AttributeError: type object 'datetime.datetime' has no attribute 'timedelta'");
        row("deployed", "def f(n):\n    return 1 if n < 2 else f(n - 1)\nresult = f(3)",
            "2 NameError: name 'f' is not defined");
        row("deployed", "for a in [1, 2]:\n    if a > 1:\n        b = a\n        break\nresult = b",
            "");
        row("deployed",
            "k = 2\ndef f(x):\n    return x * k\ndef g(x, f=f):\n    return f(x)\nresult = g(1)",
            "3 NameError: name 'k' is not defined");
        row("deployed", "result = __debug__", "");
        row("deployed", "assert True, nowhere\nresult = 1", "");
        row("slack", "import pandas as pd\nclass A:\n    pass\nresult = f'{datetime.now():%Y}'", "");
        row("slack", "k = 2\ndef f():\n    return k\nresult = [f() for _ in [k]]", "");
        row("slack", "result = load_trades(weeks=2)",
            "1 TypeError: load_trades() got an unexpected keyword argument 'weeks'; it takes days, "
            "exchange, asset, since, until, account, side, symbol, columns, limit");
        row("slack", "result = prices", "1 NameError: name 'prices' is not defined");
    }
    void foresees()
    {
        QFETCH(QString, profile);
        QFETCH(QString, code);
        QFETCH(QString, certain);
        m_bench.setProfile(profile);
        QString told;
        for (const Finding &prediction : m_bench.check(code).predictions)
            if (prediction.severity == Severity::Failure && told.isEmpty())
                told = QStringLiteral("%1 %2").arg(prediction.span.line).arg(
                    QString::fromStdString(prediction.message));
        QCOMPARE(told, certain);
        m_bench.setProfile(QStringLiteral("deployed"));
    }

    void placesAreExact()
    {
        const Verdict verdict = m_bench.check(QStringLiteral("é = 1\nx = 'ä' + next(é)\nresult = x"));
        QCOMPARE(verdict.predictions.size(), 1U);
        QCOMPARE(verdict.predictions[0].span, (Span{2, 11, 2, 15}));
    }

    void aMissingResultIsADoubt()
    {
        const Verdict verdict = m_bench.check(QStringLiteral("x = 1"));
        QCOMPARE(verdict.predictions.size(), 1U);
        QCOMPARE(verdict.predictions[0].rule, std::string("no-result"));
        QCOMPARE(verdict.predictions[0].severity, Severity::Doubt);
        const Verdict lost =
            m_bench.check(QStringLiteral("def f():\n    global result\n    result = 1\nf()"));
        QCOMPARE(lost.predictions.at(0).rule, std::string("result-lost"));
    }

    void hostileScriptsEndSoon()
    {
        QString deep = QStringLiteral("x");
        for (int i = 0; i < 1500; ++i)
            deep += QStringLiteral(" + x");
        (void)m_bench.check(QStringLiteral("x = 1\nresult = ") + deep);
        QString wide = QStringLiteral("def f0():\n    return 1\n");
        for (int i = 1; i < 300; ++i)
            wide += QStringLiteral("def f%1():\n    return f%2() if f%2() else f%2()\n").arg(i).arg(i - 1);
        QVERIFY(m_bench.check(wide + QStringLiteral("result = f299()")).valid);
    }

    void onTheBotsOwnRuns()
    {
        const Tally tally = measure(m_vectors);
        QCOMPARE(tally.falseAlarms, 0);
        QCOMPARE(tally.exact, tally.hits);
        QVERIFY2(tally.hits >= 24, qPrintable(QString::number(tally.hits)));
    }

    void onScriptsOfAnalysts()
    {
        const std::vector<NamedScript> scripts = ownScripts();
        QCOMPARE(scripts.size(), 240U);
        const Tally tally = measure(scripts);
        QCOMPARE(tally.falseAlarms, 0);
        QCOMPARE(tally.exact, tally.hits);
        // The others depend on the data (docs/predictions.md).
        QVERIFY2(tally.hits >= 91, qPrintable(QString::number(tally.hits)));
    }

private:
    Tally measure(const std::vector<NamedScript> &scripts)
    {
        Tally tally;
        for (const NamedScript &script : scripts) {
            const Verdict verdict = m_bench.check(script.code);
            if (!verdict.valid)
                continue;
            const RunResult run = m_bench.run(script.code);
            const bool isCertain = outlookOf(verdict) == Outlook::WillFail;
            const bool fails = run.end != RunEnd::Ok;
            tally.hits += fails && isCertain ? 1 : 0;
            tally.exact += fails && isCertain && run.error.toStdString() ==
                                                     verdict.predictions.front().message
                               ? 1
                               : 0;
            tally.doubts += fails && !isCertain && !verdict.predictions.empty() ? 1 : 0;
            tally.misses += fails && verdict.predictions.empty() ? 1 : 0;
            tally.falseAlarms += !fails && isCertain ? 1 : 0;
            tally.quiet += !fails && !isCertain ? 1 : 0;
            if (!fails && isCertain)
                qInfo("false alarm: %s\n%s", qPrintable(script.name), qPrintable(script.code));
        }
        qInfo("%d hits (%d to the letter), %d told of as possible, %d misses, %d false alarms, %d "
              "quiet",
              tally.hits, tally.exact, tally.doubts, tally.misses, tally.falseAlarms, tally.quiet);
        return tally;
    }

    QTemporaryDir m_folder;
    ScriptBench m_bench;
    std::vector<NamedScript> m_vectors;
};

QTEST_GUILESS_MAIN(PredictionsTest)
#include "tst_Predictions.moc"
