// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"
#include "data/sqlite/Database.h"

#include <string>
#include <vector>

namespace assay::sqlite {

/// A TradesQuery as SQL, and the moments it is about. Times are texts in the table, in more than one
/// way of writing; so the database compares whole days, and the exact edges are for the reader.
class TradeQuestion
{
public:
    TradeQuestion(const TradesQuery &query, std::int64_t now, bool hasType);

    [[nodiscard]] const std::string &sql() const { return m_sql; }
    void bindTo(Statement &statement) const;
    /// False for a trade at the days' edges that is not wanted.
    [[nodiscard]] bool wants(std::int64_t time) const { return time >= m_first && time < m_end; }
    [[nodiscard]] bool hasEdges() const { return m_hasEdges; }

private:
    void require(const std::string &condition, std::string text);

    std::string m_sql;
    std::vector<std::string> m_texts; ///< for the places 1, 2, …
    std::int64_t m_first;
    std::int64_t m_end;
    bool m_hasEdges = false;
};

} // namespace assay::sqlite
