// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/GatheredColumn.h"

#include "frames/CellText.h"
#include "frames/ColumnValues.h"
#include "frames/DecimalText.h"

#include <utility>

namespace assay {
namespace {

/// Everything but where it lies.
ColumnSchema plainSchema(const ColumnSchema &like, std::string name)
{
    ColumnSchema column;
    column.name = std::move(name);
    column.dtype = like.dtype;
    column.type = like.type;
    column.unit = like.unit;
    column.zone = like.zone;
    return column;
}

bool lieAlike(const ColumnSchema &left, const ColumnSchema &right)
{
    return left.type == right.type && left.unit == right.unit && left.zone == right.zone;
}

void setValid(std::vector<std::byte> &bits, std::size_t i)
{
    bits[i / 8] |= std::byte{1} << (i % 8);
}

/// The cells of two columns, whichever one a place names.
class Cells
{
public:
    Cells(FrameColumn before, FrameColumn after, std::span<const CellPlace> places)
        : m_before(before)
        , m_after(after)
        , m_places(places)
    {
    }

    [[nodiscard]] std::size_t size() const { return m_places.size(); }
    [[nodiscard]] const FrameColumn &columnOf(std::size_t i) const { return m_places[i].side == CellPlace::Side::Before ? m_before : m_after; }
    [[nodiscard]] std::uint32_t rowOf(std::size_t i) const { return m_places[i].row; }
    [[nodiscard]] bool isMissing(std::size_t i) const
    {
        const FrameColumn &at = columnOf(i);
        return m_places[i].side == CellPlace::Side::None || at.frame->isMissing(at.column, rowOf(i));
    }

private:
    FrameColumn m_before;
    FrameColumn m_after;
    std::span<const CellPlace> m_places;
};

ColumnBuffers valuesOf(const Cells &cells, std::size_t width)
{
    ColumnBuffers buffers;
    buffers.validity.resize((cells.size() + 7) / 8);
    buffers.values.resize(cells.size() * width);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells.isMissing(i))
            continue;
        setValid(buffers.validity, i);
        const FrameColumn &at = cells.columnOf(i);
        std::memcpy(buffers.values.data() + i * width, at.frame->buffer(at.schema().values).data() + cells.rowOf(i) * width, width);
    }
    return buffers;
}

template <typename TextAt>
ColumnBuffers textsOf(std::size_t count, const TextAt &textAt)
{
    ColumnBuffers buffers;
    buffers.validity.resize((count + 7) / 8);
    buffers.offsets.resize((count + 1) * sizeof(std::int64_t));
    for (std::size_t i = 0; i < count; ++i) {
        const auto text = textAt(i);
        if (text) {
            setValid(buffers.validity, i);
            const auto bytes = std::as_bytes(std::span(text->data(), text->size()));
            buffers.data.insert(buffers.data.end(), bytes.begin(), bytes.end());
        }
        const auto end = static_cast<std::int64_t>(buffers.data.size());
        std::memcpy(buffers.offsets.data() + (i + 1) * sizeof(end), &end, sizeof(end));
    }
    return buffers;
}

/// Texts of two columns that differ in type; Decimals where they are numbers.
void addAsTexts(FrameBuilder &builder, ColumnSchema column, CellForm form, const Cells &cells)
{
    const auto textAt = [&](std::size_t i) -> std::optional<std::string> {
        if (cells.isMissing(i))
            return std::nullopt;
        return cellText(*cells.columnOf(i).frame, cells.columnOf(i).column, cells.rowOf(i)).text;
    };
    const bool isNumber = form == CellForm::Whole || form == CellForm::Real || form == CellForm::Decimal;
    column.type = isNumber ? ColumnType::Decimal : ColumnType::Text;
    builder.addColumn(std::move(column), textsOf(cells.size(), textAt));
}

} // namespace

void addGathered(FrameBuilder &builder, std::string name, FrameColumn before, FrameColumn after, std::span<const CellPlace> places)
{
    const Cells cells(before, after, places);
    ColumnSchema column = plainSchema(after.schema(), std::move(name));
    const CellForm form = formOf(before.schema(), after.schema());
    const bool hasText = form == CellForm::Text || (column.type == ColumnType::Decimal && lieAlike(before.schema(), after.schema()));
    if (hasText) {
        const auto textAt = [&](std::size_t i) -> std::optional<std::string_view> {
            if (cells.isMissing(i))
                return std::nullopt;
            return cells.columnOf(i).frame->text(cells.columnOf(i).column, cells.rowOf(i));
        };
        column.type = column.type == ColumnType::Decimal ? ColumnType::Decimal : ColumnType::Text;
        builder.addColumn(std::move(column), textsOf(cells.size(), textAt));
    } else if (lieAlike(before.schema(), after.schema())) {
        const std::size_t width = valueWidth(column.type);
        builder.addColumn(std::move(column), valuesOf(cells, width));
    } else {
        addAsTexts(builder, std::move(column), form, cells);
    }
}

void addTexts(FrameBuilder &builder, ColumnSchema column, const std::vector<std::optional<std::string>> &texts)
{
    builder.addColumn(std::move(column), textsOf(texts.size(), [&](std::size_t i) -> const std::optional<std::string> & { return texts[i]; }));
}

} // namespace assay
