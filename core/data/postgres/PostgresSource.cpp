// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/postgres/PostgresSource.h"

#include "data/NearMatch.h"
#include "data/TradeReader.h"

#include <algorithm>

namespace assay {
namespace {

using postgres::Answer;
using postgres::Connection;

constexpr const char *rowsAtOnce = "20000";
constexpr std::chrono::seconds moment{1};
constexpr const char *mostKnown = "1000";

struct Row
{
    const Answer &answer;
    int row;

    [[nodiscard]] bool isNull(int field) const { return answer.isNull(row, field); }
    [[nodiscard]] std::string_view text(int field) const { return answer.text(row, field); }
    [[nodiscard]] std::optional<double> number(int field) const { return answer.number(row, field); }
};

/// libpq reads a URI whole, and keywords without what Assay puts before them.
std::string conninfoOf(const std::string &source)
{
    const std::size_t colon = source.find(':');
    return source.compare(colon, 3, "://") == 0 ? source : source.substr(colon + 1);
}

} // namespace

PostgresSource::PostgresSource(std::string name, std::string conninfo)
    : m_name(std::move(name))
    , m_conninfo(std::move(conninfo))
{
}

Result<std::shared_ptr<PostgresSource>> PostgresSource::create(const std::string &source)
{
    const std::string conninfo = conninfoOf(source);
    if (const auto target = Connection::targetOf(conninfo); !target)
        return tl::unexpected(target.error());
    return std::shared_ptr<PostgresSource>(new PostgresSource(source, conninfo));
}

Result<void> PostgresSource::connect(const LoadWatch &watch)
{
    if (m_connection && m_connection->isAlive())
        return {};
    m_connection.reset();
    Result<Connection> opened = Connection::open(m_conninfo, watch);
    if (!opened)
        return tl::unexpected(opened.error());
    m_connection.emplace(std::move(*opened));
    Result<void> learned = learnColumns(watch);
    if (!learned)
        m_connection.reset();
    return learned;
}

Result<Answer> PostgresSource::ask(const std::string &sql, const std::vector<std::string> &texts, const LoadWatch &watch)
{
    return m_connection->ask(sql, texts, watch);
}

Result<void> PostgresSource::learnColumns(const LoadWatch &watch)
{
    const Result<Answer> answer =
        ask("SELECT attname, format_type(atttypid, atttypmod), typname FROM pg_attribute JOIN pg_type ON "
            "pg_type.oid = atttypid WHERE attrelid = to_regclass('trades') AND attnum > 0 AND NOT attisdropped "
            "ORDER BY attnum", {}, watch);
    if (!answer)
        return tl::unexpected(answer.error());
    m_columns.clear();
    std::string timeType;
    for (int row = 0; row < answer->rows(); ++row) {
        m_columns.push_back({std::string(answer->text(row, 0)), std::string(answer->text(row, 1))});
        if (m_columns.back().name == "timestamp")
            timeType = answer->text(row, 2);
    }
    const std::string where = m_connection->target().text();
    if (m_columns.empty())
        return failure(ErrorCode::InvalidInput, "The database " + where + " has no table \"trades\" that you may see: "
                                                "it is not a trade cache of the bot.");
    const auto hasColumn = [this](const std::string &name) {
        return std::ranges::find(m_columns, name, &ColumnInfo::name) != m_columns.end();
    };
    std::vector<std::string> needed = TradeQuestion::fields();
    needed.emplace_back("id");
    for (const std::string &column : needed)
        if (!hasColumn(column))
            return failure(ErrorCode::InvalidInput,
                           "The table \"trades\" of " + where + " has no column \"" + column + "\".");
    m_hasTextTimes = timeType == "text" || timeType == "varchar" || timeType == "bpchar";
    m_dialect.placeholder = '$';
    m_dialect.timestamp = timeType == "timestamptz" ? "\"timestamp\" AT TIME ZONE 'UTC'" : "\"timestamp\"";
    m_dialect.typeFilter = hasColumn("transaction_type") ? "transaction_type = 'trade'" : "";
    return {};
}

std::string PostgresSource::state(std::int64_t, const LoadWatch &watch)
{
    const Result<void> connected = connect(watch);
    m_failure.reset();
    if (!connected)
        m_failure = Failure{connected.error(), Clock::now()};
    const auto answer = connected ? ask("SELECT concat_ws('/', current_database(), pg_postmaster_start_time(), "
                                        "pg_current_snapshot())", {}, watch)
                                  : tl::unexpected(connected.error());
    // What is not known is like nothing that was.
    return answer ? std::string(answer->text(0, 0)) : "?" + std::to_string(++m_unknownStates);
}

Result<SealedFrame> PostgresSource::trades(const TradesQuery &query, std::int64_t now, const LoadWatch &watch)
{
    // The load that follows would only wait as long again.
    if (const auto failed = std::exchange(m_failure, std::nullopt); failed && Clock::now() - failed->time < moment)
        return tl::unexpected(failed->error);
    if (const Result<void> connected = connect(watch); !connected)
        return tl::unexpected(connected.error());
    Result<Answer> begun = ask("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", {}, watch);
    // A server that went while nothing was asked of it is noticed only now.
    if (!begun && !m_connection->isAlive()) {
        const Result<void> connected = connect(watch);
        begun = connected ? ask("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY", {}, watch)
                          : tl::unexpected(connected.error());
    }
    if (!begun)
        return tl::unexpected(begun.error());
    Result<SealedFrame> frame = readTrades(query, now, watch);
    if (m_connection->isAlive() && !ask("ROLLBACK"))
        m_connection.reset();
    return frame;
}

Result<SealedFrame> PostgresSource::readTrades(const TradesQuery &query, std::int64_t now, const LoadWatch &watch)
{
    const TradeQuestion question(query, now, m_dialect);
    const auto declared = ask("DECLARE trades_wanted NO SCROLL CURSOR FOR " + question.sql(), question.texts(), watch);
    if (!declared)
        return tl::unexpected(declared.error());
    TradeReader reader(query, now);
    std::int64_t read = 0;
    for (bool isThereMore = true; isThereMore && reader.wantsMore();) {
        const Result<Answer> some = ask(std::string("FETCH FORWARD ") + rowsAtOnce + " FROM trades_wanted", {}, watch);
        if (!some)
            return tl::unexpected(some.error());
        for (int row = 0; row < some->rows() && reader.wantsMore(); ++row)
            reader.take(Row{*some, row});
        read += some->rows();
        watch.tell(read);
        isThereMore = some->rows() > 0;
    }
    Result<SealedFrame> frame = reader.finish();
    if (frame && frame->rows == 0)
        frame->warnings = reasonsForNothing(
            query, [&](const std::string &column) { return knownTexts(column, watch); });
    return frame;
}

std::optional<std::vector<std::string>> PostgresSource::knownTexts(const std::string &column, const LoadWatch &watch)
{
    const auto answer = ask("SELECT DISTINCT " + column + " FROM trades WHERE " + column + " IS NOT NULL ORDER BY 1 LIMIT " + mostKnown, {}, watch);
    if (!answer)
        return std::nullopt;
    std::vector<std::string> texts;
    for (int row = 0; row < answer->rows(); ++row)
        texts.emplace_back(answer->text(row, 0));
    return texts;
}

Result<std::string> PostgresSource::plan(const TradesQuery &query, std::int64_t now)
{
    if (const Result<void> connected = connect({}); !connected)
        return tl::unexpected(connected.error());
    const TradeQuestion question(query, now, m_dialect);
    const auto answer = ask("EXPLAIN " + question.sql(), question.texts());
    if (!answer)
        return tl::unexpected(answer.error());
    std::string lines;
    for (int row = 0; row < answer->rows(); ++row)
        lines += std::string(answer->text(row, 0)) + "\n";
    return lines;
}

Result<Json> PostgresSource::balances(std::int64_t)
{
    return failure(ErrorCode::NotFound, "A PostgreSQL database has no balances: they come from the bot's snapshots, "
                                        "which lie in a folder beside its trade cache.");
}

Result<Json> PostgresSource::snapshots(std::optional<int>, std::int64_t)
{
    return failure(ErrorCode::NotFound, "A PostgreSQL database has no snapshots: the bot keeps them in a folder "
                                        "beside its trade cache.");
}

Result<TableInfo> PostgresSource::describeTrades(const LoadWatch &watch)
{
    TableInfo table{"trades", "load_trades()", {}, m_columns, {}, {}, {}};
    const std::string where = m_dialect.typeFilter.empty() ? "" : " WHERE " + m_dialect.typeFilter;
    const Result<Answer> count = ask("SELECT count(*) FROM trades" + where, {}, watch);
    if (!count)
        return tl::unexpected(count.error());
    table.rows = static_cast<std::int64_t>(count->number(0, 0).value_or(0));
    const std::string known = (where.empty() ? " WHERE " : where + " AND ") +
                              (m_hasTextTimes ? "timestamp ~ '^[0-9]{4}-'" : "timestamp IS NOT NULL");
    for (auto &[time, order] : {std::pair(&table.first, " ASC"), std::pair(&table.last, " DESC")}) {
        const Result<Answer> edge = ask("SELECT " + m_dialect.timestamp + " FROM trades" + known + " ORDER BY timestamp" + order + " LIMIT 1", {}, watch);
        if (!edge)
            return tl::unexpected(edge.error());
        *time = edge->rows() > 0 ? parseIsoTime(edge->text(0, 0)) : std::nullopt;
    }
    return table;
}

Result<SourceInfo> PostgresSource::describe(std::int64_t, const LoadWatch &watch)
{
    if (const Result<void> connected = connect(watch); !connected)
        return tl::unexpected(connected.error());
    Result<TableInfo> trades = describeTrades(watch);
    if (!trades)
        return tl::unexpected(trades.error());
    SourceInfo info;
    info.tables.push_back(std::move(*trades));
    const Result<Answer> others =
        ask("SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = "
            "ANY(current_schemas(false)) AND table_name <> 'trades' ORDER BY table_name, ordinal_position", {}, watch);
    if (!others)
        return tl::unexpected(others.error());
    for (int row = 0; row < others->rows(); ++row) {
        if (info.tables.back().name != others->text(row, 0))
            info.tables.push_back({std::string(others->text(row, 0)), {}, {}, {}, {}, {}, {}});
        info.tables.back().columns.push_back({std::string(others->text(row, 1)), std::string(others->text(row, 2))});
    }
    return info;
}

} // namespace assay
