// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeQuestion.h"
#include "data/sqlite/Database.h"

namespace assay {

/// The bot's own trade cache, in the table `trades` of a SQLite file (of either age: without the
/// column `transaction_type` all rows are trades), and its folder of daily snapshots. Read only.
/// Filters run in the database, by its indexes; the clock's edges are exact to the nanosecond.
class SqliteSource : public DataSource
{
public:
    /// `source` is what stands behind `sqlite:`: FILE or FILE?snapshots=FOLDER. Without a folder
    /// the one named `snapshots` beside the file is taken, where there is one.
    [[nodiscard]] static Result<std::shared_ptr<DataSource>> create(const std::string &source);

    [[nodiscard]] std::string name() const override { return "sqlite:" + m_source; }
    [[nodiscard]] std::optional<std::int64_t> ownClock() const override { return std::nullopt; }
    [[nodiscard]] Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                             const LoadWatch &watch) override;
    [[nodiscard]] std::string state(std::int64_t, const LoadWatch &) override { return m_database.state(); }
    [[nodiscard]] std::string durableState() override { return m_database.durableState(); }
    /// Of the latest snapshot.
    [[nodiscard]] Result<Json> balances(std::int64_t now) override;
    [[nodiscard]] Result<Json> snapshots(std::optional<int> days, std::int64_t now) override;
    [[nodiscard]] Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) override;

    /// How the database would go about a query, for the tests: EXPLAIN QUERY PLAN's lines.
    [[nodiscard]] Result<std::string> plan(const TradesQuery &query, std::int64_t now);

private:
    [[nodiscard]] SqlDialect dialect() const;
    /// Opens the file anew where another one has taken its name.
    [[nodiscard]] Result<void> follow();
    /// A trade cache, or why it is none.
    [[nodiscard]] static Result<sqlite::Database> openCache(const std::string &path);
    [[nodiscard]] Result<TableInfo> describeTrades();

    SqliteSource(std::string source, std::string folder, sqlite::Database database);

    std::string m_source;
    std::string m_folder; ///< of snapshots; may be empty
    sqlite::Database m_database;
    bool m_hasType;
};

} // namespace assay
