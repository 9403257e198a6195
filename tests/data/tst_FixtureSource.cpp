// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CivilTime.h"
#include "tests/support/SourceFrames.h"

#include <cmath>
#include <map>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

const std::string testData = ASSAY_TEST_DATA;

TradesQuery lastDays(int days)
{
    TradesQuery query;
    query.days = days;
    return query;
}

std::map<std::string, double> amountByExchange(const Frame &frame)
{
    const std::size_t exchange = columnOf(frame, "exchange");
    const std::size_t amount = columnOf(frame, "amount");
    std::map<std::string, double> sums;
    for (std::int64_t row = 0; row < frame.rows(); ++row)
        sums[std::string(frame.text(exchange, row))] += frame.real(amount, row);
    for (auto &[name, sum] : sums)
        sum = std::round(sum * 1e6) / 1e6;
    return sums;
}

} // namespace

class tst_FixtureSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theExamplesTrades();
    void theExamplesPrices();
    void theExamplesBalancesAndSnapshots();
    void theBotsProvider();
    void columnsOfItsOwn();
    void missingCells();
    void emptyFixtures();
    void filteringWithoutTheColumn();
    void theDayItselfIsIn();
    void wrongFiles_data();
    void wrongFiles();
    void notJson();
    void noFile();
    void unknownSources();

private:
    std::string write(const QByteArray &text);
    std::shared_ptr<DataSource> fixture(const QByteArray &text);

    QTemporaryDir m_folder;
    int m_files = 0;
    std::shared_ptr<DataSource> m_examples;
};

std::string tst_FixtureSource::write(const QByteArray &text)
{
    const QString path = m_folder.filePath(QString::number(++m_files));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        qFatal("no temporary file can be written");
    return path.toStdString();
}

std::shared_ptr<DataSource> tst_FixtureSource::fixture(const QByteArray &text)
{
    auto source = openSource("fixture:" + write(text));
    if (!source)
        qFatal("%s", source.error().text.c_str());
    return *source;
}

void tst_FixtureSource::initTestCase()
{
    const auto source = openSource("fixture:" + testData + "/examples/fixture.json");
    QVERIFY(source.has_value());
    m_examples = *source;
    QCOMPARE(m_examples->name(), "fixture:" + testData + "/examples/fixture.json");
    QCOMPARE(m_examples->ownClock(), parseIsoTime("2025-11-20T12:00:00"));
}

void tst_FixtureSource::theExamplesTrades()
{
    const std::int64_t now = m_examples->ownClock().value();
    // 1_volume_by_exchange.py
    const std::map<std::string, double> week{
        {"gateio", 246.6993}, {"kraken", 320.0642}, {"kucoin", 245.9354}, {"mexc", 271.7555}};
    QVERIFY(amountByExchange(*tradesOf(*m_examples, lastDays(7), now)) == week);
    // 2_trade_summary.py
    const std::map<std::string, double> month{
        {"gateio", 981.7137}, {"kraken", 1680.2814}, {"kucoin", 1044.1011}, {"mexc", 672.5446}};
    const auto frame = tradesOf(*m_examples, lastDays(30), now);
    QCOMPARE(frame->rows(), std::int64_t{256});
    QVERIFY(amountByExchange(*frame) == month);
    // 8_concentration.py
    QCOMPARE(tradesOf(*m_examples, lastDays(45), now)->rows(), std::int64_t{97 + 99 + 112 + 92});
}

void tst_FixtureSource::theExamplesPrices()
{
    // 5_price_statistics.py
    TradesQuery query = lastDays(30);
    query.asset = "ALKIMI";
    const auto frame = tradesOf(*m_examples, query, m_examples->ownClock().value());
    QCOMPARE(frame->rows(), std::int64_t{89});
    QCOMPARE(frame->real(columnOf(*frame, "price"), 0), 0.051211);
    const std::vector<std::string> names{"timestamp", "exchange",     "account_name", "symbol",
                                         "asset",     "side",         "amount",       "price",
                                         "fee",       "fee_currency", "trade_id"};
    QVERIFY(columnNames(*frame) == names);
    QCOMPARE(frame->text(columnOf(*frame, "trade_id"), 0), std::string_view("F00082"));
}

void tst_FixtureSource::theExamplesBalancesAndSnapshots()
{
    const std::int64_t now = m_examples->ownClock().value();
    // 3_holdings.py
    double usdt = 0;
    const Json balances = m_examples->balances(now).value();
    for (const Json &assets : balances)
        usdt += assets.value("USDT", 0.0);
    QCOMPARE(usdt, 26320.75);
    // 4_balance_trend.py
    const Json snapshots = m_examples->snapshots(30, now).value();
    QCOMPARE(snapshots.size(), std::size_t{31});
    QCOMPARE(snapshots.front()["total_usd"].get<double>(), 102494.2);
    QCOMPARE(snapshots.back()["total_usd"].get<double>(), 103885.26);
    QVERIFY(snapshots.back()["mexc_usd"].is_number_integer()); // content is handed on as it is
    QCOMPARE(m_examples->snapshots({}, now)->size(), std::size_t{61});
    QCOMPARE(m_examples->snapshots(0, now + 1)->size(), std::size_t{0});
}

