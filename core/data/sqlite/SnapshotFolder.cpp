// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/sqlite/SnapshotFolder.h"

#include "frames/CivilTime.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>
#include <vector>

namespace assay {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view prefix = "snapshot_";
constexpr std::string_view suffix = ".json";
constexpr std::uintmax_t largestFile = 16U << 20;
constexpr std::string_view dollars[] = {"USDT", "USDC", "USD"};

struct Day
{
    std::string date;
    std::int64_t time = 0;
    fs::path path;
};

std::optional<Day> dayOf(const fs::path &path)
{
    const std::string name = path.filename().string();
    constexpr std::size_t dateLength = 10;
    if (name.size() != prefix.size() + dateLength + suffix.size() || !name.starts_with(prefix) ||
        !name.ends_with(suffix))
        return std::nullopt;
    const std::string date = name.substr(prefix.size(), dateLength);
    const std::optional<std::int64_t> time = parseIsoTime(date);
    return time ? std::optional(Day{date, *time, path}) : std::nullopt;
}

tl::unexpected<Error> wrong(const Day &day, const std::string &what)
{
    return failure(ErrorCode::InvalidInput,
                   "The snapshot " + day.path.string() + " " + what + "; mend or remove the file.");
}

Result<Json> read(const Day &day)
{
    std::error_code none;
    if (fs::file_size(day.path, none) > largestFile)
        return wrong(day, "is larger than any snapshot");
    std::ifstream file(day.path, std::ios::binary);
    std::stringstream text;
    text << file.rdbuf();
    if (!file)
        return wrong(day, "cannot be read");
    Json snapshot = Json::parse(text.str(), nullptr, false);
    if (!snapshot.is_object())
        return wrong(day, "is not a JSON object");
    const auto balances = snapshot.find("balances");
    if (balances == snapshot.end() || !balances->is_object())
        return wrong(day, "has no object \"balances\"");
    for (const auto &[asset, amount] : balances->items())
        if (!amount.is_number())
            return wrong(day, "has no number for \"" + asset + "\"");
    if (const auto time = snapshot.find("timestamp"); time == snapshot.end() || !time->is_string())
        snapshot["timestamp"] = day.date;
    if (!snapshot.contains("total_usd")) {
        double total = 0;
        // Found anew: what was put in may have moved it.
        for (const auto &[key, amount] : snapshot.at("balances").items()) {
            const std::string asset = key.substr(key.rfind('_') + 1);
            if (std::ranges::find(dollars, asset) != std::end(dollars))
                total += amount.get<double>();
        }
        snapshot["total_usd"] = total;
    }
    return snapshot;
}

} // namespace

Result<Json> snapshotsIn(const std::string &folder, std::optional<int> days, std::int64_t now)
{
    Json list = Json::array();
    std::error_code problem;
    std::vector<Day> found;
    for (const fs::directory_entry &entry : fs::directory_iterator(folder, problem))
        if (auto day = dayOf(entry.path()))
            found.push_back(std::move(*day));
    if (problem)
        return failure(ErrorCode::InvalidInput, "The snapshot folder " + folder +
                                                    " cannot be read: " + problem.message() + ".");
    std::ranges::sort(found, {}, &Day::date);
    const std::int64_t first =
        days ? daysBefore(now, *days) : std::numeric_limits<std::int64_t>::min();
    for (const Day &day : found) {
        // A day's snapshot counts until its end.
        if (first > std::numeric_limits<std::int64_t>::min() + nanosecondsPerDay &&
            day.time <= first - nanosecondsPerDay)
            continue;
        Result<Json> snapshot = read(day);
        if (!snapshot)
            return snapshot;
        list.push_back(std::move(*snapshot));
    }
    return list;
}

Json balancesOf(const Json &snapshot)
{
    Json accounts = Json::object();
    for (const auto &[key, amount] : snapshot.at("balances").items()) {
        const std::size_t bar = key.rfind('_');
        if (bar == std::string::npos || bar == 0 || bar + 1 == key.size())
            accounts["total"][key] = amount;
        else
            accounts[key.substr(0, bar)][key.substr(bar + 1)] = amount;
    }
    return accounts;
}

} // namespace assay
