// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameView.h"

#include "ui/results/Figures.h"
#include "ui/results/FrameArranger.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/RowGutter.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <map>
#include <QClipboard>
#include <QGuiApplication>
#include <QHelpEvent>
#include <QContextMenuEvent>
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

QStringList columnNames(const FrameTableModel &model)
{
    QStringList names;
    for (int i = 0; i < model.columnCount(); ++i)
        names << model.headerData(i, Qt::Horizontal).toString();
    return names;
}

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

} // namespace

FrameView::FrameView(const Appearance &appearance, QWidget *parent)
    : QAbstractScrollArea(parent)
    , m_appearance(appearance)
    , m_model(new FrameTableModel(this))
    , m_header(new FrameHeader(appearance, this))
    , m_arranger(new FrameArranger(this))
    , m_gutter(new RowGutter(appearance, *m_model, this))
    , m_text(Appearance::codeFont())
    , m_rowHeight(QFontMetrics(Appearance::codeFont()).height() + rowPadding)
{
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
    connect(m_header, &QHeaderView::sectionResized, this, [this] {
        updateScrollBars();
        viewport()->update();
    });
    connect(m_header, &QHeaderView::sectionMoved, viewport(), qOverload<>(&QWidget::update));
    connect(m_header, &QHeaderView::sectionHandleDoubleClicked, this, &FrameView::fitColumn);
    connect(m_model, &QAbstractItemModel::layoutChanged, this, [this] {
        m_selection.setSize(m_model->rowCount(), m_model->columnCount());
        updateScrollBars();
        viewport()->update();
        Q_EMIT selectionChanged();
    });
    m_header->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_header, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        openColumnMenu(m_header->logicalIndexAt(place), m_header->mapToGlobal(place));
    });
    connect(m_header, &FrameHeader::sortWanted, this, &FrameView::sortBy);
    connect(m_arranger, &FrameArranger::arranged, this, [this](const std::shared_ptr<const RowList> &rows) {
        m_model->setRows(rows);
        m_gutter->update();
        Q_EMIT sorted();
    });
    connect(m_arranger, &FrameArranger::began, this, &FrameView::sortBegan);
    connect(m_arranger, &FrameArranger::told, this, &FrameView::selectionTold);
    connect(this, &FrameView::selectionChanged, this, &FrameView::gatherFigures);
    connect(m_model, &QAbstractItemModel::headerDataChanged, m_header->viewport(), qOverload<>(&QWidget::update));
    connect(&appearance, &Appearance::changed, this, &FrameView::applyTheme);
    applyTheme();
}

void FrameView::applyTheme()
{
    viewport()->update();
    m_header->viewport()->update();
    m_gutter->update();
}

void FrameView::setFrame(std::shared_ptr<const Frame> frame)
{
    const QStringList before = columnNames(*m_model);
    std::vector<int> widths, places;
    std::vector<bool> hidden;
    for (int i = 0; i < m_model->columnCount(); ++i) {
        hidden.push_back(m_header->isSectionHidden(i));
        widths.push_back(m_header->sectionSize(i));
        places.push_back(m_header->visualIndex(i));
    }
    const int down = verticalScrollBar()->value();
    const int across = horizontalScrollBar()->value();
    m_arranger->setFrame(frame);
    m_model->setFrame(std::move(frame));
    m_selection.setSize(m_model->rowCount(), m_model->columnCount());
    const bool isAlike = m_model->columnCount() > 0 && columnNames(*m_model) == before;
    if (isAlike) {
        for (int i = 0; i < m_model->columnCount(); ++i)
            if (hidden[std::size_t(i)])
                m_header->hideSection(i);
            else
                m_header->resizeSection(i, widths[std::size_t(i)]);
        for (int place = 0; place < m_model->columnCount(); ++place)
            m_header->moveSection(m_header->visualIndex(int(std::ranges::find(places, place) - places.begin())), place);
    } else {
        m_sorts.clear();
        fitColumns();
    }
    applySort();
    arrange();
    verticalScrollBar()->setValue(isAlike ? down : 0);
    horizontalScrollBar()->setValue(isAlike ? across : 0);
    viewport()->update();
    Q_EMIT selectionChanged();
}

