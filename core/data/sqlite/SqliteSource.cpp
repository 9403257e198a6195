// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/SqliteSource.h"

#include "data/NearMatch.h"
#include "data/TradeReader.h"
#include "data/Describing.h"
#include "data/sqlite/SnapshotFolder.h"

#include <filesystem>

namespace assay {
namespace {

constexpr std::size_t mostKnown = 1000;

/// Of trades alone. The plus: its index finds nearly every row, so it is not to be used.
constexpr const char *onlyTrades = "+transaction_type = 'trade'";

std::optional<std::vector<std::string>> knownTexts(sqlite::Database &database, const std::string &column)
{
    auto question = database.prepare("SELECT DISTINCT " + column + " FROM trades WHERE " + column +
                                     " IS NOT NULL ORDER BY 1 LIMIT " + std::to_string(mostKnown));
    if (!question)
        return std::nullopt;
    std::vector<std::string> texts;
    for (Result<bool> row = question->step(); row && *row; row = question->step())
        texts.emplace_back(question->text(0));
    return texts;
}

} // namespace

SqliteSource::SqliteSource(std::string source, std::string folder, sqlite::Database database)
    : m_source(std::move(source))
    , m_folder(std::move(folder))
    , m_database(std::move(database))
    , m_hasType(m_database.hasColumn("trades", "transaction_type"))
{
}

Result<sqlite::Database> SqliteSource::openCache(const std::string &path)
{
    Result<sqlite::Database> database = sqlite::Database::open(path);
    if (!database)
        return database;
    if (!database->hasTable("trades"))
        return failure(ErrorCode::InvalidInput, "The database " + path +
                                                    " has no table \"trades\": it is not a trade "
                                                    "cache of the bot.");
    for (const std::string &column : TradeQuestion::fields())
        if (!database->hasColumn("trades", column))
            return failure(ErrorCode::InvalidInput, "The table \"trades\" of " + path +
                                                        " has no column \"" + column + "\".");
    return database;
}

Result<void> SqliteSource::follow()
{
    if (m_database.isCurrent())
        return {};
    Result<sqlite::Database> database = openCache(m_database.path());
    if (!database)
        return tl::unexpected(database.error());
    m_database = std::move(*database);
    m_hasType = m_database.hasColumn("trades", "transaction_type");
    return {};
}

Result<std::shared_ptr<DataSource>> SqliteSource::create(const std::string &source)
{
    constexpr std::string_view mark = "?snapshots=";
    const std::size_t at = source.rfind(mark);
    const std::string path = source.substr(0, at);
    std::string folder = at == std::string::npos ? std::string() : source.substr(at + mark.size());
    std::error_code none;
    if (at != std::string::npos && !std::filesystem::is_directory(folder, none))
        return failure(ErrorCode::InvalidInput, "There is no snapshot folder " + folder + ".");
    if (path.empty())
        return failure(ErrorCode::InvalidInput, "The database's file is missing after \"sqlite:\".");
    Result<sqlite::Database> database = openCache(path);
    if (!database)
        return tl::unexpected(database.error());
    if (folder.empty()) {
        const auto beside = std::filesystem::path(path).parent_path() / "snapshots";
        if (std::filesystem::is_directory(beside, none))
            folder = beside.string();
    }
    return std::shared_ptr<DataSource>(new SqliteSource(source, folder, std::move(*database)));
}

SqlDialect SqliteSource::dialect() const
{
    return {'?', "timestamp", m_hasType ? onlyTrades : ""};
}

Result<SealedFrame> SqliteSource::trades(const TradesQuery &query, std::int64_t now,
                                         const LoadWatch &watch)
{
    if (const Result<void> followed = follow(); !followed)
        return tl::unexpected(followed.error());
    m_database.interruptBy(watch.stop);
    const TradeQuestion question(query, now, dialect());
    Result<sqlite::Statement> statement = m_database.prepare(question.sql(), question.texts());
    if (!statement)
        return tl::unexpected(statement.error());
    TradeReader reader(query, now);
    std::int64_t read = 0;
    Result<bool> row = statement->step();
    for (; row && *row && reader.wantsMore(); row = statement->step()) {
        reader.take(*statement);
        if (++read % LoadWatch::rowsBetween == 0)
            watch.tell(read);
    }
    if (!row)
        return tl::unexpected(row.error());
    Result<SealedFrame> frame = reader.finish();
    if (frame && frame->rows == 0)
        frame->warnings = reasonsForNothing(
            query, [this](const std::string &column) { return knownTexts(m_database, column); });
    return frame;
}

Result<std::string> SqliteSource::plan(const TradesQuery &query, std::int64_t now)
{
    const TradeQuestion question(query, now, dialect());
    Result<sqlite::Statement> statement =
        m_database.prepare("EXPLAIN QUERY PLAN " + question.sql(), question.texts());
    if (!statement)
        return tl::unexpected(statement.error());
    std::string lines;
    for (Result<bool> row = statement->step(); row && *row; row = statement->step())
        lines += std::string(statement->text(3)) + "\n";
    return lines;
}

Result<SourceInfo> SqliteSource::describe(std::int64_t now, const LoadWatch &watch)
{
    if (const Result<void> followed = follow(); !followed)
        return tl::unexpected(followed.error());
    m_database.interruptBy(watch.stop);
    Result<TableInfo> trades = describeTrades();
    if (!trades)
        return tl::unexpected(trades.error());
    SourceInfo info;
    info.tables.push_back(std::move(*trades));
    addHoldings(info, *this, now);
    for (const std::string &table : m_database.tables())
        if (table != "trades")
            info.tables.push_back({table, {}, {}, m_database.columnsOf(table), {}, {}, {}});
    info.changed = m_database.changed();
    return info;
}

Result<TableInfo> SqliteSource::describeTrades()
{
    TableInfo table{"trades", "load_trades()", {}, m_database.columnsOf("trades"), {}, {}, {}};
    const std::string trades = std::string(" FROM trades") + (m_hasType ? " WHERE transaction_type = 'trade'" : "");
    Result<sqlite::Statement> count = m_database.prepare("SELECT count(*)" + trades);
    Result<bool> row = count ? count->step() : tl::unexpected(count.error());
    if (!row)
        return tl::unexpected(row.error());
    table.rows = count->integer(0);
    // By the index, first a time that can be read.
    const std::string known = (m_hasType ? " AND" : " WHERE") + std::string(" timestamp >= '1' AND timestamp < ':'");
    for (auto &[time, order] : {std::pair(&table.first, " ASC"), std::pair(&table.last, " DESC")}) {
        Result<sqlite::Statement> edge = m_database.prepare(
            "SELECT timestamp" + (m_hasType ? " FROM trades WHERE " + std::string(onlyTrades) : trades) + known +
            " ORDER BY timestamp" + order + " LIMIT 1");
        const Result<bool> found = edge ? edge->step() : tl::unexpected(edge.error());
        if (!found)
            return tl::unexpected(found.error());
        if (*found)
            *time = parseIsoTime(edge->text(0));
    }
    return table;
}

Result<Json> SqliteSource::balances(std::int64_t now)
{
    const Result<Json> all = snapshots({}, now);
    if (!all)
        return all;
    return all->empty() ? Json::object() : balancesOf(all->back());
}

Result<Json> SqliteSource::snapshots(std::optional<int> days, std::int64_t now)
{
    if (m_folder.empty())
        return failure(ErrorCode::NotFound, "There are no snapshots: name their folder, as "
                                            "sqlite:FILE?snapshots=FOLDER.");
    return snapshotsIn(m_folder, days, now);
}

} // namespace assay
