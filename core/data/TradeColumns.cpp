// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/TradeColumns.h"

#include "data/TradeTable.h"
#include "frames/FrameBuilder.h"

#include <algorithm>
#include <functional>
#include <numeric>

namespace assay {
namespace {

template <typename T>
std::vector<T> reordered(const std::vector<T> &values, const std::vector<std::uint32_t> &rows)
{
    std::vector<T> result;
    result.reserve(rows.size());
    for (const std::uint32_t row : rows)
        result.push_back(values[row]);
    return result;
}

std::int64_t oldestOf(const std::vector<std::int64_t> &times)
{
    std::int64_t oldest = std::numeric_limits<std::int64_t>::max();
    for (const std::int64_t time : times)
        oldest = time == noTime ? oldest : std::min(oldest, time);
    return oldest;
}

} // namespace

void CodedTexts::add(std::string_view text)
{
    if (m_last >= 0 && m_texts[static_cast<std::size_t>(m_last)] == text) {
        m_codes.push_back(m_last);
        return;
    }
    auto known = m_known.find(text);
    if (known == m_known.end()) {
        known = m_known.emplace(text, static_cast<std::int32_t>(m_texts.size())).first;
        m_texts.emplace_back(text);
    }
    m_last = known->second;
    m_codes.push_back(m_last);
}

void CodedTexts::addMissing()
{
    m_codes.push_back(-1);
}

void PackedTexts::add(std::string_view text)
{
    m_data += text;
    m_ends.push_back(static_cast<std::int64_t>(m_data.size()));
}

void PackedTexts::addMissing()
{
    m_missing.push_back(size());
    m_ends.push_back(m_ends.back());
}

std::vector<std::byte> PackedTexts::validity() const
{
    if (m_missing.empty())
        return {};
    std::vector<std::byte> bits((size() + 7) / 8, std::byte{0xff});
    for (const std::uint64_t place : m_missing)
        bits[place / 8] &= ~(std::byte{1} << (place % 8));
    return bits;
}

void CodedTexts::reorder(const std::vector<std::uint32_t> &rows)
{
    m_codes = reordered(m_codes, rows);
}

std::optional<std::int32_t> CodedTexts::codeOf(std::string_view text) const
{
    const auto known = m_known.find(text);
    return known == m_known.end() ? std::nullopt : std::optional(known->second);
}

CodedTexts CodedTexts::taken(const std::vector<std::uint32_t> &rows) const
{
    CodedTexts other;
    other.m_codes = reordered(m_codes, rows);
    other.m_texts = m_texts;
    other.m_known = m_known;
    return other;
}

void PackedTexts::reorder(const std::vector<std::uint32_t> &rows)
{
    *this = taken(rows);
}

PackedTexts PackedTexts::taken(const std::vector<std::uint32_t> &rows) const
{
    PackedTexts other;
    for (const std::uint32_t row : rows) {
        const auto begin = static_cast<std::size_t>(m_ends[row]), end = static_cast<std::size_t>(m_ends[row + 1]);
        if (std::ranges::binary_search(m_missing, std::uint64_t{row}))
            other.addMissing();
        else
            other.add(std::string_view(m_data).substr(begin, end - begin));
    }
    return other;
}

/// Equal times keep their order.
void TradeColumns::sortNewestFirst()
{
    std::vector<std::uint32_t> rows(timestamp.size());
    std::iota(rows.begin(), rows.end(), 0U);
    std::ranges::stable_sort(rows, std::greater(), [this](std::uint32_t row) { return timestamp[row]; });
    timestamp = reordered(timestamp, rows);
    for (std::vector<double> *column : {&amount, &price, &fee})
        *column = reordered(*column, rows);
    for (CodedTexts *column : {&exchange, &account, &symbol, &side, &feeCurrency})
        column->reorder(rows);
    tradeId.reorder(rows);
}

TradeColumns TradeColumns::taken(const std::vector<std::uint32_t> &rows) const
{
    return {reordered(timestamp, rows), exchange.taken(rows),         account.taken(rows),
            symbol.taken(rows),         side.taken(rows),             feeCurrency.taken(rows),
            reordered(amount, rows),    reordered(price, rows),       reordered(fee, rows),
            tradeId.taken(rows)};
}

Result<SealedFrame> TradeColumns::build(const std::vector<std::string> &columns) const
{
    FrameBuilder builder(static_cast<std::int64_t>(timestamp.size()));
    // A builder takes texts by reference.
    std::vector<std::vector<std::string>> kept;
    kept.reserve(TradeTable::documentedColumns().size());
    const auto addCoded = [&](const std::string &name, const CodedTexts &texts) {
        builder.addDictionary(name, texts.codes(), kept.emplace_back(texts.texts()));
    };
    for (const std::string &name : TradeTable::documentedColumns()) {
        if (!columns.empty() && std::ranges::find(columns, name) == columns.end())
            continue;
        if (name == "timestamp")
            builder.addTimestamp(name, timestamp);
        else if (name == "exchange")
            addCoded(name, exchange);
        else if (name == "account_name")
            addCoded(name, account);
        else if (name == "symbol" || name == "asset")
            addCoded(name, symbol);
        else if (name == "side")
            addCoded(name, side);
        else if (name == "fee_currency")
            addCoded(name, feeCurrency);
        else if (name == "trade_id")
            builder.addPackedText(name, tradeId.validity(), tradeId.offsets(), tradeId.data());
        else
            builder.addFloat64(name, name == "amount" ? amount : name == "price" ? price : fee);
    }
    Result<SealedFrame> frame = builder.build();
    if (frame)
        frame->oldest = oldestOf(timestamp);
    return frame;
}

} // namespace assay
