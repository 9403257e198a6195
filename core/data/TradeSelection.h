// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeColumns.h"
#include "data/TradeQuestion.h"

namespace assay {

/// The trades of `columns` (newest first) that `query` asks for, as a frame. A trade without a time
/// is there whatever time is asked for. Where nothing is found and a filter alone is why, the frame
/// has a warning.
[[nodiscard]] Result<SealedFrame> selectTrades(const TradeColumns &columns, const TradesQuery &query,
                                               std::int64_t now);

} // namespace assay
