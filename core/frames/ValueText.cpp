// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/ValueText.h"

#include "frames/CivilTime.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <limits>
#include <string>
#include <system_error>

namespace assay {
namespace {

constexpr std::string_view spaces = " \t\r\n";

std::string_view trimmed(std::string_view text)
{
    const std::size_t begin = std::min(text.find_first_not_of(spaces), text.size());
    return text.substr(begin, text.find_last_not_of(spaces) + 1 - begin);
}

/// Takes a sign off the front; true for a minus.
bool takeSign(std::string_view &text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);
    return isNegative;
}

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

/// Digits off the front, as a number of at most `most`; nothing where there are none, or more.
std::optional<std::int64_t> takeNumber(std::string_view &text, std::int64_t most)
{
    std::int64_t value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || value < 0 || value > most || !isDigit(text.front()))
        return std::nullopt;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return value;
}

bool take(std::string_view &text, std::string_view word)
{
    if (!text.starts_with(word))
        return false;
    text.remove_prefix(word.size());
    return true;
}

/// `02:00:00.5` in nanoseconds.
std::optional<std::int64_t> takeClock(std::string_view &text)
{
    std::int64_t result = 0;
    const auto hours = takeNumber(text, 23);
    const bool hasMinutes = hours && take(text, ":");
    const auto minutes = hasMinutes ? takeNumber(text, 59) : std::nullopt;
    const bool hasSeconds = minutes && take(text, ":");
    const auto seconds = hasSeconds ? takeNumber(text, 59) : std::nullopt;
    if (!minutes || (hasSeconds && !seconds))
        return std::nullopt;
    result = ((*hours * 60 + *minutes) * 60 + seconds.value_or(0)) * nanosecondsPerSecond;
    if (!seconds || !take(text, "."))
        return result;
    std::int64_t worth = nanosecondsPerSecond / 10;
    for (; !text.empty() && isDigit(text.front()) && worth > 0; worth /= 10, text.remove_prefix(1))
        result += worth * (text.front() - '0');
    return result;
}

/// `-1 days` in days, where a text begins so; otherwise 0.
std::int64_t takeDays(std::string_view &text)
{
    constexpr std::int64_t mostDays = 1'000'000'000;
    std::string_view rest = text;
    const bool isNegative = takeSign(rest);
    const auto days = takeNumber(rest, mostDays);
    if (!days || !(take(rest, " days") || take(rest, " day")))
        return 0;
    text = trimmed(rest);
    return isNegative ? -*days : *days;
}

} // namespace

std::optional<Wide> parseWhole(std::string_view text)
{
    constexpr Wide most = std::numeric_limits<std::uint64_t>::max();
    text = trimmed(text);
    const bool isNegative = takeSign(text);
    if (text.empty() || !std::ranges::all_of(text, isDigit))
        return std::nullopt;
    Wide value = 0;
    for (const char digit : text)
        value = std::min<Wide>(value * 10 + (digit - '0'), most * 2); // beyond every column, and stays there
    return isNegative ? -value : value;
}

template <typename Real>
std::optional<Real> parseReal(std::string_view text)
{
    text = trimmed(text);
    const bool isNegative = takeSign(text);
    if (text.empty() || text.front() == '-' || text.front() == '+')
        return std::nullopt;
    Real value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (end != text.data() + text.size() || std::isnan(value))
        return std::nullopt;
    if (problem == std::errc::result_out_of_range) { // from_chars does not tell the huge from the tiny
        const double wide = std::strtod(std::string(text).c_str(), nullptr);
        value = static_cast<Real>(wide);
    } else if (problem != std::errc()) {
        return std::nullopt;
    }
    return isNegative ? -value : value;
}
template std::optional<float> parseReal<float>(std::string_view);
template std::optional<double> parseReal<double>(std::string_view);

std::optional<std::int64_t> parseDate(std::string_view text)
{
    text = trimmed(text);
    const bool isNegative = takeSign(text);
    const auto year = takeNumber(text, 999'999);
    const auto month = year && take(text, "-") ? takeNumber(text, 12) : std::nullopt;
    const auto day = month && take(text, "-") ? takeNumber(text, 31) : std::nullopt;
    if (!day || !text.empty())
        return std::nullopt;
    const CivilDate date{isNegative ? -*year : *year, static_cast<unsigned>(*month), static_cast<unsigned>(*day)};
    const std::int64_t days = daysFromCivil(date);
    return civilFromDays(days) == date ? std::optional(days) : std::nullopt;
}

std::optional<std::int64_t> parseTime(std::string_view text)
{
    text = trimmed(text);
    if (text.ends_with(" UTC"))
        text.remove_suffix(4);
    return parseIsoTime(text);
}

std::optional<std::int64_t> parseDuration(std::string_view text)
{
    text = trimmed(text);
    if (text.empty())
        return std::nullopt;
    const std::int64_t days = takeDays(text);
    const bool isDaysAlone = text.empty();
    const bool isNegative = takeSign(text);
    const auto clock = isDaysAlone ? 0 : takeClock(text);
    if (!clock || !text.empty())
        return std::nullopt;
    const Wide result = Wide{days} * nanosecondsPerDay + (isNegative ? -*clock : *clock);
    if (result <= std::numeric_limits<std::int64_t>::min() || result > std::numeric_limits<std::int64_t>::max())
        return std::nullopt;
    return static_cast<std::int64_t>(result);
}

std::optional<bool> parseBool(std::string_view text)
{
    std::string lower(trimmed(text));
    std::ranges::transform(lower, lower.begin(), [](char letter) { return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter + 32) : letter; });
    if (lower == "true" || lower == "1")
        return true;
    if (lower == "false" || lower == "0")
        return false;
    return std::nullopt;
}

std::int64_t nanosecondsOf(TimeUnit unit)
{
    switch (unit) {
    case TimeUnit::Second:
        return nanosecondsPerSecond;
    case TimeUnit::Millisecond:
        return 1'000'000;
    case TimeUnit::Microsecond:
        return 1'000;
    case TimeUnit::Nanosecond:
        return 1;
    }
    return 1;
}

std::string wideText(Wide value)
{
    const bool isNegative = value < 0;
    std::string digits;
    do {
        const int digit = static_cast<int>(value % 10);
        digits += static_cast<char>('0' + (digit < 0 ? -digit : digit));
        value /= 10;
    } while (value != 0);
    if (isNegative)
        digits += '-';
    std::ranges::reverse(digits);
    return digits;
}

} // namespace assay
