// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/TimeText.h"

#include "frames/CivilTime.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace assay {

namespace {

/// A value in whole units parted at the day, rounding down.
struct DayAndClock
{
    std::int64_t days = 0;
    std::int64_t seconds = 0;     ///< since midnight
    std::int64_t nanoseconds = 0; ///< of the second
};

std::int64_t unitsPerSecond(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Second:
        return 1;
    case TimeUnit::Millisecond:
        return 1'000;
    case TimeUnit::Microsecond:
        return 1'000'000;
    case TimeUnit::Nanosecond:
        return nanosecondsPerSecond;
    }
    return 1;
}

std::int64_t floorDivide(std::int64_t value, std::int64_t divisor)
{
    const std::int64_t quotient = value / divisor;
    return value % divisor < 0 ? quotient - 1 : quotient;
}

/// What floorDivide leaves: never negative.
std::int64_t floorRemainder(std::int64_t value, std::int64_t divisor)
{
    const std::int64_t rest = value % divisor;
    return rest < 0 ? rest + divisor : rest;
}

DayAndClock partAtDay(std::int64_t value, TimeUnit unit)
{
    const std::int64_t perSecond = unitsPerSecond(unit);
    const std::int64_t seconds = floorDivide(value, perSecond);
    return {floorDivide(seconds, secondsPerDay), floorRemainder(seconds, secondsPerDay),
            floorRemainder(value, perSecond) * (nanosecondsPerSecond / perSecond)};
}

/// The fraction in the fewest of three, six or nine digits (at least `least`) that lose nothing.
std::string clockText(const DayAndClock &time, int least)
{
    std::array<char, 32> buffer{};
    const auto seconds = static_cast<int>(time.seconds);
    const auto nanoseconds = static_cast<int>(time.nanoseconds);
    int length = std::snprintf(buffer.data(), buffer.size(), "%02d:%02d:%02d", seconds / 3600,
                               seconds / 60 % 60, seconds % 60);
    if (nanoseconds == 0)
        return {buffer.data(), static_cast<std::size_t>(length)};
    length += std::snprintf(buffer.data() + length, buffer.size() - static_cast<size_t>(length),
                            ".%09d", nanoseconds);
    int digits = 9;
    if (nanoseconds % 1'000'000 == 0)
        digits = 3;
    else if (nanoseconds % 1'000 == 0)
        digits = 6;
    length -= 9 - std::max(digits, least);
    return {buffer.data(), static_cast<std::size_t>(length)};
}

} // namespace

std::string dateText(std::int64_t days)
{
    const CivilDate date = civilFromDays(days);
    std::array<char, 48> buffer{};
    std::snprintf(buffer.data(), buffer.size(), "%04lld-%02u-%02u",
                  static_cast<long long>(date.year), date.month, date.day);
    return buffer.data();
}

std::string timestampText(std::int64_t value, TimeUnit unit)
{
    const DayAndClock time = partAtDay(value, unit);
    return dateText(time.days) + " " + clockText(time, 0);
}

std::string durationText(std::int64_t value, TimeUnit unit)
{
    const DayAndClock time = partAtDay(value, unit);
    return std::to_string(time.days) + (time.days < 0 ? " days +" : " days ") + clockText(time, 6);
}

std::string isoTime(std::int64_t nanoseconds)
{
    std::string text = timestampText(nanoseconds, TimeUnit::Nanosecond);
    std::ranges::replace(text, ' ', 'T');
    return text;
}

} // namespace assay
