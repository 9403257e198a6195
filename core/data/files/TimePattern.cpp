// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/TimePattern.h"

#include "frames/CivilTime.h"

#include <algorithm>
#include <string>

namespace assay::files {
namespace {

constexpr std::string_view fieldLetters = "YymbdHIpMSfz";

char lower(char letter)
{
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/// The parts of one time, as they are found in a text.
class TimeParts
{
public:
    TimeParts(std::string_view text, int zone)
        : m_rest(text)
        , m_zone(zone)
    {
    }

    bool literal(char letter)
    {
        if (m_rest.empty() || m_rest.front() != letter)
            return false;
        m_rest.remove_prefix(1);
        return true;
    }

    bool field(char letter)
    {
        switch (letter) {
        case 'Y':
            return number(m_year, 4, 4, 1678, 2261);
        case 'y':
            return shortYear();
        case 'm':
            return number(m_month, 1, 2, 1, 12);
        case 'b':
            return monthName();
        case 'd':
            return number(m_day, 1, 2, 1, 31);
        case 'H':
            return number(m_hour, 1, 2, 0, 23);
        case 'I':
            return number(m_hour, 1, 2, 1, 12);
        case 'p':
            return half();
        case 'M':
            return number(m_minute, 1, 2, 0, 59);
        case 'S':
            return number(m_second, 1, 2, 0, 59);
        case 'f':
            return fraction();
        default:
            return offset();
        }
    }

    [[nodiscard]] std::optional<std::int64_t> time() const
    {
        const CivilDate date{m_year, static_cast<unsigned>(m_month), static_cast<unsigned>(m_day)};
        const std::int64_t days = daysFromCivil(date);
        if (!m_rest.empty() || civilFromDays(days) != date)
            return std::nullopt;
        const std::int64_t hour = m_half == 0 ? m_hour : m_hour % 12 + (m_half == 'p' ? 12 : 0);
        const std::int64_t seconds = days * secondsPerDay + hour * 3600 + m_minute * 60 + m_second - m_zone;
        return seconds * nanosecondsPerSecond + m_fraction;
    }

private:
    bool number(std::int64_t &value, std::size_t fewest, std::size_t most, std::int64_t least,
                std::int64_t greatest)
    {
        std::size_t digits = 0;
        value = 0;
        for (; digits < most && digits < m_rest.size() && isDigit(m_rest[digits]); ++digits)
            value = value * 10 + (m_rest[digits] - '0');
        m_rest.remove_prefix(digits);
        return digits >= fewest && value >= least && value <= greatest;
    }

    bool shortYear()
    {
        const bool isGood = number(m_year, 2, 2, 0, 99);
        m_year += m_year >= 69 ? 1900 : 2000;
        return isGood;
    }

    bool monthName()
    {
        constexpr std::string_view names = "janfebmaraprmayjunjulaugsepoctnovdec";
        if (m_rest.size() < 3)
            return false;
        const std::string name{lower(m_rest[0]), lower(m_rest[1]), lower(m_rest[2])};
        const std::size_t place = names.find(name);
        if (place == std::string_view::npos || place % 3 != 0)
            return false;
        m_month = static_cast<std::int64_t>(place / 3 + 1);
        m_rest.remove_prefix(3);
        return true;
    }

    bool half()
    {
        if (m_rest.size() < 2 || lower(m_rest[1]) != 'm')
            return false;
        m_half = lower(m_rest[0]);
        m_rest.remove_prefix(2);
        return m_half == 'a' || m_half == 'p';
    }

    bool fraction()
    {
        const std::size_t before = m_rest.size();
        if (!number(m_fraction, 1, 9, 0, nanosecondsPerSecond))
            return false;
        for (std::size_t digits = before - m_rest.size(); digits < 9; ++digits)
            m_fraction *= 10;
        return true;
    }

    bool offset()
    {
        if (literal('Z')) {
            m_zone = 0;
            return true;
        }
        const bool isWest = !m_rest.empty() && m_rest.front() == '-';
        std::int64_t hours = 0, minutes = 0;
        if (!(literal('+') || literal('-')) || !number(hours, 2, 2, 0, 23))
            return false;
        if (!m_rest.empty() && (m_rest.front() == ':' || isDigit(m_rest.front()))) {
            literal(':');
            if (!number(minutes, 2, 2, 0, 59))
                return false;
        }
        const std::int64_t seconds = hours * 3600 + minutes * 60;
        m_zone = isWest ? -seconds : seconds;
        return true;
    }

    std::string_view m_rest;
    std::int64_t m_year = 1970, m_month = 1, m_day = 1, m_hour = 0, m_minute = 0, m_second = 0, m_fraction = 0;
    std::int64_t m_zone; ///< seconds east of UTC
    char m_half = 0;     ///< a or p
};

/// Nothing where all is told, once and without contradiction.
std::string problemOf(const std::string &fields)
{
    const auto count = [&](std::string_view letters) {
        return std::ranges::count_if(fields,
                                     [&](char field) { return letters.find(field) != std::string_view::npos; });
    };
    for (const auto &[letters, what] : {std::pair("Yy", "year (%Y or %y)"), std::pair("mb", "month (%m or %b)"),
                                        std::pair("d", "day (%d)")})
        if (count(letters) == 0)
            return std::string("it has no ") + what;
    for (const char *letters : {"Yy", "mb", "d", "HI", "p", "M", "S", "f", "z"})
        if (count(letters) > 1)
            return std::string("%") + letters[0] + " or its like stands there twice";
    if (count("I") != count("p"))
        return "%I and %p go together";
    return {};
}

} // namespace

Result<TimePattern> TimePattern::create(std::string_view pattern)
{
    TimePattern made;
    std::string fields;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%') {
            made.m_parts.push_back({false, pattern[i]});
            continue;
        }
        ++i;
        const char letter = i < pattern.size() ? pattern[i] : '\0';
        const bool isField = letter != '\0' && fieldLetters.find(letter) != std::string_view::npos;
        if (!isField && letter != '%')
            return failure(ErrorCode::InvalidInput,
                           "of % there are %Y %y %m %b %d %H %I %p %M %S %f %z and %%, not %" + std::string(1, letter));
        if (isField)
            fields += letter;
        made.m_parts.push_back({isField, letter});
    }
    if (const std::string problem = problemOf(fields); !problem.empty())
        return failure(ErrorCode::InvalidInput, problem);
    return made;
}

std::optional<std::int64_t> TimePattern::read(std::string_view text, int zone) const
{
    TimeParts parts(text, zone);
    for (const Part &part : m_parts)
        if (!(part.isField ? parts.field(part.letter) : parts.literal(part.letter)))
            return std::nullopt;
    return parts.time();
}

} // namespace assay::files
