// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameView.h"

#include "ui/results/ColumnMenu.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameAccess.h"
#include "ui/results/FrameArranger.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameSketcher.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/RowGutter.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <map>
#include <QAccessible>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QKeyEvent>
#include <QMenu>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>
#include <set>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr int sampledRows = 60;
constexpr int measuredColumns = 60;
constexpr int narrowest = 56;
constexpr int widest = 340;
constexpr int rowPadding = 8;
constexpr qint64 mostCopiedCells = 500'000;

/// A field of tab-separated values: quoted where its own text would break the line.
QString tsvField(QString text)
{
    if (!text.contains(u'\t') && !text.contains(u'\n') && !text.contains(u'"'))
        return text;
    return u'"' + text.replace(u'"', QStringLiteral("\"\"")) + u'"';
}

/// The selected cells under their headers; a cell that is not selected is left empty.
QString tableText(const FrameTableModel &model, const GridSelection &selection)
{
    std::map<std::int64_t, std::map<int, QString>> rows;
    std::set<int> columns;
    for (const GridBlock &block : selection.blocks()) {
        for (std::int64_t row = block.top; row <= block.bottom; ++row)
            for (int column = block.left; column <= block.right; ++column)
                rows[row][column] = tsvField(model.exactText(row, column));
        for (int column = block.left; column <= block.right; ++column)
            columns.insert(column);
    }
    QStringList header;
    for (const int column : columns)
        header << tsvField(model.headerData(column, Qt::Horizontal).toString());
    QStringList lines{header.join(u'\t')};
    for (auto &[row, cells] : rows) {
        QStringList fields;
        for (const int column : columns)
            fields << cells[column];
        lines << fields.join(u'\t');
    }
    return lines.join(u'\n');
}

/// The columns a condition is about.
std::vector<std::size_t> columnsOf(const Condition &condition)
{
    return std::visit([]<typename One>(const One &one) -> std::vector<std::size_t> {
        if constexpr (std::same_as<One, ExpressionCondition>)
            return {};
        else
            return {one.column};
    }, condition);
}

QStringList namesOf(const FrameLook &look)
{
    QStringList names;
    for (const FrameLook::Column &column : look.columns)
        names << column.name;
    return names;
}

} // namespace

FrameView::FrameView(const Appearance &appearance, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_appearance(appearance)
    , m_model(new FrameTableModel(this))
    , m_header(new FrameHeader(appearance, this))
    , m_arranger(new FrameArranger(this))
    , m_sketcher(new FrameSketcher(this))
    , m_gutter(new RowGutter(appearance, *m_model, this))
    , m_text(Appearance::codeFont())
    , m_rowHeight(QFontMetrics(Appearance::codeFont()).height() + rowPadding)
{
    FrameAccess::install();
    m_header->setModel(m_model);
    m_header->setSectionsMovable(true);
    setFont(Appearance::codeFont());
    setFocusPolicy(Qt::StrongFocus);
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("Result table"));
    viewport()->setMouseTracking(false);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    horizontalScrollBar()->setSingleStep(m_rowHeight);
    verticalScrollBar()->setSingleStep(1);
    connectHeader();
    connectArranger();
    connect(m_model, &QAbstractItemModel::layoutChanged, this, [this] {
        m_selection.setSize(m_model->rowCount(), m_model->columnCount());
        updateAll();
        Q_EMIT selectionChanged();
    });
    connect(this, &FrameView::selectionChanged, this, &FrameView::gatherFigures);
    connect(&appearance, &Appearance::changed, this, &FrameView::applyTheme);
    applyTheme();
}

