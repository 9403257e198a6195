// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

namespace assay {

/// `sample`: SampleMarket's trades, moved so that they end at the run's clock. Works with nothing
/// configured.
class SampleSource : public DataSource
{
public:
    [[nodiscard]] std::string name() const override;
    [[nodiscard]] std::optional<std::int64_t> ownClock() const override;
    /// Moves with the clock, by whole seconds.
    [[nodiscard]] std::string state(std::int64_t now, const LoadWatch &) override;
    [[nodiscard]] Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                             const LoadWatch &watch) override;
    [[nodiscard]] Result<Json> balances(std::int64_t now) override;
    [[nodiscard]] Result<Json> snapshots(std::optional<int> days, std::int64_t now) override;
    [[nodiscard]] Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) override;
};

} // namespace assay
