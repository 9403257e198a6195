// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

#include <limits>
#include <string>
#include <vector>

namespace assay {

/// The moments that a query is about, exactly.
struct TimeSpan
{
    /// `now`: what its days count back from.
    TimeSpan(const TradesQuery &query, std::int64_t now);

    [[nodiscard]] bool hasEdges() const;
    [[nodiscard]] bool wants(std::int64_t time) const { return time >= first && time < end; }

    std::int64_t first = std::numeric_limits<std::int64_t>::min();
    std::int64_t end = std::numeric_limits<std::int64_t>::max();
};

/// What differs from one database to the other.
struct SqlDialect
{
    char placeholder = '?';              ///< in front of its number
    std::string timestamp = "timestamp"; ///< how the time is read, as a text in UTC
    std::string typeFilter = {};         ///< a condition for trades alone; empty: all rows are
};

/// A TradesQuery as SQL. Times are texts in the bot's table, in more than one way of writing; so the
/// database compares whole days, and the exact edges are for the reader (TimeSpan).
class TradeQuestion
{
public:
    /// The order of the columns in a row of the answer.
    enum Field { Timestamp, Exchange, Account, Symbol, Side, Amount, Price, Fee, FeeCurrency, TradeId };
    /// Their names in the table.
    [[nodiscard]] static const std::vector<std::string> &fields();

    TradeQuestion(const TradesQuery &query, std::int64_t now, const SqlDialect &dialect);

    [[nodiscard]] const std::string &sql() const { return m_sql; }
    /// For the places 1, 2, …
    [[nodiscard]] const std::vector<std::string> &texts() const { return m_texts; }

private:
    void require(const std::string &condition, std::string text);
    void addWhere(const std::string &condition);

    char m_placeholder;
    std::string m_sql;
    std::vector<std::string> m_texts;
    bool m_hasWhere = false;
};

} // namespace assay
