// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <string>

namespace assay {

/// The bot's table of trades in a database of its own, for tests.
class TestTable
{
public:
    enum class Age {
        New, ///< with `transaction_type`
        Old  ///< without
    };

    virtual ~TestTable() = default;

    /// The SOURCE text it is read by.
    [[nodiscard]] virtual std::string source() const = 0;
    /// Runs SQL; a test that gets it wrong ends.
    virtual void run(const QByteArray &sql) = 0;
    /// So many ordinary ones, one a minute back from 2025-11-20T12:00:00.
    virtual void addOrdinary(int count) = 0;
    /// `values` as SQL writes them: trade_id, exchange, account_name, timestamp, symbol, side, amount,
    /// price, fee, fee_currency.
    void addTrade(const QByteArray &values)
    {
        run("INSERT INTO trades (trade_id, exchange, account_name, timestamp, symbol, side, amount, price, "
            "fee, fee_currency) VALUES (" + values + ")");
    }
};

} // namespace assay
