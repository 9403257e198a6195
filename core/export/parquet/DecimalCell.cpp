// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/DecimalCell.h"

#include <charconv>

namespace assay::exporting {
namespace {

/// What stands behind the `E`; nothing where that is no small number.
std::optional<int> parseExponent(std::string_view text)
{
    if (text.starts_with('+'))
        text.remove_prefix(1);
    int exponent = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), exponent);
    if (problem != std::errc() || end != text.data() + text.size() || exponent > mostDecimalDigits || exponent < -2 * mostDecimalDigits)
        return std::nullopt;
    return exponent;
}

/// The digits before the `E`, without a sign.
std::optional<DecimalCell> parseDigits(std::string_view text)
{
    DecimalCell cell;
    bool isFraction = false;
    bool hasDigit = false;
    for (const char letter : text) {
        if (letter == '.' && !isFraction) {
            isFraction = true;
            continue;
        }
        if (letter < '0' || letter > '9' || cell.length == mostDecimalDigits)
            return std::nullopt;
        hasDigit = true;
        cell.digits = cell.digits * 10 + (letter - '0');
        cell.length += cell.digits != 0 ? 1 : 0; // zeros in front are none
        cell.exponent -= isFraction ? 1 : 0;
    }
    return hasDigit && cell.exponent >= -mostDecimalDigits ? std::optional(cell) : std::nullopt;
}

} // namespace

std::optional<DecimalCell> parseDecimalCell(std::string_view text)
{
    const bool isNegative = text.starts_with('-');
    if (isNegative || text.starts_with('+'))
        text.remove_prefix(1);
    const std::size_t mark = text.find_first_of("eE");
    std::optional<DecimalCell> cell = parseDigits(text.substr(0, mark));
    if (!cell)
        return std::nullopt;
    if (mark != std::string_view::npos) {
        const std::optional<int> exponent = parseExponent(text.substr(mark + 1));
        if (!exponent)
            return std::nullopt;
        cell->exponent += *exponent;
    }
    if (isNegative)
        cell->digits = -cell->digits;
    return cell;
}

Wide unscaled(const DecimalCell &cell, int scale)
{
    Wide value = cell.digits;
    if (value == 0)
        return value;
    for (int power = cell.exponent + scale; power > 0; --power)
        value *= 10;
    return value;
}

} // namespace assay::exporting
