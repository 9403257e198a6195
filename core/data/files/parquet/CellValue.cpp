// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/CellValue.h"

#include "frames/CivilTime.h"
#include "frames/TimeText.h"

#include <charconv>
#include <cmath>
#include <limits>

namespace assay::parquet {
namespace {

__extension__ using Wide = __int128;
__extension__ using WideBits = unsigned __int128;

/// Divided as it is written, so that 0.1 becomes the double that 0.1 is.
double scaled(Wide value, int scale)
{
    constexpr Wide exact = Wide{1} << 53;
    constexpr int exactPower = 22; // 10^22 is the last power of ten that is a double
    if (value > -exact && value < exact && scale <= exactPower)
        return static_cast<double>(static_cast<std::int64_t>(value)) / std::pow(10.0, scale);
    const bool isNegative = value < 0;
    std::string digits;
    for (Wide rest = value; rest != 0; rest /= 10)
        digits.insert(digits.begin(), static_cast<char>('0' + std::abs(static_cast<int>(rest % 10))));
    const std::string text = (isNegative ? "-" : "") + (digits.empty() ? "0" : digits) + "e-" + std::to_string(scale);
    double number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

} // namespace

bool isTime(const Column &column)
{
    return column.logical == Logical::Timestamp || column.logical == Logical::Date ||
           column.physical == Physical::Int96;
}

bool isNumeric(const Column &column)
{
    const bool isBytes = column.physical == Physical::ByteArray || column.physical == Physical::FixedBytes;
    return column.logical == Logical::Decimal ||
           (!isBytes && !isTime(column) && column.logical != Logical::Time && column.physical != Physical::Boolean);
}

std::optional<std::int64_t> timeOf(const Column &column, std::int64_t value)
{
    if (column.physical == Physical::Int96)
        return value == std::numeric_limits<std::int64_t>::min() ? std::nullopt : std::optional(value);
    const std::int64_t unit = column.logical == Logical::Date ? nanosecondsPerDay : column.unit;
    std::int64_t time = 0;
    return __builtin_mul_overflow(value, unit, &time) ? std::nullopt : std::optional(time);
}

double numberOf(const Column &column, std::int64_t value)
{
    if (column.logical == Logical::Decimal)
        return scaled(value, column.scale);
    if (column.logical != Logical::Unsigned)
        return static_cast<double>(value);
    return column.physical == Physical::Int32 ? static_cast<double>(static_cast<std::uint32_t>(value))
                                              : static_cast<double>(static_cast<std::uint64_t>(value));
}

std::optional<double> decimalOf(const Column &column, std::string_view bytes)
{
    // Longer ones hold the sign again and again, or do not fit.
    const char sign = !bytes.empty() && bytes.front() < 0 ? '\xFF' : '\0';
    while (bytes.size() > sizeof(Wide) && bytes.front() == sign)
        bytes.remove_prefix(1);
    if (bytes.empty() || bytes.size() > sizeof(Wide) || (bytes.front() < 0) != (sign != '\0'))
        return std::nullopt;
    WideBits value = sign == '\0' ? WideBits{0} : ~WideBits{0};
    for (const char byte : bytes)
        value = (value << 8U) | static_cast<unsigned char>(byte);
    return scaled(static_cast<Wide>(value), column.scale);
}

std::string textOf(const Column &column, std::int64_t value)
{
    if (isTime(column)) {
        const std::optional<std::int64_t> time = timeOf(column, value);
        return time ? isoTime(*time) : std::to_string(value);
    }
    if (column.physical == Physical::Boolean)
        return value != 0 ? "true" : "false";
    if (column.logical == Logical::Decimal)
        return textOf(numberOf(column, value));
    if (column.logical != Logical::Unsigned)
        return std::to_string(value);
    return std::to_string(column.physical == Physical::Int32 ? static_cast<std::uint32_t>(value)
                                                             : static_cast<std::uint64_t>(value));
}

std::string textOf(double value)
{
    char text[64];
    const auto [end, problem] = std::to_chars(text, text + sizeof text, value);
    return problem == std::errc() ? std::string(text, end) : std::string();
}

} // namespace assay::parquet
