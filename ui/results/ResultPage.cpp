// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ResultPage.h"

#include "ui/charts/ChartPane.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/ShownText.h"
#include "ui/results/ValueTable.h"
#include "ui/results/ValueView.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/SearchedText.h"

#include <algorithm>
#include <QPlainTextEdit>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace assay {
namespace {

/// A result's text is laid out at once: more letters than this would hold up the window.
constexpr qsizetype longestText = 1'000'000;
/// A tree is made of JSON at once; beyond that the text has to do.
constexpr qsizetype longestTree = 20'000'000;
constexpr std::size_t mostMarked = 5000; ///< rows in a chart

} // namespace

ResultPage::ResultPage(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_pages(new QStackedWidget(this))
    , m_empty(new EmptyState(appearance))
    , m_table(new TablePane(appearance))
    , m_chart(new ChartPane(appearance))
    , m_text(new QPlainTextEdit)
    , m_searchedText(new SearchedText(appearance, m_text))
    , m_tree(new ValueView)
{
    m_empty->setObjectName(QStringLiteral("resultEmpty"));
    m_text->setObjectName(QStringLiteral("resultText"));
    m_text->setReadOnly(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_text->setFont(Appearance::codeFont());
    m_text->document()->setDocumentMargin(14);
    m_text->setAccessibleName(tr("Result as text"));
    for (QWidget *page : std::initializer_list<QWidget *>{m_empty, m_table, m_chart, m_searchedText, m_tree})
        m_pages->addWidget(page);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_pages);
    connect(m_table, &TablePane::said, this, &ResultPage::said);
    connect(m_table, &TablePane::codeWanted, this, &ResultPage::codeWanted);
    connect(&m_table->view(), &FrameView::selectionTold, this, &ResultPage::selectionTold);
    connect(m_chart, &ChartPane::said, this, &ResultPage::said);
    linkSelections();
}

void ResultPage::linkSelections()
{
    connect(m_table, &TablePane::rowsChanged, this, [this] { m_chart->setRows(m_table->view().conditions().empty() ? nullptr : m_table->view().shownRows()); });
    connect(m_chart, &ChartPane::rowsPicked, this, [this](const RowList &rows) {
        m_table->view().selectRows(rows);
        m_chart->plot().markRows(rows);
    });
}

void ResultPage::showFrame(std::shared_ptr<const Frame> frame)
{
    m_chart->setFrame(frame);
    m_table->setFrame(std::move(frame));
}

void ResultPage::showNothing(const QString &icon, const QString &title, const QString &text)
{
    m_value = {};
    showFrame(nullptr);
    m_empty->tell(icon, title, text);
    setWays({}, ValueAs::Table);
    m_pages->setCurrentWidget(m_empty);
}

void ResultPage::show(const RunValue &value)
{
    m_value = value;
    if (!value.frame)
        return showNested();
    showFrame(value.frame);
    setWays({ValueAs::Table, ValueAs::Chart}, ValueAs::Table);
}

/// As text every value can be shown; as a tree what is nested, as a table what has the shape of one.
void ResultPage::showNested()
{
    m_text->setPlainText(safeShown(m_value.text.left(longestText)));
    if (m_value.textTruncated || m_value.text.size() > longestText)
        Q_EMIT said(tr("The result's text is too long to show whole; this is its beginning."));
    const QByteArray &text = m_value.json;
    auto json = std::make_shared<Json>(text.size() <= longestTree ? Json::parse(text.begin(), text.end(), nullptr, false) : Json());
    const bool isNested = json->is_structured() && !json->empty();
    const auto table = isNested ? tableOf(*json) : nullptr;
    showFrame(table);
    m_tree->setValue(isNested ? json : nullptr);
    std::vector<ValueAs> ways;
    if (isNested)
        ways.push_back(ValueAs::Tree);
    if (table)
        ways.insert(ways.end(), {ValueAs::Table, ValueAs::Chart});
    ways.push_back(ValueAs::Text);
    setWays(ways, table ? ValueAs::Table : ways.front());
}

std::shared_ptr<const Frame> ResultPage::frame() const
{
    return m_table->view().frameModel().frame();
}

void ResultPage::setWays(std::vector<ValueAs> ways, ValueAs usual)
{
    m_ways = std::move(ways);
    const bool isPossible = m_wanted && std::ranges::find(m_ways, *m_wanted) != m_ways.end();
    showWay(isPossible ? *m_wanted : usual);
}

void ResultPage::chooseWay(ValueAs way)
{
    m_wanted = way;
    showWay(way);
}

void ResultPage::showWay(ValueAs way)
{
    QWidget *const pages[] = {m_tree, m_table, m_chart, m_searchedText};
    if (way == ValueAs::Chart)
        m_chart->plot().markRows(m_table->view().selectedRows(mostMarked));
    m_way = way;
    m_pages->setCurrentWidget(pages[int(way)]);
    Q_EMIT waysChanged();
}

bool ResultPage::isEmpty() const
{
    return m_pages->currentWidget() == m_empty;
}

QWidget *ResultPage::shownView() const
{
    return m_pages->currentWidget();
}

void ResultPage::openSearch()
{
    if (m_pages->currentWidget() == m_table)
        m_table->openSearch();
    else if (m_pages->currentWidget() == m_searchedText)
        m_searchedText->openSearch();
}

} // namespace assay
