// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/TradeQuestion.h"

#include "frames/CivilTime.h"

#include <algorithm>
#include <cstdio>

namespace assay {
namespace {

using Limits = std::numeric_limits<std::int64_t>;

/// The day a moment lies in, `later` days on, as `2025-11-20`.
std::string dayText(std::int64_t time, int later)
{
    const std::int64_t days = time / nanosecondsPerDay - (time % nanosecondsPerDay < 0 ? 1 : 0);
    const CivilDate date = civilFromDays(days + later);
    char text[16];
    std::snprintf(text, sizeof text, "%04d-%02u-%02u", static_cast<int>(date.year), date.month, date.day);
    return text;
}

} // namespace

TimeSpan::TimeSpan(const TradesQuery &query, std::int64_t now)
    : first(std::max(query.days ? daysBefore(now, *query.days) : Limits::min(),
                     query.since.value_or(Limits::min())))
    , end(query.until.value_or(Limits::max()))
{
}

bool TimeSpan::hasEdges() const
{
    return first != Limits::min() || end != Limits::max();
}

const std::vector<std::string> &TradeQuestion::fields()
{
    static const std::vector<std::string> names{"timestamp", "exchange", "account_name", "symbol",
                                                "side",      "amount",   "price",        "fee",
                                                "fee_currency", "trade_id"};
    return names;
}

TradeQuestion::TradeQuestion(const TradesQuery &query, std::int64_t now, const SqlDialect &dialect)
    : m_placeholder(dialect.placeholder)
{
    m_sql = "SELECT " + dialect.timestamp;
    for (std::size_t i = 1; i < fields().size(); ++i)
        m_sql += ", " + fields()[i];
    m_sql += " FROM trades";
    if (!dialect.typeFilter.empty())
        addWhere(dialect.typeFilter);
    if (query.exchange)
        require("exchange = ", *query.exchange);
    if (query.account)
        require("account_name = ", *query.account);
    if (query.asset)
        require("symbol = ", *query.asset);
    if (query.side)
        require("side = ", *query.side);
    const TimeSpan span(query, now);
    if (span.first != Limits::min())
        require("timestamp >= ", dayText(span.first, 0));
    if (span.end != Limits::max())
        require("timestamp < ", dayText(span.end, 1));
    // All of them are read faster as they lie in the file, and sorted after that.
    const bool isWhole = m_texts.empty() && !query.limit;
    m_sql += isWhole ? " ORDER BY id DESC" : " ORDER BY timestamp DESC, id DESC";
}

void TradeQuestion::addWhere(const std::string &condition)
{
    m_sql += (m_hasWhere ? " AND " : " WHERE ") + condition;
    m_hasWhere = true;
}

void TradeQuestion::require(const std::string &condition, std::string text)
{
    m_texts.push_back(std::move(text));
    addWhere(condition + m_placeholder + std::to_string(m_texts.size()));
}

} // namespace assay
