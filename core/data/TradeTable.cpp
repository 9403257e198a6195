// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/TradeTable.h"

#include "data/NearMatch.h"
#include "frames/CivilTime.h"
#include "frames/FrameBuilder.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace assay {

namespace {

std::size_t lengthOf(const TradeTable::Values &values)
{
    struct Length
    {
        std::size_t operator()(const TradeTable::Times &times) { return times.values.size(); }
        std::size_t operator()(const TradeTable::Codes &codes) { return codes.codes.size(); }
        std::size_t operator()(const TradeTable::Integers &integers) { return integers.size(); }
        std::size_t operator()(const TradeTable::Reals &reals) { return reals.size(); }
        std::size_t operator()(const TradeTable::Texts &texts) { return texts.size(); }
    };
    return std::visit(Length{}, values);
}

template <typename T>
std::vector<T> gathered(const std::vector<T> &values, const std::vector<std::uint32_t> &rows)
{
    std::vector<T> result;
    result.reserve(rows.size());
    for (const std::uint32_t row : rows)
        result.push_back(values[row]);
    return result;
}

TradeTable::Values taken(const TradeTable::Values &values, const std::vector<std::uint32_t> &rows)
{
    struct Take
    {
        const std::vector<std::uint32_t> &rows;

        TradeTable::Values operator()(const TradeTable::Times &times)
        {
            return TradeTable::Times{gathered(times.values, rows)};
        }
        TradeTable::Values operator()(const TradeTable::Codes &codes)
        {
            return TradeTable::Codes{gathered(codes.codes, rows), codes.texts};
        }
        TradeTable::Values operator()(const TradeTable::Integers &integers)
        {
            return gathered(integers, rows);
        }
        TradeTable::Values operator()(const TradeTable::Reals &reals)
        {
            return gathered(reals, rows);
        }
        TradeTable::Values operator()(const TradeTable::Texts &texts)
        {
            return gathered(texts, rows);
        }
    };
    return std::visit(Take{rows}, values);
}

/// Adds columns to a frame; they must outlive the building.
struct AddTo
{
    FrameBuilder &builder;
    const std::string &name;

    void operator()(const TradeTable::Times &times) { builder.addTimestamp(name, times.values); }
    void operator()(const TradeTable::Codes &codes)
    {
        builder.addDictionary(name, codes.codes, codes.texts);
    }
    void operator()(const TradeTable::Integers &integers) { builder.addInt64(name, integers); }
    void operator()(const TradeTable::Reals &reals) { builder.addFloat64(name, reals); }
    void operator()(const TradeTable::Texts &texts) { builder.addText(name, texts); }
};

} // namespace

std::optional<std::int32_t> TradeTable::Codes::codeOf(std::string_view text) const
{
    const auto found = std::ranges::find(texts, text);
    if (found == texts.end())
        return std::nullopt;
    return static_cast<std::int32_t>(found - texts.begin());
}

const std::vector<std::string> &TradeTable::documentedColumns()
{
    static const std::vector<std::string> names{
        "timestamp", "exchange", "account_name", "symbol",       "asset",   "side",
        "amount",    "price",    "fee",          "fee_currency", "trade_id"};
    return names;
}

void TradeTable::add(std::string name, Values values)
{
    m_columns.push_back({std::move(name), std::move(values)});
}

void TradeTable::sortNewestFirst()
{
    const Times *time = times();
    if (time == nullptr)
        return;
    RowList order = allRows();
    std::ranges::stable_sort(order, [&](std::uint32_t left, std::uint32_t right) {
        return time->values[left] > time->values[right];
    });
    for (Column &column : m_columns)
        column.values = taken(column.values, order);
}

std::size_t TradeTable::rows() const
{
    return m_columns.empty() ? 0 : lengthOf(m_columns.front().values);
}

const TradeTable::Values *TradeTable::find(std::string_view name) const
{
    const auto found = std::ranges::find(m_columns, name, &Column::name);
    return found == m_columns.end() ? nullptr : &found->values;
}