void tst_FixtureSource::theBotsProvider()
{
    const auto source = *openSource("fixture:" + testData + "/bot-provider.json");
    const std::int64_t now = parseIsoTime("2026-06-01").value();
    QVERIFY(!source->ownClock().has_value());
    const auto frame = tradesOf(*source, {}, now);
    const std::vector<std::string> names{"timestamp", "exchange", "symbol", "asset",
                                         "side",      "amount",   "price"};
    QVERIFY(columnNames(*frame) == names);
    QCOMPARE(frame->rows(), std::int64_t{12});
    QCOMPARE(frame->integer(0, 0), parseIsoTime("2025-11-09T08:00:00").value());
    // Frozen data without a clock: the bot's vectors want the first ones.
    const Json two = source->snapshots(2, now).value();
    QCOMPARE(two.size(), std::size_t{2});
    QCOMPARE(two[0]["total_usd"].get<double>(), 1000.0);
    QCOMPARE(two[1]["total_usd"].get<double>(), 1010.0);
    QCOMPARE(source->snapshots(99, now)->size(), std::size_t{5});
    QCOMPARE(source->snapshots(-1, now)->size(), std::size_t{0});
    // A clock near the data counts days as ever.
    const Json one = source->snapshots(1, parseIsoTime("2025-11-05T12:00:00").value()).value();
    QCOMPARE(one.size(), std::size_t{1});
    QCOMPARE(one[0]["total_usd"].get<double>(), 1040.0);
}

void tst_FixtureSource::columnsOfItsOwn()
{
    const auto source = fixture(R"({"trades": {"note": ["a", null], "id": [1, 9007199254740993],
        "score": [1, 2.5], "timestamp": ["2025-01-01", "2025-01-02"], "symbol": ["BTC", "ETH"],
        "amount": [1, 2], "gone": [null, null]}})");
    const auto frame = tradesOf(*source, {}, 0);
    const std::vector<std::string> names{"timestamp", "symbol", "asset", "amount",
                                         "note",      "id",     "score", "gone"};
    QVERIFY(columnNames(*frame) == names);
    QCOMPARE(frame->text(columnOf(*frame, "asset"), 0), std::string_view("ETH")); // newest first
    QCOMPARE(frame->integer(columnOf(*frame, "id"), 0), std::int64_t{9007199254740993});
    QCOMPARE(frame->real(columnOf(*frame, "amount"), 0), 2.0);
    QCOMPARE(frame->real(columnOf(*frame, "score"), 1), 1.0);
    QVERIFY(frame->isMissing(columnOf(*frame, "note"), 0));
    QVERIFY(frame->isMissing(columnOf(*frame, "gone"), 0));
}

void tst_FixtureSource::missingCells()
{
    const auto source = fixture(R"({"trades": {"timestamp": ["2025-01-01", "2025-01-01"],
        "exchange": [null, "mexc"], "price": [null, 1.5], "trade_id": [null, "x"]}})");
    const auto frame = tradesOf(*source, {}, 0);
    for (std::size_t column = 1; column < 4; ++column) {
        QVERIFY(frame->isMissing(column, 0)); // equal times keep the file's order
        QVERIFY(!frame->isMissing(column, 1));
    }
    TradesQuery query;
    query.exchange = "mexc";
    QCOMPARE(tradesOf(*source, query, 0)->rows(), std::int64_t{1});
}

void tst_FixtureSource::emptyFixtures()
{
    const auto source = fixture("{}");
    const auto frame = tradesOf(*source, lastDays(30), 0);
    QCOMPARE(frame->rows(), std::int64_t{0});
    QCOMPARE(frame->columnCount(), std::size_t{11});
    QVERIFY(source->balances(0)->is_object());
    QVERIFY(source->snapshots(30, 0)->is_array());
    const auto noRows = fixture(R"({"now": null, "trades": {"timestamp": [], "amount": []}})");
    TradesQuery query = lastDays(1);
    query.asset = "BTC";
    QCOMPARE(tradesOf(*noRows, query, 0)->columnCount(), std::size_t{2});
    const auto noColumns = fixture(R"({"trades": {}})");
    QCOMPARE(tradesOf(*noColumns, {}, 0)->columnCount(), std::size_t{0});
}

void tst_FixtureSource::filteringWithoutTheColumn()
{
    const auto source = fixture(R"({"trades": {"amount": [1, 2]}})");
    QCOMPARE(tradesOf(*source, lastDays(1), 0)->rows(), std::int64_t{2}); // no time, no days
    TradesQuery query;
    query.exchange = "mexc";
    const auto trades = source->trades(query, 0, {});
    QVERIFY(!trades.has_value());
    QCOMPARE(trades.error().code, ErrorCode::InvalidInput);
    QVERIFY(trades.error().text.find("exchange") != std::string::npos);
}

