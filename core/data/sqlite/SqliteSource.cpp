// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/SqliteSource.h"

#include "data/NearMatch.h"
#include "data/TradeColumns.h"
#include "data/TradeTable.h"
#include "data/sqlite/SnapshotFolder.h"
#include "data/sqlite/TradeQuestion.h"
#include "frames/CivilTime.h"

#include <algorithm>
#include <filesystem>

namespace assay {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::string_view columnNames[] = {"timestamp", "exchange", "account_name", "symbol",
                                            "side",      "amount",   "price",        "fee",
                                            "fee_currency", "trade_id"};
constexpr std::size_t mostKnown = 1000;

/// What was found that a person should know.
struct Oddities
{
    std::uint64_t badTimes = 0;
    std::string firstBadTime;
    std::uint64_t badNumbers = 0;
};

void addText(CodedTexts &column, const sqlite::Statement &row, int place)
{
    row.isNull(place) ? column.addMissing() : column.add(row.text(place));
}

double number(const sqlite::Statement &row, int place, Oddities &oddities)
{
    if (row.isNumber(place))
        return row.real(place);
    oddities.badNumbers += row.isNull(place) ? 0 : 1;
    return missing;
}

void addRow(TradeColumns &columns, const sqlite::Statement &row, std::int64_t time,
            Oddities &oddities)
{
    columns.timestamp.push_back(time);
    addText(columns.exchange, row, 1);
    addText(columns.account, row, 2);
    addText(columns.symbol, row, 3);
    addText(columns.side, row, 4);
    columns.amount.push_back(number(row, 5, oddities));
    columns.price.push_back(number(row, 6, oddities));
    columns.fee.push_back(number(row, 7, oddities));
    addText(columns.feeCurrency, row, 8);
    row.isNull(9) ? columns.tradeId.addMissing() : columns.tradeId.add(row.text(9));
}

std::vector<std::string> warningsOf(const Oddities &oddities, bool hasEdges)
{
    std::vector<std::string> warnings;
    if (oddities.badTimes > 0)
        warnings.push_back(std::to_string(oddities.badTimes) +
                           " trade(s) have a timestamp that cannot be read, the first is '" +
                           oddities.firstBadTime + "': " +
                           (hasEdges ? "whether they lie within the time asked for is not known, "
                                       "so they are there, as NaT."
                                     : "they are NaT."));
    if (oddities.badNumbers > 0)
        warnings.push_back(std::to_string(oddities.badNumbers) +
                           " amount(s), price(s) or fee(s) are no numbers: they are NaN.");
    return warnings;
}

Result<std::vector<std::string>> knownTexts(sqlite::Database &database, const std::string &column)
{
    auto question = database.prepare("SELECT DISTINCT " + column + " FROM trades WHERE " + column +
                                     " IS NOT NULL ORDER BY 1 LIMIT " + std::to_string(mostKnown));
    if (!question)
        return tl::unexpected(question.error());
    std::vector<std::string> texts;
    for (Result<bool> row = question->step(); row && *row; row = question->step())
        texts.emplace_back(question->text(0));
    return texts;
}

/// Why nothing was found, as far as a filter alone is the reason.
std::vector<std::string> reasonsForNothing(sqlite::Database &database, const TradesQuery &query)
{
    std::vector<std::string> reasons;
    const std::tuple<const char *, const char *, const std::optional<std::string> &> filters[] = {
        {"exchange", "exchange", query.exchange},
        {"account", "account_name", query.account},
        {"asset", "symbol", query.asset},
        {"side", "side", query.side}};
    for (const auto &[filter, column, wanted] : filters) {
        const auto known = wanted ? knownTexts(database, column) : std::vector<std::string>();
        if (wanted && known && std::ranges::find(*known, *wanted) == known->end())
            reasons.push_back(nothingMatches(filter, *wanted, *known));
    }
    return reasons;
}

} // namespace

SqliteSource::SqliteSource(std::string source, std::string folder, sqlite::Database database)
    : m_source(std::move(source))
    , m_folder(std::move(folder))
    , m_database(std::move(database))
    , m_hasType(m_database.hasColumn("trades", "transaction_type"))
{
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
    Result<sqlite::Database> database = sqlite::Database::open(path);
    if (!database)
        return tl::unexpected(database.error());
    if (!database->hasTable("trades"))
        return failure(ErrorCode::InvalidInput, "The database " + path +
                                                    " has no table \"trades\": it is not a trade "
                                                    "cache of the bot.");
    for (const std::string_view column : columnNames)
        if (!database->hasColumn("trades", std::string(column)))
            return failure(ErrorCode::InvalidInput, "The table \"trades\" of " + path +
                                                        " has no column \"" + std::string(column) + "\".");
    if (folder.empty()) {
        const auto beside = std::filesystem::path(path).parent_path() / "snapshots";
        if (std::filesystem::is_directory(beside, none))
            folder = beside.string();
    }
    return std::shared_ptr<DataSource>(new SqliteSource(source, folder, std::move(*database)));
}

Result<SealedFrame> SqliteSource::trades(const TradesQuery &query, std::int64_t now,
                                         const std::stop_token &stop)
{
    m_database.interruptBy(stop);
    const sqlite::TradeQuestion question(query, now, m_hasType);
    Result<sqlite::Statement> statement = m_database.prepare(question.sql());
    if (!statement)
        return tl::unexpected(statement.error());
    question.bindTo(*statement);
    TradeColumns columns;
    Oddities oddities;
    bool isInOrder = true;
    const auto limit = static_cast<std::size_t>(query.limit.value_or(std::numeric_limits<std::int64_t>::max()));
    Result<bool> row = statement->step();
    for (; row && *row && columns.timestamp.size() < limit; row = statement->step()) {
        const std::optional<std::int64_t> time = parseIsoTime(statement->text(0));
        if (time && !question.wants(*time))
            continue;
        if (!time && oddities.badTimes++ == 0)
            oddities.firstBadTime = statement->isNull(0) ? "NULL" : std::string(statement->text(0).substr(0, 40));
        isInOrder = isInOrder && (columns.timestamp.empty() || time.value_or(noTime) <= columns.timestamp.back());
        addRow(columns, *statement, time.value_or(noTime), oddities);
    }
    if (!row)
        return tl::unexpected(row.error());
    if (!isInOrder)
        columns.sortNewestFirst();
    Result<SealedFrame> frame = columns.build(query.columns);
    if (frame)
        frame->warnings = warningsOf(oddities, question.hasEdges());
    if (frame && frame->rows == 0)
        frame->warnings = reasonsForNothing(m_database, query);
    return frame;
}

Result<std::string> SqliteSource::plan(const TradesQuery &query, std::int64_t now)
{
    const sqlite::TradeQuestion question(query, now, m_hasType);
    Result<sqlite::Statement> statement = m_database.prepare("EXPLAIN QUERY PLAN " + question.sql());
    if (!statement)
        return tl::unexpected(statement.error());
    question.bindTo(*statement);
    std::string lines;
    for (Result<bool> row = statement->step(); row && *row; row = statement->step())
        lines += std::string(statement->text(3)) + "\n";
    return lines;
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
