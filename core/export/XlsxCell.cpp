// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/XlsxCell.h"

#include "export/parquet/DecimalCell.h"
#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "frames/TimeText.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace assay::exporting {
namespace {

constexpr int exactDigits = 15;
constexpr std::int64_t firstUnsafe = 1'000'000'000'000'000; // sixteen digits
constexpr std::int64_t daysTo1970 = 25'569;                 // in Excel's count, which begins in 1900
constexpr std::int64_t firstDay = -25'508;                  // 1900-03-01
constexpr std::int64_t lastDay = 2'932'896;                 // 9999-12-31
constexpr std::int64_t millisecondsPerDay = secondsPerDay * 1000;

XlsxCell wholeCell(const ColumnSchema &schema, std::int64_t value)
{
    const bool isBeyond = schema.type == ColumnType::UInt64 && value < 0; // reinterpreted
    if (isBeyond || value >= firstUnsafe || value <= -firstUnsafe)
        return integerText(schema, value);
    return XlsxNumber{static_cast<double>(value), XlsxStyle::Whole};
}

XlsxCell realCell(ColumnType type, double value)
{
    if (std::isinf(value))
        return realText(value);
    // 0.1 as a float is 0.10000000149… as a double, which nobody has written.
    if (type == ColumnType::Float32)
        return XlsxNumber{std::strtod(realText(static_cast<float>(value)).c_str(), nullptr), XlsxStyle::General};
    return XlsxNumber{value, XlsxStyle::General};
}

XlsxCell dayCell(std::int64_t days)
{
    if (days < firstDay || days > lastDay)
        return dateText(days);
    return XlsxNumber{static_cast<double>(days + daysTo1970), XlsxStyle::Day};
}

std::string isoText(const ColumnSchema &schema, std::int64_t value)
{
    std::string text = timestampText(value, schema.unit);
    std::ranges::replace(text, ' ', 'T');
    return schema.zone.empty() ? text : text + "+00:00";
}

XlsxCell timeCell(const ColumnSchema &schema, std::int64_t value)
{
    const Wide nanoseconds = Wide{value} * nanosecondsOf(schema.unit);
    constexpr Wide first = Wide{firstDay} * nanosecondsPerDay;
    constexpr Wide end = Wide{lastDay + 1} * nanosecondsPerDay;
    if (!schema.zone.empty() || nanoseconds % 1'000'000 != 0 || nanoseconds < first || nanoseconds >= end)
        return isoText(schema, value);
    const auto milliseconds = static_cast<std::int64_t>(nanoseconds / 1'000'000) + daysTo1970 * millisecondsPerDay;
    const XlsxStyle style = milliseconds % 1000 == 0 ? XlsxStyle::Second : XlsxStyle::Millisecond;
    return XlsxNumber{static_cast<double>(milliseconds) / static_cast<double>(millisecondsPerDay), style};
}

XlsxCell decimalCell(std::string text)
{
    const std::optional<DecimalCell> cell = parseDecimalCell(text);
    if (!cell || cell->length > exactDigits)
        return text;
    return XlsxNumber{std::strtod(text.c_str(), nullptr), XlsxStyle::General};
}

bool isHex(char letter)
{
    return (letter >= '0' && letter <= '9') || (letter >= 'A' && letter <= 'F') || (letter >= 'a' && letter <= 'f');
}

/// `_x0041_`
bool looksEscaped(std::string_view text)
{
    return text.size() >= 7 && text.starts_with("_x") && text[6] == '_' && std::ranges::all_of(text.substr(2, 4), isHex);
}

/// The code point that begins here, where XML cannot hold it, else 0x20. `bytes`: how long it is.
unsigned forbiddenCode(std::string_view text, std::size_t &bytes)
{
    bytes = 1;
    const auto letter = static_cast<unsigned char>(text.front());
    if (letter < 0x20 && letter != '\n' && letter != '\t')
        return letter;
    if (!text.starts_with("\xEF\xBF\xBE") && !text.starts_with("\xEF\xBF\xBF"))
        return 0x20;
    bytes = 3;
    return text[2] == '\xBE' ? 0xFFFE : 0xFFFF;
}

} // namespace

XlsxCell xlsxCell(const Frame &frame, std::size_t column, std::int64_t row)
{
    if (frame.isMissing(column, row))
        return {};
    const ColumnSchema &schema = frame.schema().columns[column];
    switch (schema.type) {
    case ColumnType::Float32:
    case ColumnType::Float64:
        return realCell(schema.type, frame.real(column, row));
    case ColumnType::Bool:
        return frame.integer(column, row) != 0;
    case ColumnType::Timestamp:
        return timeCell(schema, frame.integer(column, row));
    case ColumnType::Date:
        return dayCell(frame.integer(column, row));
    case ColumnType::Decimal:
        return decimalCell(cellText(frame, column, row).text);
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Shown:
    case ColumnType::Duration:
        return cellText(frame, column, row).text;
    default:
        return wholeCell(schema, frame.integer(column, row));
    }
}

std::string xlsxText(std::string_view text)
{
    std::string out;
    while (!text.empty()) {
        std::size_t bytes = 1;
        const unsigned code = looksEscaped(text) ? '_' : forbiddenCode(text, bytes);
        if (code == 0x20) {
            out += text.front();
        } else {
            std::array<char, 16> escape{};
            std::snprintf(escape.data(), escape.size(), "_x%04X_", code);
            out += escape.data();
        }
        text.remove_prefix(bytes);
    }
    return out;
}

std::size_t xlsxLength(std::string_view text)
{
    std::size_t length = 0;
    for (const char letter : text) {
        const auto byte = static_cast<unsigned char>(letter);
        length += (byte & 0xC0U) == 0x80U ? 0 : byte >= 0xF0U ? 2 : 1;
    }
    return length;
}

} // namespace assay::exporting