void FrameView::sortBy(int column, bool isFurther)
{
    const auto known = std::ranges::find(m_sorts, column, &Sort::column);
    const std::optional<Sort> before = known == m_sorts.end() ? std::nullopt : std::optional(*known);
    if (!isFurther)
        m_sorts.clear();
    else if (before && before->isDescending)
        m_sorts.erase(known);
    if (!before)
        m_sorts.push_back({column, false});
    else if (!before->isDescending && isFurther)
        known->isDescending = true;
    else if (!before->isDescending)
        m_sorts.push_back({column, true});
    applySort();
}

void FrameView::sortOnlyBy(int column, bool isDescending)
{
    m_sorts = {{column, isDescending}};
    applySort();
}

void FrameView::openColumnMenu(int column, const QPoint &place)
{
    if (column < 0 || m_model->columnCount() == 0)
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Sort &Ascending"), this, [this, column] { sortOnlyBy(column, false); });
    menu->addAction(tr("Sort &Descending"), this, [this, column] { sortOnlyBy(column, true); });
    QAction *further = menu->addAction(tr("Sort &Further by This"), this, [this, column] { sortBy(column, true); });
    further->setEnabled(!m_sorts.empty());
    QAction *none = menu->addAction(tr("&No Sort"), this, [this] {
        m_sorts.clear();
        applySort();
    });
    none->setEnabled(!m_sorts.empty());
    menu->addSeparator();
    addCopyMenu(*menu);
    menu->addAction(tr("&Copy Name"), this, [this, column] {
        QGuiApplication::clipboard()->setText(wholeText(m_model->frame()->schema().columns[m_model->frameColumn(column)].name));
    });
    menu->addAction(tr("&Fit Width"), this, [this, column] { fitColumn(column); });
    QAction *hide = menu->addAction(tr("&Hide"), this, [this, column] { hideColumn(column); });
    const int hidden = m_header->hiddenSectionCount();
    hide->setEnabled(hidden + 1 < m_model->columnCount());
    if (hidden > 0)
        menu->addAction(tr("&Show All Columns (%1 hidden)").arg(hidden), this, &FrameView::showAllColumns);
    menu->popup(place);
}

void FrameView::hideColumn(int column)
{
    m_header->hideSection(column);
    if (m_selection.current().column == column)
        moveBy(0, m_header->visualIndex(column) + 1 < m_header->count() ? 1 : -1, false);
    updateScrollBars();
    viewport()->update();
}

void FrameView::showAllColumns()
{
    for (int column = 0; column < m_model->columnCount(); ++column)
        m_header->showSection(column);
    updateScrollBars();
    viewport()->update();
}

/// Of the column under the mouse, or by the keyboard of the current one.
void FrameView::contextMenuEvent(QContextMenuEvent *event)
{
    const bool isByKey = event->reason() == QContextMenuEvent::Keyboard;
    const int column = isByKey ? m_selection.current().column : cellAt(viewport()->mapFromGlobal(event->globalPos())).column;
    const QPoint below(m_header->sectionViewportPosition(column), int(m_selection.current().row - firstRow() + 1) * m_rowHeight);
    openColumnMenu(column, isByKey ? viewport()->mapToGlobal(below) : event->globalPos());
}

