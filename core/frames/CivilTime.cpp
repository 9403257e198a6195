// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CivilTime.h"

#include <limits>

namespace assay {

namespace {

constexpr std::int64_t daysPerEra = 146'097; // 400 years
constexpr std::int64_t yearsPerEra = 400;
constexpr std::int64_t daysTo1970 = 719'468; // from 1 March of the year 0

/// Takes the parts of a time off the front of a text; after a miss everything else misses too.
class TimeReader
{
public:
    explicit TimeReader(std::string_view text)
        : m_rest(text)
    {
    }

    [[nodiscard]] bool isGood() const { return m_good; }
    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    /// Exactly `digits` digits whose value is at most `most`.
    std::int64_t number(std::size_t digits, std::int64_t least, std::int64_t most)
    {
        std::int64_t value = 0;
        for (std::size_t i = 0; i < digits; ++i)
            value = value * 10 + digit();
        m_good = m_good && value >= least && value <= most;
        return value;
    }

    /// A fraction of a second in nanoseconds.
    std::int64_t fraction()
    {
        std::int64_t value = digit();
        int digits = 1;
        for (; digits < 9 && hasDigit(); ++digits)
            value = value * 10 + digit();
        for (; digits < 9; ++digits)
            value *= 10;
        return value;
    }

    /// Takes one of `choices` where it stands next, and says which; else 0.
    char take(std::string_view choices)
    {
        if (m_rest.empty() || choices.find(m_rest.front()) == std::string_view::npos)
            return 0;
        const char taken = m_rest.front();
        m_rest.remove_prefix(1);
        return taken;
    }

    void need(std::string_view choices) { m_good = take(choices) != 0 && m_good; }

private:
    [[nodiscard]] bool hasDigit() const
    {
        return !m_rest.empty() && m_rest.front() >= '0' && m_rest.front() <= '9';
    }

    std::int64_t digit()
    {
        m_good = m_good && hasDigit();
        if (!m_good)
            return 0;
        const char taken = m_rest.front();
        m_rest.remove_prefix(1);
        return taken - '0';
    }

    std::string_view m_rest;
    bool m_good = true;
};

/// Nanoseconds since midnight, of what follows a date.
std::int64_t readClock(TimeReader &in)
{
    std::int64_t seconds = in.number(2, 0, 23) * 3600;
    in.need(":");
    seconds += in.number(2, 0, 59) * 60;
    if (in.take(":") == 0)
        return seconds * nanosecondsPerSecond;
    seconds += in.number(2, 0, 59);
    const std::int64_t fraction = in.take(".,") != 0 ? in.fraction() : 0;
    return seconds * nanosecondsPerSecond + fraction;
}

/// Nanoseconds east of UTC.
std::int64_t readOffset(TimeReader &in)
{
    const char sign = in.take("Z+-");
    if (sign == 0 || sign == 'Z')
        return 0;
    std::int64_t seconds = in.number(2, 0, 23) * 3600;
    if (!in.atEnd()) {
        in.take(":");
        seconds += in.number(2, 0, 59) * 60;
    }
    return (sign == '-' ? -seconds : seconds) * nanosecondsPerSecond;
}

} // namespace

// After Howard Hinnant's "chrono-compatible low-level date algorithms".
CivilDate civilFromDays(std::int64_t days)
{
    days += daysTo1970;
    const std::int64_t era = (days >= 0 ? days : days - (daysPerEra - 1)) / daysPerEra;
    const std::int64_t dayOfEra = days - era * daysPerEra;
    const std::int64_t year =
        (dayOfEra - dayOfEra / 1460 + dayOfEra / 36'524 - dayOfEra / (daysPerEra - 1)) / 365;
    const std::int64_t dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100);
    const std::int64_t shifted = (5 * dayOfYear + 2) / 153; // months from March
    const auto day = static_cast<unsigned>(dayOfYear - (153 * shifted + 2) / 5 + 1);
    const auto month = static_cast<unsigned>(shifted < 10 ? shifted + 3 : shifted - 9);
    return {era * yearsPerEra + year + (month <= 2 ? 1 : 0), month, day};
}

std::int64_t daysFromCivil(const CivilDate &date)
{
    const std::int64_t year = date.year - (date.month <= 2 ? 1 : 0);
    const std::int64_t era = (year >= 0 ? year : year - (yearsPerEra - 1)) / yearsPerEra;
    const std::int64_t yearOfEra = year - era * yearsPerEra;
    const std::int64_t shifted = date.month > 2 ? date.month - 3 : date.month + 9;
    const std::int64_t dayOfYear = (153 * shifted + 2) / 5 + date.day - 1;
    return era * daysPerEra + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear -
           daysTo1970;
}

std::optional<std::int64_t> parseIsoTime(std::string_view text)
{
    TimeReader in(text);
    CivilDate date;
    date.year = in.number(4, 1678, 2261);
    in.need("-");
    date.month = static_cast<unsigned>(in.number(2, 1, 12));
    in.need("-");
    date.day = static_cast<unsigned>(in.number(2, 1, 31));
    if (!in.isGood() || civilFromDays(daysFromCivil(date)) != date)
        return std::nullopt;
    std::int64_t result = daysFromCivil(date) * nanosecondsPerDay;
    if (in.take("T ") != 0) {
        result += readClock(in);
        result -= readOffset(in);
    }
    if (!in.isGood() || !in.atEnd())
        return std::nullopt;
    return result;
}

std::int64_t daysBefore(std::int64_t time, int days)
{
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
    std::int64_t span = 0;
    std::int64_t result = 0;
    if (__builtin_mul_overflow(std::int64_t{days}, nanosecondsPerDay, &span) ||
        __builtin_sub_overflow(time, span, &result))
        return days > 0 ? least : std::numeric_limits<std::int64_t>::max();
    return result;
}

} // namespace assay
