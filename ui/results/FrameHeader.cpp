// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameHeader.h"

#include "ui/results/FrameTableModel.h"
#include "ui/results/SketchPainter.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <QHelpEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QToolTip>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr int sidePadding = 9;
constexpr int topPadding = 5;
constexpr int pictureHeight = 18;
constexpr qsizetype toolTipLimit = 4000;
constexpr double mostPinned = 0.6; ///< of the view

} // namespace

FrameHeader::FrameHeader(const Appearance &appearance, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_appearance(appearance)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(36);
    setAccessibleName(tr("Columns"));
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
    const int lines = QFontMetrics(nameFont()).height() + QFontMetrics(dtypeFont()).height();
    return {QHeaderView::sizeHint().width(), lines + 2 * topPadding + 1 + (m_isPictured ? pictureHeight + 3 : 0)};
}

int FrameHeader::neededWidth(int section) const
{
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    const QString dtype = model()->headerData(section, Qt::Horizontal, FrameTableModel::DtypeRole).toString();
    return std::max(QFontMetrics(nameFont()).horizontalAdvance(name), QFontMetrics(dtypeFont()).horizontalAdvance(dtype)) +
           2 * sidePadding + 1;
}

// What is known of the columns -------------------------------------------------------------------------

void FrameHeader::setSortMarks(std::map<int, SortMark> marks)
{
    m_marks = std::move(marks);
    viewport()->update();
}

void FrameHeader::setFiltered(std::vector<int> sections)
{
    m_filtered = std::move(sections);
    viewport()->update();
}

void FrameHeader::setPictured(bool isPictured)
{
    m_isPictured = isPictured;
    viewport()->update();
}

void FrameHeader::setSketch(int section, const ColumnSketch &sketch)
{
    m_sketches[section] = sketch;
    viewport()->update();
}

void FrameHeader::clearSketches()
{
    m_sketches.clear();
    viewport()->update();
}

const ColumnSketch *FrameHeader::sketchOf(int section) const
{
    const auto found = m_sketches.find(section);
    return found == m_sketches.end() ? nullptr : &found->second;
}

/// Such as `float64 · 3 % NA`.
QString FrameHeader::secondLine(int section) const
{
    const QString dtype = model()->headerData(section, Qt::Horizontal, FrameTableModel::DtypeRole).toString();
    const ColumnSketch *sketch = sketchOf(section);
    return sketch && sketch->missing > 0 ? tr("%1 · %2 NA").arg(dtype, shareText(sketch->missing, sketch->rows)) : dtype;
}

QString FrameHeader::toolTipOf(int section) const
{
    const auto role = [&](int which) { return model()->headerData(section, Qt::Horizontal, which).toString(); };
    QString text = role(Qt::DisplayRole) + u'\n' + role(FrameTableModel::DtypeRole);
    if (const ColumnSketch *sketch = sketchOf(section))
        text += u'\n' + sketchWords(*sketch);
    return plainToolTip(text, toolTipLimit);
}

// Pinned columns -----------------------------------------------------------------------------------

void FrameHeader::setPinned(int count)
{
    m_pinned = std::clamp(count, 0, this->count());
    viewport()->update();
}

int FrameHeader::pinnedWidth() const
{
    int width = 0;
    for (int visual = 0; visual < std::min(m_pinned, count()); ++visual)
        width += sectionSize(logicalIndex(visual));
    return width > viewport()->width() * mostPinned ? 0 : width;
}

int FrameHeader::placeOf(int section) const
{
    const bool isPinned = visualIndex(section) < m_pinned && pinnedWidth() > 0;
    return isPinned ? sectionPosition(section) : sectionViewportPosition(section);
}

int FrameHeader::sectionAt(int x) const
{
    return logicalIndexAt(x < pinnedWidth() ? x - offset() : x);
}

QMouseEvent FrameHeader::unpinned(const QMouseEvent &event) const
{
    const QPointF shift(m_isPinnedPress ? offset() : 0, 0);
    return {event.type(), event.position() - shift, event.scenePosition(), event.globalPosition(), event.button(), event.buttons(), event.modifiers()};
}

// The mouse ----------------------------------------------------------------------------------------

void FrameHeader::mousePressEvent(QMouseEvent *event)
{
    m_pressed = event->position().toPoint();
    m_isPinnedPress = m_pressed.x() < pinnedWidth();
    QMouseEvent seen = unpinned(*event);
    QHeaderView::mousePressEvent(&seen);
}

void FrameHeader::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons() == Qt::NoButton)
        m_isPinnedPress = event->position().x() < pinnedWidth();
    QMouseEvent seen = unpinned(*event);
    QHeaderView::mouseMoveEvent(&seen);
}

void FrameHeader::mouseDoubleClickEvent(QMouseEvent *event)
{
    QMouseEvent seen = unpinned(*event);
    QHeaderView::mouseDoubleClickEvent(&seen);
}

