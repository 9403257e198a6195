// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <bit>
#include <cmath>
#include <concepts>
#include <cstring>
#include <limits>
#include <type_traits>

namespace assay {

/// The cells of a column whose values have a width, read as what they are: for loops over many rows
/// that cannot ask for the column's type at each. T is the type the values lie in, which for Bool is
/// a byte, for times an int64, for dates and the codes of a Dictionary an int32.
/// Refers to the frame. Safe to read from several threads.
template <typename T>
class ColumnValues
{
public:
    ColumnValues(const Frame &frame, const ColumnSchema &column)
        : m_values(reinterpret_cast<const T *>(frame.buffer(column.values).data()))
        , m_validity(column.validity.bytes > 0 ? frame.buffer(column.validity).data() : nullptr)
        , m_hasMark(column.type == ColumnType::Timestamp || column.type == ColumnType::Duration || column.type == ColumnType::Dictionary)
    {
    }

    [[nodiscard]] T operator[](std::size_t row) const { return m_values[row]; }

    [[nodiscard]] bool isMissing(std::size_t row) const
    {
        return (m_validity != nullptr && !isValid(row)) || isMarked(m_values[row]);
    }

    /// Missing by the value alone: NaN, NaT, code -1.
    [[nodiscard]] bool isMarked(T value) const
    {
        if constexpr (std::floating_point<T>)
            return std::isnan(value);
        else if constexpr (std::same_as<T, std::int64_t>)
            return m_hasMark && value == std::numeric_limits<T>::min();
        else if constexpr (std::same_as<T, std::int32_t>)
            return m_hasMark && value < 0;
        else
            return false;
    }

    [[nodiscard]] bool hasValidity() const { return m_validity != nullptr; }
    /// Only where there is validity.
    [[nodiscard]] bool isValid(std::size_t row) const { return ((m_validity[row / 8] >> (row % 8)) & std::byte{1}) != std::byte{0}; }

private:
    const T *m_values; ///< buffers lie at multiples of 64
    const std::byte *m_validity;
    bool m_hasMark;
};

/// The same of a Text, Decimal or Shown column.
class ColumnTexts
{
public:
    ColumnTexts(const Frame &frame, const ColumnSchema &column)
        : m_ends(reinterpret_cast<const std::uint64_t *>(frame.buffer(column.offsets).data()))
        , m_data(reinterpret_cast<const char *>(frame.buffer(column.data).data()))
        , m_validity(column.validity.bytes > 0 ? frame.buffer(column.validity).data() : nullptr)
    {
    }

    [[nodiscard]] std::string_view operator[](std::size_t row) const
    {
        return {m_data + m_ends[row], m_ends[row + 1] - m_ends[row]};
    }
    /// The texts of some rows, one right after the other.
    [[nodiscard]] std::string_view stretch(std::size_t begin, std::size_t end) const
    {
        return {m_data + m_ends[begin], m_ends[end] - m_ends[begin]};
    }
    [[nodiscard]] bool isMissing(std::size_t row) const
    {
        return m_validity != nullptr && ((m_validity[row / 8] >> (row % 8)) & std::byte{1}) == std::byte{0};
    }

private:
    const std::uint64_t *m_ends; ///< of the text before
    const char *m_data;
    const std::byte *m_validity;
};

/// Text, Decimal or Shown: what lies as offsets and data.
[[nodiscard]] constexpr bool liesAsText(ColumnType type)
{
    return type == ColumnType::Text || type == ColumnType::Decimal || type == ColumnType::Shown;
}

/// Calls `visit` with the column's ColumnValues or ColumnTexts.
template <typename Visit>
decltype(auto) visitColumn(const Frame &frame, std::size_t column, const Visit &visit)
{
    const ColumnSchema &schema = frame.schema().columns[column];
    switch (schema.type) {
    case ColumnType::Int8:
        return visit(ColumnValues<std::int8_t>(frame, schema));
    case ColumnType::Int16:
        return visit(ColumnValues<std::int16_t>(frame, schema));
    case ColumnType::Int32:
    case ColumnType::Date:
    case ColumnType::Dictionary:
        return visit(ColumnValues<std::int32_t>(frame, schema));
    case ColumnType::UInt8:
    case ColumnType::Bool:
        return visit(ColumnValues<std::uint8_t>(frame, schema));
    case ColumnType::UInt16:
        return visit(ColumnValues<std::uint16_t>(frame, schema));
    case ColumnType::UInt32:
        return visit(ColumnValues<std::uint32_t>(frame, schema));
    case ColumnType::UInt64:
        return visit(ColumnValues<std::uint64_t>(frame, schema));
    case ColumnType::Float32:
        return visit(ColumnValues<float>(frame, schema));
    case ColumnType::Float64:
        return visit(ColumnValues<double>(frame, schema));
    case ColumnType::Int64:
    case ColumnType::Timestamp:
    case ColumnType::Duration:
        return visit(ColumnValues<std::int64_t>(frame, schema));
    case ColumnType::Text:
    case ColumnType::Decimal:
    case ColumnType::Shown:
        break;
    }
    return visit(ColumnTexts(frame, schema));
}

/// Unsigned keys that stand in the order of the values; -0 is 0, NaN has no place.
template <typename T>
[[nodiscard]] constexpr std::uint64_t orderKey(T value)
{
    constexpr std::uint64_t signBit = std::uint64_t{1} << 63U;
    if constexpr (std::floating_point<T>) {
        const auto bits = std::bit_cast<std::uint64_t>(value == 0 ? 0.0 : static_cast<double>(value));
        return (bits & signBit) != 0 ? ~bits : bits | signBit;
    } else if constexpr (std::signed_integral<T>) {
        return static_cast<std::uint64_t>(static_cast<std::int64_t>(value)) ^ signBit;
    } else {
        return value;
    }
}

/// The value a key was made of.
template <typename T>
[[nodiscard]] constexpr T valueOfKey(std::uint64_t key)
{
    constexpr std::uint64_t signBit = std::uint64_t{1} << 63U;
    if constexpr (std::floating_point<T>)
        return static_cast<T>(std::bit_cast<double>((key & signBit) != 0 ? key ^ signBit : ~key));
    else if constexpr (std::signed_integral<T>)
        return static_cast<T>(key ^ signBit);
    else
        return static_cast<T>(key);
}

} // namespace assay
