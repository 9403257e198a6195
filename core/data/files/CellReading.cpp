// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/CellReading.h"

#include "frames/CivilTime.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace assay::files {
namespace {

constexpr std::size_t dateLength = 10; // of 2025-11-20

bool isDigit(char letter)
{
    return letter >= '0' && letter <= '9';
}

std::int64_t unitOf(TimeForm::Kind kind)
{
    switch (kind) {
    case TimeForm::Kind::Seconds:
        return nanosecondsPerSecond;
    case TimeForm::Kind::Milliseconds:
        return 1'000'000;
    case TimeForm::Kind::Microseconds:
        return 1'000;
    case TimeForm::Kind::Nanoseconds:
        return 1;
    default:
        return 0;
    }
}

std::optional<double> plainNumber(std::string_view text)
{
    if (!text.empty() && text.front() == '+') {
        text.remove_prefix(1);
        if (text.empty() || text.front() == '-')
            return std::nullopt;
    }
    double value = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (problem != std::errc() || end != text.data() + text.size() || std::isinf(value))
        return std::nullopt;
    return value;
}

/// `count` units and the digits behind a point, exactly.
std::optional<std::int64_t> countedTime(std::string_view text, std::int64_t unit)
{
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    std::int64_t count = 0;
    const auto [end, problem] = std::from_chars(whole.data(), whole.data() + whole.size(), count);
    std::int64_t time = 0;
    if (problem != std::errc() || end != whole.data() + whole.size() || __builtin_mul_overflow(count, unit, &time))
        return std::nullopt;
    if (point == std::string_view::npos)
        return time;
    std::int64_t fraction = 0;
    for (const char letter : text.substr(point + 1)) {
        if (!isDigit(letter))
            return std::nullopt;
        unit /= 10; // what lies below a nanosecond is of no account
        fraction += (letter - '0') * unit;
    }
    const bool isNegative = whole.front() == '-';
    if (isNegative ? __builtin_sub_overflow(time, fraction, &time) : __builtin_add_overflow(time, fraction, &time))
        return std::nullopt;
    return time;
}

} // namespace

std::string_view trimmed(std::string_view text)
{
    constexpr std::string_view blanks = " \t\r\n";
    const std::size_t first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos)
        return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

CellReader::CellReader(const Mapping &mapping)
    : m_decimal(mapping.csv.decimal)
    , m_thousands(mapping.csv.thousands)
    , m_time(mapping.time)
    , m_unit(unitOf(mapping.time.kind))
{
    if (auto pattern = TimePattern::create(m_time.pattern); pattern && m_time.kind == TimeForm::Kind::Pattern)
        m_pattern = std::move(*pattern);
}

std::optional<double> CellReader::number(std::string_view text) const
{
    text = trimmed(text);
    return m_decimal == '.' && m_thousands.empty() ? plainNumber(text) : groupedNumber(text);
}

/// Written anew in the plain way. A thousands mark must have three digits behind it, so that a
/// decimal mark taken for one is found out.
std::optional<double> CellReader::groupedNumber(std::string_view text) const
{
    std::string plain;
    bool isFraction = false, isGrouped = false;
    std::size_t group = 0; // digits since the last mark
    for (std::size_t i = 0; i < text.size();) {
        const bool isMark = !m_thousands.empty() && text.substr(i).starts_with(m_thousands);
        const bool isDecimal = text[i] == m_decimal && !isFraction;
        if (isMark && (isFraction || group == 0 || (isGrouped && group != 3) || group > 3))
            return std::nullopt;
        if (!isMark && !isDigit(text[i]) && isGrouped && !isFraction && group != 3)
            return std::nullopt;
        if (!isMark && !isDecimal && text[i] == '.')
            return std::nullopt;
        if (!isMark)
            plain += isDecimal ? '.' : text[i];
        isFraction = isFraction || isDecimal || text[i] == 'e' || text[i] == 'E';
        isGrouped = isGrouped || isMark;
        group = isMark ? 0 : isDigit(text[i]) ? group + 1 : group;
        i += isMark ? m_thousands.size() : 1;
    }
    if (isGrouped && !isFraction && group != 3)
        return std::nullopt;
    return plainNumber(plain);
}

std::optional<std::int64_t> CellReader::time(std::string_view text) const
{
    text = trimmed(text);
    if (m_unit != 0)
        return countedTime(text, m_unit);
    if (m_time.kind == TimeForm::Kind::Pattern)
        return m_pattern ? m_pattern->read(text, m_time.zone) : std::nullopt;
    const std::optional<std::int64_t> time = parseIsoTime(text);
    const bool hasZone = m_time.zone == 0 || text.find_first_of("Z+-", dateLength) != std::string_view::npos;
    return time && !hasZone ? inUtc(*time) : time;
}

std::optional<std::int64_t> CellReader::timeOfCount(std::int64_t count) const
{
    std::int64_t time = 0;
    if (m_unit == 0 || __builtin_mul_overflow(count, m_unit, &time))
        return std::nullopt;
    return time;
}

std::optional<std::int64_t> CellReader::timeOfCount(double count) const
{
    constexpr double most = 9.2e18;
    const double time = count * static_cast<double>(m_unit);
    if (m_unit == 0 || !(std::abs(time) < most))
        return std::nullopt;
    return static_cast<std::int64_t>(time);
}

std::optional<std::int64_t> CellReader::inUtc(std::int64_t time) const
{
    std::int64_t result = 0;
    if (__builtin_sub_overflow(time, m_time.zone * nanosecondsPerSecond, &result))
        return std::nullopt;
    return result;
}

} // namespace assay::files
