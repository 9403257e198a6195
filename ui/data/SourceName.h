// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/SourceInfo.h"

#include <QString>

namespace assay {

/// A source in a word or two: `Sample data`, `trade_cache.db`, `trades on db.example`.
[[nodiscard]] QString shortSourceName(const QString &source);
/// `1,234 rows · 2025-08-26 to 2025-11-20 · newest 3 min ago`.
[[nodiscard]] QString tableSummary(const TableInfo &table, std::int64_t now);

} // namespace assay
