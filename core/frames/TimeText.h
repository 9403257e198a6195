// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/FrameLayout.h"

#include <cstdint>
#include <string>

namespace assay {

/// Days since 1970 as `2025-11-20`; years before 1000 are padded, those before 0 have a sign.
[[nodiscard]] std::string dateText(std::int64_t days);

/// `2025-11-20 08:52:57.582`: the fraction has 0, 3, 6 or 9 digits.
[[nodiscard]] std::string timestampText(std::int64_t value, TimeUnit unit);

/// `1 days 02:00:00`, `-1 days +22:00:00`: the fraction has 0, 6 or 9 digits.
[[nodiscard]] std::string durationText(std::int64_t value, TimeUnit unit);

/// Nanoseconds since 1970 as `2025-11-20T08:52:57.582`: the fraction has 0, 3, 6 or 9 digits.
[[nodiscard]] std::string isoTime(std::int64_t nanoseconds);

} // namespace assay
