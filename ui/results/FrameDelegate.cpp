// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameDelegate.h"

#include "ui/results/FrameTableModel.h"
#include "ui/theme/Appearance.h"

#include <QPainter>

namespace assay {

FrameDelegate::FrameDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

void FrameDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                          const QModelIndex &index) const
{
    using Color = Theme::Color;
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    Color color = Color::Text;
    if (index.data(FrameTableModel::IsMissingRole).toBool())
        color = Color::TextFaint;
    else if (selected)
        color = Color::SelectionText;
    else if (index.data(FrameTableModel::IsIndexRole).toBool())
        color = Color::TextDim;
    if (selected)
        painter->fillRect(option.rect, m_appearance.color(Color::Selection));
    const QRect inner = option.rect.adjusted(sidePadding, 0, -sidePadding, 0);
    const QString text =
        option.fontMetrics.elidedText(index.data().toString(), Qt::ElideRight, inner.width());
    painter->setFont(option.font);
    painter->setPen(m_appearance.color(color));
    painter->drawText(inner, index.data(Qt::TextAlignmentRole).toInt() | Qt::TextSingleLine, text);
    if (option.state.testFlag(QStyle::State_HasFocus)) {
        painter->setPen(m_appearance.color(Color::Accent));
        painter->drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
}

} // namespace assay
