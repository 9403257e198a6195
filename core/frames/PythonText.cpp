// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/PythonText.h"

#include "frames/CellText.h"
#include "frames/DecimalText.h"
#include "frames/RowTest.h"
#include "frames/SafeText.h"
#include "frames/TimeText.h"
#include "frames/ValueText.h"

#include <algorithm>
#include <cmath>

namespace assay {
namespace {

std::string realLiteral(const std::string &text)
{
    return text.ends_with("inf") || text.ends_with("nan") ? "float(\"" + text + "\")" : text;
}

std::string call(std::string_view function, const std::string &text)
{
    return std::string(function) + "(\"" + text + "\")";
}

/// Whether pandas finds a zone by that name; `pytz.FixedOffset(60)` is none.
bool isZoneName(std::string_view zone)
{
    return !zone.empty() && std::ranges::all_of(zone, [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
               std::string_view("_/+-:").find(letter) != std::string_view::npos;
    });
}

std::string timestampCell(const ColumnSchema &column, std::int64_t value)
{
    std::string text = timestampText(value, column.unit);
    if (column.zone.empty())
        return call("pd.Timestamp", text);
    if (!isZoneName(column.zone))
        return call("pd.Timestamp", integerText(column, value));
    text += "+00:00";
    return "pd.Timestamp(\"" + text + "\", tz=\"" + column.zone + "\")";
}

/// A whole number as it is, another as the nearest float.
std::string decimalValue(const std::string &text)
{
    if (const auto whole = parseWhole(text); whole && text.size() < 19)
        return wideText(*whole);
    const auto value = parseReal<double>(text);
    return realLiteral(value ? realText(*value) : text);
}

template <typename Real>
Result<std::string> realValue(const ColumnSchema &column, const std::string &text)
{
    const auto value = parseReal<Real>(text);
    if (!value)
        return noSuchValue(column, text, "a number");
    return realLiteral(realText(static_cast<double>(*value))); // a float32 with all its digits
}

} // namespace

std::string pythonString(std::string_view text)
{
    std::string plain;
    plain.reserve(text.size() + 2);
    for (const char letter : text) {
        if (letter == '\n')
            plain += "\\n";
        else if (letter == '\t')
            plain += "\\t";
        else if (letter == '\\' || letter == '"')
            plain.append(1, '\\').append(1, letter);
        else
            plain += letter;
    }
    return '"' + safeText(plain) + '"'; // which writes out the rest as Python does
}

std::string pythonCell(const Frame &frame, std::size_t column, std::int64_t row)
{
    const ColumnSchema &schema = frame.schema().columns[column];
    switch (schema.type) {
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Shown:
        return pythonString(frame.text(column, row));
    case ColumnType::Decimal:
        return "Decimal(" + pythonString(frame.text(column, row)) + ")";
    case ColumnType::Timestamp:
        return timestampCell(schema, frame.integer(column, row));
    case ColumnType::Duration:
        return call("pd.Timedelta", cellText(frame, column, row).text);
    case ColumnType::Date:
        return call("pd.Timestamp", cellText(frame, column, row).text) + ".date()";
    default:
        return realLiteral(cellText(frame, column, row).text);
    }
}

Result<std::string> pythonValue(const ColumnSchema &column, const std::string &text)
{
    switch (column.type) {
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Shown:
        return pythonString(text);
    case ColumnType::Float32:
        return realValue<float>(column, text);
    case ColumnType::Float64:
        return realValue<double>(column, text);
    case ColumnType::Decimal:
        return isDecimal(text) ? Result<std::string>(decimalValue(text)) : noSuchValue(column, text, "a number");
    case ColumnType::Timestamp:
        if (const auto time = parseTime(text))
            return "pd.Timestamp(\"" + timestampText(*time, TimeUnit::Nanosecond) + (column.zone.empty() ? "\")" : "\", tz=\"UTC\")");
        return noSuchValue(column, text, "a time");
    case ColumnType::Duration:
        if (const auto duration = parseDuration(text))
            return call("pd.Timedelta", durationText(*duration, TimeUnit::Nanosecond));
        return noSuchValue(column, text, "a duration");
    case ColumnType::Date:
        if (const auto day = parseDate(text))
            return call("pd.Timestamp", dateText(*day)) + ".date()";
        return noSuchValue(column, text, "a day");
    case ColumnType::Bool:
        if (const auto value = parseBool(text))
            return *value ? "True" : "False";
        return noSuchValue(column, text, "True or False");
    default:
        if (const auto whole = parseWhole(text))
            return wideText(*whole);
        return noSuchValue(column, text, "a whole number");
    }
}

} // namespace assay
