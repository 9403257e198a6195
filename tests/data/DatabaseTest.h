// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "frames/CellText.h"
#include "tests/data/TestTable.h"
#include "tests/support/SourceFrames.h"

#include <QTest>

namespace assay {

using namespace test;

inline constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00
inline constexpr std::int64_t minute = 60'000'000'000;

inline QStringList columnTexts(const Frame &frame, std::string_view name)
{
    const std::size_t column = columnOf(frame, name);
    QStringList texts;
    for (std::int64_t row = 0; row < frame.rows(); ++row)
        texts << QString::fromStdString(cellText(frame, column, row).text);
    return texts;
}

/// What every database must do with the bot's trades.
class DatabaseTest : public QObject
{
    Q_OBJECT

protected:
    [[nodiscard]] virtual std::unique_ptr<TestTable> table(TestTable::Age age = TestTable::Age::New) = 0;

private Q_SLOTS:
    void readsBothAges()
    {
        for (const auto age : {TestTable::Age::New, TestTable::Age::Old}) {
            const auto held = table(age);
            TestTable &cache = *held;
            cache.addOrdinary(100);
            const auto source = openSource(cache.source());
            QVERIFY2(source.has_value(), source ? "" : source.error().text.c_str());
            const auto frame = tradesOf(**source, {}, noon);
            QCOMPARE(frame->rows(), std::int64_t{100});
            QCOMPARE(columnTexts(*frame, "trade_id").first(), QStringLiteral("T0"));
            QCOMPARE(columnTexts(*frame, "asset"), columnTexts(*frame, "symbol"));
        }
    }

    void onlyTradesAreTrades()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addOrdinary(10);
        cache.run("UPDATE trades SET transaction_type = 'deposit' WHERE id > 4");
        QCOMPARE(tradesOf(*openSource(cache.source()).value(), {}, noon)->rows(), std::int64_t{4});
    }

    void filtersAreExactAtTheirEdges()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addTrade("'a','x','A','2025-11-20T11:59:59.999999','S','buy',1,1,0,'U'");
        cache.addTrade("'b','x','A','2025-11-20T12:00:00','S','buy',1,1,0,'U'");
        cache.addTrade("'c','x','A','2025-11-20 12:00:00.000','S','buy',1,1,0,'U'");
        cache.addTrade("'d','x','A','2025-11-20T12:00:00.000001','S','buy',1,1,0,'U'");
        cache.addTrade("'e','x','A','2025-11-21','S','buy',1,1,0,'U'");
        const auto source = openSource(cache.source()).value();
        TradesQuery query;
        query.since = noon;
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id").join(u""),
                 QStringLiteral("edcb").replace(QStringLiteral("cb"), QStringLiteral("bc")));
        query.until = noon + 1;
        QCOMPARE(tradesOf(*source, query, noon)->rows(), std::int64_t{2});
        query = {};
        query.until = noon;
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id"), QStringList{QStringLiteral("a")});
        query = {};
        query.days = 1;
        QCOMPARE(tradesOf(*source, query, noon + 86'400'000'000'000)->rows(), std::int64_t{4});
    }

    void everyFilterWorks()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addOrdinary(600);
        const auto source = openSource(cache.source()).value();
        TradesQuery query;
        query.exchange = "mexc";
        query.account = "MM1";
        query.asset = "BTC";
        query.side = "buy";
        query.since = noon - 300 * minute;
        query.limit = 5;
        query.columns = {"price", "timestamp"};
        const auto frame = tradesOf(*source, query, noon);
        QCOMPARE(frame->rows(), std::int64_t{5}); // every thirtieth
        QCOMPARE(frame->columnCount(), std::size_t{2});
        query.limit = {};
        QCOMPARE(tradesOf(*source, query, noon)->rows(), std::int64_t{11});
    }

    void nearMisses()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addOrdinary(10);
        const auto source = openSource(cache.source()).value();
        const auto warning = [&](TradesQuery query) {
            const auto frame = source->trades(query, noon, {});
            return QString::fromStdString(frame && frame->warnings.size() == 1 ? frame->warnings[0] : "");
        };
        TradesQuery query;
        query.exchange = "MEXC";
        QCOMPARE(warning(query), QStringLiteral("No trade has exchange='MEXC'; did you mean 'mexc'?"));
        query.exchange = "binance";
        QCOMPARE(warning(query),
                 QStringLiteral("No trade has exchange='binance'; there are 'kraken', 'kucoin', 'mexc'."));
        query = {};
        query.asset = "ALKIM";
        QCOMPARE(warning(query), QStringLiteral("No trade has asset='ALKIM'; did you mean 'ALKIMI'?"));
    }

    void tellsItsProgress()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addOrdinary(150'000);
        std::vector<std::int64_t> told;
        LoadWatch watch;
        watch.progress = [&](std::int64_t rows) { told.push_back(rows); };
        QVERIFY(openSource(cache.source()).value()->trades({}, noon, watch).has_value());
        QVERIFY(told.size() >= 2);
        QVERIFY(std::ranges::is_sorted(told));
        QVERIFY(told.front() > 0 && told.back() <= 150'000);
    }

    void canBeCancelledInTheMiddle()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addOrdinary(200'000);
        std::stop_source stop;
        LoadWatch watch(stop.get_token());
        watch.progress = [&](std::int64_t) { stop.request_stop(); };
        const auto frame = openSource(cache.source()).value()->trades({}, noon, watch);
        QVERIFY(!frame.has_value());
        QCOMPARE(frame.error().code, ErrorCode::Cancelled);
    }

    void canBeCancelled()
    {
        const auto held = table();
        TestTable &cache = *held;
        cache.addOrdinary(200'000);
        const auto source = openSource(cache.source()).value();
        std::stop_source stop;
        stop.request_stop();
        const auto frame = source->trades({}, noon, stop.get_token());
        QVERIFY(!frame.has_value());
        QCOMPARE(frame.error().code, ErrorCode::Cancelled);
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{200'000});
    }
};

} // namespace assay
