// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameView.h"

#include "ui/results/Figures.h"
#include "ui/results/FrameDelegate.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <map>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QScrollBar>
#include <set>

namespace assay {
namespace {

constexpr int sampledRows = 60;
constexpr int measuredColumns = 60;
constexpr int narrowest = 56;
constexpr int widest = 340;
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
QString tableText(const FrameTableModel &model, const QItemSelection &selection)
{
    std::map<int, std::map<int, QString>> rows;
    std::set<int> columns;
    for (const QModelIndex &cell : selection.indexes()) {
        rows[cell.row()][cell.column()] =
            tsvField(cell.data(FrameTableModel::ExactTextRole).toString());
        columns.insert(cell.column());
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
    : QTableView(parent)
    , m_appearance(appearance)
    , m_model(new FrameTableModel(this))
    , m_header(new FrameHeader(appearance, this))
{
    setHorizontalHeader(m_header);
    setModel(m_model);
    setItemDelegate(new FrameDelegate(appearance, this));
    setFont(Appearance::codeFont());
    setAlternatingRowColors(true);
    setWordWrap(false);
    setShowGrid(false);
    setTabKeyNavigation(false);
    setCornerButtonEnabled(false);
    setHorizontalScrollMode(ScrollPerPixel);
    setAccessibleName(tr("Result table"));
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 8);
    verticalHeader()->setDefaultAlignment(Qt::AlignRight | Qt::AlignVCenter);
    verticalHeader()->setHighlightSections(false);
    connect(&appearance, &Appearance::changed, this, &FrameView::applyTheme);
    applyTheme();
}

void FrameView::applyTheme()
{
    verticalHeader()->setStyleSheet(
        QStringLiteral("QHeaderView::section { background: %1; color: %2; border: none; "
                       "border-right: 1px solid %3; padding: 0 7px; }")
            .arg(m_appearance.color(Theme::Color::Window).name(),
                 m_appearance.color(Theme::Color::TextFaint).name(),
                 m_appearance.color(Theme::Color::Border).name()));
}

void FrameView::setFrame(std::shared_ptr<const Frame> frame)
{
    const QStringList before = columnNames(*m_model);
    std::vector<int> widths;
    for (int i = 0; i < m_model->columnCount(); ++i)
        widths.push_back(columnWidth(i));
    const int down = verticalScrollBar()->value();
    const int across = horizontalScrollBar()->value();

    m_model->setFrame(std::move(frame));
    verticalHeader()->setVisible(m_model->indexLevels() == 0);
    if (m_model->columnCount() > 0 && columnNames(*m_model) == before) {
        for (int i = 0; i < m_model->columnCount(); ++i)
            setColumnWidth(i, widths[std::size_t(i)]);
        verticalScrollBar()->setValue(down);
        horizontalScrollBar()->setValue(across);
    } else {
        fitColumns();
        scrollToTop();
    }
}

void FrameView::fitColumns()
{
    const int columns = std::min(m_model->columnCount(), measuredColumns);
    const int rows = std::min(m_model->rowCount(), sampledRows);
    for (int column = 0; column < columns; ++column) {
        int width = std::max(narrowest, m_header->neededWidth(column));
        for (int row = 0; row < rows; ++row) {
            const QString text = m_model->index(row, column).data().toString();
            width = std::max(width, fontMetrics().horizontalAdvance(text) +
                                        2 * FrameDelegate::sidePadding + 1);
        }
        setColumnWidth(column, std::min(width, widest));
    }
}

void FrameView::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy))
        copySelection();
    else
        QTableView::keyPressEvent(event);
}

void FrameView::copySelection()
{
    const QItemSelection selection = selectionModel()->selection();
    qint64 cells = 0;
    for (const QItemSelectionRange &range : selection)
        cells += qint64(range.width()) * range.height();
    if (cells > mostCopiedCells) {
        Q_EMIT said(tr("%1 cells are too many to copy; %2 are the most.")
                        .arg(countText(cells), countText(mostCopiedCells)));
    } else if (cells == 1) {
        const QModelIndex cell = selection.first().topLeft();
        QGuiApplication::clipboard()->setText(cell.data(FrameTableModel::ExactTextRole).toString());
    } else if (cells > 1) {
        QGuiApplication::clipboard()->setText(tableText(*m_model, selection));
    }
}

} // namespace assay
