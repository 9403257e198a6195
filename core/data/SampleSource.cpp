// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/SampleSource.h"

#include "data/Describing.h"
#include "data/SampleMarket.h"
#include "frames/CivilTime.h"
#include "frames/TimeText.h"

#include <algorithm>

namespace assay {

namespace {

/// Made at the first question, then shared by all: it never changes.
const SampleMarket &market()
{
    static const SampleMarket made;
    return made;
}

/// The clock in whole seconds, so that a whole-second trade stays one.
std::int64_t originAt(std::int64_t now)
{
    const std::int64_t beyond = now % nanosecondsPerSecond;
    return now - (beyond < 0 ? beyond + nanosecondsPerSecond : beyond);
}

double dollars(std::int64_t cents)
{
    return static_cast<double>(cents) / 100.0;
}

Json snapshotOf(int day, std::int64_t time)
{
    Json snapshot{{"timestamp", isoTime(time)}, {"total_usd", 0.0}};
    std::int64_t total = 0;
    for (std::size_t i = 0; i < SampleMarket::exchangeCount; ++i) {
        const std::int64_t worth = market().worth(day)[i];
        snapshot[std::string(SampleMarket::exchangeNames()[i]) + "_usd"] = dollars(worth);
        total += worth;
    }
    snapshot["total_usd"] = dollars(total);
    return snapshot;
}

} // namespace

std::string SampleSource::name() const
{
    return "sample";
}

std::optional<std::int64_t> SampleSource::ownClock() const
{
    return std::nullopt;
}

Result<SealedFrame> SampleSource::trades(const TradesQuery &query, std::int64_t now,
                                         const LoadWatch &)
{
    return market().trades().select(query, originAt(now), now);
}

Result<SourceInfo> SampleSource::describe(std::int64_t now, const LoadWatch &watch)
{
    const Result<SealedFrame> all = trades({}, now, watch);
    Result<TableInfo> table = all ? describeLoadedTrades(*all) : tl::unexpected(all.error());
    if (!table)
        return tl::unexpected(table.error());
    SourceInfo info{{std::move(*table)}, originAt(now)};
    addHoldings(info, *this, now);
    return info;
}

std::string SampleSource::state(std::int64_t now, const LoadWatch &)
{
    return std::to_string(originAt(now));
}

Result<Json> SampleSource::balances(std::int64_t)
{
    return market().balances();
}

Result<Json> SampleSource::snapshots(std::optional<int> days, std::int64_t now)
{
    Json result = Json::array();
    for (int day = std::min(days.value_or(SampleMarket::days), SampleMarket::days); day >= 0;
         --day) {
        // The day's own time is not later than the clock's: with days = 7 there are eight.
        result.push_back(snapshotOf(day, originAt(now) - day * nanosecondsPerDay));
    }
    return result;
}

} // namespace assay