void FrameView::connectHeader()
{
    connect(m_header, &QHeaderView::sectionResized, this, &FrameView::updateAll);
    connect(m_header, &QHeaderView::sectionMoved, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, &FrameView::fitColumn);
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        openColumnMenu(m_header->sectionAt(place.x()), m_header->mapToGlobal(place));
    });
    connect(m_header, &FrameHeader::sortWanted, this, &FrameView::sortBy);
    connect(m_sketcher, &FrameSketcher::sketched, this, [this](std::size_t column, const ColumnSketch &sketch) {
        m_header->setSketch(m_model->shownColumn(column), sketch);
        viewport()->update(); // colours by size need its bounds
    });
}

void FrameView::connectArranger()
{
    connect(m_arranger, &FrameArranger::arranged, this, [this](const std::shared_ptr<const RowList> &rows) {
        const bool isFilteredAnew = m_look.conditions != m_shownLook.conditions;
        m_shownLook = m_look;
        m_model->setRows(rows);
        m_gutter->update();
        if (isFilteredAnew)
            askSketches();
        Q_EMIT arranged();
    });
    connect(m_arranger, &FrameArranger::failed, this, [this](const QString &problem) {
        cancelArranging();
        Q_EMIT arrangeFailed(problem);
    });
    connect(m_arranger, &FrameArranger::told, this, &FrameView::selectionTold);
}

void FrameView::applyTheme()
{
    viewport()->update();
    m_header->viewport()->update();
    m_gutter->update();
}

void FrameView::updateAll()
{
    updateScrollBars();
    viewport()->update();
}

void FrameView::setFrame(std::shared_ptr<const Frame> frame)
{
    const FrameLook before = look();
    const int down = verticalScrollBar()->value(), across = horizontalScrollBar()->value();
    m_arranger->setFrame(frame);
    m_model->setFrame(std::move(frame));
    m_selection.setSize(m_model->rowCount(), m_model->columnCount());
    m_look = m_shownLook = {};
    m_header->setPinned(m_model->indexLevels());
    const bool isAlike = m_model->columnCount() > 0 && namesOf(look()) == namesOf(before);
    if (!isAlike)
        fitColumns();
    askSketches();
    arrange();
    setLook(before);
    showMarks();
    verticalScrollBar()->setValue(isAlike ? down : 0);
    horizontalScrollBar()->setValue(isAlike ? across : 0);
    viewport()->update();
    Q_EMIT selectionChanged();
    if (before.conditions != m_look.conditions)
        Q_EMIT conditionsChanged();
}

void FrameView::setPictured(bool isPictured)
{
    m_isPictured = isPictured;
    m_header->setPictured(isPictured);
    askSketches();
    arrange();
}

/// Of the filtered rows, what is seen first.
void FrameView::askSketches()
{
    std::vector<std::size_t> columns;
    if (m_isPictured)
        for (int visual = 0; visual < m_header->count(); ++visual)
            columns.push_back(m_model->frameColumn(m_header->logicalIndex(visual)));
    if (m_look.conditions.empty())
        m_header->clearSketches();
    m_sketcher->ask(m_model->frame(), m_arranger->filtered(), columns);
}

// What a person chose ------------------------------------------------------------------------------

FrameLook FrameView::look() const
{
    FrameLook look = m_look;
    look.columns.clear();
    for (int i = 0; i < m_model->columnCount(); ++i)
        look.columns.push_back({m_model->headerData(i, Qt::Horizontal).toString(), m_header->sectionSize(i), m_header->visualIndex(i),
                                m_header->isSectionHidden(i), m_model->format(i), tint(i)});
    look.pinned = m_header->pinned();
    return look;
}

void FrameView::setLook(const FrameLook &look)
{
    if (look.columns.empty() || namesOf(look) != namesOf(this->look()))
        return;
    m_look = look;
    for (int i = 0; i < m_model->columnCount(); ++i) {
        const FrameLook::Column &column = look.columns[std::size_t(i)];
        m_header->setSectionHidden(i, column.isHidden);
        if (!column.isHidden)
            m_header->resizeSection(i, column.width);
        m_model->setFormat(i, column.format);
    }
    for (int place = 0; place < m_model->columnCount(); ++place) {
        const int column = int(std::ranges::find(look.columns, place, &FrameLook::Column::place) - look.columns.begin());
        m_header->moveSection(m_header->visualIndex(column), place);
    }
    m_header->setPinned(look.pinned);
    if (!m_look.sorts.empty() || !m_look.conditions.empty() || m_model->isArranged())
        arrangeRows(tr("Arranging…"));
    Q_EMIT conditionsChanged();
}

