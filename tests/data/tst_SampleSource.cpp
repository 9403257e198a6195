// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CivilTime.h"
#include "tests/support/SourceFrames.h"

#include <cmath>
#include <map>
#include <QTest>
#include <set>

using namespace assay;
using namespace assay::test;

namespace {

constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00

std::string_view bufferText(const Frame &frame, const BufferSpan &span)
{
    const auto bytes = frame.buffer(span);
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

/// Of all that the columns hold.
std::uint64_t hashOfColumns(const Frame &frame)
{
    std::string all;
    for (const ColumnSchema &column : frame.schema().columns) {
        all += column.name + '=' + column.dtype + ';';
        for (const BufferSpan &span : {column.validity, column.values, column.offsets, column.data})
            all += bufferText(frame, span);
    }
    return hashOf(all);
}

} // namespace

class tst_SampleSource : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void theSameBytesEverywhere();
    void theColumnsAreTheDocumentedOnes();
    void newestFirstAndNeverLater();
    void everythingMovesWithTheClock();
    void daysCount();
    void exchangeAndAssetFilter();
    void amountsAndPricesAreBelievable();
    void idsAreUniqueButForTheTwin();
    void kucoinFallsSilent();
    void extremesAndFeesAreThere();
    void wholeSecondsBesideFractions();
    void snapshotsAreOfEveryDay();
    void theNewestSnapshotIsTheBalances();

private:
    std::shared_ptr<DataSource> m_source;
    std::shared_ptr<const Frame> m_all;
};

void tst_SampleSource::initTestCase()
{
    const auto source = openSource("sample");
    QVERIFY(source.has_value());
    m_source = *source;
    m_all = tradesOf(*m_source, {}, noon);
    QCOMPARE(m_source->name(), std::string("sample"));
    QVERIFY(!m_source->ownClock().has_value());
}

