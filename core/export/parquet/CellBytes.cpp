// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/CellBytes.h"

#include "export/CleanText.h"
#include "export/parquet/DecimalCell.h"
#include "frames/ColumnValues.h"

namespace assay::exporting {
namespace {

template <typename T>
void appendNumber(T value, std::string &out)
{
    out.append(reinterpret_cast<const char *>(&value), sizeof value); // every host of Assay is little-endian, as Parquet
}

/// Values of a width, stored as another.
template <typename T, typename Stored>
class Numbers : public CellBytes
{
public:
    Numbers(const ColumnValues<T> &values, std::int64_t factor)
        : m_values(values)
        , m_factor(static_cast<Stored>(factor))
    {
    }

    bool append(std::int64_t row, std::string &out) override
    {
        const auto place = static_cast<std::size_t>(row);
        if (m_values.isMissing(place))
            return false;
        const auto value = static_cast<Stored>(m_values[place]);
        appendNumber(m_factor == Stored{1} ? value : static_cast<Stored>(value * m_factor), out);
        return true;
    }

private:
    ColumnValues<T> m_values;
    Stored m_factor;
};

/// Any column that has texts.
class Texts : public CellBytes
{
public:
    Texts(const Frame &frame, std::size_t column)
        : m_frame(frame)
        , m_column(column)
    {
    }

    bool append(std::int64_t row, std::string &out) override
    {
        if (m_frame.isMissing(m_column, row))
            return false;
        appendText(cleanText(m_frame.text(m_column, row), m_scratch), out);
        return true;
    }

private:
    const Frame &m_frame;
    std::size_t m_column;
    std::string m_scratch;
};

class Decimals : public CellBytes
{
public:
    Decimals(const Frame &frame, const ParquetColumn &column)
        : m_frame(frame)
        , m_column(column)
    {
    }

    bool append(std::int64_t row, std::string &out) override
    {
        if (m_frame.isMissing(m_column.source->column, row))
            return false;
        const auto cell = parseDecimalCell(m_frame.text(m_column.source->column, row));
        const Wide value = cell ? unscaled(*cell, m_column.scale) : Wide{0}; // parquetColumns() has read each
        if (m_column.physical == PhysicalType::Int64)
            appendNumber(static_cast<std::int64_t>(value), out);
        else
            for (int shift = 8 * (wideDecimalBytes - 1); shift >= 0; shift -= 8) // the greatest byte first
                out += static_cast<char>(value >> shift);
        return true;
    }

private:
    const Frame &m_frame;
    const ParquetColumn &m_column;
};

template <typename T>
std::unique_ptr<CellBytes> numbers(const ColumnValues<T> &values, const ParquetColumn &column)
{
    if constexpr (std::floating_point<T> || sizeof(T) == 8) {
        const bool isSeconds = column.type() == ColumnType::Timestamp && column.schema().unit == TimeUnit::Second;
        return std::make_unique<Numbers<T, T>>(values, isSeconds ? 1000 : 1);
    } else {
        if (column.physical == PhysicalType::Boolean)
            return std::make_unique<Numbers<T, std::uint8_t>>(values, 1);
        return std::make_unique<Numbers<T, std::int32_t>>(values, 1);
    }
}

} // namespace

std::unique_ptr<CellBytes> cellBytes(const Frame &frame, const ParquetColumn &column)
{
    const std::size_t place = column.source->column;
    if (column.isText())
        return std::make_unique<Texts>(frame, place);
    if (column.isDecimal)
        return std::make_unique<Decimals>(frame, column);
    return visitColumn(frame, place, [&](const auto &values) -> std::unique_ptr<CellBytes> {
        if constexpr (std::same_as<std::decay_t<decltype(values)>, ColumnTexts>)
            return nullptr; // is text
        else
            return numbers(values, column);
    });
}

void appendText(std::string_view text, std::string &out)
{
    appendNumber(static_cast<std::uint32_t>(text.size()), out);
    out.append(text);
}

} // namespace assay::exporting
