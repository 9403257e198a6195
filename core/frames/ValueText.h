// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/FrameLayout.h"

#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// A whole number wider than any column's; what a text says beyond that is its end.
__extension__ using Wide = __int128;

/// The reverse of cellText(): what a text says, exactly; nothing where it is no such value.
/// A whole number in decimal digits, spaces around it left out.
[[nodiscard]] std::optional<Wide> parseWhole(std::string_view text);

/// The number nearest to a text; `inf` and `-inf` are numbers, `nan` is not.
template <typename Real>
[[nodiscard]] std::optional<Real> parseReal(std::string_view text);

/// A day such as `2025-11-20`, in days since 1970.
[[nodiscard]] std::optional<std::int64_t> parseDate(std::string_view text);

/// A time as parseIsoTime() reads it, or followed by ` UTC`; nanoseconds since 1970.
[[nodiscard]] std::optional<std::int64_t> parseTime(std::string_view text);

/// `1 days 02:00:00.5`, `-1 days +22:00:00`, `02:00:00`, `3 days`; nanoseconds. Nothing where that is
/// more than an int64 holds.
[[nodiscard]] std::optional<std::int64_t> parseDuration(std::string_view text);

/// `True` and `False`, in any case, and `1` and `0`.
[[nodiscard]] std::optional<bool> parseBool(std::string_view text);

/// How many nanoseconds one of a unit has.
[[nodiscard]] std::int64_t nanosecondsOf(TimeUnit unit);

/// Digits of a whole number.
[[nodiscard]] std::string wideText(Wide value);

} // namespace assay