FrameChoice FrameView::choice() const
{
    FrameChoice choice;
    choice.conditions = m_look.conditions;
    for (const FrameLook::Sort &sort : m_look.sorts)
        choice.keys.push_back({m_model->frameColumn(sort.column), sort.isDescending});
    bool isAsItLies = true;
    for (int visual = 0; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        isAsItLies = isAsItLies && column == visual && !m_header->isSectionHidden(column);
        if (!m_header->isSectionHidden(column))
            choice.columns.push_back(m_model->frameColumn(column));
    }
    if (isAsItLies)
        choice.columns.clear();
    return choice;
}

std::shared_ptr<const RowList> FrameView::shownRows() const
{
    return m_arranger->rows();
}

void FrameView::setConditions(std::vector<Condition> conditions)
{
    m_look.conditions = std::move(conditions);
    arrangeRows(tr("Filtering…"));
    Q_EMIT conditionsChanged();
}

void FrameView::sortBy(int column, bool isFurther)
{
    std::vector<FrameLook::Sort> &sorts = m_look.sorts;
    const auto known = std::ranges::find(sorts, column, &FrameLook::Sort::column);
    const std::optional<FrameLook::Sort> before = known == sorts.end() ? std::nullopt : std::optional(*known);
    if (!isFurther)
        sorts.clear();
    else if (before && before->isDescending)
        sorts.erase(known);
    if (!before)
        sorts.push_back({column, false});
    else if (!before->isDescending && isFurther)
        known->isDescending = true;
    else if (!before->isDescending)
        sorts.push_back({column, true});
    arrangeRows(tr("Sorting…"));
}

void FrameView::sortOnlyBy(int column, bool isDescending)
{
    m_look.sorts = {{column, isDescending}};
    arrangeRows(tr("Sorting…"));
}

void FrameView::sortByNothing()
{
    m_look.sorts.clear();
    arrangeRows(tr("Sorting…"));
}

void FrameView::arrangeRows(const QString &what)
{
    showMarks();
    Q_EMIT arrangingBegan(what);
    m_arranger->arrange(m_look.conditions, choice().keys);
}

void FrameView::cancelArranging()
{
    m_arranger->cancel();
    m_look.conditions = m_shownLook.conditions;
    m_look.sorts = m_shownLook.sorts;
    showMarks();
    Q_EMIT conditionsChanged();
    Q_EMIT arranged();
}

void FrameView::showMarks()
{
    std::map<int, FrameHeader::SortMark> marks;
    for (const FrameLook::Sort &sort : m_look.sorts)
        marks[sort.column] = {int(marks.size()) + 1, sort.isDescending};
    m_header->setSortMarks(std::move(marks));
    std::vector<int> filtered;
    for (const Condition &condition : m_look.conditions)
        for (const std::size_t column : columnsOf(condition))
            filtered.push_back(m_model->shownColumn(column));
    m_header->setFiltered(std::move(filtered));
}

