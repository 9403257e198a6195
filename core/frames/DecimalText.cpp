// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/DecimalText.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <limits>
#include <string>
#include <utility>

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

/// No difference of numbers that a person deals with has more.
constexpr std::int64_t mostDigits = 5000;

bool isInfinite(const Decimal &number)
{
    return number.magnitude == std::numeric_limits<std::int64_t>::max();
}

/// The digits from the power of ten `high` down to `low`, which hold all of the number's.
std::string digitsWithin(const Decimal &number, std::int64_t high, std::int64_t low)
{
    std::string digits(static_cast<std::size_t>(high - low), '0');
    if (number.sign != 0)
        std::ranges::copy(number.digits, digits.begin() + static_cast<std::ptrdiff_t>(high - number.magnitude));
    return digits;
}

/// Adds `addend` to `digits`, or takes it away, which must not leave less than nothing; both are as long.
void accumulate(std::string &digits, std::string_view addend, bool isTaken)
{
    int carry = 0;
    for (std::size_t at = digits.size(); at-- > 0;) {
        const int value = (digits[at] - '0') + (isTaken ? -1 : 1) * ((addend[at] - '0') + carry);
        carry = value < 0 || value > 9 ? 1 : 0;
        digits[at] = static_cast<char>('0' + (value + 10) % 10);
    }
}

/// Digits of which the last stands for ten to the power of `low`, without zeros that say nothing.
std::string plainText(int sign, std::string digits, std::int64_t low)
{
    if (low > 0)
        digits.append(static_cast<std::size_t>(low), '0');
    const std::size_t fraction = low < 0 ? static_cast<std::size_t>(-low) : 0;
    if (digits.size() <= fraction)
        digits.insert(0, fraction + 1 - digits.size(), '0');
    if (fraction > 0) {
        digits.insert(digits.size() - fraction, 1, '.');
        digits.erase(digits.find_last_not_of('0') + 1);
        if (digits.ends_with('.'))
            digits.pop_back();
    }
    digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size() - 1));
    if (digits.starts_with('.'))
        digits.insert(0, 1, '0');
    return (sign < 0 && digits != "0" ? "-" : "") + digits;
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

std::string canonicalDecimal(std::string_view text)
{
    const Decimal number = parsed(text);
    if (!number.isNumber)
        return std::string(text);
    if (number.sign == 0)
        return "0";
    const std::int64_t power = isInfinite(number) ? number.magnitude : number.magnitude - static_cast<std::int64_t>(number.digits.size());
    return (number.sign < 0 ? "-" : "") + number.digits + "E" + std::to_string(power);
}

std::optional<std::string> decimalDifference(std::string_view left, std::string_view right)
{
    const Decimal a = parsed(left), b = parsed(right);
    if (!a.isNumber || !b.isNumber || isInfinite(a) || isInfinite(b))
        return std::nullopt;
    std::int64_t high = 1, low = 0; // of 0, and a place for the carry
    for (const Decimal &number : {a, b}) {
        if (number.sign != 0 && (number.magnitude > mostDigits || number.magnitude < -mostDigits || std::cmp_greater(number.digits.size(), mostDigits)))
            return std::nullopt;
        high = std::max(high, number.magnitude + 1);
        if (number.sign != 0)
            low = std::min(low, number.magnitude - static_cast<std::int64_t>(number.digits.size()));
    }
    std::string more = digitsWithin(a, high, low), less = digitsWithin(b, high, low);
    const bool isTaken = a.sign == b.sign || a.sign == 0 || b.sign == 0;
    int sign = a.sign != 0 ? a.sign : -b.sign;
    if (isTaken && more < less) {
        more.swap(less);
        sign = a.sign == 0 ? sign : -sign;
    }
    accumulate(more, less, isTaken);
    return plainText(sign, std::move(more), low);
}

} // namespace assay
