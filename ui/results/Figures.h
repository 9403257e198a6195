// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"
#include "frames/CellStatistics.h"

#include <QString>

namespace assay {

/// `1,234,567`.
[[nodiscard]] QString countText(std::int64_t count);
/// `0.4 ms`, `12 ms`, `3.4 s`, `2 min 5 s`.
[[nodiscard]] QString elapsedText(std::chrono::microseconds duration);
/// `104 MB`; decimal units.
[[nodiscard]] QString memoryText(std::uint64_t bytes);
/// The end of a run in a word or two, such as `Time limit`.
[[nodiscard]] QString endText(RunEnd end);
/// What came out, such as `DataFrame · 1,234 rows × 5 columns`; empty where nothing did.
[[nodiscard]] QString valueText(const RunValue &value);
/// The line over a result: what came out (or how the run ended), time, memory.
[[nodiscard]] QString summaryText(const RunResult &result);

/// `Sum 1,234.5 · Mean 61.7 · Min -2 · Max 900 · 20 cells, 1 missing, 18 distinct`; empty of none.
[[nodiscard]] QString statisticsText(const CellStatistics &statistics);
/// A number's text with its thousands set apart, if it has `leastDigits` before the point.
[[nodiscard]] QString groupedText(const QString &number, qsizetype leastDigits = 4);

} // namespace assay
