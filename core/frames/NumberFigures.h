// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/ColumnSummary.h"
#include "frames/ColumnValues.h"
#include "frames/ValueText.h"

#include <span>

namespace assay {

/// The values of a column of numbers or times in their order, as orderKey() made them.
template <typename T>
class SortedValues
{
public:
    explicit SortedValues(std::span<const std::uint64_t> keys)
        : m_keys(keys)
    {
    }

    [[nodiscard]] std::size_t size() const { return m_keys.size(); }
    [[nodiscard]] T operator[](std::size_t i) const { return valueOfKey<T>(m_keys[i]); }
    /// How many are less than `edge`.
    [[nodiscard]] std::size_t countBelow(double edge) const
    {
        std::size_t begin = 0, end = size();
        while (begin < end) {
            const std::size_t middle = begin + (end - begin) / 2;
            if (static_cast<double>((*this)[middle]) < edge)
                begin = middle + 1;
            else
                end = middle;
        }
        return begin;
    }

private:
    std::span<const std::uint64_t> m_keys;
};

/// What the values of a column come to; there must be one.
template <typename T>
[[nodiscard]] NumberSummary numberFigures(const ColumnSchema &column, const SortedValues<T> &values);

} // namespace assay
