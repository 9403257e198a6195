// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"

#include "frames/CivilTime.h"
#include "frames/SafeText.h"
#include "frames/TimeText.h"
#include "frames/ValueText.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <iterator>
#include <optional>

namespace assay {

namespace {

/// Writes `digits`, of which the first stands before the point times ten to the `exponent`, as
/// Python does: exponents below -4 and from 16 are written, others are not.
std::string pythonReal(std::string_view digits, int exponent)
{
    const int count = static_cast<int>(digits.size());
    if (exponent < -4 || exponent >= 16) {
        std::array<char, 16> tail{};
        std::snprintf(tail.data(), tail.size(), "e%c%02d", exponent < 0 ? '-' : '+',
                      std::abs(exponent));
        std::string text(digits.substr(0, 1));
        if (count > 1)
            text.append(".").append(digits.substr(1));
        return text + tail.data();
    }
    if (exponent < 0)
        return "0." + std::string(static_cast<std::size_t>(-exponent - 1), '0') +
               std::string(digits);
    if (count <= exponent + 1)
        return std::string(digits) +
               std::string(static_cast<std::size_t>(exponent + 1 - count), '0') + ".0";
    const auto point = static_cast<std::size_t>(exponent) + 1;
    return std::string(digits.substr(0, point)) + "." + std::string(digits.substr(point));
}

template <typename Real>
std::string shortestText(Real value)
{
    if (std::isnan(value))
        return "nan";
    if (std::isinf(value))
        return value < 0 ? "-inf" : "inf";
    std::array<char, 64> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), std::abs(value),
                                   std::chars_format::scientific)
                         .ptr;
    const std::string_view text(buffer.data(), static_cast<std::size_t>(end - buffer.data()));
    const std::size_t mark = text.find('e');
    std::string digits(text.substr(0, mark));
    std::erase(digits, '.');
    std::string_view power = text.substr(mark + 1);
    if (power.front() == '+')
        power.remove_prefix(1); // from_chars knows no plus
    int exponent = 0;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    return (std::signbit(value) ? "-" : "") + pythonReal(digits, exponent);
}

/// How many seconds the zone of a column is ahead of UTC at an instant; nothing where that is not known.
std::optional<std::int64_t> aheadOfUtc(const ColumnSchema &column, std::int64_t value)
{
    const auto after = std::ranges::upper_bound(column.steps, value, {}, &ZoneStep::since);
    if (after != column.steps.begin())
        return std::prev(after)->seconds;
    return column.zone == "UTC" ? std::optional<std::int64_t>(0) : std::nullopt;
}

/// `+01:00`; with seconds where there are some, as of a town's own time of old.
std::string offsetText(std::int64_t seconds)
{
    const auto size = static_cast<int>(std::abs(seconds));
    std::array<char, 32> text{};
    const int length = std::snprintf(text.data(), text.size(), "%c%02d:%02d", seconds < 0 ? '-' : '+', size / 3600, size / 60 % 60);
    if (size % 60 != 0)
        std::snprintf(text.data() + length, text.size() - static_cast<std::size_t>(length), ":%02d", size % 60);
    return text.data();
}

std::string zonedText(const ColumnSchema &column, std::int64_t value)
{
    if (column.zone.empty())
        return timestampText(value, column.unit);
    const std::optional<std::int64_t> ahead = aheadOfUtc(column, value);
    std::int64_t local = 0;
    const std::int64_t perSecond = nanosecondsPerSecond / nanosecondsOf(column.unit);
    if (!ahead || __builtin_add_overflow(value, *ahead * perSecond, &local))
        return timestampText(value, column.unit) + " UTC";
    return timestampText(local, column.unit) + offsetText(*ahead);
}

std::string presentText(const Frame &frame, std::size_t column, std::int64_t row)
{
    const ColumnSchema &schema = frame.schema().columns[column];
    switch (schema.type) {
    case ColumnType::Float32:
        return realText(static_cast<float>(frame.real(column, row)));
    case ColumnType::Float64:
        return realText(frame.real(column, row));
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Decimal:
    case ColumnType::Shown:
        return validUtf8(frame.text(column, row));
    default:
        return integerText(schema, frame.integer(column, row));
    }
}

} // namespace

std::string integerText(const ColumnSchema &column, std::int64_t value)
{
    switch (column.type) {
    case ColumnType::UInt64:
        return std::to_string(static_cast<std::uint64_t>(value));
    case ColumnType::Bool:
        return value != 0 ? "True" : "False";
    case ColumnType::Timestamp:
        return zonedText(column, value);
    case ColumnType::Duration:
        return durationText(value, column.unit);
    case ColumnType::Date:
        return dateText(value);
    default:
        return std::to_string(value);
    }
}

CellText cellText(const Frame &frame, std::size_t column, std::int64_t row)
{
    if (frame.isMissing(column, row))
        return {{}, true};
    return {presentText(frame, column, row), false};
}

std::string realText(double value)
{
    return shortestText(value);
}

std::string realText(float value)
{
    return shortestText(value);
}

} // namespace assay
