// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"

#include <cstdint>
#include <optional>
#include <string>

namespace assay {

/// The bot's daily snapshots `snapshot_YYYY-MM-DD.json` of a folder, from `days` before `now` on,
/// oldest first: each as it stands in its file, with `timestamp` and `total_usd` where the file
/// lacks them (the date, and what is held in dollars). A file that is none is an error that names it.
[[nodiscard]] Result<Json> snapshotsIn(const std::string &folder, std::optional<int> days,
                                       std::int64_t now);

/// `{exchange_account: {asset: amount}}` of one snapshot's `balances`: keys such as
/// `mexc_mm1_USDT` belong to an account, plain assets to `total`.
[[nodiscard]] Json balancesOf(const Json &snapshot);

} // namespace assay
