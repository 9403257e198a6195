// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/FrameJson.h"

#include "frames/CellText.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace assay {

namespace {

constexpr std::size_t maxTextBytes = 10'000;

std::vector<std::size_t> columnsOf(const Frame &frame, bool index)
{
    std::vector<std::size_t> columns;
    for (std::size_t i = 0; i < frame.columnCount(); ++i) {
        if (frame.schema().columns[i].isIndex == index)
            columns.push_back(i);
    }
    return columns;
}

Json columnJson(const ColumnSchema &column)
{
    return {{"name", validUtf8(column.name)}, {"dtype", validUtf8(column.dtype)}};
}

std::string bounded(std::string text)
{
    if (text.size() <= maxTextBytes)
        return text;
    std::size_t end = maxTextBytes;
    // Never in the middle of a character.
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80)
        --end;
    text.resize(end);
    return text + "…";
}

/// The shortest decimal number that is this float, as a double: 0.1f reads 0.1, not
/// 0.10000000149011612.
double widened(float value)
{
    std::array<char, 32> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    double wide = value;
    std::from_chars(digits.data(), end, wide);
    return wide;
}

} // namespace

Json cellJson(const Frame &frame, std::size_t column, std::int64_t row)
{
    if (frame.isMissing(column, row))
        return nullptr;
    switch (frame.schema().columns[column].type) {
    case ColumnType::Int8:
    case ColumnType::Int16:
    case ColumnType::Int32:
    case ColumnType::Int64:
    case ColumnType::UInt8:
    case ColumnType::UInt16:
    case ColumnType::UInt32:
        return frame.integer(column, row);
    case ColumnType::UInt64:
        return static_cast<std::uint64_t>(frame.integer(column, row));
    case ColumnType::Bool:
        return frame.integer(column, row) != 0;
    case ColumnType::Float32:
    case ColumnType::Float64: {
        const double value = frame.real(column, row);
        if (!std::isfinite(value))
            return nullptr;
        const bool isNarrow = frame.schema().columns[column].type == ColumnType::Float32;
        return isNarrow ? widened(static_cast<float>(value)) : value;
    }
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Timestamp:
    case ColumnType::Duration:
    case ColumnType::Decimal:
    case ColumnType::Date:
    case ColumnType::Shown:
        return bounded(cellText(frame, column, row).text);
    }
    return nullptr;
}

Json frameColumns(const Frame &frame)
{
    Json columns = Json::array();
    for (const std::size_t column : columnsOf(frame, false))
        columns.push_back(columnJson(frame.schema().columns[column]));
    return columns;
}

Json frameIndex(const Frame &frame, std::int64_t rows)
{
    Json levels = Json::array();
    for (const std::size_t column : columnsOf(frame, true)) {
        Json level = columnJson(frame.schema().columns[column]);
        Json values = Json::array();
        for (std::int64_t row = 0; row < std::min(rows, frame.rows()); ++row)
            values.push_back(cellJson(frame, column, row));
        level["values"] = std::move(values);
        levels.push_back(std::move(level));
    }
    return levels;
}

Json framePreview(const Frame &frame, std::int64_t rows)
{
    const std::vector<std::size_t> columns = columnsOf(frame, false);
    Json preview = Json::array();
    for (std::int64_t row = 0; row < std::min(rows, frame.rows()); ++row) {
        Json cells = Json::array();
        for (const std::size_t column : columns)
            cells.push_back(cellJson(frame, column, row));
        preview.push_back(std::move(cells));
    }
    return preview;
}

} // namespace assay
