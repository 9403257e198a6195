// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/Age.h"

#include "frames/CivilTime.h"

namespace assay {

std::string ageText(std::int64_t time, std::int64_t now)
{
    constexpr std::int64_t minute = 60, hour = 60 * minute, day = 24 * hour;
    const std::int64_t seconds = now / nanosecondsPerSecond - time / nanosecondsPerSecond;
    if (seconds < -minute)
        return "ahead of the clock";
    if (seconds < minute)
        return "just now";
    if (seconds < 2 * hour)
        return std::to_string(seconds / minute) + " min ago";
    if (seconds < 2 * day)
        return std::to_string(seconds / hour) + " h ago";
    return std::to_string(seconds / day) + " days ago";
}

} // namespace assay
