// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <cstdint>
#include <string>
#include <variant>

namespace assay::exporting {

/// How Excel is to show a number.
enum class XlsxStyle : std::uint8_t { General, Whole, Day, Second, Millisecond };

struct XlsxNumber
{
    double value = 0;
    XlsxStyle style = XlsxStyle::General;

    bool operator==(const XlsxNumber &) const = default;
};

/// A cell of a sheet: nothing, a number, a truth value or a text (valid UTF-8, not yet escaped).
using XlsxCell = std::variant<std::monostate, XlsxNumber, bool, std::string>;

/// A number only where Excel, which keeps 15 digits, loses none of its digits, else a text. Times without a
/// zone are numbers where they are whole milliseconds from March 1900 to 9999: Excel takes 1900 for a leap
/// year, so what is earlier would be shown a day off. Other times are texts in ISO 8601.
[[nodiscard]] XlsxCell xlsxCell(const Frame &frame, std::size_t column, std::int64_t row);

/// A text as sheets have it: what XML cannot hold is `_x0008_`, and what looks like that is `_x005F_x0008_`.
[[nodiscard]] std::string xlsxText(std::string_view text);

/// How long Excel finds a text: in UTF-16 units.
[[nodiscard]] std::size_t xlsxLength(std::string_view text);

} // namespace assay::exporting
