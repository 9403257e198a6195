// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/TradeCacheWriter.h"
#include "data/sqlite/Database.h"
#include "frames/CellText.h"
#include "tests/data/files/FileFolder.h"
#include "tests/data/sqlite/TradeCache.h"
#include "tests/support/SourceFrames.h"

#include <QByteArrayList>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00

const QByteArray header = "timestamp,exchange,account_name,symbol,side,amount,price,fee,fee_currency,trade_id\n";
const QByteArray rows = "2025-11-20T08:00:00.25,kraken,MM2,ETH,sell,2,200,,,b\n"
                        "2025-11-19T08:00:00,mexc,MM1,ETH,buy,3,300,0.3,USDT,a\n"
                        "2025-11-18T08:00:00.000001,mexc,MM1,\xE2\x82\xAC,buy,3,300,0.3,USDT,\n";

/// The rows a question gives, fields joined by commas.
QByteArrayList ask(const std::string &path, const std::string &sql)
{
    auto database = sqlite::Database::open(path);
    if (!database)
        return {QByteArray::fromStdString(database.error().text)};
    auto question = database->prepare(sql);
    QByteArrayList found;
    while (question && question->step().value_or(false)) {
        QByteArrayList fields;
        for (int i = 0; i < question->columns(); ++i)
            fields << (question->isNull(i) ? "NULL" : QByteArray::fromStdString(std::string(question->text(i))));
        found << fields.join(',');
    }
    return found;
}

} // namespace

class TradeCacheWriterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(m_folder.path())); }

    void makesACacheOfTheBots()
    {
        const std::string path = newPath();
        const auto from = csv(rows);
        QCOMPARE(importTrades(*from, noon, path, {}), Result<std::int64_t>(3));
        QCOMPARE(ask(path, "SELECT * FROM trades ORDER BY id"),
                 (QByteArrayList{"1,NULL,mexc,MM1,2025-11-18T08:00:00.000001,\xE2\x82\xAC,buy,3.0,300.0,0.3,USDT,2025-11-20T12:00:00,trade",
                                 "2,a,mexc,MM1,2025-11-19T08:00:00,ETH,buy,3.0,300.0,0.3,USDT,2025-11-20T12:00:00,trade",
                                 "3,b,kraken,MM2,2025-11-20T08:00:00.250000,ETH,sell,2.0,200.0,NULL,NULL,2025-11-20T12:00:00,trade"}));
        QCOMPARE(ask(path, "SELECT name FROM sqlite_schema WHERE type = 'index' ORDER BY name"),
                 (QByteArrayList{"idx_exchange_account", "idx_timestamp", "idx_transaction_type",
                                 "sqlite_autoindex_trades_1"}));
        const auto back = openSource("sqlite:" + path).value();
        const auto one = tradesOf(*from, {}, noon), other = tradesOf(*back, {}, noon);
        QCOMPARE(other->rows(), one->rows());
        for (std::size_t column = 0; column < one->columnCount(); ++column)
            for (std::int64_t row = 0; row < one->rows(); ++row)
                QCOMPARE(cellText(*other, column, row).text, cellText(*one, column, row).text);
    }

    void appendsWhatIsNotThere()
    {
        const std::string path = newPath();
        QCOMPARE(importTrades(*csv(rows), noon, path, {}), Result<std::int64_t>(3));
        const QByteArray next = "2025-11-20T09:00:00,kraken,MM2,ETH,sell,2,200,,,c\n";
        const QByteArray moved = "2025-11-20T09:00:01,kraken,MM2,ETH,sell,2,200,,,c\n";
        // The one without an id is added again; it cannot be told from another.
        QCOMPARE(importTrades(*csv(rows + next + moved + next), noon, path, {}), Result<std::int64_t>(3));
        QCOMPARE(ask(path, "SELECT count(*) FROM trades"), QByteArrayList{"6"});
    }

    void appendsToBothAges()
    {
        for (const auto age : {TradeCache::Age::New, TradeCache::Age::Old}) {
            TradeCache cache(age);
            cache.addOrdinary(10);
            cache.addTrade("'a','mexc','MM1','2025-11-19T08:00:00','ETH','buy',3,300,0.3,'USDT'");
            QCOMPARE(importTrades(*csv(rows), noon, cache.path().toStdString(), {}), Result<std::int64_t>(2));
            QCOMPARE(tradesOf(*openSource(cache.source()).value(), {}, noon)->rows(), std::int64_t{13});
        }
    }

    void takesFromAnySource()
    {
        const std::string path = newPath();
        const auto sample = openSource("sample").value();
        const std::int64_t rows = tradesOf(*sample, {}, noon)->rows();
        const std::int64_t added = importTrades(*sample, noon, path, {}).value();
        QVERIFY(added > 0 && added >= rows - 1); // one trade stands there twice
        QCOMPARE(importTrades(*sample, noon, path, {}), Result<std::int64_t>(0));
        const QByteArray fixture = R"({"trades": {"timestamp": ["2025-01-01"], "symbol": ["BTC"], "own": [5]}})";
        const auto narrow = openSource("fixture:" + m_folder.write(fixture)).value();
        QCOMPARE(importTrades(*narrow, noon, path, {}), Result<std::int64_t>(1));
    }

    void allOrNothing()
    {
        const auto many = csv(manyRows());
        std::stop_source stop;
        LoadWatch watch(stop.get_token());
        static_cast<void>(tradesOf(*many, {}, noon)); // loaded, so that the import is stopped
        watch.progress = [&](std::int64_t) { stop.request_stop(); };
        const std::string path = newPath();
        QCOMPARE(importTrades(*many, noon, path, watch).error().code, ErrorCode::Cancelled);
        QVERIFY(!QFile::exists(QString::fromStdString(path)));
        TradeCache cache;
        cache.addOrdinary(10);
        std::stop_source again;
        watch = LoadWatch(again.get_token());
        watch.progress = [&](std::int64_t) { again.request_stop(); };
        QVERIFY(!importTrades(*many, noon, cache.path().toStdString(), watch).has_value());
        QCOMPARE(ask(cache.path().toStdString(), "SELECT count(*) FROM trades"), QByteArrayList{"10"});
    }

    void foreignFilesStay()
    {
        const std::string text = m_folder.write("no database at all, but long enough to be looked at\n");
        const auto none = importTrades(*csv(rows), noon, text, {});
        QVERIFY2(!none && none.error().text.find("no SQLite database") != std::string::npos, none ? "" : none.error().text.c_str());
        TradeCache cache;
        cache.run("ALTER TABLE trades RENAME TO deals");
        QVERIFY(importTrades(*csv(rows), noon, cache.path().toStdString(), {}).error().text.find("no table \"trades\"") != std::string::npos);
        TradeCache other;
        other.run("ALTER TABLE trades DROP COLUMN fee_currency");
        QVERIFY(importTrades(*csv(rows), noon, other.path().toStdString(), {}).error().text.find("\"fee_currency\"") != std::string::npos);
        QVERIFY(!importTrades(*csv(rows), noon, "/nowhere/t.db", {}).has_value());
        TradeCache locked;
        locked.addOrdinary(1);
        locked.run("BEGIN IMMEDIATE");
        QVERIFY(importTrades(*csv(rows), noon, locked.path().toStdString(), {}).error().text.find("locked") != std::string::npos);
    }

private:
    static QByteArray manyRows()
    {
        QByteArray text;
        for (int i = 0; i < 150'000; ++i)
            text += QByteArray::number(2000 + i / 10'000) + "-01-01T08:00:00." + QByteArray::number(i).rightJustified(6, '0') +
                    ",mexc,MM1,ETH,buy,3,300,0.3,USDT," + QByteArray::number(i) + "\n";
        return text;
    }
    std::string newPath() { return m_folder.path(QStringLiteral("new-%1.db").arg(++m_caches)); }
    std::shared_ptr<DataSource> csv(const QByteArray &content)
    {
        auto source = openSource("csv:" + m_folder.write(header + content));
        if (!source)
            qFatal("%s", source.error().text.c_str());
        return *source;
    }

    FileFolder m_folder;
    int m_caches = 0;
};

QTEST_GUILESS_MAIN(TradeCacheWriterTest)
#include "tst_TradeCacheWriter.moc"
