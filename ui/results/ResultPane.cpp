// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ResultPane.h"

#include "ui/results/CompareView.h"
#include "ui/results/ErrorView.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameView.h"
#include "ui/results/OutputView.h"
#include "ui/results/ProblemView.h"
#include "ui/results/ShownText.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/NoticeBar.h"
#include "ui/widgets/SearchedText.h"

#include <algorithm>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace assay {
namespace {

constexpr qsizetype longestTitle = 28;

/// A view with an empty state in front of it: page 0 is the empty state.
QStackedWidget *stackOf(EmptyState *empty, QWidget *view, QWidget *parent)
{
    auto *stack = new QStackedWidget(parent);
    stack->addWidget(empty);
    stack->addWidget(view);
    return stack;
}

/// An ampersand in a tab's text would become a mnemonic.
QString tabText(QString title)
{
    return title.replace(u'&', QStringLiteral("&&"));
}

} // namespace

ResultPane::ResultPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_tabs(new QTabBar(this))
    , m_summaryLabel(new ElidedLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_notice(new NoticeBar(appearance, this))
    , m_ways(new QWidget(this))
    , m_way(new QButtonGroup(this))
    , m_pin(new QToolButton(this))
    , m_outputView(new OutputView(appearance))
    , m_searchedOutput(new SearchedText(appearance, m_outputView))
    , m_errorView(new ErrorView(appearance))
    , m_problemView(new ProblemView(appearance))
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    buildPages();
    buildHeader();
    connectPages();
    showInvitation();
    updateWays();
}

void ResultPane::buildPages()
{
    m_result = addResult(0, ResultTab, tr("Result"));
    auto *noOutput = new EmptyState(m_appearance);
    noOutput->tell(QStringLiteral("output"), tr("Nothing printed"), tr("What a script prints appears here while it runs."));
    m_output = stackOf(noOutput, m_searchedOutput, this);
    auto *noError = new EmptyState(m_appearance);
    noError->tell(QStringLiteral("ok"), tr("No error"), tr("When a run fails, the line to look at is named here."));
    m_error = stackOf(noError, m_errorView, this);
    auto *noProblem = new EmptyState(m_appearance);
    noProblem->tell(QStringLiteral("ok"), tr("No problem found"),
                    tr("What the bot would refuse, and what would fail there, is listed here as you type."));
    m_problems = stackOf(noProblem, m_problemView, this);
    addTab(m_tabs->count(), OutputTab, tr("Output"), m_output);
    addTab(m_tabs->count(), ErrorTab, tr("Error"), m_error);
    addTab(m_tabs->count(), ProblemsTab, tr("Problems"), m_problems);
}

void ResultPane::addTab(int place, Tab tab, const QString &title, QWidget *page)
{
    m_pages->insertWidget(place, page);
    m_tabs->insertTab(place, tabText(title));
    m_tabs->setTabData(place, tab);
}

ResultPage *ResultPane::addResult(int place, Tab tab, const QString &title)
{
    auto *page = new ResultPage(m_appearance);
    addTab(place, tab, title, page);
    connect(page, &ResultPage::said, m_notice, &NoticeBar::say);
    connect(page, &ResultPage::codeWanted, this, &ResultPane::codeWanted);
    connect(page, &ResultPage::waysChanged, this, &ResultPane::updateWays);
    connect(page, &ResultPage::selectionTold, this, [this](const CellStatistics &statistics) { Q_EMIT selectionTold(statisticsText(statistics)); });
    return page;
}

