// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/SampleMarket.h"

#include <algorithm>
#include <cstdio>
#include <string>
#include <utility>

namespace assay {

namespace {

constexpr std::uint64_t seed = 0x41737361792031ULL;
constexpr std::int64_t millisecond = 1'000'000;
constexpr std::int64_t second = 1'000 * millisecond;
constexpr std::int64_t millisecondsPerHour = 3'600'000;
constexpr int hoursPerDay = 24;

struct Asset
{
    const char *name;
    std::int64_t level; ///< the price it wanders about, in price steps
    int priceDecimals;  ///< a price step is 10^-priceDecimals
    int amountDecimals;
    std::int64_t unrest; ///< deviation of an hour's move, in 1/10000
    std::int64_t share;  ///< of all trades, in percent
};
constexpr std::array<Asset, SampleMarket::assetCount> assets{{
    {"ALKIMI", 51'200, 6, 2, 110, 34},
    {"BTC", 9'113'800, 2, 6, 45, 18},
    {"ETH", 321'150, 2, 5, 60, 15},
    {"SOL", 142'310, 3, 3, 75, 11},
    {"SUI", 16'420, 4, 2, 95, 9},
    {"XRP", 22'140, 4, 1, 65, 6},
    {"DOGE", 16'083, 5, 0, 80, 4},
    {"LINK", 14'207, 3, 2, 75, 3},
}};

struct Exchange
{
    const char *name;
    std::int64_t share;    ///< of all trades, in percent
    std::int64_t makerFee; ///< in 1/10000
    std::int64_t takerFee; ///< in 1/10000
    std::int64_t tick;     ///< of its clock, in nanoseconds
    bool isFeeInCoin;      ///< a buyer pays in what he bought
    std::array<int, 2> accounts;
};
constexpr std::array<const char *, 4> accountNames{"MM1", "MM2", "TM", "TM1"};
constexpr std::array<Exchange, SampleMarket::exchangeCount> exchanges{{
    {"mexc", 38, 0, 5, millisecond, false, {0, 3}},
    {"kraken", 24, 16, 26, millisecond / 10, false, {1, 2}},
    {"kucoin", 22, 10, 10, millisecond, false, {0, 1}},
    {"gateio", 16, 9, 20, second, true, {3, 0}},
}};
constexpr std::size_t kraken = 1;
constexpr std::size_t kucoin = 2;
constexpr std::int32_t usdt = SampleMarket::assetCount; ///< its place among the fee currencies

/// Trades an hour, by the hour of the day counted back from now.
constexpr std::array<std::int64_t, hoursPerDay> activity{
    31, 33, 30, 28, 27, 29, 34, 37, 33, 27, 22, 18, 14, 11, 9, 8, 8, 10, 13, 17, 21, 25, 28, 30};

constexpr int gapFrom = 41 * hoursPerDay; ///< kucoin is silent for 29 hours
constexpr int gapTo = gapFrom + 29;

struct Holding
{
    std::size_t exchange;
    const char *account; ///< as `exchange_account`
    std::size_t asset;   ///< assetCount: USDT
    std::int64_t units;  ///< in 10^-decimals
    int decimals;
};
constexpr std::array<Holding, 15> holdings{{
    {0, "mexc_mm1", usdt, 18'425'037, 2},
    {0, "mexc_mm1", 0, 325'000'050, 2},
    {0, "mexc_mm1", 4, 1'850'025, 2},
    {0, "mexc_tm1", usdt, 2'310'580, 2},
    {0, "mexc_tm1", 6, 42'000, 0},
    {1, "kraken_mm2", usdt, 9'640'012, 2},
    {1, "kraken_mm2", 1, 125'000, 5},
    {1, "kraken_mm2", 2, 184'500, 4},
    {1, "kraken_tm", usdt, 1'120'475, 2},
    {1, "kraken_tm", 3, 212'750, 3},
    {2, "kucoin_mm1", usdt, 7'218'944, 2},
    {2, "kucoin_mm1", 0, 148'000'000, 2},
    {2, "kucoin_mm2", 5, 95'000, 1},
    {3, "gateio_tm1", usdt, 5'301'260, 2},
    {3, "gateio_tm1", 0, 86'500'025, 2},
}};

constexpr std::int64_t powerOfTen(int exponent)
{
    std::int64_t result = 1;
    for (int i = 0; i < exponent; ++i)
        result *= 10;
    return result;
}

/// One correctly rounded division: the double is the one its decimal text stands for.
double decimal(std::int64_t units, int decimals)
{
    return static_cast<double>(units) / static_cast<double>(powerOfTen(decimals));
}

template <typename Table>
std::size_t pickByShare(SampleRandom &random, const Table &table)
{
    std::int64_t drawn = random.below(100);
    std::size_t i = 0;
    while (i + 1 < table.size() && drawn >= table[i].share)
        drawn -= table[i++].share;
    return i;
}

/// An id in the style of its exchange, of the trade's place in the history alone.
std::string tradeId(std::size_t exchange, std::uint64_t serial)
{
    SampleRandom random(serial);
    std::array<char, 40> buffer{};
    if (exchange == kraken) {
        std::string id = "T00000-00000-000000";
        for (char &letter : id) {
            if (letter == '0')
                letter = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"[random.below(32)];
        }
        return id;
    }
    if (exchange == kucoin)
        std::snprintf(buffer.data(), buffer.size(), "%08llx%016llx",
                      static_cast<unsigned long long>(0x66e00000 + serial * 151),
                      static_cast<unsigned long long>(random.next()));
    else
        std::snprintf(buffer.data(), buffer.size(), "%llu",
                      static_cast<unsigned long long>(5'400'000'000 + serial * 7'919 +
                                                      random.next() % 7'919));
    return buffer.data();
}

std::vector<std::string> feeCurrencies()
{
    std::vector<std::string> names;
    for (const Asset &asset : assets)
        names.emplace_back(asset.name);
    names.emplace_back("USDT");
    return names;
}

/// Value of an amount in cents. No product here reaches 2^63: the dearest holding is some 10^7
/// cents, and no asset has more than eight decimals in all.
std::int64_t cents(std::int64_t units, std::int64_t price, int decimals)
{
    return units * price / powerOfTen(decimals - 2);
}

} // namespace

SampleMarket::SampleMarket()
    : m_random(seed)
{
    m_made.reserve(52'000);
    for (std::size_t i = 0; i < assets.size(); ++i)
        m_walk[i] = assets[i].level << SampleRandom::fractionBits;
    for (int hoursAgo = days * hoursPerDay; hoursAgo > 0; --hoursAgo) {
        if (hoursAgo % hoursPerDay == 0)
            m_daily.push_back(m_walk);
        walkPrices();
        tradeThroughHour(hoursAgo);
    }
    m_daily.push_back(m_walk);
    setTraps();
    fillTable();
    measureWorth();
    m_made = {};
}

void SampleMarket::walkPrices()
{
    constexpr std::int64_t pull = 256; // an hour closes this part of the way back to the level
    for (std::size_t i = 0; i < assets.size(); ++i) {
        const std::int64_t level = assets[i].level << SampleRandom::fractionBits;
        const std::int64_t move = m_random.normal() * assets[i].unrest;
        m_walk[i] += (m_walk[i] / 10'000 * move) >> SampleRandom::fractionBits;
        m_walk[i] += (level - m_walk[i]) / pull;
    }
}

void SampleMarket::tradeThroughHour(int hoursAgo)
{
    const std::int64_t usual = activity[static_cast<std::size_t>(hoursAgo - 1) % hoursPerDay];
    std::vector<std::int64_t> times(
        static_cast<std::size_t>(usual * (80 + m_random.below(51)) / 100));
    for (std::int64_t &time : times)
        time = hoursAgo * millisecondsPerHour - m_random.below(millisecondsPerHour);
    std::ranges::sort(times, std::ranges::greater());
    for (const std::int64_t time : times)
        m_made.push_back(makeTrade(time));
}

SampleMarket::Trade SampleMarket::makeTrade(std::int64_t millisecondsAgo)
{
    Trade trade;
    trade.serial = m_made.size();
    trade.asset = pickByShare(m_random, assets);
    trade.exchange = pickByShare(m_random, exchanges);
    const std::int64_t hoursAgo = millisecondsAgo / millisecondsPerHour;
    if (trade.exchange == kucoin && hoursAgo >= gapFrom && hoursAgo < gapTo)
        trade.exchange = kraken;
    const Exchange &exchange = exchanges[trade.exchange];
    trade.account = exchange.accounts[m_random.below(3) == 0 ? 1 : 0];
    trade.side = m_random.below(1000) < 507 ? 0 : 1;
    const std::int64_t time = -millisecondsAgo * millisecond + m_random.below(millisecond);
    trade.time = time / exchange.tick * exchange.tick - exchange.tick;
    // Around the hour's price by some 1/2000.
    const std::int64_t walk = m_walk[trade.asset];
    const std::int64_t noise = (walk / 2'000 * m_random.normal()) >> SampleRandom::fractionBits;
    setSizeAndFee(trade, (walk + noise) >> SampleRandom::fractionBits);
    return trade;
}

void SampleMarket::setSizeAndFee(Trade &trade, std::int64_t price)
{
    constexpr std::int64_t medianCents = 12'000;
    const Asset &asset = assets[trade.asset];
    const Exchange &exchange = exchanges[trade.exchange];
    const int places = asset.amountDecimals + asset.priceDecimals;
    const std::int64_t size = SampleRandom::powerOfTwo(m_random.normal() * 17 / 10);
    const std::int64_t worth = (medianCents * size) >> SampleRandom::fractionBits;
    const std::int64_t units = std::max<std::int64_t>(1, worth * powerOfTen(places - 2) / price);
    const bool isMaker = m_random.below(5) < 3;
    const std::int64_t rate = isMaker ? exchange.makerFee : exchange.takerFee;
    trade.price = decimal(price, asset.priceDecimals);
    trade.amount = decimal(units, asset.amountDecimals);
    if (exchange.isFeeInCoin && trade.side == 0) {
        trade.feeCurrency = static_cast<std::int32_t>(trade.asset);
        trade.fee = decimal(units * rate, asset.amountDecimals + 4);
    } else {
        trade.feeCurrency = usdt;
        trade.fee = decimal(cents(units, price, places) * rate, 6);
    }
}

void SampleMarket::setTraps()
{
    const auto firstOf = [this](std::size_t asset, std::size_t from) {
        while (m_made[from].asset != asset)
            ++from;
        return from;
    };
    constexpr std::size_t alkimi = 0;
    constexpr std::size_t bitcoin = 1;
    const std::size_t newest = m_made.size() - 1;
    Trade &dust = m_made[firstOf(bitcoin, newest - 900)];
    dust.amount = 1e-8;
    dust.fee = 0;
    Trade &whale = m_made[firstOf(alkimi, newest - 11'000)];
    whale.amount = 98'765'432.1;
    whale.fee = 2'518.25;
    whale.feeCurrency = usdt;
    const auto twice = static_cast<std::ptrdiff_t>(firstOf(alkimi, newest - 4'000));
    const Trade copy = m_made[static_cast<std::size_t>(twice)];
    m_made.insert(m_made.begin() + twice, copy);
}

void SampleMarket::fillTable()
{
    TradeTable::Times time;
    TradeTable::Codes exchange, account, asset, side, feeCurrency;
    TradeTable::Reals amount, price, fee;
    TradeTable::Texts ids;
    for (auto trade = m_made.crbegin(); trade != m_made.crend(); ++trade) {
        time.values.push_back(trade->time);
        exchange.codes.push_back(static_cast<std::int32_t>(trade->exchange));
        account.codes.push_back(trade->account);
        asset.codes.push_back(static_cast<std::int32_t>(trade->asset));
        side.codes.push_back(trade->side);
        feeCurrency.codes.push_back(trade->feeCurrency);
        amount.push_back(trade->amount);
        price.push_back(trade->price);
        fee.push_back(trade->fee);
        ids.emplace_back(tradeId(trade->exchange, trade->serial));
    }
    exchange.texts.assign(exchangeNames().begin(), exchangeNames().end());
    account.texts.assign(accountNames.begin(), accountNames.end());
    feeCurrency.texts = feeCurrencies();
    asset.texts.assign(feeCurrency.texts.begin(), feeCurrency.texts.end() - 1);
    side.texts = {"buy", "sell"};
    m_trades.add("timestamp", std::move(time));
    m_trades.add("exchange", std::move(exchange));
    m_trades.add("account_name", std::move(account));
    m_trades.add("symbol", asset);
    m_trades.add("asset", std::move(asset));
    m_trades.add("side", std::move(side));
    m_trades.add("amount", std::move(amount));
    m_trades.add("price", std::move(price));
    m_trades.add("fee", std::move(fee));
    m_trades.add("fee_currency", std::move(feeCurrency));
    m_trades.add("trade_id", std::move(ids));
    m_trades.sortNewestFirst();
}

void SampleMarket::measureWorth()
{
    std::array<std::int64_t, exchangeCount> cash{}; // moved in since, by exchange, in cents
    for (auto prices = m_daily.crbegin(); prices != m_daily.crend(); ++prices) {
        std::array<std::int64_t, exchangeCount> worth{};
        for (const Holding &holding : holdings) {
            worth[holding.exchange] +=
                holding.asset == assetCount
                    ? holding.units
                    : cents(holding.units, (*prices)[holding.asset] >> SampleRandom::fractionBits,
                            holding.decimals + assets[holding.asset].priceDecimals);
        }
        for (std::size_t i = 0; i < exchangeCount; ++i) {
            worth[i] += cash[i];
            cash[i] += (m_random.normal() * 45'000) >> SampleRandom::fractionBits;
        }
        m_worth.push_back(worth);
    }
}

Json SampleMarket::balances() const
{
    Json result = Json::object();
    for (const Holding &holding : holdings) {
        const char *name = holding.asset == assetCount ? "USDT" : assets[holding.asset].name;
        result[holding.account][name] = decimal(holding.units, holding.decimals);
    }
    return result;
}

const std::array<std::int64_t, SampleMarket::exchangeCount> &SampleMarket::worth(int day) const
{
    return m_worth[static_cast<std::size_t>(day)];
}

const std::array<const char *, SampleMarket::exchangeCount> &SampleMarket::exchangeNames()
{
    static const std::array<const char *, exchangeCount> names{
        exchanges[0].name, exchanges[1].name, exchanges[2].name, exchanges[3].name};
    return names;
}

} // namespace assay
