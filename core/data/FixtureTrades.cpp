// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/FixtureTrades.h"

#include "data/FixtureError.h"
#include "frames/CivilTime.h"

#include <algorithm>
#include <limits>
#include <unordered_map>
#include <utility>

namespace assay {

namespace {

enum class Kind { Time, Codes, Reals, Integers, Texts };

std::string cellKey(const std::string &column, std::size_t row)
{
    return "trades." + column + "[" + std::to_string(row) + "]";
}

Kind documentedKind(std::string_view name)
{
    if (name == "timestamp")
        return Kind::Time;
    if (name == "amount" || name == "price" || name == "fee")
        return Kind::Reals;
    return name == "trade_id" ? Kind::Texts : Kind::Codes;
}

/// What a column of the file's own holds, judged by all of its cells.
Kind foundKind(const Json &cells)
{
    const auto isWhole = [](const Json &cell) {
        return cell.is_number_integer() &&
               (!cell.is_number_unsigned() ||
                cell.get<std::uint64_t>() <=
                    static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max()));
    };
    if (std::ranges::all_of(cells, isWhole))
        return Kind::Integers;
    const auto isText = [](const Json &cell) { return cell.is_string(); };
    return std::ranges::any_of(cells, isText) ? Kind::Texts : Kind::Reals;
}

Result<TradeTable::Values> readTimes(const std::string &name, const Json &cells)
{
    TradeTable::Times times;
    times.values.reserve(cells.size());
    for (const Json &cell : cells) {
        const auto time = cell.is_string() ? parseIsoTime(cell.get_ref<const std::string &>())
                                           : std::optional<std::int64_t>();
        if (!time)
            return fixtureError(cellKey(name, times.values.size()),
                                "is no time such as \"2025-11-20T08:52:57.582\"");
        times.values.push_back(*time);
    }
    return times;
}

Result<TradeTable::Values> readReals(const std::string &name, const Json &cells)
{
    TradeTable::Reals reals;
    reals.reserve(cells.size());
    for (const Json &cell : cells) {
        if (!cell.is_number() && !cell.is_null())
            return fixtureError(cellKey(name, reals.size()), "is no number");
        reals.push_back(cell.is_null() ? std::numeric_limits<double>::quiet_NaN()
                                       : cell.get<double>());
    }
    return reals;
}

Result<TradeTable::Values> readTexts(const std::string &name, const Json &cells)
{
    TradeTable::Texts texts;
    texts.reserve(cells.size());
    for (const Json &cell : cells) {
        if (cell.is_string())
            texts.emplace_back(cell.get_ref<const std::string &>());
        else if (cell.is_null())
            texts.emplace_back();
        else
            return fixtureError(cellKey(name, texts.size()), "is no text");
    }
    return texts;
}

Result<TradeTable::Values> readCodes(const std::string &name, const Json &cells)
{
    const Result<TradeTable::Values> read = readTexts(name, cells);
    if (!read)
        return read;
    TradeTable::Codes codes;
    std::unordered_map<std::string_view, std::int32_t> known;
    for (const std::optional<std::string> &text : std::get<TradeTable::Texts>(*read)) {
        if (!text) {
            codes.codes.push_back(-1);
            continue;
        }
        const auto [place, isNew] = known.emplace(*text, static_cast<std::int32_t>(known.size()));
        if (isNew)
            codes.texts.push_back(*text);
        codes.codes.push_back(place->second);
    }
    return codes;
}

Result<TradeTable::Values> readCells(const std::string &name, const Json &cells, Kind kind)
{
    switch (kind) {
    case Kind::Time:
        return readTimes(name, cells);
    case Kind::Codes:
        return readCodes(name, cells);
    case Kind::Reals:
        return readReals(name, cells);
    case Kind::Integers:
        return cells.get<TradeTable::Integers>();
    case Kind::Texts:
        return readTexts(name, cells);
    }
    return TradeTable::Values{};
}

/// Every column is a list, and all are equally long.
Result<void> checkColumns(const Json &trades)
{
    if (!trades.is_object())
        return fixtureError("trades", "must be an object of columns");
    for (const auto &[name, cells] : trades.items()) {
        const std::string key = "trades." + name;
        if (!cells.is_array())
            return fixtureError(key, "must be a list");
        if (cells.size() != trades.front().size())
            return fixtureError(key, "has " + std::to_string(cells.size()) +
                                         " rows, where \"trades." + trades.items().begin().key() +
                                         "\" has " + std::to_string(trades.front().size()));
        if (cells.size() > std::numeric_limits<std::int32_t>::max())
            return fixtureError(key, "is too long");
    }
    return {};
}

/// The file's cells for a column, or those of its namesake.
const Json *cellsOf(const Json &trades, const std::string &name)
{
    auto found = trades.find(name);
    if (found == trades.end() && name == "asset")
        found = trades.find("symbol");
    else if (found == trades.end() && name == "symbol")
        found = trades.find("asset");
    return found == trades.end() ? nullptr : &*found;
}

Result<void> addColumn(TradeTable &table, const std::string &name, const Json &cells, Kind kind)
{
    Result<TradeTable::Values> values = readCells(name, cells, kind);
    if (!values)
        return tl::unexpected<Error>(values.error());
    table.add(name, std::move(*values));
    return {};
}

} // namespace

Result<TradeTable> readFixtureTrades(const Json &trades)
{
    Result<void> done = checkColumns(trades);
    TradeTable table;
    const std::vector<std::string> &documented = TradeTable::documentedColumns();
    for (const std::string &name : documented) {
        const Json *cells = done ? cellsOf(trades, name) : nullptr;
        if (cells != nullptr)
            done = addColumn(table, name, *cells, documentedKind(name));
    }
    if (done) {
        for (const auto &[name, cells] : trades.items()) {
            if (done && std::ranges::find(documented, name) == documented.end())
                done = addColumn(table, name, cells, foundKind(cells));
        }
    }
    if (!done)
        return tl::unexpected<Error>(done.error());
    table.sortNewestFirst();
    return table;
}

TradeTable emptyTrades()
{
    TradeTable table;
    for (const std::string &name : TradeTable::documentedColumns()) {
        const Result<void> added = addColumn(table, name, Json::array(), documentedKind(name));
        static_cast<void>(added); // no cell, so none that is wrong
    }
    return table;
}

} // namespace assay
