// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeQuestion.h"
#include "data/postgres/Connection.h"

#include <chrono>
#include <optional>

namespace assay {

/// The bot's table `trades` in a PostgreSQL database, of either age; times may be texts or of one of
/// the server's types, amounts of any type of numbers. Filters run in the server. It is connected
/// when it is first asked, and anew where the server was gone.
class PostgresSource : public DataSource
{
public:
    /// `conninfo` is what stands behind `postgresql:` in the SOURCE text, or all of it where that is
    /// a URI. Only reads it; nothing is connected yet.
    [[nodiscard]] static Result<std::shared_ptr<PostgresSource>> create(const std::string &source);

    [[nodiscard]] std::string name() const override { return m_name; }
    [[nodiscard]] std::optional<std::int64_t> ownClock() const override { return std::nullopt; }
    /// The transactions whose work is seen: it changes with every one of any database of the server.
    [[nodiscard]] std::string state(std::int64_t now, const LoadWatch &watch) override;
    [[nodiscard]] Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                             const LoadWatch &watch) override;
    /// There are none here, as there are no snapshots: NotFound.
    [[nodiscard]] Result<Json> balances(std::int64_t now) override;
    [[nodiscard]] Result<Json> snapshots(std::optional<int> days, std::int64_t now) override;
    [[nodiscard]] Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) override;

    /// How the server would go about a query, for the tests: EXPLAIN's lines.
    [[nodiscard]] Result<std::string> plan(const TradesQuery &query, std::int64_t now);

private:
    using Clock = std::chrono::steady_clock;
    /// Of the connection that state() tried to make, just before a load.
    struct Failure
    {
        Error error;
        Clock::time_point time;
    };

    PostgresSource(std::string name, std::string conninfo);

    /// Connects where there is no connection (any more), and learns the table's columns.
    [[nodiscard]] Result<void> connect(const LoadWatch &watch);
    [[nodiscard]] Result<void> learnColumns(const LoadWatch &watch);
    [[nodiscard]] Result<SealedFrame> readTrades(const TradesQuery &query, std::int64_t now, const LoadWatch &watch);
    [[nodiscard]] Result<TableInfo> describeTrades(const LoadWatch &watch);
    [[nodiscard]] std::optional<std::vector<std::string>> knownTexts(const std::string &column, const LoadWatch &watch);
    [[nodiscard]] Result<postgres::Answer> ask(const std::string &sql, const std::vector<std::string> &texts = {},
                                               const LoadWatch &watch = {});

    std::string m_name;
    std::string m_conninfo;
    std::optional<postgres::Connection> m_connection;
    SqlDialect m_dialect;
    bool m_hasTextTimes = false;
    std::vector<ColumnInfo> m_columns;
    int m_unknownStates = 0;
    std::optional<Failure> m_failure;
};

} // namespace assay
