// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

namespace assay {

/// The table of trades as a frame of all of them has it: for sources that hold them in memory.
[[nodiscard]] Result<TableInfo> describeLoadedTrades(const SealedFrame &trades);

/// Adds what load_balances() and load_snapshots() give. That they cannot be read is their problem
/// alone.
void addHoldings(SourceInfo &info, DataSource &source, std::int64_t now);

/// The first rows of what a script reads by one of the loaders: `trades` as they are, an amount a
/// row of `balances`, a snapshot a row of `snapshots`, newest first.
[[nodiscard]] Result<SealedFrame> previewOf(DataSource &source, const std::string &table,
                                            std::int64_t rows, std::int64_t now,
                                            const LoadWatch &watch);

} // namespace assay
