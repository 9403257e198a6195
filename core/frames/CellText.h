// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <string>

namespace assay {

/// One cell as pandas shows it, in valid UTF-8 (not yet `safeText`).
struct CellText
{
    std::string text; ///< empty where the value is missing
    bool isMissing = false;

    bool operator==(const CellText &) const = default;
};

/// Integers to the last digit, floats as the shortest text that reads back the same, `True` and
/// `False`, times as below. A Timestamp with a zone is the time there with what it is ahead of UTC, such as
/// `2025-11-20 08:52:57+01:00`; where the frame does not know that (no ZoneStep), the UTC instant marked ` UTC`.
[[nodiscard]] CellText cellText(const Frame &frame, std::size_t column, std::int64_t row);

/// The same of a value of an integer, Bool, Timestamp, Duration or Date column, as Frame::integer()
/// gives it.
[[nodiscard]] std::string integerText(const ColumnSchema &column, std::int64_t value);

/// As Python's repr(): `0.1`, `1e-08`, `1e+16`, `100.0`, `inf`, `nan`.
[[nodiscard]] std::string realText(double value);
[[nodiscard]] std::string realText(float value);

} // namespace assay