void tst_SampleSource::theSameBytesEverywhere()
{
    QCOMPARE(m_all->rows(), std::int64_t{50'203});
    QCOMPARE(hashOfColumns(*m_all), std::uint64_t{13317011390028574208ULL});
    const auto other = *openSource("sample");
    QCOMPARE(hashOfColumns(*tradesOf(*other, {}, noon)), hashOfColumns(*m_all));
    QCOMPARE(hashOf(m_source->balances(noon)->dump() + m_source->snapshots({}, noon)->dump()),
             std::uint64_t{6355327394406945548ULL});
}

void tst_SampleSource::theColumnsAreTheDocumentedOnes()
{
    const std::vector<std::string> names{"timestamp", "exchange",     "account_name", "symbol",
                                         "asset",     "side",         "amount",       "price",
                                         "fee",       "fee_currency", "trade_id"};
    QVERIFY(columnNames(*m_all) == names);
    for (const ColumnSchema &column : m_all->schema().columns) {
        QVERIFY(column.zone.empty());
        if (column.name == "timestamp")
            QCOMPARE(column.dtype, std::string("datetime64[ns]"));
        else
            QVERIFY(column.dtype == "float64" || column.dtype == "object");
    }
    const std::size_t asset = columnOf(*m_all, "asset");
    const std::size_t symbol = columnOf(*m_all, "symbol");
    for (std::int64_t row = 0; row < m_all->rows(); ++row)
        QCOMPARE(m_all->text(asset, row), m_all->text(symbol, row));
}

void tst_SampleSource::newestFirstAndNeverLater()
{
    std::int64_t last = noon;
    for (std::int64_t row = 0; row < m_all->rows(); ++row) {
        QVERIFY(m_all->integer(0, row) <= last);
        last = m_all->integer(0, row);
    }
    QVERIFY(m_all->integer(0, 0) > noon - nanosecondsPerDay / 24);
    QVERIFY(last > noon - 91 * nanosecondsPerDay);
    QVERIFY(last < noon - 89 * nanosecondsPerDay);
}

void tst_SampleSource::everythingMovesWithTheClock()
{
    constexpr std::int64_t later = noon + 5 * nanosecondsPerDay + 3 * nanosecondsPerSecond;
    const auto moved = tradesOf(*m_source, {}, later + 123'456'789); // a clock's fraction is cut
    QCOMPARE(moved->rows(), m_all->rows());
    const std::size_t id = columnOf(*moved, "trade_id");
    for (std::int64_t row = 0; row < moved->rows(); row += 997) {
        QCOMPARE(moved->integer(0, row) - m_all->integer(0, row), later - noon);
        QCOMPARE(moved->text(id, row), m_all->text(id, row));
        QCOMPARE(moved->real(6, row), m_all->real(6, row));
    }
    QVERIFY(*m_source->balances(noon) == *m_source->balances(later));
}

void tst_SampleSource::daysCount()
{
    std::int64_t fewer = 0;
    for (const int days : {0, 1, 7, 30, 89}) {
        TradesQuery query;
        query.days = days;
        const auto frame = tradesOf(*m_source, query, noon);
        QVERIFY(frame->rows() >= fewer);
        fewer = frame->rows();
        if (fewer > 0)
            QVERIFY(frame->integer(0, fewer - 1) >= noon - days * nanosecondsPerDay);
        if (fewer < m_all->rows())
            QVERIFY(m_all->integer(0, fewer) < noon - days * nanosecondsPerDay);
    }
    QVERIFY(fewer > 45'000);
}

void tst_SampleSource::exchangeAndAssetFilter()
{
    TradesQuery query;
    query.exchange = "mexc";
    query.asset = "BTC";
    const auto frame = tradesOf(*m_source, query, noon);
    QVERIFY(frame->rows() > 1'000);
    for (std::int64_t row = 0; row < frame->rows(); ++row) {
        QCOMPARE(frame->text(1, row), std::string_view("mexc"));
        QCOMPARE(frame->text(4, row), std::string_view("BTC"));
    }
    query.exchange = "MEXC"; // exactly, as the bot filters
    QCOMPARE(tradesOf(*m_source, query, noon)->rows(), std::int64_t{0});
    query.exchange = "";
    QCOMPARE(tradesOf(*m_source, query, noon)->rows(), std::int64_t{0});
}

void tst_SampleSource::amountsAndPricesAreBelievable()
{
    const std::map<std::string_view, std::pair<double, double>> range{
        {"ALKIMI", {0.03, 0.08}}, {"BTC", {60'000, 130'000}}, {"ETH", {2'000, 5'000}},
        {"SOL", {80, 250}},       {"SUI", {0.8, 3}},          {"XRP", {1.4, 3.5}},
        {"DOGE", {0.09, 0.3}},    {"LINK", {8, 24}}};
    std::set<std::string_view> seen;
    for (std::int64_t row = 0; row < m_all->rows(); ++row) {
        const auto found = range.find(m_all->text(4, row));
        QVERIFY(found != range.end());
        seen.insert(found->first);
        QVERIFY(m_all->real(7, row) > found->second.first);
        QVERIFY(m_all->real(7, row) < found->second.second);
        QVERIFY(m_all->real(6, row) > 0);
        QVERIFY(m_all->real(8, row) >= 0);
    }
    QCOMPARE(seen.size(), range.size());
}

void tst_SampleSource::idsAreUniqueButForTheTwin()
{
    std::map<std::string_view, std::int64_t> rowOf;
    std::vector<std::pair<std::int64_t, std::int64_t>> twins;
    const std::size_t id = columnOf(*m_all, "trade_id");
    for (std::int64_t row = 0; row < m_all->rows(); ++row) {
        const auto [known, isNew] = rowOf.emplace(m_all->text(id, row), row);
        if (!isNew)
            twins.emplace_back(known->second, row);
    }
    QCOMPARE(twins.size(), std::size_t{1});
    const auto [first, second] = twins.front();
    QCOMPARE(m_all->integer(0, first), m_all->integer(0, second));
    for (const std::size_t column : {1, 2, 3, 4, 5, 9})
        QCOMPARE(m_all->text(column, first), m_all->text(column, second));
    for (const std::size_t column : {6, 7, 8})
        QCOMPARE(m_all->real(column, first), m_all->real(column, second));
}

void tst_SampleSource::kucoinFallsSilent()
{
    std::map<std::string_view, std::int64_t> longest;
    std::map<std::string_view, std::int64_t> last;
    for (std::int64_t row = 0; row < m_all->rows(); ++row) {
        const std::string_view exchange = m_all->text(1, row);
        const std::int64_t time = m_all->integer(0, row);
        if (const auto before = last.find(exchange); before != last.end())
            longest[exchange] = std::max(longest[exchange], before->second - time);
        last[exchange] = time;
    }
    QCOMPARE(longest.size(), std::size_t{4});
    for (const auto &[exchange, gap] : longest)
        QCOMPARE(gap > nanosecondsPerDay, exchange == "kucoin");
}

void tst_SampleSource::extremesAndFeesAreThere()
{
    int dust = 0;
    int whales = 0;
    int free = 0;
    int feesInCoin = 0;
    for (std::int64_t row = 0; row < m_all->rows(); ++row) {
        dust += m_all->real(6, row) == 1e-8 ? 1 : 0;
        whales += m_all->real(6, row) > 9e7 ? 1 : 0;
        free += m_all->real(8, row) == 0 ? 1 : 0;
        feesInCoin += m_all->text(9, row) == "USDT" ? 0 : 1;
    }
    QCOMPARE(dust, 1);
    QCOMPARE(whales, 1);
    QVERIFY(free > 100);
    QVERIFY(feesInCoin > 100);
}

void tst_SampleSource::wholeSecondsBesideFractions()
{
    int whole = 0;
    for (std::int64_t row = 0; row < m_all->rows(); ++row)
        whole += m_all->integer(0, row) % nanosecondsPerSecond == 0 ? 1 : 0;
    QVERIFY(whole > 5'000);
    QVERIFY(whole < m_all->rows() / 2);
}

void tst_SampleSource::snapshotsAreOfEveryDay()
{
    const Json all = *m_source->snapshots({}, noon);
    QCOMPARE(all.size(), std::size_t{91});
    QCOMPARE(all.back()["timestamp"].get<std::string>(), std::string("2025-11-20T12:00:00"));
    QCOMPARE(all.front()["timestamp"].get<std::string>(), std::string("2025-08-22T12:00:00"));
    for (const Json &snapshot : all) {
        const double sum =
            snapshot["mexc_usd"].get<double>() + snapshot["kraken_usd"].get<double>() +
            snapshot["kucoin_usd"].get<double>() + snapshot["gateio_usd"].get<double>();
        QVERIFY(std::abs(sum - snapshot["total_usd"].get<double>()) < 0.01);
        QVERIFY(sum > 100'000);
    }
    QCOMPARE(m_source->snapshots(7, noon)->size(), std::size_t{8});
    QVERIFY(m_source->snapshots(7, noon)->front() == all[83]);
    QCOMPARE(m_source->snapshots(0, noon)->size(), std::size_t{1});
    QCOMPARE(m_source->snapshots(1'000'000, noon)->size(), std::size_t{91});
    QCOMPARE(m_source->snapshots(-1, noon)->size(), std::size_t{0});
}

void tst_SampleSource::theNewestSnapshotIsTheBalances()
{
    std::map<std::string, double> prices{{"USDT", 1.0}};
    for (std::int64_t row = m_all->rows() - 1; row >= 0; --row)
        prices[std::string(m_all->text(4, row))] = m_all->real(7, row);
    double total = 0;
    const Json balances = m_source->balances(noon).value();
    for (const auto &[account, assets] : balances.items()) {
        for (const auto &[asset, amount] : assets.items())
            total += amount.get<double>() * prices.at(asset);
    }
    const double told = m_source->snapshots({}, noon)->back()["total_usd"].get<double>();
    QVERIFY(std::abs(total / told - 1) < 0.01); // trades' prices lie about the market's
}

QTEST_APPLESS_MAIN(tst_SampleSource)
#include "tst_SampleSource.moc"
