// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeTable.h"

#include <vector>

namespace assay {

/// `fixture:FILE.json`: frozen data with, mostly, its own clock. The file is one object:
///
///     now        ISO 8601, optional: the clock of runs on this data
///     trades     object of equally long columns, any of the documented ones and others
///     balances   {exchange_account: {asset: amount}}
///     snapshots  list of objects with at least `timestamp`
///
/// All keys may be left out, others are passed over. The file is read once.
class FixtureSource : public DataSource
{
public:
    /// Errors name the file, and the key or the line that is wrong.
    [[nodiscard]] static Result<std::shared_ptr<DataSource>> create(const std::string &path);

    [[nodiscard]] std::string name() const override { return "fixture:" + m_path; }
    [[nodiscard]] std::optional<std::int64_t> ownClock() const override { return m_clock; }
    /// It was read once.
    [[nodiscard]] std::string state(std::int64_t, const LoadWatch &) override { return {}; }
    [[nodiscard]] Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                             const LoadWatch &watch) override;
    [[nodiscard]] Result<Json> balances(std::int64_t now) override;
    /// A file without a clock whose snapshots all lie outside the days asked for gives its first
    /// `days` snapshots, as the bot's own provider for tests does.
    [[nodiscard]] Result<Json> snapshots(std::optional<int> days, std::int64_t now) override;
    [[nodiscard]] Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) override;

private:
    struct Snapshot
    {
        std::int64_t time = 0;
        Json content;
    };

    FixtureSource() = default;

    Result<void> read(const Json &fixture);
    Result<void> readClock(const Json &clock);
    Result<void> readBalances(const Json &balances);
    Result<void> readSnapshots(const Json &snapshots);

    std::string m_path;
    std::optional<std::int64_t> m_clock;
    std::optional<std::int64_t> m_changed; ///< when the file was last written to
    TradeTable m_trades;
    Json m_balances = Json::object();
    std::vector<Snapshot> m_snapshots; ///< newest last
};

} // namespace assay
