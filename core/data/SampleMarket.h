// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/SampleRandom.h"
#include "data/TradeTable.h"

#include <array>
#include <cstdint>
#include <vector>

namespace assay {

/// The market behind the sample data: 90 days of made-up trading by our accounts, the same bytes on
/// every machine. Times are nanoseconds relative to "now" and so are negative; everything else is
/// independent of the clock.
///
/// Traps an analysis should survive are part of it: a day without one exchange, one trade that
/// stands twice, one of 1e-8 and one of millions, fees of zero and fees in the traded coin,
/// whole-second times beside fractions.
class SampleMarket
{
public:
    static constexpr int days = 90;
    static constexpr std::size_t assetCount = 8;
    static constexpr std::size_t exchangeCount = 4;

    SampleMarket();

    /// Newest first, all documented columns.
    [[nodiscard]] const TradeTable &trades() const { return m_trades; }
    /// `{exchange_account: {asset: amount}}`, as held now.
    [[nodiscard]] Json balances() const;
    /// What was held in each exchange (in the order of exchangeNames) `day` days before now, in
    /// cents; day 0 is what balances() is worth at the newest prices.
    [[nodiscard]] const std::array<std::int64_t, exchangeCount> &worth(int day) const;

    [[nodiscard]] static const std::array<const char *, exchangeCount> &exchangeNames();

private:
    struct Trade
    {
        std::int64_t time = 0; ///< relative to now
        std::size_t exchange = 0;
        std::int32_t account = 0;
        std::size_t asset = 0;
        std::int32_t side = 0;
        std::int32_t feeCurrency = 0;
        double amount = 0;
        double price = 0;
        double fee = 0;
        std::uint64_t serial = 0;
    };
    using Prices = std::array<std::int64_t, assetCount>; ///< in 1/65536 of the assets' price steps

    void walkPrices();
    void tradeThroughHour(int hoursAgo);
    [[nodiscard]] Trade makeTrade(std::int64_t millisecondsAgo);
    void setSizeAndFee(Trade &trade, std::int64_t price);
    void setTraps();
    void fillTable();
    void measureWorth();

    SampleRandom m_random;
    Prices m_walk{};             ///< of the hour being made
    std::vector<Trade> m_made;   ///< oldest first while they are being made
    std::vector<Prices> m_daily; ///< of each day's end, from `days` days before now to now
    TradeTable m_trades;
    std::vector<std::array<std::int64_t, exchangeCount>> m_worth; ///< by days before now
};

} // namespace assay
