// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeColumns.h"
#include "data/TradeQuestion.h"
#include "frames/CivilTime.h"

#include <optional>

namespace assay {

/// Takes the rows of a TradeQuestion's answer, and keeps those that the query is about. What cannot
/// be read is kept as missing, counted and told of.
class TradeReader
{
public:
    TradeReader(const TradesQuery &query, std::int64_t now);

    /// False once there are as many as wanted.
    [[nodiscard]] bool wantsMore() const { return rows() < m_limit; }
    [[nodiscard]] std::size_t rows() const { return m_columns.timestamp.size(); }

    /// A Row has, by TradeQuestion's fields, `isNull`, `text`, and `number`: none where it is no
    /// number.
    template <typename Row>
    void take(const Row &row);

    /// The frame, newest first, with its warnings.
    [[nodiscard]] Result<SealedFrame> finish();

private:
    /// True where a trade of this time is wanted; it is the next one then.
    bool takeTime(bool isNull, std::string_view text);
    template <typename Row>
    double number(const Row &row, int field);
    [[nodiscard]] std::vector<std::string> warnings() const;

    TimeSpan m_span;
    std::size_t m_limit;
    std::vector<std::string> m_wanted; ///< columns
    TradeColumns m_columns;
    bool m_isInOrder = true;
    std::uint64_t m_badTimes = 0;
    std::string m_firstBadTime;
    std::uint64_t m_badNumbers = 0;
};

template <typename Row>
void TradeReader::take(const Row &row)
{
    if (!takeTime(row.isNull(TradeQuestion::Timestamp), row.text(TradeQuestion::Timestamp)))
        return;
    const std::pair<CodedTexts &, int> texts[] = {{m_columns.exchange, TradeQuestion::Exchange},
                                                  {m_columns.account, TradeQuestion::Account},
                                                  {m_columns.symbol, TradeQuestion::Symbol},
                                                  {m_columns.side, TradeQuestion::Side},
                                                  {m_columns.feeCurrency, TradeQuestion::FeeCurrency}};
    for (const auto &[column, field] : texts)
        row.isNull(field) ? column.addMissing() : column.add(row.text(field));
    m_columns.amount.push_back(number(row, TradeQuestion::Amount));
    m_columns.price.push_back(number(row, TradeQuestion::Price));
    m_columns.fee.push_back(number(row, TradeQuestion::Fee));
    row.isNull(TradeQuestion::TradeId) ? m_columns.tradeId.addMissing()
                                       : m_columns.tradeId.add(row.text(TradeQuestion::TradeId));
}

template <typename Row>
double TradeReader::number(const Row &row, int field)
{
    if (const std::optional<double> value = row.number(field))
        return *value;
    m_badNumbers += row.isNull(field) ? 0 : 1;
    return std::numeric_limits<double>::quiet_NaN();
}

} // namespace assay
