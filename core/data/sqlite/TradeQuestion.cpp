// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/TradeQuestion.h"

#include "frames/CivilTime.h"

#include <algorithm>
#include <cstdio>
#include <limits>

namespace assay::sqlite {
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

TradeQuestion::TradeQuestion(const TradesQuery &query, std::int64_t now, bool hasType)
    : m_first(query.days ? daysBefore(now, *query.days) : Limits::min())
    , m_end(query.until.value_or(Limits::max()))
{
    m_first = std::max(m_first, query.since.value_or(Limits::min()));
    m_hasEdges = m_first != Limits::min() || m_end != Limits::max();
    m_sql = "SELECT timestamp, exchange, account_name, symbol, side, amount, price, fee, "
            "fee_currency, trade_id FROM trades";
    if (hasType)
        require("+transaction_type = ", "trade"); // + : its index finds nearly every row
    const std::size_t unfiltered = m_texts.size();
    if (query.exchange)
        require("exchange = ", *query.exchange);
    if (query.account)
        require("account_name = ", *query.account);
    if (query.asset)
        require("symbol = ", *query.asset);
    if (query.side)
        require("side = ", *query.side);
    if (m_first != Limits::min())
        require("timestamp >= ", dayText(m_first, 0));
    if (m_end != Limits::max())
        require("timestamp < ", dayText(m_end, 1));
    // All of them are read faster as they lie in the file, and sorted after that.
    const bool isWhole = m_texts.size() == unfiltered && !query.limit;
    m_sql += isWhole ? " ORDER BY id DESC" : " ORDER BY timestamp DESC, id DESC";
}

void TradeQuestion::require(const std::string &condition, std::string text)
{
    m_texts.push_back(std::move(text));
    m_sql += (m_texts.size() == 1 ? " WHERE " : " AND ") + condition + "?" + std::to_string(m_texts.size());
}

void TradeQuestion::bindTo(Statement &statement) const
{
    for (std::size_t i = 0; i < m_texts.size(); ++i)
        statement.bind(static_cast<int>(i + 1), m_texts[i]);
}

} // namespace assay::sqlite
