// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ColumnNumbers.h"

#include "charts/ChartSpec.h"
#include "frames/CivilTime.h"
#include "frames/ColumnValues.h"
#include "frames/LargePages.h"
#include "frames/ValueText.h"

#include <cmath>
#include <limits>

namespace assay {
namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

class Reading
{
public:
    Reading(const Frame &frame, std::size_t column, const RowList *rows, std::int64_t interval, const std::stop_token &stop)
        : m_frame(frame)
        , m_column(column)
        , m_schema(frame.schema().columns[column])
        , m_rows(rows)
        , m_interval(interval)
        , m_stop(stop)
    {
        const std::size_t count = rowCount(frame, rows);
        reserveLarge(m_numbers.values, count);
        m_numbers.values.resize(count);
    }

    ColumnNumbers read()
    {
        visitColumn(m_frame, m_column, [this](const auto &cells) { readCells(cells); });
        return std::move(m_numbers);
    }

private:
    template <typename Cells>
    void readCells(const Cells &cells)
    {
        if constexpr (std::same_as<Cells, ColumnTexts>) {
            if (m_schema.type == ColumnType::Decimal)
                fill(cells, [](std::string_view text) { return parseReal<double>(text).value_or(notANumber); });
            else
                fill(cells, [](std::string_view) { return 0.0; });
        } else if (isTemporal(m_schema)) {
            readTimes(cells);
        } else if (m_schema.type == ColumnType::Duration) {
            const double perSecond = static_cast<double>(nanosecondsPerSecond) / static_cast<double>(nanosecondsOf(m_schema.unit));
            fill(cells, [=](auto value) { return static_cast<double>(value) / perSecond; });
        } else if (m_schema.type == ColumnType::Dictionary) {
            fill(cells, [](auto) { return 0.0; });
        } else {
            fill(cells, [](auto value) { return static_cast<double>(value); });
        }
    }

    template <typename Cells>
    void readTimes(const Cells &cells)
    {
        const std::int64_t unit = nanosecondsOfUnit(m_schema);
        if (m_interval > 0)
            fill(cells, [=, interval = m_interval](auto value) { return static_cast<double>(flooredTime(static_cast<std::int64_t>(value), unit, interval)); });
        else
            fill(cells, [=](auto value) { return static_cast<double>(value) * static_cast<double>(unit); });
    }

    template <typename Cells, typename NumberOf>
    void fill(const Cells &cells, const NumberOf &numberOf)
    {
        double *values = m_numbers.values.data();
        std::int64_t missing = 0, infinite = 0;
        eachRow(m_frame, m_rows, m_stop, [&](std::size_t at, std::size_t row) {
            const double value = cells.isMissing(row) ? notANumber : numberOf(cells[row]);
            missing += std::isnan(value) ? 1 : 0;
            infinite += std::isinf(value) ? 1 : 0;
            values[at] = std::isinf(value) ? notANumber : value;
        });
        m_numbers.missing = missing;
        m_numbers.infinite = infinite;
    }

    const Frame &m_frame;
    std::size_t m_column;
    const ColumnSchema &m_schema;
    const RowList *m_rows;
    std::int64_t m_interval;
    const std::stop_token &m_stop;
    ColumnNumbers m_numbers;
};

template <typename Cells, typename KeyOf>
bool neverFalls(const Frame &frame, const RowList *rows, const std::stop_token &stop, const Cells &cells, const KeyOf &keyOf)
{
    using Key = decltype(keyOf(cells[0]));
    bool isRising = true, isFirst = true;
    Key last{};
    eachRow(frame, rows, stop, [&](std::size_t, std::size_t row) {
        if (cells.isMissing(row))
            return;
        const Key key = keyOf(cells[row]);
        isRising = isRising && (isFirst || !(key < last));
        last = key;
        isFirst = false;
    });
    return isRising;
}

} // namespace

std::int64_t nanosecondsOfUnit(const ColumnSchema &column)
{
    return column.type == ColumnType::Date ? nanosecondsPerDay : nanosecondsOf(column.unit);
}

std::int64_t flooredTime(std::int64_t value, std::int64_t unit, std::int64_t interval)
{
    const auto floored = [](auto number, auto step) { return (number / step - (number % step < 0 ? 1 : 0)) * step; };
    // Away from the int64's ends no product below leaves it.
    constexpr std::int64_t safe = std::numeric_limits<std::int64_t>::max() / 2;
    if (unit == 1 && value > -safe && interval < safe)
        return floored(value, interval);
    const Wide exact = floored(Wide{value} * unit, Wide{interval});
    return static_cast<std::int64_t>(std::clamp<Wide>(exact, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
}

ColumnNumbers numbersOf(const Frame &frame, std::size_t column, const RowList *rows, std::int64_t interval, const std::stop_token &stop)
{
    return Reading(frame, column, rows, interval, stop).read();
}

bool isInOrder(const Frame &frame, std::size_t column, const RowList *rows, const std::stop_token &stop)
{
    return visitColumn(frame, column, [&]<typename Cells>(const Cells &cells) {
        if constexpr (std::same_as<Cells, ColumnTexts>)
            return neverFalls(frame, rows, stop, cells, [](std::string_view text) { return parseReal<double>(text).value_or(notANumber); });
        else
            return neverFalls(frame, rows, stop, cells, [](auto value) { return value; });
    });
}

} // namespace assay
