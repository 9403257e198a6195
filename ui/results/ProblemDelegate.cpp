// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ProblemDelegate.h"

#include "ui/theme/Appearance.h"

#include <QAbstractItemView>
#include <QPainter>

namespace assay {
namespace {

constexpr int padding = 9;
constexpr int sidePadding = 14;
constexpr int iconSize = 16;
constexpr int gap = 9;
constexpr int lineSpacing = 3;

constexpr int wrapped = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;

QRect textArea(const QRect &cell)
{
    return cell.adjusted(sidePadding + iconSize + gap, padding, -sidePadding, -padding);
}

int adviceHeight(const QStyleOptionViewItem &option, int width, const QString &advice)
{
    if (advice.isEmpty())
        return 0;
    constexpr int tallest = 10'000;
    return option.fontMetrics.boundingRect(QRect(0, 0, width, tallest), wrapped, advice).height() +
           lineSpacing;
}

} // namespace

ProblemDelegate::ProblemDelegate(const Appearance &appearance, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_appearance(appearance)
{
}

QSize ProblemDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view != nullptr ? view->viewport()->width() : option.rect.width();
    const int inner = textArea(QRect(0, 0, width, 0)).width();
    const int height = option.fontMetrics.height() +
                       adviceHeight(option, inner, index.data(AdviceRole).toString());
    return {width, height + 2 * padding};
}

void ProblemDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option,
                            const QModelIndex &index) const
{
    using Color = Theme::Color;
    painter->save();
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    if (selected)
        painter->fillRect(option.rect, m_appearance.color(Color::Selection));
    else if (option.state.testFlag(QStyle::State_MouseOver))
        painter->fillRect(option.rect, m_appearance.color(Color::Hover));
    painter->setPen(m_appearance.color(Color::Border));
    painter->drawLine(option.rect.bottomLeft(), option.rect.bottomRight());
    const QRect area = textArea(option.rect);
    const int height = option.fontMetrics.height();
    const QRect icon(option.rect.left() + sidePadding, area.top() + (height - iconSize) / 2,
                     iconSize, iconSize);
    index.data(Qt::DecorationRole).value<QIcon>().paint(painter, icon);
    const QString line = index.data(LineRole).toString();
    const int lineWidth = option.fontMetrics.horizontalAdvance(line);
    painter->setFont(option.font);
    painter->setPen(m_appearance.color(selected ? Color::SelectionText : Color::TextDim));
    painter->drawText(area, Qt::AlignRight | Qt::AlignTop, line);
    painter->drawText(area.adjusted(0, height + lineSpacing, 0, 0), wrapped,
                      index.data(AdviceRole).toString());
    painter->setPen(m_appearance.color(selected ? Color::SelectionText : Color::Text));
    const QString message = option.fontMetrics.elidedText(
        index.data().toString(), Qt::ElideRight, area.width() - lineWidth - gap);
    painter->drawText(area, Qt::AlignLeft | Qt::AlignTop | Qt::TextSingleLine, message);
    painter->restore();
}

} // namespace assay