/// A press at a column's edge resizes it, one that moves takes it elsewhere; the rest are clicks.
void FrameHeader::mouseReleaseEvent(QMouseEvent *event)
{
    QMouseEvent seen = unpinned(*event);
    QHeaderView::mouseReleaseEvent(&seen);
    constexpr int edge = 5;
    const QPoint place = event->position().toPoint();
    const int section = sectionAt(place.x());
    if (event->button() != Qt::LeftButton || section < 0 || (place - m_pressed).manhattanLength() > edge)
        return;
    const int within = place.x() - placeOf(section);
    if (within >= edge && within < sectionSize(section) - edge)
        Q_EMIT sortWanted(section, event->modifiers().testAnyFlags(Qt::ShiftModifier | Qt::AltModifier));
}

bool FrameHeader::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QHeaderView::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const int section = sectionAt(help->pos().x());
    QToolTip::showText(help->globalPos(), section >= 0 ? toolTipOf(section) : QString(), viewport());
    return true;
}

// Painting -----------------------------------------------------------------------------------------

void FrameHeader::paintEvent(QPaintEvent *event)
{
    QHeaderView::paintEvent(event);
    const int width = pinnedWidth();
    if (width == 0)
        return;
    QPainter painter(viewport());
    for (int visual = 0; visual < m_pinned; ++visual) {
        const int section = logicalIndex(visual);
        if (!isSectionHidden(section))
            paintSection(&painter, {sectionPosition(section), 0, sectionSize(section), viewport()->height()}, section);
    }
    painter.setPen(m_appearance.color(Color::BorderStrong));
    painter.drawLine(width - 1, 0, width - 1, viewport()->height());
}

void FrameHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    painter->fillRect(rect, m_appearance.color(Color::Window));
    painter->setPen(m_appearance.color(Color::Border));
    painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const auto role = [&](int which) { return model()->headerData(section, Qt::Horizontal, which); };
    QRect inner = rect.adjusted(sidePadding, topPadding, -sidePadding, -topPadding);
    if (m_isPictured) {
        QRect picture = inner;
        picture.setTop(inner.bottom() - pictureHeight + 1);
        inner.setBottom(picture.top() - 4);
        if (const ColumnSketch *sketch = sketchOf(section))
            paintSketch(*painter, picture, *sketch);
    }
    const int across = role(Qt::TextAlignmentRole).toInt() & Qt::AlignHorizontal_Mask;
    const auto line = [&](const QFont &font, Color color, int down, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_appearance.color(color));
        painter->drawText(inner, across | down, QFontMetrics(font).elidedText(text, Qt::ElideRight, inner.width()));
    };
    paintSortMark(*painter, rect, section);
    if (std::ranges::find(m_filtered, section) != m_filtered.end())
        paintFilterMark(*painter, rect);
    const bool isIndex = role(FrameTableModel::IsIndexRole).toBool();
    line(nameFont(), isIndex ? Color::TextDim : Color::Text, Qt::AlignTop, role(Qt::DisplayRole).toString());
    line(dtypeFont(), Color::TextFaint, Qt::AlignBottom, secondLine(section));
}

/// A line along the bottom says that rows are missing by this column.
void FrameHeader::paintFilterMark(QPainter &painter, const QRect &area) const
{
    painter.fillRect(QRect(area.left(), area.bottom() - 1, area.width() - 1, 2), m_appearance.color(Color::Accent));
}

/// An arrow in the corner that the name leaves free, and which key it is.
void FrameHeader::paintSortMark(QPainter &painter, const QRect &area, int section) const
{
    const auto found = m_marks.find(section);
    if (found == m_marks.end())
        return;
    const SortMark &mark = found->second;
    const bool isRight = model()->headerData(section, Qt::Horizontal, Qt::TextAlignmentRole).toInt() & Qt::AlignRight;
    const int middle = isRight ? area.left() + 9 : area.right() - 9;
    const int top = area.top() + 9, tip = mark.isDescending ? top + 5 : top, base = mark.isDescending ? top : top + 5;
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_appearance.color(Color::Accent));
    painter.setRenderHint(QPainter::Antialiasing);
    painter.drawPolygon(QPolygon({QPoint(middle - 4, base), QPoint(middle + 4, base), QPoint(middle, tip)}));
    painter.setRenderHint(QPainter::Antialiasing, false);
    if (m_marks.size() > 1) {
        painter.setFont(dtypeFont());
        painter.setPen(m_appearance.color(Color::Accent));
        painter.drawText(QRect(middle - 6, top + 7, 13, 16), Qt::AlignCenter, QString::number(mark.place));
    }
}

void FrameHeader::paintSketch(QPainter &painter, const QRect &area, const ColumnSketch &sketch) const
{
    const SketchPainter picture(m_appearance, dtypeFont());
    picture.paint(painter, area, sketch);
}

} // namespace assay
