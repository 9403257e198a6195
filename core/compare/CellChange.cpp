// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/CellChange.h"

#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "frames/DecimalText.h"
#include "frames/TimeText.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace assay {
namespace {

bool isReal(const ColumnSchema &column)
{
    return column.type == ColumnType::Float32 || column.type == ColumnType::Float64;
}

Wide wholeOf(const FrameColumn &at, std::uint32_t row)
{
    const std::int64_t value = at.frame->integer(at.column, row);
    if (at.schema().type == ColumnType::UInt64)
        return static_cast<std::uint64_t>(value);
    return value;
}

/// Wide enough that no integer of a column loses a digit.
long double realOf(const FrameColumn &at, std::uint32_t row)
{
    if (isReal(at.schema()))
        return at.frame->real(at.column, row);
    if (at.schema().type == ColumnType::Decimal)
        return std::strtold(std::string(at.frame->text(at.column, row)).c_str(), nullptr);
    return static_cast<long double>(wholeOf(at, row));
}

TimeUnit unitOf(const ColumnSchema &column)
{
    return column.type == ColumnType::Date ? TimeUnit::Second : column.unit;
}

std::string textOf(const FrameColumn &at, std::uint32_t row)
{
    return cellText(*at.frame, at.column, row).text;
}

bool fitsInt64(Wide value)
{
    return value > std::numeric_limits<std::int64_t>::min() && value <= std::numeric_limits<std::int64_t>::max();
}

} // namespace

CellChange::CellChange(FrameColumn before, FrameColumn after)
    : m_before(before)
    , m_after(after)
    , m_form(formOf(before.schema(), after.schema()))
    , m_isMeasurable(m_form != CellForm::Text && m_form != CellForm::Foreign && before.schema().type != ColumnType::Bool &&
                     after.schema().type != ColumnType::Bool)
    , m_isSingle(before.schema().type == ColumnType::Float32 && after.schema().type == ColumnType::Float32)
    , m_unit(std::max(unitOf(before.schema()), unitOf(after.schema())))
{
}

std::string CellChange::delta(RowPair rows) const
{
    switch (m_form) {
    case CellForm::Whole: {
        const std::optional<Wide> difference = whole(rows);
        return difference ? wideText(*difference) : std::string();
    }
    case CellForm::Real: {
        const std::optional<double> difference = real(rows);
        if (!difference)
            return {};
        return m_isSingle ? realText(static_cast<float>(*difference)) : realText(*difference);
    }
    case CellForm::Decimal:
        return written(rows).value_or(std::string());
    case CellForm::Time:
    case CellForm::Duration: {
        const std::optional<Wide> difference = whole(rows);
        return difference && fitsInt64(*difference) ? durationText(static_cast<std::int64_t>(*difference), m_unit) : std::string();
    }
    case CellForm::Text:
    case CellForm::Foreign:
        break;
    }
    return {};
}

std::optional<double> CellChange::percent(RowPair rows) const
{
    if (!m_isMeasurable || m_form == CellForm::Time || isMissing(rows))
        return std::nullopt;
    const bool isDuration = m_form == CellForm::Duration;
    const long double was = isDuration ? static_cast<long double>(inUnit(m_before, rows.before)) : realOf(m_before, rows.before);
    const long double is = isDuration ? static_cast<long double>(inUnit(m_after, rows.after)) : realOf(m_after, rows.after);
    const long double percent = (is - was) / std::abs(was) * 100;
    if (was == 0 || std::isinf(was) || std::isnan(percent))
        return std::nullopt;
    return static_cast<double>(percent);
}

std::optional<Wide> CellChange::whole(RowPair rows) const
{
    if (!m_isMeasurable || isMissing(rows))
        return std::nullopt;
    if (m_form == CellForm::Whole)
        return wholeOf(m_after, rows.after) - wholeOf(m_before, rows.before);
    if (m_form == CellForm::Time || m_form == CellForm::Duration)
        return inUnit(m_after, rows.after) - inUnit(m_before, rows.before);
    return std::nullopt;
}

std::optional<double> CellChange::real(RowPair rows) const
{
    if (!m_isMeasurable || m_form != CellForm::Real || isMissing(rows))
        return std::nullopt;
    const long double was = realOf(m_before, rows.before), is = realOf(m_after, rows.after);
    // Two doubles are subtracted as doubles: rounded once.
    const bool areReal = isReal(m_before.schema()) && isReal(m_after.schema());
    const double difference = areReal ? static_cast<double>(is) - static_cast<double>(was) : static_cast<double>(is - was);
    if (std::isnan(difference))
        return std::nullopt;
    return m_isSingle ? static_cast<double>(static_cast<float>(is) - static_cast<float>(was)) : difference;
}

std::optional<std::string> CellChange::written(RowPair rows) const
{
    const bool isNumber = m_form == CellForm::Whole || m_form == CellForm::Real || m_form == CellForm::Decimal;
    if (!m_isMeasurable || !isNumber || isMissing(rows))
        return std::nullopt;
    return decimalDifference(textOf(m_after, rows.after), textOf(m_before, rows.before));
}

bool CellChange::isMissing(RowPair rows) const
{
    return m_before.frame->isMissing(m_before.column, rows.before) || m_after.frame->isMissing(m_after.column, rows.after);
}

Wide CellChange::inUnit(const FrameColumn &at, std::uint32_t row) const
{
    const ColumnSchema &schema = at.schema();
    const Wide value = at.frame->integer(at.column, row);
    if (schema.type == ColumnType::Date)
        return value * secondsPerDay * (nanosecondsPerSecond / nanosecondsOf(m_unit));
    return value * (nanosecondsOf(schema.unit) / nanosecondsOf(m_unit));
}

} // namespace assay