void ResultPane::buildHeader()
{
    auto *header = new QWidget(this);
    header->setObjectName(QStringLiteral("paneHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(fontMetrics().height() + 22);
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setIconSize({14, 14});
    m_tabs->setUsesScrollButtons(true);
    m_tabs->setContextMenuPolicy(Qt::CustomContextMenu);
    m_summaryLabel->setObjectName(QStringLiteral("summary"));
    m_summaryLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    m_pin->setObjectName(QStringLiteral("wayButton"));
    m_pin->setText(tr("Pin"));
    m_pin->setToolTip(tr("Keep this result in a tab of its own, to compare it with others (Ctrl+Shift+D)"));
    m_pin->setFocusPolicy(Qt::TabFocus);
    // The line may be cut, it must not hold the window open.
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(6, 0, 14, 1);
    row->setSpacing(12);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    addWays(row);
    row->addWidget(m_summaryLabel, 1);
    row->addWidget(m_pin);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_notice);
    column->addWidget(m_pages, 1);
    updateTabs();
}

void ResultPane::connectPages()
{
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int place) {
        m_pages->setCurrentIndex(place);
        updateWays();
        updateSummary();
    });
    connect(m_tabs, &QWidget::customContextMenuRequested, this, &ResultPane::openTabMenu);
    connect(m_tabs, &QTabBar::tabBarDoubleClicked, this, [this](int place) {
        if (place >= 0 && tab() == PinnedTab)
            askName();
    });
    connect(m_tabs, &QTabBar::tabCloseRequested, this, [this](int place) {
        m_tabs->setCurrentIndex(place);
        closeTab();
    });
    connect(m_pin, &QToolButton::clicked, this, &ResultPane::pin);
    connect(m_errorView, &ErrorView::lineActivated, this, &ResultPane::lineActivated);
    connect(m_problemView, &ProblemView::lineActivated, this, &ResultPane::problemActivated);
    connect(m_outputView, &OutputView::drawn, this, &ResultPane::updateOutput);
    connect(&m_appearance, &Appearance::changed, this, &ResultPane::updateTabs);
}

// Tabs ---------------------------------------------------------------------------------------------

int ResultPane::placeOf(Tab tab) const
{
    for (int place = 0; place < m_tabs->count(); ++place)
        if (m_tabs->tabData(place).toInt() == tab)
            return place;
    return -1;
}

ResultPane::Tab ResultPane::tab() const
{
    return Tab(m_tabs->tabData(m_tabs->currentIndex()).toInt());
}

void ResultPane::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(placeOf(tab));
}

QStringList ResultPane::tabTitles() const
{
    QStringList titles;
    for (int place = 0; place < m_tabs->count(); ++place)
        titles << m_tabs->tabText(place).replace(QStringLiteral("&&"), QStringLiteral("&"));
    return titles;
}

ResultPage &ResultPane::page() const
{
    auto *shown = qobject_cast<ResultPage *>(m_pages->currentWidget());
    return shown ? *shown : *m_result;
}

std::vector<ResultPage *> ResultPane::results() const
{
    std::vector<ResultPage *> all;
    for (int place = 0; place < m_pages->count(); ++place)
        if (auto *page = qobject_cast<ResultPage *>(m_pages->widget(place)))
            all.push_back(page);
    return all;
}

QString ResultPane::titleOf(const ResultPage *page) const
{
    return tabTitles().at(m_pages->indexOf(const_cast<ResultPage *>(page)));
}

void ResultPane::pin()
{
    if (m_result->isEmpty())
        return;
    const int place = placeOf(OutputTab);
    ResultPage *kept = addResult(place, PinnedTab, tr("Pinned %1").arg(++m_pinned));
    kept->origin = m_result->origin;
    kept->show(m_result->value());
    kept->table().view().setLook(m_result->table().view().look());
    kept->chooseWay(m_result->way());
    m_notice->say(tr("The result is kept in the tab \"%1\" until it is closed.").arg(tr("Pinned %1").arg(m_pinned)));
}

