// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/DecimalText.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>

namespace assay {
namespace {

/// 0.DIGITS times ten to the power of `magnitude`.
struct Decimal
{
    int sign = 0; ///< 0: the number is 0
    std::int64_t magnitude = 0;
    std::string digits; ///< without zeros at either end
    bool isNumber = true;
};

Decimal infinite(int sign)
{
    return {sign, std::numeric_limits<std::int64_t>::max(), "1", true};
}

Decimal parsed(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);
    const int sign = isNegative ? -1 : 1;
    if (text == "Infinity" || text == "Inf" || text == "inf")
        return infinite(sign);
    const std::size_t e = text.find_first_of("eE");
    std::int64_t exponent = 0;
    if (e != std::string_view::npos) {
        const std::string_view power = text.substr(text.find_first_not_of('+', e + 1) == std::string_view::npos ? text.size() : text.find_first_not_of('+', e + 1));
        if (std::from_chars(power.data(), power.data() + power.size(), exponent).ec != std::errc())
            return {0, 0, {}, false};
    }
    const std::string_view mantissa = text.substr(0, e);
    const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
    Decimal number{sign, exponent + static_cast<std::int64_t>(point), {}, !mantissa.empty()};
    for (const char digit : mantissa) {
        if (digit >= '0' && digit <= '9')
            number.digits += digit;
        else if (digit != '.')
            return {0, 0, {}, false};
    }
    const std::size_t zeros = std::min(number.digits.find_first_not_of('0'), number.digits.size());
    number.digits.erase(0, zeros);
    number.magnitude -= static_cast<std::int64_t>(zeros);
    number.digits.erase(number.digits.find_last_not_of('0') + 1);
    if (number.digits.empty())
        return {0, 0, {}, number.isNumber};
    return number;
}

template <typename T>
int order(const T &left, const T &right)
{
    return left < right ? -1 : right < left ? 1 : 0;
}

} // namespace

int compareDecimals(std::string_view left, std::string_view right)
{
    const Decimal a = parsed(left), b = parsed(right);
    if (!a.isNumber || !b.isNumber)
        return order(!a.isNumber, !b.isNumber);
    if (a.sign != b.sign || a.sign == 0)
        return order(a.sign, b.sign);
    const int size = a.magnitude != b.magnitude ? order(a.magnitude, b.magnitude) : order(a.digits, b.digits);
    return a.sign * size;
}

/// From the highest bit down: which side of 0, the power of ten, the first fourteen digits. Powers that
/// do not fit share a key at either end, which no digits part.
std::uint64_t decimalKey(std::string_view text)
{
    constexpr std::uint64_t middle = std::uint64_t{1} << 62U;
    constexpr unsigned digitBits = 47; // 10^14 is less than 2^47
    constexpr std::size_t keptDigits = 14;
    constexpr std::int64_t mostMagnitude = (1 << 13) - 1;
    const Decimal number = parsed(text);
    if (!number.isNumber)
        return std::numeric_limits<std::uint64_t>::max();
    if (number.sign == 0)
        return middle;
    const std::int64_t magnitude = std::clamp(number.magnitude, -mostMagnitude, mostMagnitude);
    std::uint64_t digits = 0;
    for (std::size_t i = 0; i < keptDigits; ++i)
        digits = digits * 10 + (i < number.digits.size() ? static_cast<std::uint64_t>(number.digits[i] - '0') : 0);
    if (magnitude == mostMagnitude || magnitude == -mostMagnitude)
        digits = 0;
    const std::uint64_t size = (static_cast<std::uint64_t>(magnitude + mostMagnitude) << digitBits) + digits + 1;
    return number.sign > 0 ? middle + size : middle - size;
}

bool isDecimal(std::string_view text)
{
    return parsed(text).isNumber;
}

} // namespace assay
