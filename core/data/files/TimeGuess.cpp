// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/TimeGuess.h"

#include "data/files/CellReading.h"

#include <algorithm>

namespace assay::files {
namespace {

/// Ways of writing, the likelier first. Of two that differ in which number is the day, the second
/// is the other one.
constexpr const char *patterns[] = {
    "%d.%m.%Y %H:%M:%S",    "%d.%m.%Y %H:%M:%S.%f",  "%d.%m.%Y %H:%M",       "%d.%m.%Y",
    "%d.%m.%y %H:%M:%S",    "%d.%m.%y %H:%M",        "%d/%m/%Y %H:%M:%S",    "%m/%d/%Y %H:%M:%S",
    "%d/%m/%Y %H:%M",       "%m/%d/%Y %H:%M",        "%d/%m/%Y",             "%m/%d/%Y",
    "%d/%m/%Y, %H:%M:%S",   "%m/%d/%Y, %H:%M:%S",    "%m/%d/%Y %I:%M:%S %p", "%d/%m/%Y %I:%M:%S %p",
    "%m/%d/%Y, %I:%M:%S %p", "%d/%m/%Y, %I:%M:%S %p", "%m/%d/%y %H:%M",      "%d/%m/%y %H:%M",
    "%d-%m-%Y %H:%M:%S",    "%m-%d-%Y %H:%M:%S",     "%d-%m-%Y %H:%M",       "%m-%d-%Y %H:%M",
    "%Y/%m/%d %H:%M:%S",    "%Y/%m/%d %H:%M:%S.%f",  "%Y/%m/%d %H:%M",       "%Y/%m/%d",
    "%y-%m-%d %H:%M:%S",    "%Y-%m-%d %H:%M:%S UTC", "%Y-%m-%d %H:%M:%S %z", "%Y%m%d %H:%M:%S",
    "%Y%m%d",               "%Y%m%d%H%M%S",          "%d %b %Y %H:%M:%S",    "%d %b %Y, %H:%M:%S",
    "%d-%b-%Y %H:%M:%S",    "%b %d, %Y %H:%M:%S",    "%b %d, %Y, %I:%M:%S %p", "%d %b %Y",
};

bool readsAll(const TimeForm &form, const std::vector<std::string> &texts)
{
    Mapping mapping;
    mapping.time = form;
    const CellReader reader(mapping);
    return std::ranges::all_of(texts, [&](const std::string &text) { return reader.time(text).has_value(); });
}

bool areCounts(const std::vector<std::string> &texts)
{
    return std::ranges::all_of(texts, [](const std::string &text) {
        return text.find_first_not_of("0123456789.") == std::string::npos;
    });
}

/// By how many digits stand before a point: 10 are seconds from 2001 to 2286.
std::optional<TimeGuess> guessUnit(const std::vector<std::string> &texts)
{
    const auto digits = [](const std::string &text) { return std::min(text.find('.'), text.size()); };
    const std::size_t first = digits(texts.front());
    const bool areAlike =
        std::ranges::all_of(texts, [&](const std::string &text) { return digits(text) == first; });
    using Kind = TimeForm::Kind;
    for (const auto &[length, kind] : {std::pair(10U, Kind::Seconds), std::pair(13U, Kind::Milliseconds),
                                       std::pair(16U, Kind::Microseconds), std::pair(19U, Kind::Nanoseconds)})
        if (first == length)
            return TimeGuess{{kind}, "numbers of " + std::to_string(length) + " digits", areAlike};
    return std::nullopt;
}

std::optional<TimeGuess> guessPattern(const std::vector<std::string> &texts)
{
    std::optional<TimeGuess> guess;
    for (const char *pattern : patterns) {
        const TimeForm form{TimeForm::Kind::Pattern, pattern};
        if (!readsAll(form, texts))
            continue;
        if (guess)
            return TimeGuess{guess->form, std::string("all fit it, but also ") + pattern, false};
        guess = TimeGuess{form, "all fit it", true};
    }
    return guess;
}

} // namespace

std::optional<TimeGuess> guessTime(const std::vector<std::string> &texts)
{
    std::vector<std::string> times;
    for (const std::string &text : texts)
        if (const std::string_view time = trimmed(text); !time.empty())
            times.emplace_back(time);
    if (times.empty())
        return std::nullopt;
    if (readsAll({}, times))
        return TimeGuess{{}, "all are ISO 8601", true};
    if (areCounts(times))
        if (auto unit = guessUnit(times))
            return unit;
    return guessPattern(times);
}

} // namespace assay::files
