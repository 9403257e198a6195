// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

namespace assay {

/// A source that is opened when it is first asked something, by the thread that asks: opening may
/// wait for a lock or a server, which the window must not. What keeps it from being opened is the
/// error of every question, and opening is tried again at the next.
class LazySource : public DataSource
{
public:
    /// `name`: the SOURCE text. Where that is a fixture it is opened at once, for its clock.
    explicit LazySource(std::string name);

    [[nodiscard]] std::string name() const override { return m_name; }
    [[nodiscard]] std::optional<std::int64_t> ownClock() const override { return m_clock; }
    [[nodiscard]] std::string state(std::int64_t now, const LoadWatch &watch) override;
    [[nodiscard]] std::string durableState() override;
    [[nodiscard]] Result<SealedFrame> trades(const TradesQuery &query, std::int64_t now,
                                             const LoadWatch &watch) override;
    [[nodiscard]] Result<Json> balances(std::int64_t now) override;
    [[nodiscard]] Result<Json> snapshots(std::optional<int> days, std::int64_t now) override;
    [[nodiscard]] Result<SourceInfo> describe(std::int64_t now, const LoadWatch &watch) override;

private:
    [[nodiscard]] Result<void> open();

    std::string m_name;
    std::optional<std::int64_t> m_clock;
    std::shared_ptr<DataSource> m_source; ///< null until it could be opened
};

} // namespace assay