void tst_FixtureSource::theDayItselfIsIn()
{
    const auto source = fixture(R"({"trades": {"timestamp": ["2025-01-01", "2025-01-02"]}})");
    const std::int64_t now = parseIsoTime("2025-01-02").value();
    QCOMPARE(tradesOf(*source, lastDays(1), now)->rows(), std::int64_t{2});
    QCOMPARE(tradesOf(*source, lastDays(1), now + 1)->rows(), std::int64_t{1});
    QCOMPARE(tradesOf(*source, lastDays(0), now)->rows(), std::int64_t{1});
    QCOMPARE(tradesOf(*source, lastDays(-1), now)->rows(), std::int64_t{0});
    constexpr int most = std::numeric_limits<int>::max();
    QCOMPARE(tradesOf(*source, lastDays(most), now)->rows(), std::int64_t{2});
}

void tst_FixtureSource::wrongFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("key");
    const auto row = [](const char *text, const char *key) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(key);
    };
    row(R"([])", "object");
    row(R"(null)", "object");
    row(R"({"now": 5})", "\"now\"");
    row(R"({"now": "yesterday"})", "\"now\"");
    row(R"({"trades": []})", "\"trades\"");
    row(R"({"trades": {"amount": 5}})", "\"trades.amount\"");
    row(R"({"trades": {"amount": [1], "price": [1, 2]}})", "\"trades.price\" has 2 rows");
    row(R"({"trades": {"timestamp": ["2025-01-01", "2025-13-01"]}})", "\"trades.timestamp[1]\"");
    row(R"({"trades": {"timestamp": [null]}})", "\"trades.timestamp[0]\"");
    row(R"({"trades": {"timestamp": [1]}})", "\"trades.timestamp[0]\"");
    row(R"({"trades": {"amount": [1, "2"]}})", "\"trades.amount[1]\"");
    row(R"({"trades": {"amount": [true]}})", "\"trades.amount[0]\"");
    row(R"({"trades": {"exchange": ["mexc", 4]}})", "\"trades.exchange[1]\"");
    row(R"({"trades": {"trade_id": [4]}})", "\"trades.trade_id[0]\"");
    row(R"({"trades": {"symbol": [{}]}})", "[0]\"");
    row(R"({"trades": {"own": ["a", 1]}})", "\"trades.own[1]\"");
    row(R"({"trades": {"own": [[1]]}})", "\"trades.own[0]\"");
    row(R"({"balances": []})", "\"balances\"");
    row(R"({"balances": {"mexc_mm1": 5}})", "\"balances.mexc_mm1\"");
    row(R"({"balances": {"mexc_mm1": {"BTC": "5"}}})", "\"balances.mexc_mm1.BTC\"");
    row(R"({"snapshots": {}})", "\"snapshots\"");
    row(R"({"snapshots": [5]})", "\"snapshots[0]\"");
    row(R"({"snapshots": [{"timestamp": "2025-01-01"}, {}]})", "\"snapshots[1].timestamp\"");
    row(R"({"snapshots": [{"timestamp": "x"}]})", "\"snapshots[0].timestamp\"");
}

void tst_FixtureSource::wrongFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, key);
    const auto source = openSource("fixture:" + write(text));
    QVERIFY(!source.has_value());
    QCOMPARE(source.error().code, ErrorCode::InvalidInput);
    QVERIFY2(source.error().text.find(key.toStdString()) != std::string::npos,
             source.error().text.c_str());
}

void tst_FixtureSource::notJson()
{
    const auto cut = openSource("fixture:" + write("{\n  \"trades\": {\n"));
    QVERIFY(!cut.has_value());
    QVERIFY2(cut.error().text.find("line 3") != std::string::npos, cut.error().text.c_str());
    for (const char *text : {"", "{\"now\": NaN}", "{} {}", "\xFF\xFE{", "{\"a\": \"\xC3\"}"})
        QVERIFY(!openSource("fixture:" + write(text)).has_value());
    const QByteArray deep = QByteArray(1'000'000, '[');
    QVERIFY(!openSource("fixture:" + write(deep)).has_value());
    QVERIFY(!openSource("fixture:" + write(deep + QByteArray(1'000'000, ']'))).has_value());
}

void tst_FixtureSource::noFile()
{
    const auto missing = openSource("fixture:/nowhere/at/all.json");
    QVERIFY(!missing.has_value());
    QCOMPARE(missing.error().code, ErrorCode::NotFound);
    QVERIFY(missing.error().text.find("/nowhere/at/all.json") != std::string::npos);
    const auto folder = openSource("fixture:" + m_folder.path().toStdString());
    QVERIFY(!folder.has_value());
    QVERIFY(folder.error().text.find("folder") != std::string::npos);
    QVERIFY(!openSource("fixture:").has_value());
}

void tst_FixtureSource::unknownSources()
{
    for (const char *name : {"", "Sample", "sample:", "fixture", "trades.json"}) {
        const auto source = openSource(name);
        QVERIFY(!source.has_value());
        QCOMPARE(source.error().code, ErrorCode::InvalidInput);
        QVERIFY(source.error().text.find("Known are sample") != std::string::npos);
    }
}

QTEST_GUILESS_MAIN(tst_FixtureSource)
#include "tst_FixtureSource.moc"
