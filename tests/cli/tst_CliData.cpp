// SPDX-License-Identifier: GPL-3.0-or-later
#include "AssayProcess.h"
#include "tests/data/sqlite/TradeCache.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_CliData : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QVERIFY(m_home.isValid());
        qputenv("XDG_CONFIG_HOME", m_home.path().toLocal8Bit());
        qputenv("XDG_CACHE_HOME", m_home.path().toLocal8Bit());
    }

    void sampleHasThreeTables()
    {
        const QJsonArray tables = runAssay({u"data"_s, u"info"_s, u"--json"_s}).document()["tables"_L1].toArray();
        QCOMPARE(tables.size(), 3);
        QCOMPARE(tables[0]["call"_L1].toString(), u"load_trades()"_s);
        QCOMPARE(tables[0]["columns"_L1].toArray().size(), 11);
        QVERIFY(tables[0]["rows"_L1].toInt() > 1000);
        QVERIFY(tables[2]["rows"_L1].toInt() > 90);
    }

    void infoOfATradeCache()
    {
        TradeCache cache;
        cache.addOrdinary(1500);
        cache.run("UPDATE trades SET transaction_type = 'deposit' WHERE id = 1");
        cache.run("UPDATE trades SET timestamp = 'soon' WHERE id = 2");
        const AssayOutcome outcome = runAssay({u"data"_s, u"info"_s, source(cache), u"--now"_s, u"2025-11-20T12:10:00"_s});
        QCOMPARE(outcome.code, 0);
        for (const char *word : {"trades: 1,499 rows", "(12 min ago)", "read by load_trades()", "fee_currency", "There are no snapshots"})
            QVERIFY2(outcome.output.contains(word), outcome.text().constData());
    }

    void preview()
    {
        TradeCache cache;
        cache.addOrdinary(100);
        const AssayOutcome outcome = runAssay({u"data"_s, u"preview"_s, source(cache), u"--rows"_s, u"3"_s, u"--json"_s});
        const QJsonObject document = outcome.document();
        QCOMPARE(document["preview"_L1].toArray().size(), 3);
        QCOMPARE(document["preview"_L1][0].toArray().last().toString(), u"T0"_s);
        QVERIFY(runAssay({u"data"_s, u"preview"_s, u"--table"_s, u"balances"_s}).output.contains("amount"));
        QVERIFY(runAssay({u"data"_s, u"preview"_s, u"--table"_s, u"snapshots"_s}).output.contains("total_usd"));
    }

    void whatIsLoadedIsKeptAndCleared()
    {
        TradeCache cache;
        cache.addOrdinary(100'000);
        cache.close();
        QTest::qWait(2100); // a file written to just now may be written to again unseen
        const QStringList run{u"run"_s, u"-"_s, u"--profile"_s, u"local"_s, u"--data"_s, source(cache)};
        const QByteArray script = "result = len(load_trades(days=None))\n";
        QCOMPARE(runAssay(run, script).output, QByteArray("100000\n"));
        QVERIFY(runAssay({u"data"_s, u"clear-cache"_s}).error.contains("MB were kept"));
        QVERIFY(runAssay({u"data"_s, u"clear-cache"_s}).error.startsWith("0.0 MB"));
        QCOMPARE(runAssay(run + QStringList{u"--no-cache"_s}, script).output, QByteArray("100000\n"));
        QVERIFY(runAssay({u"data"_s, u"clear-cache"_s}).error.startsWith("0.0 MB"));
        QCOMPARE(runAssay(run, script).output, QByteArray("100000\n"));
        QCOMPARE(runAssay(run, script).output, QByteArray("100000\n")); // from the disk
    }

    void wrongWords_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::addColumn<QByteArray>("problem");
        QTest::newRow("nothing") << QStringList{} << QByteArray("say what to do");
        QTest::newRow("misspelt") << QStringList{u"inof"_s} << QByteArray("did you mean 'info'");
        QTest::newRow("no such file") << QStringList{u"info"_s, u"sqlite:/nowhere.db"_s} << QByteArray("There is no file");
        QTest::newRow("two") << QStringList{u"info"_s, u"sample"_s, u"sample"_s} << QByteArray("one source too many");
        QTest::newRow("rows") << QStringList{u"preview"_s, u"--rows"_s, u"-1"_s} << QByteArray("is not a number");
        QTest::newRow("table") << QStringList{u"preview"_s, u"--table"_s, u"x"_s} << QByteArray("no table \"x\"");
    }
    void wrongWords()
    {
        QFETCH(QStringList, words);
        QFETCH(QByteArray, problem);
        const AssayOutcome outcome = runAssay(QStringList{u"data"_s} + words);
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.error.contains(problem), outcome.text().constData());
    }

    void importOfACsvFile()
    {
        const ScriptFolder folder;
        QByteArray csv = "Date(UTC);Market;Typ;Menge;Preis\n";
        for (int i = 0; i < 20; ++i)
            csv += "2025-11-20 08:" + QByteArray::number(10 + i) + ":00;ALKIMI;BUY;" + QByteArray::number(i) + ",5;0,05\n";
        const QString source = u"csv:"_s + folder.write(u"t.csv"_s, csv);
        const AssayOutcome asked = runAssay({u"data"_s, u"import"_s, source});
        QCOMPARE(asked.code, 2);
        QVERIFY2(asked.error.contains("separator: ;"), asked.text().constData());
        QVERIFY2(asked.output.contains("\"separator\": \";\""), asked.text().constData());
        QVERIFY(runAssay({u"data"_s, u"info"_s, source}).code == 2); // nothing was remembered
        QJsonObject mapping = QJsonDocument::fromJson(asked.output).object();
        QJsonObject columns = mapping["columns"_L1].toObject();
        columns["exchange"_L1] = QJsonObject{{u"text"_s, u"mexc"_s}};
        columns["amount"_L1] = QJsonObject{{u"column"_s, u"Menge"_s}};
        columns["price"_L1] = QJsonObject{{u"column"_s, u"Preis"_s}};
        columns["side"_L1] = QJsonObject{{u"column"_s, u"Typ"_s}};
        mapping["columns"_L1] = columns;
        mapping["sides"_L1] = QJsonObject{{u"BUY"_s, u"buy"_s}};
        const QString map = folder.write(u"map.json"_s, QJsonDocument(mapping).toJson());
        const QString database = folder.path(u"new.db"_s);
        const AssayOutcome imported = runAssay({u"data"_s, u"import"_s, source, u"--mapping"_s, map, u"--into"_s, database});
        QVERIFY2(imported.code == 0, imported.text().constData());
        QVERIFY(imported.error.contains("20 trades were added"));
        const QByteArray script = "t = load_trades(days=None)\nresult = [len(t), t.amount.sum(), t.exchange[0], t.side[0]]\n";
        const QByteArray expected = "[20, 200.0, 'mexc', 'buy']\n";
        QCOMPARE(runAssay({u"run"_s, u"-"_s, u"--data"_s, u"sqlite:"_s + database}, script).output, expected);
        QCOMPARE(runAssay({u"run"_s, u"-"_s, u"--data"_s, source}, script).output, expected); // remembered
        QVERIFY(runAssay({u"data"_s, u"import"_s, source, u"--into"_s, database}).error.contains("20 trades were added")); // without ids none is known again
    }

    void badRowsAreListed()
    {
        const ScriptFolder folder;
        const QByteArray head = "timestamp,exchange,symbol,side,amount,price\n", row = "2025-11-20T08:00:00,mexc,BTC,buy,1,2\n";
        const QString source = u"csv:"_s + folder.write(u"own.csv"_s, head + row + "what,is\n" + row);
        const AssayOutcome outcome = runAssay({u"data"_s, u"info"_s, source});
        QVERIFY2(outcome.code == 0 && outcome.output.contains("trades: 2 rows"), outcome.text().constData());
        QVERIFY2(outcome.error.contains("line 3 is left out"), outcome.text().constData());
    }

    void theListOfSources()
    {
        QCOMPARE(runAssay({u"data"_s, u"list"_s}).output, QByteArray("sample\n"));
        QVERIFY(QDir(m_home.path()).mkpath(u"assay"_s));
        QFile book(m_home.filePath(u"assay/sources.json"_s));
        QVERIFY(book.open(QIODevice::WriteOnly));
        book.write("[\"sqlite:/nowhere.db\", 3]");
        book.close();
        const AssayOutcome outcome = runAssay({u"data"_s, u"list"_s});
        QCOMPARE(outcome.code, 2);
        QVERIFY2(outcome.error.contains("damaged"), outcome.text().constData());
        QVERIFY(book.open(QIODevice::WriteOnly | QIODevice::Truncate));
        book.write("[\"sqlite:/nowhere.db\"]");
        book.close();
        QVERIFY(runAssay({u"data"_s, u"list"_s}).output.contains(QByteArray("sqlite:/nowhere.db  – There is no file")));
    }

private:
    static QString source(const TradeCache &cache) { return QString::fromStdString(cache.source()); }

    QTemporaryDir m_home;
};

QTEST_GUILESS_MAIN(tst_CliData)
#include "tst_CliData.moc"
