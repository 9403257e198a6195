// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/SqliteSource.h"
#include "tests/data/DatabaseTest.h"
#include "tests/data/sqlite/TradeCache.h"

#include <QFile>
#include <QTest>
#include <thread>

using namespace assay;

class SqliteSourceTest : public DatabaseTest
{
    Q_OBJECT

protected:
    std::unique_ptr<TestTable> table(TestTable::Age age) override { return std::make_unique<TradeCache>(age); }

private Q_SLOTS:
    void keepsEveryOddity()
    {
        TradeCache cache;
        cache.addTrade("NULL, NULL, 'größe', '2025-11-20T08:00:00.123456', 'Ω/😀', 'buy', -1.5, 1e300, -0.25, NULL");
        cache.addTrade("'9223372036854775807', 'mexc', '', '2025-11-20 07:00:00', '', 'sell', NULL, 'x', 0, 'U'");
        cache.addTrade("'a', 'mexc', 'A', 'yesterday', 'B', 'buy', 1, 1, 1, 'U'");
        const auto source = openSource(cache.source()).value();
        auto sealed = source->trades({}, noon, {});
        QVERIFY(sealed.has_value());
        QCOMPARE(sealed->warnings.size(), 2U);
        QVERIFY(sealed->warnings[0].find("yesterday") != std::string::npos);
        const auto frame = tradesOf(*source, {}, noon);
        QCOMPARE(frame->rows(), std::int64_t{3});
        QCOMPARE(columnTexts(*frame, "timestamp"),
                 (QStringList{QStringLiteral("2025-11-20 08:00:00.123456"), QStringLiteral("2025-11-20 07:00:00"),
                              columnTexts(*frame, "timestamp").last()}));
        QCOMPARE(columnTexts(*frame, "trade_id")[1], QStringLiteral("9223372036854775807"));
        QCOMPARE(columnTexts(*frame, "symbol")[0], QStringLiteral("Ω/😀"));
        QCOMPARE(columnTexts(*frame, "amount")[0], QStringLiteral("-1.5"));
    }

