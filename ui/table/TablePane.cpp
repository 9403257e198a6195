// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/TablePane.h"

#include "frames/CellSearch.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameArranger.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/ShownText.h"
#include "ui/table/CellPeek.h"
#include "ui/table/CodeDialog.h"
#include "ui/table/ColumnJump.h"
#include "ui/table/ColumnPanel.h"
#include "ui/table/ExportDesk.h"
#include "ui/table/FilterBar.h"
#include "ui/table/FilterPopup.h"
#include "ui/table/RecordPanel.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/BusyStrip.h"
#include "ui/widgets/SearchBar.h"

#include <algorithm>
#include <QLineEdit>
#include <QSplitter>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay {

TablePane::TablePane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_filters(new FilterBar(appearance, this))
    , m_view(new FrameView(appearance))
    , m_splitter(new QSplitter(this))
    , m_panel(new QTabWidget)
    , m_column(new ColumnPanel(appearance))
    , m_record(new RecordPanel)
    , m_search(new SearchBar(appearance, tr("Find in table"), this))
    , m_export(new ExportDesk(*m_view, this))
    , m_busy(new BusyStrip(this))
    , m_searching(new BusyStrip(this))
    , m_finding(QStringLiteral("assay-finding"))
{
    m_view->setPictured(true);
    m_panel->setObjectName(QStringLiteral("tablePanel"));
    m_panel->setDocumentMode(true);
    m_panel->addTab(m_column, tr("Column"));
    m_panel->addTab(m_record, tr("Row"));
    m_panel->setMinimumWidth(250);
    m_panel->hide();
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_view);
    m_splitter->addWidget(m_panel);
    m_splitter->setStretchFactor(0, 1);
    m_splitter->setSizes({600, 270});
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_filters);
    column->addWidget(m_splitter, 1);
    column->addWidget(m_search);
    column->addWidget(m_searching);
    column->addWidget(&m_export->busy());
    column->addWidget(m_busy);
    setFocusProxy(m_view);
    buildTools();
    connectView();
    connectPanels();
}

QToolButton *TablePane::addTool(const QString &text, const QString &toolTip)
{
    auto *button = new QToolButton(m_filters);
    button->setObjectName(QStringLiteral("wayButton"));
    button->setText(text);
    button->setToolTip(toolTip);
    button->setFocusPolicy(Qt::TabFocus);
    m_filters->addTool(button);
    return button;
}

void TablePane::buildTools()
{
    QToolButton *panel = addTool(tr("Summary"), tr("What the current column holds"));
    panel->setCheckable(true);
    QToolButton *code = addTool(tr("Code"), tr("Filters, order and columns of this view as pandas code"));
    QToolButton *exporting = addTool(tr("Export…"), tr("Write the rows to a CSV, JSON, Parquet or XLSX file"));
    connect(panel, &QToolButton::toggled, this, [this](bool isOn) { isOn ? showColumn() : hidePanel(); });
    connect(m_record, &RecordPanel::closed, panel, [panel] { panel->setChecked(false); });
    connect(m_view, &FrameView::recordWanted, panel, [this, panel] {
        panel->setChecked(true);
        showRecord();
    });
    connect(code, &QToolButton::clicked, this, &TablePane::openCode);
    connect(exporting, &QToolButton::clicked, this, &TablePane::openExport);
    connect(m_export, &ExportDesk::said, this, &TablePane::said);
}

void TablePane::connectView()
{
    connect(m_view, &FrameView::said, this, &TablePane::said);
    connect(m_view, &FrameView::arrangingBegan, m_busy, &BusyStrip::begin);
    connect(m_view, &FrameView::arranged, m_busy, &BusyStrip::end);
    connect(m_busy, &BusyStrip::cancelled, m_view, &FrameView::cancelArranging);
    connect(m_view, &FrameView::arranged, this, [this] {
        updateCount();
        updatePanel();
        Q_EMIT rowsChanged();
    });
    connect(m_view, &FrameView::conditionsChanged, this, [this] { m_filters->show(m_view->frameModel().frame(), m_view->conditions()); });
    connect(m_view, &FrameView::arrangeFailed, m_filters, &FilterBar::showProblem);
    connect(m_view, &FrameView::selectionChanged, this, &TablePane::updatePanel);
    connect(m_view, &FrameView::filterWanted, this, &TablePane::openFilter);
    connect(m_view, &FrameView::columnWanted, this, &TablePane::openColumnJump);
    connect(m_view, &FrameView::peekWanted, this, &TablePane::openPeek);
    connect(m_filters, &FilterBar::filterWanted, this, [this](std::size_t column) { openFilter(m_view->frameModel().shownColumn(column)); });
    connect(m_filters, &FilterBar::conditionsWanted, this, [this](const std::vector<Condition> &conditions) {
        m_filters->showProblem({});
        const auto count = conditions.size();
        m_view->setConditions(conditions);
        if (count > 0 && std::holds_alternative<ExpressionCondition>(conditions.back()))
            m_view->setFocus();
    });
    connect(m_view, &FrameView::arranged, this, &TablePane::clearTakenLine);
}