void FrameView::openColumnMenu(int column, const QPoint &place)
{
    if (column < 0 || m_model->columnCount() == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    fillColumnMenu(*menu, *this, column);
    menu->popup(place);
}

void FrameView::hideColumn(int column)
{
    m_header->hideSection(column);
    if (m_selection.current().column == column)
        moveBy(0, m_header->visualIndex(column) + 1 < m_header->count() ? 1 : -1, false);
    updateAll();
}

void FrameView::showAllColumns()
{
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_header->showSection(column);
    updateAll();
}

void FrameView::pinUpTo(int column)
{
    m_header->setPinned(m_header->visualIndex(column) + 1);
    viewport()->update();
}

void FrameView::unpin()
{
    m_header->setPinned(0);
    viewport()->update();
}

void FrameView::setFormat(int column, NumberFormat format)
{
    m_model->setFormat(column, format);
    viewport()->update();
}

void FrameView::setTint(int column, Tint tint)
{
    m_look.columns.resize(std::size_t(m_model->columnCount()));
    m_look.columns[std::size_t(column)].tint = tint;
    viewport()->update();
}

Tint FrameView::tint(int column) const
{
    return std::size_t(column) < m_look.columns.size() ? m_look.columns[std::size_t(column)].tint : Tint::Plain;
}

void FrameView::fitColumns()
{
    for (int column = 0; column < std::min(m_model->columnCount(), measuredColumns); ++column)
        fitColumn(column);
}

void FrameView::fitColumn(int column)
{
    const std::int64_t first = firstRow();
    const std::int64_t end = std::min<std::int64_t>(first + sampledRows, m_model->rowCount());
    int width = std::max(narrowest, m_header->neededWidth(column));
    for (std::int64_t row = first; row < end; ++row)
        width = std::max(width, fontMetrics().horizontalAdvance(m_model->shownText(row, column)) + 2 * sidePadding + 1);
    m_header->resizeSection(column, std::min(width, widest));
}

// Geometry -----------------------------------------------------------------------------------------

std::int64_t FrameView::firstRow() const
{
    return verticalScrollBar()->value();
}

int FrameView::rowsAtOnce() const
{
    return std::max(1, viewport()->height() / m_rowHeight);
}

void FrameView::arrange()
{
    const bool hasGutter = m_model->indexLevels() == 0 && m_model->columnCount() > 0;
    const int gutter = hasGutter ? m_gutter->neededWidth() : 0, height = m_header->sizeHint().height();
    setViewportMargins(gutter, height, 0, 0);
    const QRect inner = contentsRect();
    m_gutter->setVisible(hasGutter);
    m_gutter->setGeometry(inner.left(), inner.top(), gutter, height + viewport()->height());
    m_header->setGeometry(inner.left() + gutter, inner.top(), viewport()->width(), height);
    m_header->setVisible(m_model->columnCount() > 0);
    updateScrollBars();
    m_gutter->showFrom(firstRow(), m_rowHeight, m_header->height());
}

void FrameView::updateScrollBars()
{
    const int rows = m_model->rowCount();
    verticalScrollBar()->setPageStep(rowsAtOnce());
    verticalScrollBar()->setRange(0, std::max(0, rows - rowsAtOnce()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, m_header->length() - viewport()->width()));
}

void FrameView::resizeEvent(QResizeEvent *)
{
    arrange();
}

void FrameView::scrollContentsBy(int dx, int)
{
    if (dx != 0)
        m_header->setOffset(horizontalScrollBar()->value());
    viewport()->update();
    m_gutter->showFrom(firstRow(), m_rowHeight, m_header->height());
}

GridCell FrameView::cellAt(const QPoint &place) const
{
    const std::int64_t row = firstRow() + (place.y() < 0 ? -1 : place.y() / m_rowHeight);
    const int section = m_header->sectionAt(std::clamp(place.x(), 0, std::max(0, viewport()->width() - 1)));
    const int column = section >= 0 ? section : m_model->columnCount() - 1;
    return {std::clamp<std::int64_t>(row, 0, std::max(0, m_model->rowCount() - 1)), std::max(0, column)};
}

QRect FrameView::currentPlace() const
{
    const GridCell current = m_selection.current();
    const int y = int(current.row - firstRow()) * m_rowHeight;
    return {m_header->placeOf(current.column), y, m_header->sectionSize(current.column), m_rowHeight};
}

// Painting -----------------------------------------------------------------------------------------

void FrameView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const QRect page = viewport()->rect();
    painter.fillRect(page, m_appearance.color(Color::Panel));
    if (m_model->columnCount() == 0)
        return;
    const int pinnedWidth = m_header->pinnedWidth(), pinned = pinnedWidth > 0 ? m_header->pinned() : 0;
    const int first = std::max(pinned, m_header->visualIndexAt(pinnedWidth));
    paintColumns(painter, first, m_header->count(), pinnedWidth, page.width());
    if (pinned > 0) {
        paintColumns(painter, 0, pinned, 0, pinnedWidth);
        painter.setPen(m_appearance.color(Color::BorderStrong));
        painter.drawLine(pinnedWidth - 1, 0, pinnedWidth - 1, page.height());
    }
    paintCurrent(painter);
    if (m_model->rowCount() == 0 && !m_look.conditions.empty()) {
        painter.setPen(m_appearance.color(Color::TextDim));
        painter.drawText(page, Qt::AlignCenter, tr("No row meets the filters."));
    }
}