void FrameView::applySort()
{
    std::vector<SortKey> keys;
    std::map<int, FrameHeader::SortMark> marks;
    for (const Sort &sort : m_sorts) {
        keys.push_back({m_model->frameColumn(sort.column), sort.isDescending});
        marks[sort.column] = {int(keys.size()), sort.isDescending};
    }
    m_header->setSortMarks(std::move(marks));
    if (!keys.empty() || m_model->isArranged())
        m_arranger->sort(std::move(keys));
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

void FrameView::paintEvent(QPaintEvent *)
{
    QPainter painter(viewport());
    const QRect page = viewport()->rect();
    painter.fillRect(page, m_appearance.color(Color::Panel));
    if (m_model->columnCount() == 0)
        return;
    const int firstVisual = std::max(0, m_header->visualIndexAt(0));
    const std::int64_t rows = m_model->rowCount();
    std::int64_t row = firstRow();
    for (int y = 0; y < page.height() && row < rows; y += m_rowHeight, ++row)
        paintRow(painter, row, y, firstVisual);
    m_text.paint(painter);
    if (hasFocus() && rows > 0) {
        const GridCell current = m_selection.current();
        const int y = int(current.row - firstRow()) * m_rowHeight;
        painter.setPen(m_appearance.color(Color::Accent));
        painter.drawRect(QRect(m_header->sectionViewportPosition(current.column), y, m_header->sectionSize(current.column) - 1, m_rowHeight - 1));
    }
}

void FrameView::paintRow(QPainter &painter, std::int64_t row, int y, int firstVisual)
{
    const int width = viewport()->width();
    if (row % 2 == 1)
        painter.fillRect(0, y, std::min(width, m_header->length()), m_rowHeight, m_appearance.color(Color::Stripe));
    for (int visual = firstVisual; visual < m_header->count(); ++visual) {
        const int column = m_header->logicalIndex(visual);
        const int x = m_header->sectionViewportPosition(column);
        if (x >= width)
            return;
        const QRect cell(x, y, m_header->sectionSize(column), m_rowHeight);
        if (cell.width() == 0)
            continue; // hidden
        const bool isSelected = m_selection.contains({row, column});
        if (isSelected)
            painter.fillRect(cell, m_appearance.color(Color::Selection));
        const bool isMissing = m_model->isMissing(row, column);
        const Color color = isMissing                             ? Color::TextFaint
                            : isSelected                          ? Color::SelectionText
                            : column < m_model->indexLevels()     ? Color::TextDim
                                                                  : Color::Text;
        m_text.add(cell.adjusted(sidePadding, 0, -sidePadding, 0), m_model->alignment(column),
                   m_model->shownText(row, column), m_appearance.color(color));
    }
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

GridCell FrameView::cellAt(const QPoint &place) const
{
    const std::int64_t row = firstRow() + (place.y() < 0 ? -1 : place.y() / m_rowHeight);
    const int visual = m_header->visualIndexAt(std::clamp(place.x(), 0, std::max(0, viewport()->width() - 1)));
    const int column = visual >= 0 ? m_header->logicalIndex(visual) : m_model->columnCount() - 1;
    return {std::clamp<std::int64_t>(row, 0, std::max(0, m_model->rowCount() - 1)), std::max(0, column)};
}

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

void FrameView::goTo(GridCell cell, bool isExtending)
{
    if (isExtending)
        m_selection.extend(cell);
    else
        m_selection.select(cell);
    bringIntoView(m_selection.current());
}

void FrameView::bringIntoView(GridCell cell)
{
    const auto row = int(cell.row);
    QScrollBar *down = verticalScrollBar(), *across = horizontalScrollBar();
    if (row < down->value())
        down->setValue(row);
    else if (row >= down->value() + rowsAtOnce())
        down->setValue(row - rowsAtOnce() + 1);
    const int left = m_header->sectionPosition(cell.column), right = left + m_header->sectionSize(cell.column);
    if (left < across->value())
        across->setValue(left);
    else if (right > across->value() + viewport()->width())
        across->setValue(std::min(left, right - viewport()->width()));
    viewport()->update();
    Q_EMIT selectionChanged();
}

void FrameView::selectAll()
{
    m_selection.selectAll();
    viewport()->update();
    Q_EMIT selectionChanged();
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

void FrameView::keyPressEvent(QKeyEvent *event)
{
    if (m_model->rowCount() == 0)
        return QAbstractScrollArea::keyPressEvent(event);
    if (event->matches(QKeySequence::Copy))
        return copySelection();
    if (event->matches(QKeySequence::SelectAll))
        return selectAll();
    if (takeMove(*event))
        return;
    if (event->key() != Qt::Key_Space || event->modifiers() == Qt::NoModifier)
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

bool FrameView::canCopy()
{
    const qint64 cells = m_selection.cells();
    if (cells > mostCopiedCells)
        Q_EMIT said(tr("%1 cells are too many to copy; %2 are the most.").arg(countText(cells), countText(mostCopiedCells)));
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

void FrameView::addCopyMenu(QMenu &menu)
{
    QMenu *copies = menu.addMenu(tr("Copy Selection As"));
    copies->setEnabled(!m_selection.isEmpty());
    const std::pair<TextForm, QString> forms[] = {{TextForm::Csv, tr("&CSV")}, {TextForm::Markdown, tr("&Markdown")},
                                                  {TextForm::Html, tr("&HTML")}, {TextForm::Records, tr("&JSON")},
                                                  {TextForm::Python, tr("&Python")}};
    for (const auto &[form, name] : forms)
        copies->addAction(name, this, [this, form = form] { copyAs(form); });
}

} // namespace assay