/// What was typed holds now, and has its chip.
void TablePane::clearTakenLine()
{
    const Condition typed = ExpressionCondition{m_filters->line().text().trimmed().toStdString()};
    if (std::ranges::find(m_view->conditions(), typed) != m_view->conditions().end())
        m_filters->line().clear();
}

void TablePane::connectPanels()
{
    connect(m_column, &ColumnPanel::valueWanted, this, [this](std::size_t column, const QString &text) {
        std::vector<Condition> conditions = m_view->conditions();
        conditions.emplace_back(ValuesCondition{column, {text.toStdString()}, false, false});
        m_view->setConditions(conditions);
    });
    connect(m_record, &RecordPanel::stepWanted, this, [this](int step) {
        const GridCell at = m_view->selection().current();
        m_view->goTo({std::clamp<std::int64_t>(at.row + step, 0, std::max(0, m_view->frameModel().rowCount() - 1)), at.column});
    });
    connect(m_record, &RecordPanel::closed, m_view, [this] { m_view->setFocus(); });
    connect(m_panel, &QTabWidget::currentChanged, this, &TablePane::updatePanel);
    connect(m_search, &SearchBar::searchWanted, this, &TablePane::find);
    connect(m_search, &SearchBar::edited, this, [this] { m_finding.cancel(); });
    connect(m_search, &SearchBar::closed, m_view, [this] { m_view->setFocus(); });
    connect(m_searching, &BusyStrip::cancelled, this, [this] {
        ++m_searched;
        m_finding.cancel();
        m_searching->end();
    });
}

void TablePane::setFrame(std::shared_ptr<const Frame> frame)
{
    ++m_searched;
    m_finding.cancel();
    m_filters->showProblem({});
    m_view->setFrame(std::move(frame));
    m_filters->show(m_view->frameModel().frame(), m_view->conditions());
    updateCount();
    updatePanel();
    Q_EMIT rowsChanged();
}

void TablePane::updateCount()
{
    const FrameTableModel &model = m_view->frameModel();
    m_filters->showCount(model.rowCount(), model.frame() ? model.frame()->rows() : 0);
}

void TablePane::updatePanel()
{
    if (!m_panel->isVisible())
        return;
    const FrameTableModel &model = m_view->frameModel();
    const GridCell at = m_view->selection().current();
    const bool hasCell = at.row < model.rowCount() && at.column < model.columnCount();
    if (m_panel->currentWidget() == m_record)
        m_record->show(hasCell ? model.frame() : nullptr, hasCell ? model.frameRow(at.row) : 0, shownColumns());
    else if (at.column < model.columnCount())
        m_column->show(model.frame(), m_view->conditions().empty() ? nullptr : m_view->shownRows(), model.frameColumn(at.column));
}

std::vector<std::size_t> TablePane::shownColumns() const
{
    std::vector<std::size_t> columns;
    const FrameHeader &header = m_view->header();
    for (int visual = 0; visual < header.count(); ++visual)
        if (const int column = header.logicalIndex(visual); !header.isSectionHidden(column))
            columns.push_back(m_view->frameModel().frameColumn(column));
    return columns;
}

void TablePane::showColumn()
{
    m_panel->show();
    m_panel->setCurrentWidget(m_column);
    updatePanel();
}

void TablePane::showRecord()
{
    m_panel->show();
    m_panel->setCurrentWidget(m_record);
    updatePanel();
    m_record->setFocus();
}

void TablePane::hidePanel()
{
    m_panel->hide();
}

bool TablePane::isPanelShown() const
{
    return !m_panel->isHidden();
}

