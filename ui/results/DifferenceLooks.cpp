// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/DifferenceLooks.h"

#include "ui/theme/Appearance.h"

namespace assay {
namespace {

using Color = Theme::Color;
using Look = FrameView::CellLook;
using Role = DiffColumn::Role;

constexpr int rowTint = 22;  ///< of 255, over the panel
constexpr int cellTint = 48;

Color colorOf(RowChange change)
{
    switch (change) {
    case RowChange::Added:
        return Color::Ok;
    case RowChange::Removed:
        return Color::Error;
    case RowChange::Changed:
        break;
    }
    return Color::Warning;
}

} // namespace

DifferenceLooks::DifferenceLooks(const Appearance &appearance, std::shared_ptr<const FrameDiff> diff, std::shared_ptr<const DiffTable> table)
    : m_appearance(appearance)
    , m_diff(std::move(diff))
    , m_table(std::move(table))
{
}

Look DifferenceLooks::operator()(std::int64_t row, std::size_t column) const
{
    const RowDifference &difference = m_diff->rows[m_table->rows[std::size_t(row)]];
    const DiffColumn &at = m_table->columns[column];
    if (difference.change != RowChange::Changed)
        return ofWholeRow(at, difference.change);
    if (at.role == Role::Change)
        return {m_appearance.color(Color::Warning)};
    if (at.role == Role::Key)
        return {m_appearance.color(Color::Text)};
    if (at.role == Role::Same)
        return {m_appearance.color(Color::TextFaint)};
    if (m_diff->isChanged(difference, at.column))
        return ofChangedCell(at, row, column);
    return {m_appearance.color(Color::TextFaint), {}, at.role == Role::Delta || at.role == Role::Percent};
}

/// A row that is only in one of both: all of it is new, or gone.
Look DifferenceLooks::ofWholeRow(const DiffColumn &column, RowChange change) const
{
    const Role absent = change == RowChange::Added ? Role::Before : Role::After;
    const bool isBlank = column.role == absent || column.role == Role::Delta || column.role == Role::Percent;
    const QColor text = column.role == Role::Change ? m_appearance.color(colorOf(change)) : QColor();
    return {text, tint(colorOf(change), rowTint), isBlank};
}

Look DifferenceLooks::ofChangedCell(const DiffColumn &column, std::int64_t row, std::size_t at) const
{
    const Frame &frame = *m_table->frame;
    const bool isMissing = frame.isMissing(at, row);
    if (column.role == Role::Before)
        return {isMissing ? QColor() : m_appearance.color(Color::Text), tint(Color::Error, cellTint)};
    if (column.role == Role::After)
        return {isMissing ? QColor() : m_appearance.color(Color::Text), tint(Color::Ok, cellTint)};
    if (isMissing)
        return {{}, {}, true};
    const ColumnType type = frame.schema().columns[at].type;
    const bool isNegative = type == ColumnType::Float64   ? frame.real(at, row) < 0
                            : type == ColumnType::Decimal ? frame.text(at, row).starts_with('-')
                                                          : frame.integer(at, row) < 0;
    return {m_appearance.color(isNegative ? Color::Error : Color::Ok)};
}

QColor DifferenceLooks::tint(Color color, int alpha) const
{
    QColor thin = m_appearance.color(color);
    thin.setAlpha(alpha);
    return thin;
}

} // namespace assay
