// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameHeader.h"

#include "ui/results/FrameTableModel.h"
#include "ui/theme/Appearance.h"

#include <QMouseEvent>
#include <QPainter>

namespace assay {
namespace {

constexpr int sidePadding = 9;
constexpr int topPadding = 5;

} // namespace

FrameHeader::FrameHeader(const Appearance &appearance, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_appearance(appearance)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(36);
}

QFont FrameHeader::nameFont() const
{
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont FrameHeader::dtypeFont() const
{
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

QSize FrameHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), QFontMetrics(nameFont()).height() +
                                                 QFontMetrics(dtypeFont()).height() +
                                                 2 * topPadding + 1};
}

int FrameHeader::neededWidth(int section) const
{
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    const QString dtype =
        model()->headerData(section, Qt::Horizontal, FrameTableModel::DtypeRole).toString();
    return std::max(QFontMetrics(nameFont()).horizontalAdvance(name),
                    QFontMetrics(dtypeFont()).horizontalAdvance(dtype)) +
           2 * sidePadding + 1;
}

void FrameHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const auto role = [&](int which) {
        return model()->headerData(section, Qt::Horizontal, which);
    };
    painter->fillRect(rect, m_appearance.color(Theme::Color::Window));
    painter->setPen(m_appearance.color(Theme::Color::Border));
    painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const QRect inner = rect.adjusted(sidePadding, topPadding, -sidePadding, -topPadding);
    const int across = role(Qt::TextAlignmentRole).toInt() & Qt::AlignHorizontal_Mask;
    const auto line = [&](const QFont &font, Theme::Color color, int down, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_appearance.color(color));
        painter->drawText(inner, across | down,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, inner.width()));
    };
    if (const auto mark = m_marks.find(section); mark != m_marks.end())
        paintSortMark(*painter, rect, mark->second);
    const bool isIndex = role(FrameTableModel::IsIndexRole).toBool();
    line(nameFont(), isIndex ? Theme::Color::TextDim : Theme::Color::Text, Qt::AlignTop,
         role(Qt::DisplayRole).toString());
    line(dtypeFont(), Theme::Color::TextFaint, Qt::AlignBottom,
         role(FrameTableModel::DtypeRole).toString());
}

void FrameHeader::setSortMarks(std::map<int, SortMark> marks)
{
    m_marks = std::move(marks);
    viewport()->update();
}

/// A line along the top, ascending at its left or descending at its right end, and which key it is.
void FrameHeader::paintSortMark(QPainter &painter, const QRect &section, const SortMark &mark) const
{
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_appearance.color(Theme::Color::Accent));
    const bool isRight = model()->headerData(logicalIndexAt(section.center()), Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    const int middle = isRight ? section.left() + 9 : section.right() - 9;
    const int top = section.top() + 9, tip = mark.isDescending ? top + 5 : top, base = mark.isDescending ? top : top + 5;
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPolygon(QPolygon({QPoint(middle - 4, base), QPoint(middle + 4, base), QPoint(middle, tip)}));
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_marks.size() > 1) {
        painter.setFont(dtypeFont());
        painter.setPen(m_appearance.color(Theme::Color::Accent));
        painter.drawText(QRect(middle - 6, top + 7, 13, 16), Qt::AlignCenter, QString::number(mark.place));
    }
}

void FrameHeader::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    QHeaderView::mousePressEvent(event);
}

/// A press at a column's edge resizes it, one that moves takes it elsewhere; the rest are clicks.
void FrameHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QHeaderView::mouseReleaseEvent(event);
    constexpr int edge = 5;
    const QPoint place = event->position().toPoint();
    const int section = logicalIndexAt(place);
    if (event->button() != Qt::LeftButton || section < 0 || (place - m_pressed).manhattanLength() > edge)
        return;
    const int within = place.x() - sectionViewportPosition(section);
    if (within >= edge && within < sectionSize(section) - edge)
        Q_EMIT sortWanted(section, event->modifiers().testFlag(Qt::ShiftModifier));
}

} // namespace assay
