// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/CellMatch.h"
#include "frames/FrameBuilder.h"

#include <cstring>
#include <optional>

namespace assay {

/// A cell of one of two columns, or none.
struct CellPlace
{
    enum class Side : std::uint8_t { None, Before, After };

    Side side = Side::None;
    std::uint32_t row = 0;
};

/// Adds a column of cells gathered from two, each exactly as it lies. Its type is that of both where they
/// have the same, but Text for a Dictionary; numbers of several types become Decimals, all else the
/// texts of cellText(). No cell is a missing one.
void addGathered(FrameBuilder &builder, std::string name, FrameColumn before, FrameColumn after, std::span<const CellPlace> places);

/// Adds a column of texts, of type Text or Decimal; an absent one is missing.
void addTexts(FrameBuilder &builder, ColumnSchema column, const std::vector<std::optional<std::string>> &texts);

/// Adds a column of values of a type that has them, such as Int64; an absent one is missing.
template <typename T>
void addValues(FrameBuilder &builder, ColumnSchema column, const std::vector<std::optional<T>> &values)
{
    ColumnBuffers buffers;
    buffers.values.resize(values.size() * sizeof(T));
    buffers.validity.resize((values.size() + 7) / 8);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const T value = values[i].value_or(T{});
        std::memcpy(buffers.values.data() + i * sizeof(T), &value, sizeof(T));
        if (values[i])
            buffers.validity[i / 8] |= std::byte{1} << (i % 8);
    }
    builder.addColumn(std::move(column), std::move(buffers));
}

} // namespace assay