void FrameView::paintCurrent(QPainter &painter)
{
    if (!hasFocus() || m_model->rowCount() == 0)
        return;
    const bool isPinned = m_header->visualIndex(m_selection.current().column) < m_header->pinned();
    painter.setClipRect(viewport()->rect().adjusted(isPinned ? 0 : m_header->pinnedWidth(), 0, 0, 0));
    painter.setPen(m_appearance.color(Color::Accent));
    painter.drawRect(currentPlace().adjusted(0, 0, -1, -1));
}

void FrameView::paintColumns(QPainter &painter, int beginVisual, int endVisual, int left, int right)
{
    painter.setClipRect(left, 0, right - left, viewport()->height());
    const std::int64_t rows = m_model->rowCount();
    std::int64_t row = firstRow();
    for (int y = 0; y < viewport()->height() && row < rows; y += m_rowHeight, ++row) {
        if (row % 2 == 1)
            painter.fillRect(left, y, std::min(right, m_header->length()) - left, m_rowHeight, m_appearance.color(Color::Stripe));
        for (int visual = beginVisual; visual < endVisual; ++visual) {
            const int column = m_header->logicalIndex(visual), x = m_header->placeOf(column);
            if (x >= right)
                break;
            if (!m_header->isSectionHidden(column))
                paintCell(painter, QRect(x, y, m_header->sectionSize(column), m_rowHeight), {row, column});
        }
    }
    m_text.paint(painter);
    painter.setClipping(false);
}

void FrameView::paintCell(QPainter &painter, const QRect &cell, GridCell place)
{
    const bool isMissing = m_model->isMissing(place.row, place.column);
    const CellLook look = cellLook(place, isMissing ? Tint::Plain : tint(place.column));
    const bool isSelected = m_selection.contains(place);
    if (look.ground.isValid())
        painter.fillRect(cell, look.ground);
    if (isSelected)
        painter.fillRect(cell, m_appearance.color(Color::Selection));
    if (look.isBlank)
        return;
    const Color color = isMissing                               ? Color::TextFaint
                        : isSelected                            ? Color::SelectionText
                        : place.column < m_model->indexLevels() ? Color::TextDim
                                                                : Color::Text;
    m_text.add(cell.adjusted(sidePadding, 0, -sidePadding, 0), m_model->alignment(place.column), m_model->shownText(place.row, place.column),
               look.text.isValid() && !isSelected ? look.text : m_appearance.color(color));
}

FrameView::CellLook FrameView::cellLook(GridCell place, Tint tint) const
{
    CellLook look = m_looks ? m_looks(m_model->frameRow(place.row), m_model->frameColumn(place.column)) : CellLook();
    if (tint != Tint::Plain)
        (tint == Tint::Heat ? look.ground : look.text) = tintOf(place);
    return look;
}