void ResultPane::closeTab()
{
    if (tab() != PinnedTab && tab() != ComparisonTab)
        return;
    const int place = m_tabs->currentIndex();
    QWidget *page = m_pages->widget(place);
    m_tabs->setCurrentIndex(0);
    m_pages->removeWidget(page);
    m_tabs->removeTab(place);
    m_pages->setCurrentIndex(m_tabs->currentIndex());
    auto *pinned = qobject_cast<ResultPage *>(page);
    if (!pinned) {
        page->deleteLater();
        return;
    }
    // Closing asks nothing: it is undone instead.
    pinned->hide();
    const QString title = tr("Pinned");
    m_notice->offer(tr("A pinned result was closed."), tr("Undo"), [this, value = pinned->value(), origin = pinned->origin, look = pinned->table().view().look()] {
        ResultPage *again = addResult(placeOf(OutputTab), PinnedTab, tr("Pinned %1").arg(++m_pinned));
        again->origin = origin;
        again->show(value);
        again->table().view().setLook(look);
        m_tabs->setCurrentIndex(m_pages->indexOf(again));
    });
    pinned->deleteLater();
}

void ResultPane::askName()
{
    if (tab() != PinnedTab)
        return;
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Rename Result"));
    dialog->setLabelText(tr("Name:"));
    dialog->setTextValue(tabTitles().at(m_tabs->currentIndex()));
    connect(dialog, &QInputDialog::textValueSelected, this, &ResultPane::rename);
    dialog->open();
}

void ResultPane::rename(const QString &name)
{
    if (tab() == PinnedTab && !name.trimmed().isEmpty())
        m_tabs->setTabText(m_tabs->currentIndex(), tabText(oneLine(name.trimmed().toStdString(), longestTitle)));
}

void ResultPane::openTabMenu(const QPoint &place)
{
    const int at = m_tabs->tabAt(place);
    if (at < 0 || !(qobject_cast<ResultPage *>(m_pages->widget(at)) || qobject_cast<CompareView *>(m_pages->widget(at))))
        return;
    m_tabs->setCurrentIndex(at);
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    if (tab() == ResultTab)
        menu->addAction(tr("&Pin"), this, &ResultPane::pin)->setEnabled(!m_result->isEmpty());
    if (tab() == PinnedTab)
        menu->addAction(tr("&Rename…"), this, &ResultPane::askName);
    if (tab() != ComparisonTab)
        fillCompareMenu(*menu->addMenu(tr("&Compare With")));
    if (tab() != ResultTab)
        menu->addAction(tr("C&lose"), this, &ResultPane::closeTab);
    menu->popup(m_tabs->mapToGlobal(place));
}

void ResultPane::fillCompareMenu(QMenu &menu)
{
    ResultPage *mine = &page();
    for (ResultPage *other : results()) {
        if (other == mine)
            continue;
        QAction *action = menu.addAction(tabText(titleOf(other)), this, [this, mine, other] { compare(other, mine); });
        action->setEnabled(other->frame() && mine->frame());
    }
    if (menu.isEmpty())
        menu.addAction(tr("Pin a result first"))->setEnabled(false);
}

void ResultPane::compareWith(int pinned)
{
    std::vector<ResultPage *> others = results();
    others.erase(others.begin()); // the last run's own
    if (std::size_t(pinned) < others.size())
        compare(others[std::size_t(pinned)], others[std::size_t(pinned)] == &page() ? m_result : &page());
}

void ResultPane::compare(ResultPage *before, ResultPage *after)
{
    if (!before->frame() || !after->frame()) {
        m_notice->say(tr("Only results that are tables can be compared."));
        return;
    }
    int place = placeOf(ComparisonTab);
    if (place < 0) {
        place = placeOf(OutputTab);
        auto *view = new CompareView(m_appearance);
        connect(view, &CompareView::said, m_notice, &NoticeBar::say);
        addTab(place, ComparisonTab, tr("Comparison"), view);
    }
    auto *view = static_cast<CompareView *>(m_pages->widget(place));
    view->compare(titleOf(before), before->frame(), titleOf(after), after->frame());
    m_tabs->setCurrentIndex(place);
}

