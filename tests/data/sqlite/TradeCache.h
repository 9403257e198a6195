// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

struct sqlite3;

namespace assay {

/// A trade cache as the bot makes it, in a folder of its own. For tests.
class TradeCache
{
public:
    enum class Age {
        New, ///< with `transaction_type`
        Old  ///< without
    };

    explicit TradeCache(Age age = Age::New);
    ~TradeCache();
    TradeCache(const TradeCache &) = delete;
    TradeCache &operator=(const TradeCache &) = delete;

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("trade_cache.db")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] std::string source() const { return "sqlite:" + path().toStdString(); }
    /// Runs SQL; a test that gets it wrong ends.
    void run(const QByteArray &sql);
    /// `values` as SQL writes them: trade_id, exchange, account_name, timestamp, symbol, side, amount,
    /// price, fee, fee_currency.
    void addTrade(const QByteArray &values);
    /// So many ordinary ones, one a minute back from 2025-11-20T12:00:00.
    void addOrdinary(int count);
    void addSnapshot(const QString &date, const QByteArray &content);
    /// Lets go of the file.
    void close();

private:
    QTemporaryDir m_folder;
    sqlite3 *m_database = nullptr;
};

} // namespace assay
