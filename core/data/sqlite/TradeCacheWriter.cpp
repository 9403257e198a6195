// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/TradeCacheWriter.h"

#include "data/TradeQuestion.h"
#include "data/sqlite/Database.h"
#include "frames/Frame.h"
#include "frames/TimeText.h"

#include <algorithm>
#include <filesystem>

namespace assay {
namespace {

using sqlite::Database;
using sqlite::Statement;

/// As the bot makes it.
constexpr const char *schema =
    "CREATE TABLE IF NOT EXISTS trades (id INTEGER PRIMARY KEY AUTOINCREMENT, trade_id TEXT, exchange TEXT, "
    "account_name TEXT, timestamp TEXT, symbol TEXT, side TEXT, amount REAL, price REAL, fee REAL, "
    "fee_currency TEXT, cached_at TEXT, transaction_type TEXT DEFAULT 'trade', "
    "UNIQUE(exchange, trade_id, timestamp));"
    "CREATE INDEX IF NOT EXISTS idx_timestamp ON trades (timestamp DESC);"
    "CREATE INDEX IF NOT EXISTS idx_exchange_account ON trades (exchange, account_name);"
    "CREATE INDEX IF NOT EXISTS idx_transaction_type ON trades (transaction_type);";

/// As Python's isoformat() has it, and so the bot: six digits of a fraction, or none. Rows are known
/// again by this text.
std::string timeText(std::int64_t time)
{
    std::string text = isoTime(time);
    constexpr std::size_t withMilliseconds = 23; // of 2025-11-20T08:00:00.000
    return text.size() == withMilliseconds ? text + "000" : text;
}

/// Where each of the table's columns is in the frame, by TradeQuestion's fields; beyond the last
/// column where the frame has it not.
std::vector<std::size_t> placesIn(const Frame &frame)
{
    std::vector<std::size_t> places;
    for (const std::string &field : TradeQuestion::fields()) {
        const std::vector<ColumnSchema> &columns = frame.schema().columns;
        const auto found = std::ranges::find(columns, field, &ColumnSchema::name);
        places.push_back(static_cast<std::size_t>(found - columns.begin()));
    }
    return places;
}

void bindCell(Statement &statement, int place, const Frame &frame, std::size_t column, std::int64_t row)
{
    if (column >= frame.columnCount() || frame.isMissing(column, row)) {
        statement.bindNull(place);
        return;
    }
    switch (frame.schema().columns[column].type) {
    case ColumnType::Timestamp:
        statement.bind(place, timeText(frame.integer(column, row)));
        break;
    case ColumnType::Float64:
        statement.bind(place, frame.real(column, row));
        break;
    default:
        statement.bind(place, frame.text(column, row));
    }
}

/// By the table's unique key; not OR IGNORE, which would pass over rows for other reasons, too.
constexpr const char *unlessKnown = " WHERE true ON CONFLICT (exchange, trade_id, timestamp) DO NOTHING";
/// For a table without that key. The plus: of the indexes that of the time is to be used.
constexpr const char *unlessFound = " WHERE NOT EXISTS (SELECT 1 FROM trades WHERE timestamp = ?1 AND "
                                    "+exchange = ?2 AND trade_id = ?10)";

Result<Statement> insertion(const Database &database)
{
    std::string columns, values;
    for (std::size_t i = 0; i < TradeQuestion::fields().size(); ++i) {
        columns += (i == 0 ? "" : ", ") + TradeQuestion::fields()[i];
        values += (i == 0 ? "?" : ", ?") + std::to_string(i + 1);
    }
    if (database.hasColumn("trades", "cached_at")) {
        columns += ", cached_at";
        values += ", ?11";
    }
    const std::string start = "INSERT INTO trades (" + columns + ") SELECT " + values;
    Result<Statement> insert = database.prepare(start + unlessKnown);
    return insert ? std::move(insert) : database.prepare(start + unlessFound);
}

Result<std::int64_t> insertAll(const Database &database, const Frame &frame, std::int64_t now, const LoadWatch &watch)
{
    const std::vector<std::size_t> places = placesIn(frame);
    Result<Statement> insert = insertion(database);
    if (!insert)
        return tl::unexpected(insert.error());
    if (database.hasColumn("trades", "cached_at"))
        insert->bind(static_cast<int>(places.size() + 1), timeText(now));
    std::int64_t added = 0;
    // Oldest first, as the bot adds them.
    for (std::int64_t row = frame.rows() - 1; row >= 0; --row) {
        for (std::size_t i = 0; i < places.size(); ++i)
            bindCell(*insert, static_cast<int>(i + 1), frame, places[i], row);
        const Result<bool> done = insert->step();
        if (!done)
            return tl::unexpected(done.error());
        added += database.changes();
        insert->reset();
        const std::int64_t written = frame.rows() - row;
        if (written % LoadWatch::rowsBetween == 0)
            watch.tell(written);
    }
    return added;
}

Result<void> checkColumns(const Database &database)
{
    for (const std::string &column : TradeQuestion::fields())
        if (!database.hasColumn("trades", column))
            return failure(ErrorCode::InvalidInput, "The table \"trades\" of " + database.path() + " has no column \"" +
                                                        column + "\": it is not a trade cache of the bot.");
    return {};
}

Result<std::int64_t> write(Database &database, const Frame &frame, std::int64_t now, const LoadWatch &watch)
{
    if (!database.tables().empty() && !database.hasTable("trades"))
        return failure(ErrorCode::InvalidInput, "The database " + database.path() +
                                                    " has no table \"trades\": it is not a trade cache of the bot.");
    database.interruptBy(watch.stop);
    Result<void> done = database.run("BEGIN IMMEDIATE");
    if (done && !database.hasTable("trades"))
        done = database.run(schema);
    if (done)
        done = checkColumns(database);
    if (!done)
        return tl::unexpected(done.error());
    // What is not committed is rolled back when the database is closed.
    Result<std::int64_t> added = insertAll(database, frame, now, watch);
    if (added)
        done = database.run("COMMIT");
    return done ? added : tl::unexpected(done.error());
}

} // namespace

Result<std::int64_t> importTrades(DataSource &from, std::int64_t now, const std::string &databasePath,
                                  const LoadWatch &watch)
{
    Result<SealedFrame> sealed = from.trades({}, now, watch);
    if (!sealed)
        return tl::unexpected(sealed.error());
    const auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    if (!frame)
        return tl::unexpected(frame.error());
    std::error_code none;
    const bool isNew = !std::filesystem::exists(databasePath, none);
    Result<std::int64_t> added = 0;
    {
        Result<Database> database = Database::openToWrite(databasePath);
        if (!database)
            return tl::unexpected(database.error());
        added = write(*database, **frame, now, watch);
    }
    // Not left behind empty; it is ours alone, unless another has written to it meanwhile.
    if (!added && isNew && std::filesystem::file_size(databasePath, none) == 0)
        std::filesystem::remove(databasePath, none);
    return added;
}

} // namespace assay
