// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

#include <cstdint>
#include <string>

namespace assay {

/// Writes all trades of a source into a trade cache such as the bot's, in one transaction: all of
/// them or none. The file and its table are made where they are not there. A trade that is there
/// already, by exchange, trade_id and timestamp, is passed over; one that lacks any of these cannot be
/// told from another, and is added. Gives how many were added.
/// `now`: the clock, nanoseconds since 1970 UTC, also for `cached_at`. A file that is no trade cache
/// is an error, and stays as it is; so does the cache where the import fails or is cancelled.
/// May be called on any thread that may use `from`.
[[nodiscard]] Result<std::int64_t> importTrades(DataSource &from, std::int64_t now, const std::string &databasePath,
                                                const LoadWatch &watch);

} // namespace assay
