// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/FilterBar.h"

#include "ui/results/Figures.h"
#include "ui/table/ConditionWords.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr int widestChip = 260;

} // namespace

FilterBar::FilterBar(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_line(new QLineEdit(this))
    , m_problem(new QLabel(this))
    , m_area(new QScrollArea(this))
    , m_row(nullptr)
    , m_tools(new QHBoxLayout)
    , m_count(new QLabel(this))
{
    setObjectName(QStringLiteral("filterBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_line->setPlaceholderText(tr("Filter: price * amount > 1000"));
    m_line->setAccessibleName(tr("Filter rows by a condition"));
    m_line->setToolTip(tr("Rows that meet a condition, such as\nexchange == \"mexc\" and price * amount > 1000\n"
                          "side in (\"buy\", \"sell\")    fee is missing    symbol contains \"BTC\""));
    m_line->setFixedWidth(250);
    m_problem->setObjectName(QStringLiteral("filterProblem"));
    m_problem->setTextFormat(Qt::PlainText);
    m_problem->setWordWrap(true);
    m_problem->hide();
    m_count->setObjectName(QStringLiteral("filterCount"));
    m_area->setWidgetResizable(true);
    m_area->setFrameShape(QFrame::NoFrame);
    m_area->setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_area->setFocusPolicy(Qt::NoFocus);
    m_area->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    m_area->setFixedHeight(m_line->sizeHint().height() + 4);
    auto *inner = new QWidget;
    inner->setObjectName(QStringLiteral("filterChips"));
    m_row = new QHBoxLayout(inner);
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
    m_row->addStretch();
    m_area->setWidget(inner);
    auto *line = new QHBoxLayout;
    line->setContentsMargins(8, 4, 6, 4);
    line->setSpacing(6);
    line->addWidget(m_line);
    line->addWidget(m_area, 1);
    line->addWidget(m_count);
    m_tools->setSpacing(2);
    line->addLayout(m_tools);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(line);
    column->addWidget(m_problem);
    connect(m_line, &QLineEdit::returnPressed, this, &FilterBar::takeLine);
    connect(m_line, &QLineEdit::textEdited, this, [this] { showProblem({}); });
}

void FilterBar::addTool(QWidget *tool)
{
    m_tools->addWidget(tool);
}

void FilterBar::show(const std::shared_ptr<const Frame> &frame, const std::vector<Condition> &conditions)
{
    if (frame == m_frame && conditions == m_conditions)
        return;
    m_frame = frame;
    m_conditions = conditions;
    for (QToolButton *chip : m_chips)
        chip->deleteLater();
    m_chips.clear();
    if (m_frame)
        for (std::size_t i = 0; i < m_conditions.size(); ++i)
            addChip(i);
}

void FilterBar::addChip(std::size_t place)
{
    auto *chip = new QToolButton(m_area->widget());
    chip->setObjectName(QStringLiteral("chip"));
    const QString words = conditionWords(*m_frame, m_conditions[place]);
    chip->setText(chip->fontMetrics().elidedText(words, Qt::ElideMiddle, widestChip));
    chip->setToolTip(tr("%1\nClick to change it, Delete to remove it").arg(words));
    chip->setAccessibleName(tr("Filter: %1").arg(words));
    chip->setIcon(m_appearance.icon(QStringLiteral("close")));
    chip->setIconSize({12, 12});
    chip->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    chip->setFocusPolicy(Qt::TabFocus);
    chip->setMaximumWidth(widestChip + 40);
    chip->installEventFilter(this);
    connect(chip, &QToolButton::clicked, this, [this, place] { edit(place); });
    m_row->insertWidget(m_row->count() - 1, chip);
    m_chips.push_back(chip);
}

/// A click on a chip's cross, and the keys Delete and Backspace, take the condition away.
bool FilterBar::eventFilter(QObject *watched, QEvent *event)
{
    const auto chip = std::ranges::find(m_chips, watched);
    if (chip == m_chips.end())
        return false;
    const auto place = std::size_t(chip - m_chips.begin());
    if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        if (key != Qt::Key_Delete && key != Qt::Key_Backspace)
            return false;
        remove(place);
        return true;
    }
    constexpr int cross = 24;
    const bool isRelease = event->type() == QEvent::MouseButtonRelease;
    if (!isRelease || static_cast<QMouseEvent *>(event)->position().x() > cross)
        return false;
    remove(place);
    return true;
}

void FilterBar::remove(std::size_t place)
{
    std::vector<Condition> rest = m_conditions;
    rest.erase(rest.begin() + std::ptrdiff_t(place));
    m_line->setFocus();
    Q_EMIT conditionsWanted(rest);
}

/// An expression goes back to the line, a column's condition to its form.
void FilterBar::edit(std::size_t place)
{
    if (const auto *expression = std::get_if<ExpressionCondition>(&m_conditions[place])) {
        m_line->setText(QString::fromStdString(expression->text));
        remove(place);
        return;
    }
    std::visit([this]<typename One>(const One &one) {
        if constexpr (!std::same_as<One, ExpressionCondition>)
            Q_EMIT filterWanted(one.column);
    }, m_conditions[place]);
}

void FilterBar::takeLine()
{
    const QString text = m_line->text().trimmed();
    if (text.isEmpty())
        return;
    std::vector<Condition> all = m_conditions;
    all.emplace_back(ExpressionCondition{text.toStdString()});
    Q_EMIT conditionsWanted(all);
}

void FilterBar::showCount(std::int64_t rows, std::int64_t of)
{
    m_count->setText(rows == of ? tr("%1 rows").arg(countText(of)) : tr("%1 of %2 rows").arg(countText(rows), countText(of)));
}

void FilterBar::showProblem(const QString &problem)
{
    m_problem->setText(problem);
    m_problem->setVisible(!problem.isEmpty());
}

QString FilterBar::problem() const
{
    return m_problem->text();
}

} // namespace assay