// A run --------------------------------------------------------------------------------------------

void ResultPane::showInvitation()
{
    if (!m_hasRun)
        m_result->showNothing(QStringLiteral("table"), tr("Press F5 to run"), tr("The answer, the variable `result`, appears here."));
}

void ResultPane::showRefusing(const QString &problem)
{
    if (!m_hasRun)
        m_result->showNothing(QStringLiteral("shield"), tr("Scripts are not run on this computer"),
                              problem + QStringLiteral("\n\n") + tr("Help > Sandbox Status has the details."));
}

void ResultPane::showStarted()
{
    m_outputView->reset();
    m_output->setCurrentIndex(0);
    m_error->setCurrentIndex(0);
    m_hasError = false;
    m_notice->hide();
    m_state = tr("Running…");
    if (!m_hasRun)
        m_result->showNothing(QStringLiteral("clock"), tr("Running…"), tr("Shift+F5 stops it."));
    updateTabs();
    updateSummary();
}

void ResultPane::addOutput(OutputStream stream, const QString &text)
{
    m_outputView->add(stream, text);
    if (!m_outputView->isBlank())
        m_output->setCurrentIndex(1);
}

void ResultPane::showResult(const RunResult &result, const QString &script)
{
    m_hasRun = true;
    m_hasError = result.end != RunEnd::Ok;
    m_state.clear();
    m_script = script;
    m_result->origin = {script, m_data, summaryText(result)};
    if (m_hasError) {
        m_errorView->show(result, script);
        m_error->setCurrentIndex(1);
        m_result->showNothing(QStringLiteral("table"), tr("No result"), tr("The run ended before there was one: see the tab Error."));
        setTab(ErrorTab);
    } else {
        showValue(result);
    }
    const std::uint64_t dropped = result.output.droppedBytes + result.diagnostics.droppedBytes;
    if (dropped > 0)
        m_notice->say(tr("The script printed more than the limit; the last %1 were dropped.").arg(memoryText(dropped)));
    updateTabs();
    updateSummary();
}

void ResultPane::showValue(const RunResult &result)
{
    const bool hasPrinted = result.output.totalBytes > 0;
    if (result.value.isSet)
        m_result->show(result.value);
    else
        m_result->showNothing(QStringLiteral("table"), tr("The script did not set `result`"),
                              hasPrinted ? tr("What it printed is in the tab Output. Assign the answer to the variable `result` to see it here.")
                                         : tr("Assign the answer to the variable `result` to see it here, for example:\nresult = df.head(20)"));
    setTab(result.value.isSet || !hasPrinted ? ResultTab : OutputTab);
}

void ResultPane::showProblems(const std::vector<Finding> &findings)
{
    m_problemView->show(findings);
    m_problems->setCurrentIndex(findings.empty() ? 0 : 1);
    const auto worst = std::ranges::min_element(findings, {}, &Finding::severity);
    m_worstProblem = worst == findings.end() ? std::nullopt : std::optional(worst->severity);
    m_tabs->setTabText(placeOf(ProblemsTab), findings.empty() ? tr("Problems") : tr("Problems  %1").arg(countText(qint64(findings.size()))));
    updateTabs();
}

void ResultPane::setScript(const QString &script)
{
    m_script = script;
    updateSummary();
}

/// A result that was made before the trades were looked at first is of what was seen then.
void ResultPane::setData(const QString &stamp)
{
    for (ResultPage *result : results())
        if (result->origin.data.isEmpty())
            result->origin.data = stamp;
    m_data = stamp;
    updateSummary();
}

// What is told beside the tabs ---------------------------------------------------------------------