/// Of a cell that holds a number: behind it by size, of its text by sign.
QColor FrameView::tintOf(GridCell place) const
{
    const double value = m_model->number(place.row, place.column);
    if (tint(place.column) == Tint::Sign)
        return m_appearance.color(value > 0 ? Color::Ok : value < 0 ? Color::Error : Color::Text);
    const ColumnSketch *sketch = m_header->sketchOf(place.column);
    const bool isKnown = sketch && sketch->from < sketch->to;
    QColor color = m_appearance.color(Color::Accent);
    color.setAlphaF(isKnown ? float(std::clamp((value - sketch->from) / (sketch->to - sketch->from), 0.0, 1.0) * 0.45) : 0);
    return color;
}

bool FrameView::viewportEvent(QEvent *event)
{
    if (event->type() != QEvent::ToolTip)
        return QAbstractScrollArea::viewportEvent(event);
    const auto *help = static_cast<QHelpEvent *>(event);
    const GridCell cell = cellAt(help->pos());
    const int right = m_header->length() - horizontalScrollBar()->value();
    const bool isOver = m_model->columnCount() > 0 && help->pos().x() < right &&
                        firstRow() + help->pos().y() / m_rowHeight < m_model->rowCount();
    QToolTip::showText(help->globalPos(), isOver ? m_model->toolTip(cell.row, cell.column) : QString(), viewport());
    return true;
}

// Mouse and keys -----------------------------------------------------------------------------------

void FrameView::mousePressEvent(QMouseEvent *event)
{
    if (event->button() != Qt::LeftButton || m_model->rowCount() == 0)
        return;
    const GridCell cell = cellAt(event->position().toPoint());
    if (event->modifiers().testFlag(Qt::ControlModifier)) {
        m_selection.add(cell);
        bringIntoView(cell);
    } else {
        goTo(cell, event->modifiers().testFlag(Qt::ShiftModifier));
    }
}

void FrameView::mouseMoveEvent(QMouseEvent *event)
{
    if (event->buttons().testFlag(Qt::LeftButton) && m_model->rowCount() > 0)
        goTo(cellAt(event->position().toPoint()), true);
}

void FrameView::mouseReleaseEvent(QMouseEvent *event)
{
    event->accept(); // it belongs to the press
}

void FrameView::mouseDoubleClickEvent(QMouseEvent *event)
{
    if (event->button() == Qt::LeftButton && m_model->rowCount() > 0)
        Q_EMIT peekWanted();
}

/// Of the column under the mouse, or by the keyboard of the current one.
void FrameView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const int column = isByKey ? m_selection.current().column : cellAt(viewport()->mapFromGlobal(event->globalPos())).column;
    openColumnMenu(column, isByKey ? viewport()->mapToGlobal(currentPlace().bottomLeft()) : event->globalPos());
}

void FrameView::moveBy(std::int64_t rows, int columns, bool isExtending)
{
    const GridCell at = m_selection.current();
    const int last = std::max(0, m_header->count() - 1), step = columns < 0 ? -1 : 1;
    int visual = std::clamp(m_header->visualIndex(at.column) + columns, 0, last);
    for (int turn : {step, -step}) // past what is hidden, and back where only that is left
        while (m_header->isSectionHidden(m_header->logicalIndex(visual)) && visual + turn >= 0 && visual + turn <= last)
            visual += turn;
    const std::int64_t row = std::clamp<std::int64_t>(at.row + rows, 0, std::max(0, m_model->rowCount() - 1));
    goTo({row, m_header->logicalIndex(visual)}, isExtending);
}

