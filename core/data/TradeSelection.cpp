// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/TradeSelection.h"

#include "data/NearMatch.h"

#include <algorithm>
#include <utility>

namespace assay {
namespace {

/// One filter: the code its text has in a column.
struct Wanted
{
    const std::vector<std::int32_t> *codes;
    std::int32_t code;
};

const CodedTexts *textsOf(const TradeColumns &columns, std::string_view name)
{
    return name == "exchange"       ? &columns.exchange
           : name == "account_name" ? &columns.account
           : name == "symbol"       ? &columns.symbol
           : name == "side"         ? &columns.side
                                    : nullptr;
}

/// A text that no trade has gets a code that no trade has.
std::vector<Wanted> filtersOf(const TradeColumns &columns, const TradesQuery &query)
{
    constexpr std::int32_t noCode = -2;
    std::vector<Wanted> filters;
    const std::pair<const CodedTexts &, const std::optional<std::string> &> asked[] = {
        {columns.exchange, query.exchange},
        {columns.account, query.account},
        {columns.symbol, query.asset},
        {columns.side, query.side}};
    for (const auto &[texts, text] : asked)
        if (text)
            filters.push_back({&texts.codes(), texts.codeOf(*text).value_or(noCode)});
    return filters;
}

std::vector<std::uint32_t> rowsOf(const TradeColumns &columns, const TradesQuery &query, std::int64_t now)
{
    const std::vector<Wanted> filters = filtersOf(columns, query);
    const TimeSpan span(query, now);
    const auto limit = query.limit ? static_cast<std::size_t>(std::max<std::int64_t>(*query.limit, 0))
                                   : std::numeric_limits<std::size_t>::max();
    std::vector<std::uint32_t> rows;
    for (std::size_t row = 0; row < columns.timestamp.size() && rows.size() < limit; ++row) {
        const std::int64_t time = columns.timestamp[row];
        const bool isWanted = (time == noTime || span.wants(time)) &&
                              std::ranges::all_of(filters, [row](const Wanted &filter) {
                                  return (*filter.codes)[row] == filter.code;
                              });
        if (isWanted)
            rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

std::optional<std::vector<std::string>> knownTexts(const TradeColumns &columns, const std::string &name)
{
    const CodedTexts *texts = textsOf(columns, name);
    if (texts == nullptr)
        return std::nullopt;
    std::vector<std::string> known = texts->texts();
    std::ranges::sort(known);
    return known;
}

} // namespace

Result<SealedFrame> selectTrades(const TradeColumns &columns, const TradesQuery &query, std::int64_t now)
{
    const std::vector<std::uint32_t> rows = rowsOf(columns, query, now);
    Result<SealedFrame> frame = rows.size() == columns.timestamp.size() ? columns.build(query.columns)
                                                                        : columns.taken(rows).build(query.columns);
    if (frame && rows.empty())
        frame->warnings = reasonsForNothing(
            query, [&columns](const std::string &column) { return knownTexts(columns, column); });
    return frame;
}

} // namespace assay