void ResultPane::addWays(QLayout *row)
{
    auto *buttons = new QHBoxLayout(m_ways);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(2);
    const std::pair<ResultPage::ValueAs, QString> ways[] = {
        {ResultPage::ValueAs::Tree, tr("Tree")},
        {ResultPage::ValueAs::Table, tr("Table")},
        {ResultPage::ValueAs::Chart, tr("Chart")},
        {ResultPage::ValueAs::Text, tr("Text")}};
    for (const auto &[way, name] : ways) {
        auto *button = new QToolButton(m_ways);
        button->setObjectName(QStringLiteral("wayButton"));
        button->setText(name);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_way->addButton(button, int(way));
        buttons->addWidget(button);
    }
    connect(m_way, &QButtonGroup::idClicked, this, [this](int way) { page().chooseWay(ResultPage::ValueAs(way)); });
    row->addWidget(m_ways);
}

void ResultPane::updateWays()
{
    const auto *shown = qobject_cast<ResultPage *>(m_pages->currentWidget());
    m_ways->setVisible(shown && shown->ways().size() > 1);
    m_pin->setVisible(shown == m_result && !m_result->isEmpty());
    if (!shown)
        return;
    for (QAbstractButton *button : m_way->buttons())
        button->setVisible(std::ranges::find(shown->ways(), ResultPage::ValueAs(m_way->id(button))) != shown->ways().end());
    m_way->button(int(shown->way()))->setChecked(true);
}

/// The badge says when script or data are not those any more that the result was made of.
void ResultPane::updateSummary()
{
    const ResultOrigin &origin = page().origin;
    QString text = m_state;
    if (m_state.isEmpty() || tab() == PinnedTab) {
        text = origin.summary;
        if (!text.isEmpty() && origin.script != m_script)
            text += tab() == PinnedTab ? tr(" · of another script") : tr(" · edited since");
        if (!text.isEmpty() && !origin.data.isEmpty() && origin.data != m_data)
            text += tr(" · data changed since");
    }
    m_summaryLabel->setText(text);
    m_summaryLabel->setToolTip(plainToolTip(text, longestTitle * 20));
}

void ResultPane::updateOutput()
{
    const qint64 lines = m_outputView->blockCount() - 1 + m_outputView->droppedLines();
    m_tabs->setTabText(placeOf(OutputTab), lines > 0 ? tr("Output  %1").arg(countText(lines)) : tr("Output"));
}

void ResultPane::updateTabs()
{
    using Color = Theme::Color;
    if (m_outputView->isBlank())
        m_tabs->setTabText(placeOf(OutputTab), tr("Output"));
    m_tabs->setTabIcon(placeOf(ErrorTab), m_hasError ? m_appearance.icon(QStringLiteral("error"), Color::Error) : QIcon());
    QIcon problem;
    if (m_worstProblem == Severity::Refusal)
        problem = m_appearance.icon(QStringLiteral("error"), Color::Error);
    else if (m_worstProblem == Severity::Failure)
        problem = m_appearance.icon(QStringLiteral("warning"), Color::Warning);
    m_tabs->setTabIcon(placeOf(ProblemsTab), problem);
}

QString ResultPane::focusedRule() const
{
    return m_problemView->hasFocus() ? m_problemView->currentRule() : QString();
}

void ResultPane::focusPage()
{
    const auto *stack = qobject_cast<QStackedWidget *>(m_pages->currentWidget());
    if (const auto *result = qobject_cast<ResultPage *>(m_pages->currentWidget()))
        result->isEmpty() ? m_tabs->setFocus() : result->shownView()->setFocus();
    else if (!stack)
        m_pages->currentWidget()->setFocus();
    else if (stack->currentIndex() == 0)
        m_tabs->setFocus();
    else
        stack->currentWidget()->setFocus();
}

void ResultPane::openSearch()
{
    if (tab() == OutputTab && m_output->currentIndex() == 1)
        m_searchedOutput->openSearch();
    else if (auto *result = qobject_cast<ResultPage *>(m_pages->currentWidget()))
        result->openSearch();
}

QString ResultPane::summary() const
{
    return m_summaryLabel->text();
}

} // namespace assay
