// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace assay {

/// A day of the proleptic Gregorian calendar.
struct CivilDate
{
    std::int64_t year = 1970;
    unsigned month = 1; ///< 1 to 12
    unsigned day = 1;   ///< 1 to 31

    bool operator==(const CivilDate &) const = default;
};

inline constexpr std::int64_t nanosecondsPerSecond = 1'000'000'000;
inline constexpr std::int64_t secondsPerDay = 86'400;
inline constexpr std::int64_t nanosecondsPerDay = secondsPerDay * nanosecondsPerSecond;

/// Days since 1970; holds for every day an int64 of seconds can reach.
[[nodiscard]] CivilDate civilFromDays(std::int64_t days);
[[nodiscard]] std::int64_t daysFromCivil(const CivilDate &date);

/// Reads `2025-11-20`, `2025-11-20T08:52`, `2025-11-20 08:52:57.582`, with up to nine digits of
/// fraction and optionally `Z` or an offset such as `+02:00`. Gives UTC nanoseconds since 1970, or
/// nothing where the text is no such time or lies beyond the years 1678 to 2261.
[[nodiscard]] std::optional<std::int64_t> parseIsoTime(std::string_view text);

/// The time some days before another, both in nanoseconds; the int64's end where it lies beyond.
[[nodiscard]] std::int64_t daysBefore(std::int64_t time, int days);

} // namespace assay