/// A key that moves the current cell; with Shift the selection goes along.
bool FrameView::takeMove(const QKeyEvent &event)
{
    const bool isExtending = event.modifiers().testFlag(Qt::ShiftModifier);
    const bool isFar = event.modifiers().testFlag(Qt::ControlModifier);
    const std::int64_t rows = m_model->rowCount();
    const int columns = m_model->columnCount();
    switch (event.key()) {
    case Qt::Key_Up:
        moveBy(isFar ? -rows : -1, 0, isExtending);
        return true;
    case Qt::Key_Down:
        moveBy(isFar ? rows : 1, 0, isExtending);
        return true;
    case Qt::Key_Left:
        moveBy(0, isFar ? -columns : -1, isExtending);
        return true;
    case Qt::Key_Right:
        moveBy(0, isFar ? columns : 1, isExtending);
        return true;
    case Qt::Key_PageUp:
        moveBy(-rowsAtOnce(), 0, isExtending);
        return true;
    case Qt::Key_PageDown:
        moveBy(rowsAtOnce(), 0, isExtending);
        return true;
    case Qt::Key_Home:
        moveBy(isFar ? -rows : 0, -columns, isExtending);
        return true;
    case Qt::Key_End:
        moveBy(isFar ? rows : 0, columns, isExtending);
        return true;
    default:
        return false;
    }
}

/// A key that asks for something to be shown.
bool FrameView::takeWish(const QKeyEvent &event)
{
    const Qt::KeyboardModifiers modifiers = event.modifiers() & ~Qt::KeypadModifier;
    if (event.key() == Qt::Key_Space && modifiers == Qt::NoModifier)
        Q_EMIT peekWanted();
    else if ((event.key() == Qt::Key_Return || event.key() == Qt::Key_Enter) && modifiers == Qt::NoModifier)
        Q_EMIT recordWanted();
    else if (event.key() == Qt::Key_G && modifiers == Qt::ControlModifier)
        Q_EMIT columnWanted();
    else if (event.key() == Qt::Key_F && modifiers == Qt::NoModifier)
        Q_EMIT filterWanted(m_selection.current().column);
    else if (event.key() == Qt::Key_C && modifiers == (Qt::ControlModifier | Qt::ShiftModifier)) {
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        fillCopyMenu(*menu, *this);
        menu->popup(viewport()->mapToGlobal(currentPlace().bottomLeft()));
    } else {
        return false;
    }
    return true;
}

void FrameView::keyPressEvent(QKeyEvent *event)
{
    if (m_model->rowCount() == 0)
        return QAbstractScrollArea::keyPressEvent(event);
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (takeMove(*event) || takeWish(*event))
        return;
    if (event->key() != Qt::Key_Space)
        return QAbstractScrollArea::keyPressEvent(event);
    if (m_selection.isEmpty())
        m_selection.select(m_selection.current());
    if (event->modifiers().testFlag(Qt::ControlModifier))
        m_selection.selectColumns();
    else
        m_selection.selectRows();
    viewport()->update();
    Q_EMIT selectionChanged();
}

