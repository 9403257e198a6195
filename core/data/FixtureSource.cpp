// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/FixtureSource.h"

#include "data/Describing.h"
#include "data/FixtureError.h"
#include "data/FileTime.h"
#include "data/FixtureTrades.h"
#include "frames/CivilTime.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <utility>

namespace assay {

namespace {

constexpr std::uintmax_t maxFileBytes = 1ULL << 30;

Result<std::string> readFile(const std::string &path)
{
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (!std::filesystem::exists(status))
        return failure(ErrorCode::NotFound, "There is no fixture file " + path + ".",
                       error.message());
    if (std::filesystem::is_directory(status))
        return failure(ErrorCode::InvalidInput,
                       "The fixture " + path + " is a folder, not a file.");
    if (std::filesystem::is_regular_file(status) &&
        std::filesystem::file_size(path, error) > maxFileBytes)
        return failure(ErrorCode::InvalidInput, "The fixture " + path + " is larger than 1 GiB.");
    std::ifstream in(path, std::ios::binary);
    std::ostringstream text;
    if (in.peek() != std::ifstream::traits_type::eof())
        text << in.rdbuf();
    if (!in.is_open() || in.bad())
        return systemFailure("The fixture " + path + " cannot be read");
    return std::move(text).str();
}

/// nlohmann's message without its own name in front: `parse error at line 3, column 7: …`.
std::string withoutTag(std::string_view what)
{
    const std::size_t end = what.find("] ");
    return std::string(end == std::string_view::npos ? what : what.substr(end + 2));
}

Result<Json> parse(const std::string &path, const std::string &text)
{
    try {
        return Json::parse(text);
    } catch (const Json::exception &exception) {
        return failure(ErrorCode::InvalidInput,
                       "The fixture " + path + " is not JSON: " + withoutTag(exception.what()));
    }
}

std::optional<std::int64_t> timeOf(const Json &value)
{
    return value.is_string() ? parseIsoTime(value.get_ref<const std::string &>()) : std::nullopt;
}

} // namespace

Result<std::shared_ptr<DataSource>> FixtureSource::create(const std::string &path)
{
    const Result<std::string> text = readFile(path);
    if (!text)
        return tl::unexpected<Error>(text.error());
    const Result<Json> fixture = parse(path, *text);
    if (!fixture)
        return tl::unexpected<Error>(fixture.error());
    const std::shared_ptr<FixtureSource> source(new FixtureSource);
    source->m_path = path;
    source->m_changed = fileTime(path);
    const Result<void> done = source->read(*fixture);
    if (!done)
        return failure(done.error().code, done.error().text, path);
    return source;
}

Result<void> FixtureSource::read(const Json &fixture)
{
    if (!fixture.is_object())
        return failure(ErrorCode::InvalidInput, "The fixture " + m_path +
                                                    " must be a JSON object with \"trades\", "
                                                    "\"balances\" and \"snapshots\".");
    m_trades = emptyTrades();
    Result<void> done;
    for (const auto &[key, value] : fixture.items()) {
        if (key == "now") {
            done = readClock(value);
        } else if (key == "trades") {
            Result<TradeTable> trades = readFixtureTrades(value);
            if (!trades)
                return tl::unexpected<Error>(trades.error());
            m_trades = std::move(*trades);
        } else if (key == "balances") {
            done = readBalances(value);
        } else if (key == "snapshots") {
            done = readSnapshots(value);
        }
        if (!done)
            break;
    }
    return done;
}

Result<void> FixtureSource::readClock(const Json &clock)
{
    m_clock = timeOf(clock);
    if (!m_clock && !clock.is_null())
        return fixtureError("now", "is no time such as \"2025-11-20T12:00:00\"");
    return {};
}

Result<void> FixtureSource::readBalances(const Json &balances)
{
    if (!balances.is_object())
        return fixtureError("balances", "must be an object of accounts");
    for (const auto &[account, assets] : balances.items()) {
        if (!assets.is_object())
            return fixtureError("balances." + account, "must be an object of assets and amounts");
        for (const auto &[asset, amount] : assets.items()) {
            if (!amount.is_number())
                return fixtureError("balances." + account + "." + asset, "is no number");
        }
    }
    m_balances = balances;
    return {};
}

Result<void> FixtureSource::readSnapshots(const Json &snapshots)
{
    if (!snapshots.is_array())
        return fixtureError("snapshots", "must be a list");
    m_snapshots.clear();
    for (const Json &snapshot : snapshots) {
        const std::string key = "snapshots[" + std::to_string(m_snapshots.size()) + "]";
        if (!snapshot.is_object())
            return fixtureError(key, "must be an object");
        const auto found = snapshot.find("timestamp");
        const auto time = found == snapshot.end() ? std::nullopt : timeOf(*found);
        if (!time)
            return fixtureError(key + ".timestamp", "is no time such as \"2025-11-20T12:00:00\"");
        m_snapshots.push_back({*time, snapshot});
    }
    std::ranges::stable_sort(m_snapshots, std::ranges::less(), &Snapshot::time);
    return {};
}

Result<SealedFrame> FixtureSource::trades(const TradesQuery &query, std::int64_t now,
                                          const LoadWatch &)
{
    return m_trades.select(query, 0, now);
}

Result<SourceInfo> FixtureSource::describe(std::int64_t now, const LoadWatch &watch)
{
    const Result<SealedFrame> all = trades({}, now, watch);
    Result<TableInfo> table = all ? describeLoadedTrades(*all) : tl::unexpected(all.error());
    if (!table)
        return tl::unexpected(table.error());
    SourceInfo info{{std::move(*table)}, m_changed};
    addHoldings(info, *this, now);
    return info;
}

Result<Json> FixtureSource::balances(std::int64_t)
{
    return m_balances;
}

Result<Json> FixtureSource::snapshots(std::optional<int> days, std::int64_t now)
{
    Json result = Json::array();
    const std::int64_t earliest =
        days ? daysBefore(now, *days) : std::numeric_limits<std::int64_t>::min();
    for (const Snapshot &snapshot : m_snapshots) {
        if (snapshot.time >= earliest)
            result.push_back(snapshot.content);
    }
    if (result.empty() && days && !m_clock) {
        const auto count = std::min<std::size_t>(m_snapshots.size(), std::max(*days, 0));
        for (std::size_t i = 0; i < count; ++i)
            result.push_back(m_snapshots[i].content);
    }
    return result;
}

} // namespace assay