FilterPopup *TablePane::openFilter(int column)
{
    const FrameTableModel &model = m_view->frameModel();
    if (!model.frame() || column < 0 || column >= model.columnCount())
        return nullptr;
    auto *popup = new FilterPopup(model.frame(), model.frameColumn(column), m_view->conditions(), this);
    connect(popup, &FilterPopup::accepted, this, [this, frameColumn = model.frameColumn(column)](const std::vector<Condition> &mine) {
        std::vector<Condition> all = m_view->conditions();
        std::erase_if(all, [frameColumn](const Condition &condition) {
            return std::visit([frameColumn]<typename One>(const One &one) {
                if constexpr (std::same_as<One, ExpressionCondition>)
                    return false;
                else
                    return one.column == frameColumn;
            }, condition);
        });
        all.insert(all.end(), mine.begin(), mine.end());
        m_filters->showProblem({});
        m_view->setConditions(all);
        m_view->setFocus();
    });
    FrameHeader &header = m_view->header();
    popup->move(header.mapToGlobal(QPoint(std::max(0, header.placeOf(column)), header.height())));
    popup->show();
    popup->setFocus();
    return popup;
}

void TablePane::openColumnJump()
{
    const FrameTableModel &model = m_view->frameModel();
    QStringList names;
    std::vector<bool> hidden;
    for (int column = 0; column < model.columnCount(); ++column) {
        names << model.headerData(column, Qt::Horizontal).toString();
        hidden.push_back(m_view->header().isSectionHidden(column));
    }
    auto *jump = new ColumnJump(names, hidden, this);
    connect(jump, &ColumnJump::chosen, this, [this](int column) {
        m_view->header().showSection(column);
        m_view->goTo({m_view->selection().current().row, column});
        m_view->setFocus();
    });
    jump->move(mapToGlobal(QPoint((width() - jump->width()) / 2, m_filters->height())));
    jump->show();
    jump->setFocus();
}

void TablePane::openPeek()
{
    const FrameTableModel &model = m_view->frameModel();
    const GridCell at = m_view->selection().current();
    if (at.row >= model.rowCount() || at.column >= model.columnCount())
        return;
    const QString exact = model.exactText(at.row, at.column);
    const QString title = tr("%1, row %2").arg(model.headerData(at.column, Qt::Horizontal).toString(), countText(model.frameRow(at.row)));
    auto *peek = new CellPeek(title, model.isMissing(at.row, at.column) ? tr("NA") : safeShown(exact), exact, this);
    const QRect place = m_view->currentPlace();
    peek->showAt({m_view->viewport()->mapToGlobal(place.topLeft()), place.size()});
}

void TablePane::openCode()
{
    const std::shared_ptr<const Frame> &frame = m_view->frameModel().frame();
    if (!frame)
        return;
    const Result<std::string> code = pandasCode(*frame, "result", m_view->choice());
    if (!code) {
        Q_EMIT said(QString::fromStdString(code.error().text));
        return;
    }
    if (*code == "result") {
        Q_EMIT said(tr("Nothing is filtered, sorted or hidden, so there is no code to show."));
        return;
    }
    auto *dialog = new CodeDialog(QStringLiteral("result = ") + QString::fromStdString(*code), this);
    connect(dialog, &CodeDialog::insertWanted, this, &TablePane::codeWanted);
    dialog->open();
}

void TablePane::openExport()
{
    m_export->open();
}

void TablePane::focusFilter()
{
    m_filters->line().setFocus();
    m_filters->line().selectAll();
}

// Search -------------------------------------------------------------------------------------------

void TablePane::openSearch()
{
    m_search->open();
}

void TablePane::find(const QString &text, bool isForward)
{
    const FrameTableModel &model = m_view->frameModel();
    if (!model.frame() || model.rowCount() == 0)
        return;
    const std::vector<std::size_t> columns = shownColumns();
    const GridCell at = m_view->selection().current();
    const auto place = std::ranges::find(columns, model.frameColumn(at.column)) - columns.begin();
    m_finding.cancel();
    m_searching->begin(tr("Looking for %1…").arg(quoted(text)));
    m_finding.ask([this, frame = model.frame(), rows = m_view->shownRows(), columns, isForward, at, place, text = text.toStdString(),
                   number = ++m_searched](const LoadWatch &watch) -> QuestionThread::Answer {
        const auto found = findCell(*frame, {text, rows.get(), columns, {at.row, std::size_t(place)}, isForward}, watch.stop);
        return [this, found, columns, number] {
            if (number != m_searched)
                return;
            m_searching->end();
            m_search->say(found && !*found ? tr("Not found") : QString());
            if (found && *found)
                go((*found)->row, columns[(*found)->column]);
        };
    });
}

void TablePane::go(std::int64_t row, std::size_t frameColumn)
{
    m_view->goTo({row, m_view->frameModel().shownColumn(frameColumn)});
}

} // namespace assay
