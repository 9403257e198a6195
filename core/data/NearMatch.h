// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/DataSource.h"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// What to tell a script whose filter matches nothing: `No trade has exchange='MEXC'; did you mean
/// 'mexc'?`, or which texts there are.
[[nodiscard]] std::string nothingMatches(std::string_view filter, std::string_view wanted,
                                         const std::vector<std::string> &known);

/// Gives the texts that a column of the trades holds, sorted; nothing where that cannot be told.
using KnownTexts = std::function<std::optional<std::vector<std::string>>(const std::string &column)>;

/// Why a query found nothing, as far as one of its filters alone is the reason; a sentence each.
[[nodiscard]] std::vector<std::string> reasonsForNothing(const TradesQuery &query, const KnownTexts &known);

/// Where a query found nothing because of the time it asked for: when the newest trade is, that its
/// other filters find; a sentence.
[[nodiscard]] std::optional<std::string> nothingInTime(DataSource &source, const TradesQuery &query, std::int64_t now,
                                                       const LoadWatch &watch);

} // namespace assay