    void usesTheIndexes()
    {
        TradeCache cache;
        cache.addOrdinary(1000);
        auto opened = SqliteSource::create(cache.path().toStdString());
        auto &source = static_cast<SqliteSource &>(**opened);
        TradesQuery query;
        query.days = 1;
        const std::string byTime = source.plan(query, noon).value();
        QVERIFY2(byTime.find("USING INDEX idx_timestamp") != std::string::npos, byTime.c_str());
        QVERIFY2(byTime.find("TEMP B-TREE FOR ORDER BY") == std::string::npos, byTime.c_str());
        query = {};
        query.exchange = "mexc";
        query.account = "MM1";
        const std::string byAccount = source.plan(query, noon).value();
        QVERIFY2(byAccount.find("USING INDEX") != std::string::npos, byAccount.c_str());
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("problem");
        QTest::newRow("empty") << QByteArray() << QStringLiteral("is empty");
        QTest::newRow("foreign") << QByteArray("PK\x03\x04").repeated(500) << QStringLiteral("no SQLite database");
        TradeCache cache;
        cache.addOrdinary(500);
        cache.close();
        QFile file(cache.path());
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray damaged = file.readAll();
        QTest::newRow("cut off") << damaged.left(damaged.size() / 3) << QStringLiteral("damaged");
    }
    void badFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, problem);
        const QTemporaryDir folder;
        QFile file(folder.filePath(QStringLiteral("t.db")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto source = openSource("sqlite:" + file.fileName().toStdString());
        std::string told;
        if (!source)
            told = source.error().text;
        else if (const auto frame = (*source)->trades({}, noon, {}); !frame)
            told = frame.error().text;
        QVERIFY2(QString::fromStdString(told).contains(problem), told.c_str());
        QVERIFY2(QString::fromStdString(told).contains(file.fileName()), told.c_str());
    }

    void missingThings()
    {
        QVERIFY(openSource("sqlite:/nowhere/t.db").error().text.starts_with("There is no file"));
        QVERIFY(!openSource("sqlite:").has_value());
        QVERIFY(!openSource("sqlite:/").has_value());
        TradeCache cache;
        cache.run("ALTER TABLE trades RENAME TO deals");
        QVERIFY(openSource(cache.source()).error().text.find("no table \"trades\"") != std::string::npos);
        QVERIFY(!openSource(cache.source() + "?snapshots=/nowhere").has_value());
    }

    void readsWhileTheBotWrites_data()
    {
        QTest::addColumn<QByteArray>("mode");
        QTest::newRow("WAL") << QByteArray("WAL");
        QTest::newRow("journal") << QByteArray("DELETE");
    }
    void readsWhileTheBotWrites()
    {
        QFETCH(QByteArray, mode);
        TradeCache cache;
        cache.run("PRAGMA journal_mode = " + mode);
        cache.addOrdinary(100);
        const auto source = openSource(cache.source()).value();
        const std::string before = source->state(noon, {});
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{100});
        QCOMPARE(source->state(noon, {}), before);
        cache.run("BEGIN IMMEDIATE");
        cache.addTrade("'new','x','A','2025-11-20T11:00:30','S','buy',1,1,0,'U'");
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{100});
        cache.run("COMMIT");
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{101});
        QVERIFY(source->state(noon, {}) != before);
    }

    void aLockIsNamed()
    {
        TradeCache cache;
        cache.addOrdinary(10);
        const auto source = openSource(cache.source()).value();
        cache.run("BEGIN EXCLUSIVE");
        const auto frame = source->trades({}, noon, {});
        QVERIFY(!frame.has_value());
        QVERIFY(frame.error().text.find("locked by another program") != std::string::npos);
        cache.run("ROLLBACK");
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
    }

    void anotherFileUnderItsName()
    {
        TradeCache cache, other(TradeCache::Age::Old);
        cache.addOrdinary(10);
        other.addOrdinary(3);
        other.close();
        const auto source = openSource(cache.source()).value();
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
        const std::string before = source->state(noon, {});
        QCOMPARE(rename(other.path().toUtf8().constData(), cache.path().toUtf8().constData()), 0);
        QVERIFY(source->state(noon, {}) != before);
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{3});
        QVERIFY(QFile::remove(cache.path()));
        const auto gone = source->trades({}, noon, {});
        QVERIFY(!gone.has_value());
        QVERIFY2(gone.error().text.starts_with("There is no file"), gone.error().text.c_str());
    }

    void cutOffUnderUs()
    {
        TradeCache cache;
        cache.addOrdinary(50'000);
        cache.close();
        const auto source = openSource(cache.source()).value();
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{50'000});
        QFile file(cache.path());
        QVERIFY(file.resize(file.size() / 2));
        const auto frame = source->trades({}, noon, {});
        QVERIFY(!frame.has_value());
        QVERIFY2(frame.error().text.find("damaged") != std::string::npos ||
                     frame.error().text.find("cannot be read") != std::string::npos,
                 frame.error().text.c_str());
    }

    void isDescribed()
    {
        TradeCache cache;
        cache.addOrdinary(100);
        cache.run("UPDATE trades SET transaction_type = 'transfer' WHERE id = 100");
        cache.run("UPDATE trades SET timestamp = 'never' WHERE id = 1");
        cache.run("UPDATE trades SET timestamp = NULL WHERE id = 2");
        cache.run("CREATE TABLE saved_functions (id INTEGER, name TEXT)");
        const SourceInfo info = openSource(cache.source()).value()->describe(noon, {}).value();
        QCOMPARE(info.tables.size(), 4U);
        const TableInfo &trades = info.tables[0];
        QCOMPARE(*trades.rows, std::int64_t{99});
        QCOMPARE(*trades.last, noon - 2 * minute);
        QCOMPARE(*trades.first, noon - 98 * minute);
        QCOMPARE(trades.columns.size(), 13U);
        QVERIFY(info.tables[1].problem.find("no snapshots") != std::string::npos);
        QCOMPARE(info.tables[3].name, std::string("saved_functions"));
        QVERIFY(info.tables[3].call.empty());
        QVERIFY(info.changed.has_value());
    }

    void snapshotsAndBalances()
    {
        TradeCache cache;
        cache.addSnapshot(QStringLiteral("2025-11-18"), R"({"date": "2025-11-18", "balances": {"USDT": 5, "ALKIMI": 2}})");
        cache.addSnapshot(QStringLiteral("2025-11-20"),
                          R"({"timestamp": "2025-11-20T08:00:00", "balances": {"mexc_mm1_USDT": 1.5, "mexc_mm1_ALKIMI": 7}})");
        const auto source = openSource(cache.source()).value();
        const Json all = source->snapshots({}, noon).value();
        QCOMPARE(all.size(), 2U);
        QVERIFY(all[0]["timestamp"] == Json("2025-11-18"));
        QVERIFY(all[0]["total_usd"] == Json(5.0));
        QCOMPARE(source->snapshots(1, noon).value().size(), 1U);
        QVERIFY(source->balances(noon).value() ==
                Json::parse(R"({"mexc_mm1": {"USDT": 1.5, "ALKIMI": 7}})"));
        cache.addSnapshot(QStringLiteral("2025-11-21"), "{broken");
        const auto broken = source->snapshots({}, noon);
        QVERIFY(!broken.has_value());
        QVERIFY(broken.error().text.find("snapshot_2025-11-21.json") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(SqliteSourceTest)
#include "tst_SqliteSource.moc"