Result<SealedFrame> TradeTable::select(const TradesQuery &query, std::int64_t origin,
                                       std::int64_t now) const
{
    RowList rows = allRows();
    if (query.days)
        keepSince(rows, daysBefore(now - origin, *query.days));
    Result<void> kept = keepMatching(rows, "exchange", query.exchange);
    if (kept)
        kept = keepMatching(rows, "asset", query.asset);
    if (kept)
        kept = keepMatching(rows, "account_name", query.account);
    if (kept)
        kept = keepMatching(rows, "side", query.side);
    if (!kept)
        return tl::unexpected<Error>(kept.error());
    if (query.since)
        keepSince(rows, *query.since - origin);
    if (query.until)
        keepBefore(rows, *query.until - origin);
    if (query.limit && std::cmp_less(*query.limit, rows.size()))
        rows.resize(static_cast<std::size_t>(std::max<std::int64_t>(*query.limit, 0)));
    std::vector<Column> columns;
    columns.reserve(m_columns.size());
    FrameBuilder builder(static_cast<std::int64_t>(rows.size()));
    for (const Column &column : m_columns) {
        if (!query.columns.empty() && std::ranges::find(query.columns, column.name) == query.columns.end())
            continue;
        columns.push_back({column.name, taken(column.values, rows)});
        if (auto *time = std::get_if<Times>(&columns.back().values)) {
            for (std::int64_t &value : time->values)
                value += origin;
        }
        std::visit(AddTo{builder, column.name}, columns.back().values);
    }
    Result<SealedFrame> frame = builder.build();
    if (frame && times() != nullptr)
        frame->oldest = rows.empty() ? std::numeric_limits<std::int64_t>::max() : oldestOf(rows) + origin;
    if (frame && rows.empty())
        frame->warnings =
            reasonsForNothing(query, [this](const std::string &column) { return knownTexts(column); });
    return frame;
}

std::optional<std::vector<std::string>> TradeTable::knownTexts(const std::string &column) const
{
    const Values *values = find(column);
    const Codes *codes = values != nullptr ? std::get_if<Codes>(values) : nullptr;
    if (codes == nullptr)
        return std::nullopt;
    std::vector<std::string> texts = codes->texts;
    std::ranges::sort(texts);
    return texts;
}

std::int64_t TradeTable::oldestOf(const RowList &rows) const
{
    std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
    for (const std::uint32_t row : rows)
        oldest = std::min(oldest, times()->values[row]);
    return oldest;
}

TradeTable::RowList TradeTable::allRows() const
{
    RowList result(rows());
    std::iota(result.begin(), result.end(), 0U);
    return result;
}

const TradeTable::Times *TradeTable::times() const
{
    for (const Column &column : m_columns) {
        if (const auto *found = std::get_if<Times>(&column.values))
            return found;
    }
    return nullptr;
}

Result<void> TradeTable::keepMatching(RowList &rows, std::string_view column,
                                      const std::optional<std::string> &text) const
{
    if (!text || rows.empty())
        return {};
    const Values *values = find(column);
    const Codes *codes = values != nullptr ? std::get_if<Codes>(values) : nullptr;
    if (codes == nullptr)
        return failure(ErrorCode::InvalidInput, "The trades cannot be filtered by " +
                                                    std::string(column) +
                                                    ": the data has no such column.");
    const std::optional<std::int32_t> code = codes->codeOf(*text);
    if (!code)
        rows.clear();
    std::erase_if(rows, [&](std::uint32_t row) { return codes->codes[row] != *code; });
    return {};
}

void TradeTable::keepSince(RowList &rows, std::int64_t earliest) const
{
    const Times *time = times();
    if (time != nullptr)
        std::erase_if(rows, [&](std::uint32_t row) { return time->values[row] < earliest; });
}

void TradeTable::keepBefore(RowList &rows, std::int64_t end) const
{
    const Times *time = times();
    if (time != nullptr)
        std::erase_if(rows, [&](std::uint32_t row) { return time->values[row] >= end; });
}

} // namespace assay
