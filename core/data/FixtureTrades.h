// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/TradeTable.h"

namespace assay {

/// Reads a fixture's `trades`, an object of equally long columns. `timestamp` holds ISO 8601 texts;
/// documented texts may be null, as may numbers. Of `asset` and `symbol` either is made from the
/// other. Columns beyond the documented ones are kept, after them, as texts or numbers. The table
/// comes out newest first. Errors name the key and the row.
[[nodiscard]] Result<TradeTable> readFixtureTrades(const Json &trades);

/// The table of a fixture that has no trades: the documented columns without a row.
[[nodiscard]] TradeTable emptyTrades();

} // namespace assay
