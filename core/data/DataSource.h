// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "data/LoadWatch.h"
#include "data/SourceInfo.h"
#include "frames/SealedFrame.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace assay {

/// What `load_trades(…)` asks for. Times are naive UTC, nanoseconds since 1970.
struct TradesQuery
{
    std::optional<int> days; ///< newest N days before the run's clock; none: all
    std::optional<std::string> exchange;
    std::optional<std::string> asset;
    std::optional<std::string> account = {};
    std::optional<std::string> side = {};
    std::optional<std::int64_t> since = {}; ///< from this moment on
    std::optional<std::int64_t> until = {}; ///< before this moment
    std::optional<std::int64_t> limit = {}; ///< so many of the newest
    std::vector<std::string> columns = {};  ///< these alone; empty: all

    bool operator==(const TradesQuery &) const = default;
};

/// Where a run's trades, balances and snapshots come from. Never changes what it is asked about.
/// Thread: made on any thread, then used by one.
class DataSource
{
public:
    virtual ~DataSource() = default;

    /// The SOURCE text it was opened with, such as `sample` or `fixture:trades.json`; never with a
    /// password.
    [[nodiscard]] virtual std::string name() const = 0;
    /// The source's own clock (a fixture's `now`), nanoseconds since 1970 UTC.
    [[nodiscard]] virtual std::optional<std::int64_t> ownClock() const = 0;
    /// Says what the content is at this clock: while the text stays, so do the answers. Where `watch`
    /// is stopped meanwhile it is a text that was never there before.
    [[nodiscard]] virtual std::string state(std::int64_t now, const LoadWatch &watch) = 0;
    /// The same for other starts of the program; empty where that cannot be told.
    [[nodiscard]] virtual std::string durableState() { return {}; }
    /// Trades, newest first. `now`: the run's clock, nanoseconds since 1970 UTC.
    [[nodiscard]] virtual Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                                     const LoadWatch &watch) = 0;
    /// `{exchange_account: {asset: amount}}`.
    [[nodiscard]] virtual Result<Json> balances(std::int64_t now) = 0;
    /// List of objects with `timestamp` (ISO 8601) and `total_usd`, newest last.
    [[nodiscard]] virtual Result<Json> snapshots(std::optional<int> days, std::int64_t now) = 0;
    /// What there is. May read all of it, so it takes as long as a load.
    [[nodiscard]] virtual Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) = 0;
};

/// Opens `sample`, `fixture:FILE.json`, `sqlite:FILE[?snapshots=FOLDER]`, `csv:FILE[?mapping=MAP.json]`
/// or `parquet:` likewise. Looks into the file at once, so a bad one is reported here.
[[nodiscard]] Result<std::shared_ptr<DataSource>> openSource(const std::string &source);

} // namespace assay