void FrameView::focusInEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void FrameView::focusOutEvent(QFocusEvent *event)
{
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

// The selection ------------------------------------------------------------------------------------

void FrameView::goTo(GridCell cell, bool isExtending)
{
    if (isExtending)
        m_selection.extend(cell);
    else
        m_selection.select(cell);
    bringIntoView(m_selection.current());
    QAccessibleValueChangeEvent event(this, currentWords());
    QAccessible::updateAccessibility(&event);
}

void FrameView::bringIntoView(GridCell cell)
{
    const auto row = int(cell.row);
    QScrollBar *down = verticalScrollBar(), *across = horizontalScrollBar();
    if (row < down->value())
        down->setValue(row);
    else if (row >= down->value() + rowsAtOnce())
        down->setValue(row - rowsAtOnce() + 1);
    if (m_header->visualIndex(cell.column) >= m_header->pinned() || m_header->pinnedWidth() == 0) {
        const int begin = m_header->sectionPosition(cell.column), end = begin + m_header->sectionSize(cell.column);
        const int left = begin - m_header->pinnedWidth();
        if (left < across->value())
            across->setValue(left);
        else if (end > across->value() + viewport()->width())
            across->setValue(std::min(left, end - viewport()->width()));
    }
    viewport()->update();
    Q_EMIT selectionChanged();
}

void FrameView::selectAll()
{
    m_selection.selectAll();
    viewport()->update();
    Q_EMIT selectionChanged();
}

RowList FrameView::selectedRows(std::size_t most) const
{
    std::set<std::int64_t> shown;
    for (const GridBlock &block : m_selection.blocks())
        for (std::int64_t row = block.top; row <= block.bottom && shown.size() < most; ++row)
            shown.insert(row);
    RowList rows;
    for (const std::int64_t row : shown)
        rows.push_back(std::uint32_t(m_model->frameRow(row)));
    return rows;
}

void FrameView::selectRows(const RowList &rows)
{
    const std::set<std::uint32_t> wanted(rows.begin(), rows.end());
    std::vector<std::int64_t> shown;
    if (!m_model->isArranged())
        shown.assign(wanted.begin(), wanted.end());
    else
        for (int row = 0; row < m_model->rowCount() && shown.size() < wanted.size(); ++row)
            if (wanted.contains(std::uint32_t(m_model->frameRow(row))))
                shown.push_back(row);
    if (shown.empty())
        return;
    m_selection.selectWhole(shown);
    bringIntoView({shown.front(), m_selection.current().column});
}

void FrameView::gatherFigures()
{
    std::vector<CellBlock> blocks;
    if (m_selection.cells() > 1)
        for (const GridBlock &block : m_selection.blocks()) {
            blocks.push_back({block.top, block.bottom, {}});
            for (int column = block.left; column <= block.right; ++column)
                blocks.back().columns.push_back(m_model->frameColumn(column));
        }
    if (blocks.empty())
        Q_EMIT selectionTold({});
    m_arranger->gather(std::move(blocks));
}

bool FrameView::canCopy()
{
    const qint64 cells = m_selection.cells();
    if (cells > mostCopiedCells)
        Q_EMIT said(tr("%1 cells are too many to copy; %2 are the most. Export them to a file instead.").arg(countText(cells), countText(mostCopiedCells)));
    return cells > 0 && cells <= mostCopiedCells;
}

void FrameView::copySelection()
{
    if (!canCopy())
        return;
    const GridBlock first = m_selection.blocks().front();
    QGuiApplication::clipboard()->setText(m_selection.cells() == 1 ? m_model->exactText(first.top, first.left)
                                                                   : tableText(*m_model, m_selection));
}

void FrameView::copyAs(TextForm form)
{
    if (!canCopy())
        return;
    std::set<std::int64_t> rows;
    std::set<int> places; // from left to right, as they are shown
    for (const GridBlock &block : m_selection.blocks()) {
        for (std::int64_t row = block.top; row <= block.bottom; ++row)
            rows.insert(row);
        for (int column = block.left; column <= block.right; ++column)
            if (!m_header->isSectionHidden(column))
                places.insert(m_header->visualIndex(column));
    }
    RowList list;
    for (const std::int64_t row : rows)
        list.push_back(std::uint32_t(m_model->frameRow(row)));
    TextRequest request{form, &list, {}, true, form == TextForm::Csv};
    for (const int place : places)
        request.columns.push_back(m_model->frameColumn(m_header->logicalIndex(place)));
    const Result<std::string> text = textOf(*m_model->frame(), request, {});
    if (text)
        QGuiApplication::clipboard()->setText(wholeText(*text));
    else
        Q_EMIT said(QString::fromStdString(text.error().text));
}

QString FrameView::currentWords() const
{
    if (m_model->rowCount() == 0 || m_model->columnCount() == 0)
        return tr("empty");
    const GridCell at = m_selection.current();
    const QString text = m_model->isMissing(at.row, at.column) ? tr("missing") : m_model->shownText(at.row, at.column);
    return tr("%1, row %2: %3").arg(m_model->headerData(at.column, Qt::Horizontal).toString(), countText(at.row), text);
}

} // namespace assay
