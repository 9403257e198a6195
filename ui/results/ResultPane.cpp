// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ResultPane.h"

#include "ui/results/ErrorView.h"
#include "ui/results/Figures.h"
#include "ui/results/FrameView.h"
#include "ui/results/OutputView.h"
#include "ui/results/ProblemView.h"
#include "ui/results/ShownText.h"
#include "ui/results/ValueTable.h"
#include "ui/results/ValueView.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/ElidedLabel.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/NoticeBar.h"

#include <algorithm>
#include <QButtonGroup>
#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace assay {
namespace {

/// A result's text is laid out at once: more letters than this would hold up the window.
constexpr qsizetype longestText = 1'000'000;
/// A tree is made of JSON at once; beyond that the text has to do.
constexpr qsizetype longestTree = 20'000'000;

/// A view with an empty state in front of it: page 0 is the empty state.
QStackedWidget *stackOf(EmptyState *empty, QWidget *view, QWidget *parent)
{
    auto *stack = new QStackedWidget(parent);
    stack->addWidget(empty);
    stack->addWidget(view);
    return stack;
}

} // namespace

ResultPane::ResultPane(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_tabs(new QTabBar(this))
    , m_summaryLabel(new ElidedLabel(this))
    , m_pages(new QStackedWidget(this))
    , m_notice(new NoticeBar(appearance, this))
    , m_empty(new EmptyState(appearance))
    , m_frame(new FrameView(appearance))
    , m_text(new QPlainTextEdit)
    , m_tree(new ValueView)
    , m_ways(new QWidget(this))
    , m_way(new QButtonGroup(this))
    , m_outputView(new OutputView(appearance))
    , m_errorView(new ErrorView(appearance))
    , m_problemView(new ProblemView(appearance))
{
    setObjectName(QStringLiteral("pane"));
    setAttribute(Qt::WA_StyledBackground);
    m_empty->setObjectName(QStringLiteral("resultEmpty"));
    m_text->setObjectName(QStringLiteral("resultText"));
    m_text->setReadOnly(true);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(Appearance::codeFont());
    m_text->document()->setDocumentMargin(14);
    m_text->setAccessibleName(tr("Result as text"));
    m_result = stackOf(m_empty, m_frame, this);
    m_result->addWidget(m_text);
    m_result->addWidget(m_tree);
    auto *noOutput = new EmptyState(appearance);
    noOutput->tell(QStringLiteral("output"), tr("Nothing printed"),
                   tr("What a script prints appears here while it runs."));
    m_output = stackOf(noOutput, m_outputView, this);
    auto *noError = new EmptyState(appearance);
    noError->tell(QStringLiteral("ok"), tr("No error"),
                  tr("When a run fails, the line to look at is named here."));
    m_error = stackOf(noError, m_errorView, this);
    auto *noProblem = new EmptyState(appearance);
    noProblem->tell(QStringLiteral("ok"), tr("No problem found"),
                    tr("What the bot would refuse, and what would fail there, is listed here as "
                       "you type."));
    m_problems = stackOf(noProblem, m_problemView, this);
    for (QStackedWidget *page : {m_result, m_output, m_error, m_problems})
        m_pages->addWidget(page);
    buildHeader();
    showInvitation();

    connect(m_tabs, &QTabBar::currentChanged, m_pages, &QStackedWidget::setCurrentIndex);
    connect(m_frame, &FrameView::said, m_notice, &NoticeBar::say);
    connect(m_frame, &FrameView::selectionTold, this,
            [this](const CellStatistics &statistics) { Q_EMIT selectionTold(statisticsText(statistics)); });
    connect(m_errorView, &ErrorView::lineActivated, this, &ResultPane::lineActivated);
    connect(m_problemView, &ProblemView::lineActivated, this, &ResultPane::problemActivated);
    connect(m_outputView, &OutputView::drawn, this, &ResultPane::updateOutput);
    connect(&appearance, &Appearance::changed, this, &ResultPane::updateTabs);
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
    m_tabs->addTab(tr("Result"));
    m_tabs->addTab(tr("Output"));
    m_tabs->addTab(tr("Error"));
    m_tabs->addTab(tr("Problems"));
    m_summaryLabel->setObjectName(QStringLiteral("summary"));
    m_summaryLabel->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    // The line may be cut, it must not hold the window open.
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(6, 0, 14, 1);
    row->setSpacing(12);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    addWays(row);
    row->addWidget(m_summaryLabel, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_notice);
    column->addWidget(m_pages, 1);
    updateTabs();
}

void ResultPane::showInvitation()
{
    if (m_hasRun)
        return;
    m_empty->tell(QStringLiteral("table"), tr("Press F5 to run"),
                  tr("The answer, the variable `result`, appears here."));
}

void ResultPane::showRefusing(const QString &problem)
{
    if (m_hasRun)
        return;
    m_empty->tell(QStringLiteral("shield"), tr("Scripts are not run on this computer"),
                  problem + QStringLiteral("\n\n") + tr("Help > Sandbox Status has the details."));
}

void ResultPane::showStarted()
{
    m_outputView->reset();
    m_output->setCurrentIndex(0);
    m_error->setCurrentIndex(0);
    m_hasError = false;
    m_isStale = false;
    m_notice->hide();
    m_summary = tr("Running…");
    if (!m_hasRun)
        m_empty->tell(QStringLiteral("clock"), tr("Running…"), tr("Shift+F5 stops it."));
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
    m_summary = summaryText(result);
    if (m_hasError) {
        m_errorView->show(result, script);
        m_error->setCurrentIndex(1);
        setTab(ErrorTab);
        offerWays(false, false);
        m_frame->setFrame(nullptr);
        m_empty->tell(QStringLiteral("table"), tr("No result"),
                      tr("The run ended before there was one: see the tab Error."));
        m_result->setCurrentIndex(0);
    } else if (result.value.isSet) {
        showValue(result.value);
        setTab(ResultTab);
    } else {
        showHint(result);
        setTab(result.output.totalBytes > 0 ? OutputTab : ResultTab);
    }
    const std::uint64_t dropped = result.output.droppedBytes + result.diagnostics.droppedBytes;
    if (dropped > 0)
        m_notice->say(tr("The script printed more than the limit; the last %1 were dropped.")
                          .arg(memoryText(dropped)));
    updateTabs();
    updateSummary();
}

void ResultPane::showValue(const RunValue &value)
{
    if (value.frame) {
        offerWays(false, false);
        m_frame->setFrame(value.frame);
        m_result->setCurrentWidget(m_frame);
        return;
    }
    showNested(value);
}

/// As text every value can be shown; as a tree what is nested, as a table what has the shape of one.
void ResultPane::showNested(const RunValue &value)
{
    m_text->setPlainText(safeShown(value.text.left(longestText)));
    if (value.textTruncated || value.text.size() > longestText)
        m_notice->say(tr("The result's text is too long to show whole; this is its beginning."));
    auto json = std::make_shared<Json>(value.json.size() <= longestTree ? Json::parse(value.json.begin(), value.json.end(), nullptr, false) : Json());
    const bool isNested = json->is_structured() && !json->empty();
    const auto table = isNested ? tableOf(*json) : nullptr;
    m_frame->setFrame(table);
    m_tree->setValue(isNested ? json : nullptr);
    offerWays(isNested, table != nullptr);
    const ValueAs usual = table ? ValueAs::Table : isNested ? ValueAs::Tree : ValueAs::Text;
    const ValueAs wanted = m_wanted.value_or(usual);
    const bool isPossible = wanted == ValueAs::Text || (wanted == ValueAs::Tree && isNested) || (wanted == ValueAs::Table && table);
    showValueAs(isPossible ? wanted : usual);
}

void ResultPane::addWays(QLayout *row)
{
    auto *buttons = new QHBoxLayout(m_ways);
    buttons->setContentsMargins(0, 0, 0, 0);
    buttons->setSpacing(2);
    const std::pair<ValueAs, QString> ways[] = {{ValueAs::Tree, tr("Tree")}, {ValueAs::Table, tr("Table")}, {ValueAs::Text, tr("Text")}};
    for (const auto &[way, name] : ways) {
        auto *button = new QToolButton(m_ways);
        button->setObjectName(QStringLiteral("wayButton"));
        button->setText(name);
        button->setCheckable(true);
        button->setFocusPolicy(Qt::TabFocus);
        m_way->addButton(button, int(way));
        buttons->addWidget(button);
    }
    connect(m_way, &QButtonGroup::idClicked, this, [this](int way) {
        m_wanted = ValueAs(way);
        showValueAs(ValueAs(way));
    });
    m_ways->hide();
    row->addWidget(m_ways);
}

void ResultPane::offerWays(bool hasTree, bool hasTable)
{
    m_way->button(int(ValueAs::Tree))->setVisible(hasTree);
    m_way->button(int(ValueAs::Table))->setVisible(hasTable);
    m_ways->setVisible(hasTree || hasTable);
}

void ResultPane::showValueAs(ValueAs way)
{
    QWidget *const pages[] = {m_tree, m_frame, m_text};
    m_result->setCurrentWidget(pages[int(way)]);
    m_way->button(int(way))->setChecked(true);
}

ResultPane::ValueAs ResultPane::valueAs() const
{
    return ValueAs(m_way->checkedId());
}

void ResultPane::showHint(const RunResult &result)
{
    offerWays(false, false);
    m_frame->setFrame(nullptr);
    m_empty->tell(QStringLiteral("table"), tr("The script did not set `result`"),
                  result.output.totalBytes > 0
                      ? tr("What it printed is in the tab Output. Assign the answer to the "
                           "variable `result` to see it here.")
                      : tr("Assign the answer to the variable `result` to see it here, for "
                           "example:\nresult = df.head(20)"));
    m_result->setCurrentIndex(0);
}

void ResultPane::showProblems(const std::vector<Finding> &findings)
{
    m_problemView->show(findings);
    m_problems->setCurrentIndex(findings.empty() ? 0 : 1);
    const auto worst = std::ranges::min_element(findings, {}, &Finding::severity);
    m_worstProblem = worst == findings.end() ? std::nullopt : std::optional(worst->severity);
    m_tabs->setTabText(ProblemsTab, findings.empty()
                                        ? tr("Problems")
                                        : tr("Problems  %1").arg(countText(qint64(findings.size()))));
    updateTabs();
}

void ResultPane::setStale(bool stale)
{
    if (m_isStale == stale || !m_hasRun)
        return;
    m_isStale = stale;
    updateSummary();
}

void ResultPane::updateSummary()
{
    QString text = m_summary;
    if (m_isStale)
        text += tr(" · edited since");
    m_summaryLabel->setText(text);
    m_summaryLabel->setToolTip(text);
}

void ResultPane::updateOutput()
{
    const qint64 lines = m_outputView->blockCount() - 1 + m_outputView->droppedLines();
    m_tabs->setTabText(OutputTab,
                       lines > 0 ? tr("Output  %1").arg(countText(lines)) : tr("Output"));
}

void ResultPane::updateTabs()
{
    using Color = Theme::Color;
    if (m_outputView->isBlank())
        m_tabs->setTabText(OutputTab, tr("Output"));
    m_tabs->setTabIcon(
        ErrorTab, m_hasError ? m_appearance.icon(QStringLiteral("error"), Color::Error) : QIcon());
    QIcon problem;
    if (m_worstProblem == Severity::Refusal)
        problem = m_appearance.icon(QStringLiteral("error"), Color::Error);
    else if (m_worstProblem == Severity::Failure)
        problem = m_appearance.icon(QStringLiteral("warning"), Color::Warning);
    m_tabs->setTabIcon(ProblemsTab, problem);
}

QString ResultPane::focusedRule() const
{
    return m_problemView->hasFocus() ? m_problemView->currentRule() : QString();
}

ResultPane::Tab ResultPane::tab() const
{
    return Tab(m_tabs->currentIndex());
}

void ResultPane::setTab(Tab tab)
{
    m_tabs->setCurrentIndex(tab);
}

void ResultPane::focusPage()
{
    const auto *page = static_cast<QStackedWidget *>(m_pages->currentWidget());
    if (page->currentIndex() == 0)
        m_tabs->setFocus();
    else
        page->currentWidget()->setFocus();
}

QString ResultPane::summary() const
{
    return m_summaryLabel->text();
}

} // namespace assay
