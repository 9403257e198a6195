// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/Describing.h"

#include "data/TradeColumns.h"
#include "frames/CivilTime.h"
#include "frames/Frame.h"
#include "frames/FrameBuilder.h"

#include <algorithm>
#include <unistd.h>

namespace assay {
namespace {

std::optional<std::int64_t> timeOf(const Json &snapshot)
{
    const auto time = snapshot.find("timestamp");
    return time != snapshot.end() && time->is_string()
               ? parseIsoTime(time->get_ref<const std::string &>())
               : std::nullopt;
}

std::string typeOf(const Json &value)
{
    return value.is_string() ? "str" : value.is_number() ? "float" : value.is_object() ? "dict" : value.is_array() ? "list" : value.is_boolean() ? "bool" : "None";
}

TableInfo describeBalances(DataSource &source, std::int64_t now)
{
    TableInfo table{"balances", "load_balances()", {}, {}, {}, {}, {}};
    const Result<Json> balances = source.balances(now);
    if (!balances) {
        table.problem = balances.error().text;
        return table;
    }
    table.columns = {{"account", "str"}, {"asset", "str"}, {"amount", "float"}};
    table.rows = 0;
    for (const Json &assets : *balances)
        *table.rows += static_cast<std::int64_t>(assets.size());
    return table;
}

TableInfo describeSnapshots(DataSource &source, std::int64_t now)
{
    TableInfo table{"snapshots", "load_snapshots()", {}, {}, {}, {}, {}};
    const Result<Json> snapshots = source.snapshots({}, now);
    if (!snapshots) {
        table.problem = snapshots.error().text;
        return table;
    }
    table.rows = static_cast<std::int64_t>(snapshots->size());
    if (snapshots->empty())
        return table;
    for (const auto &[key, value] : snapshots->back().items())
        table.columns.push_back({key, typeOf(value)});
    table.first = timeOf(snapshots->front());
    table.last = timeOf(snapshots->back());
    return table;
}

Result<SealedFrame> previewOfBalances(const Json &balances, std::int64_t rows)
{
    CodedTexts accounts, assets;
    std::vector<double> amounts;
    for (const auto &[account, held] : balances.items()) {
        for (const auto &[asset, amount] : held.items()) {
            if (std::cmp_greater_equal(amounts.size(), rows))
                break;
            accounts.add(account);
            assets.add(asset);
            amounts.push_back(amount.is_number() ? amount.get<double>() : std::numeric_limits<double>::quiet_NaN());
        }
    }
    FrameBuilder builder(static_cast<std::int64_t>(amounts.size()));
    const std::vector<std::string> accountTexts = accounts.texts(), assetTexts = assets.texts();
    builder.addDictionary("account", accounts.codes(), accountTexts);
    builder.addDictionary("asset", assets.codes(), assetTexts);
    builder.addFloat64("amount", amounts);
    return builder.build();
}

std::optional<std::string> shown(const Json &snapshot, const std::string &key)
{
    const auto value = snapshot.find(key);
    if (value == snapshot.end() || value->is_null())
        return std::nullopt;
    return value->is_string() ? value->get<std::string>() : value->dump();
}

Result<SealedFrame> previewOfSnapshots(const Json &snapshots, std::int64_t rows)
{
    const auto count = std::min<std::size_t>(snapshots.size(), static_cast<std::size_t>(rows));
    FrameBuilder builder(static_cast<std::int64_t>(count));
    if (count == 0)
        return builder.build();
    for (const auto &[key, value] : snapshots.back().items()) {
        std::vector<std::optional<std::string>> texts;
        for (std::size_t i = 0; i < count; ++i)
            texts.push_back(shown(snapshots.at(snapshots.size() - 1 - i), key));
        builder.addText(key, texts);
    }
    return builder.build();
}

} // namespace

Result<TableInfo> describeLoadedTrades(const SealedFrame &trades)
{
    UniqueFd own(dup(trades.fd.get()));
    const auto frame = Frame::map(std::move(own), 0, trades.bytes);
    if (!frame)
        return tl::unexpected(frame.error());
    TableInfo table{"trades", "load_trades()", {}, {}, (*frame)->rows(), {}, {}};
    for (std::size_t i = 0; i < (*frame)->columnCount(); ++i) {
        const ColumnSchema &column = (*frame)->schema().columns[i];
        table.columns.push_back({column.name, column.dtype});
        if (column.type != ColumnType::Timestamp)
            continue;
        for (std::int64_t row = 0; row < (*frame)->rows(); ++row) {
            const std::int64_t time = (*frame)->integer(i, row);
            if (time == noTime)
                continue;
            table.first = std::min(table.first.value_or(time), time);
            table.last = std::max(table.last.value_or(time), time);
        }
    }
    return table;
}

void addHoldings(SourceInfo &info, DataSource &source, std::int64_t now)
{
    info.tables.push_back(describeBalances(source, now));
    info.tables.push_back(describeSnapshots(source, now));
}

Result<SealedFrame> previewOf(DataSource &source, const std::string &table, std::int64_t rows,
                              std::int64_t now, const LoadWatch &watch)
{
    if (table == "trades") {
        TradesQuery query;
        query.limit = rows;
        return source.trades(query, now, watch);
    }
    if (table != "balances" && table != "snapshots")
        return failure(ErrorCode::NotFound, "There is no table \"" + table + "\" that a script can read; there are trades, balances and snapshots.");
    const Result<Json> held = table == "balances" ? source.balances(now) : source.snapshots({}, now);
    if (!held)
        return tl::unexpected(held.error());
    return table == "balances" ? previewOfBalances(*held, rows) : previewOfSnapshots(*held, rows);
}

} // namespace assay
