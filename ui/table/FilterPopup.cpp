// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/FilterPopup.h"

#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/table/ConditionWords.h"

#include <algorithm>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr qsizetype longestValue = 200;
constexpr int ExactRole = Qt::UserRole; ///< the value as cellText() has it
constexpr int MissingRole = Qt::UserRole + 1;

QStandardItem *valueItem(const QString &shown, bool isChecked)
{
    auto *item = new QStandardItem(shown);
    item->setCheckable(true);
    item->setEditable(false);
    item->setCheckState(isChecked ? Qt::Checked : Qt::Unchecked);
    return item;
}

std::optional<std::string> filledIn(const QLineEdit &edit)
{
    const QString text = edit.text().trimmed();
    return text.isEmpty() ? std::nullopt : std::optional(text.toStdString());
}

} // namespace

FilterPopup::FilterPopup(std::shared_ptr<const Frame> frame, std::size_t column, const std::vector<Condition> &conditions, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_frame(std::move(frame))
    , m_column(column)
    , m_counting(QStringLiteral("assay-values"))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("filterPopup"));
    setMinimumWidth(300);
    auto *rows = new QVBoxLayout(this);
    rows->setContentsMargins(14, 12, 14, 12);
    rows->setSpacing(8);
    auto *title = new QLabel(oneLine(schema().name, 60), this);
    title->setObjectName(QStringLiteral("paneTitle"));
    title->setTextFormat(Qt::PlainText);
    rows->addWidget(title);
    if (holdsTexts(schema().type))
        addText(*rows);
    else
        addRange(*rows);
    addValues(*rows);
    addMissing(*rows);
    addButtons(*rows);
    for (const Condition &condition : conditions)
        take(condition);
    m_counting.ask([this, frame = m_frame, column](const LoadWatch &watch) -> QuestionThread::Answer {
        const auto summary = summarize(*frame, column, nullptr, watch.stop);
        return [this, summary] {
            if (summary)
                fill(*summary);
        };
    });
}

void FilterPopup::addRange(QVBoxLayout &rows)
{
    m_min = new QLineEdit(this);
    m_max = new QLineEdit(this);
    m_min->setAccessibleName(tr("From"));
    m_max->setAccessibleName(tr("To"));
    auto *form = new QFormLayout;
    form->addRow(tr("&From"), m_min);
    form->addRow(tr("&To"), m_max);
    rows.addLayout(form);
    for (QLineEdit *edit : {m_min, m_max})
        connect(edit, &QLineEdit::returnPressed, this, &FilterPopup::accept);
    setFocusProxy(m_min);
}

void FilterPopup::addText(QVBoxLayout &rows)
{
    m_match = new QComboBox(this);
    m_match->addItems({tr("contains"), tr("is"), tr("begins with"), tr("ends with"), tr("does not contain")});
    m_match->setAccessibleName(tr("How the text is compared"));
    m_pattern = new QLineEdit(this);
    m_pattern->setAccessibleName(tr("Text"));
    m_case = new QCheckBox(tr("&Match case"), this);
    auto *row = new QHBoxLayout;
    row->addWidget(m_match);
    row->addWidget(m_pattern, 1);
    rows.addLayout(row);
    rows.addWidget(m_case);
    connect(m_pattern, &QLineEdit::returnPressed, this, &FilterPopup::accept);
    setFocusProxy(m_pattern);
}

void FilterPopup::addValues(QVBoxLayout &rows)
{
    m_search = new QLineEdit(this);
    m_search->setPlaceholderText(tr("Find a value"));
    m_search->setAccessibleName(tr("Find a value"));
    m_values = new QStandardItemModel(this);
    auto *found = new QSortFilterProxyModel(this);
    found->setSourceModel(m_values);
    found->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list = new QTreeView(this);
    m_list->setObjectName(QStringLiteral("filterValues"));
    m_list->setModel(found);
    m_list->setRootIsDecorated(false);
    m_list->setHeaderHidden(true);
    m_list->setUniformRowHeights(true);
    m_list->setMinimumHeight(170);
    m_list->setAccessibleName(tr("Values"));
    m_note = new QLabel(tr("Counting values…"), this);
    m_note->setObjectName(QStringLiteral("summary"));
    m_note->setWordWrap(true);
    auto *row = new QHBoxLayout;
    row->addWidget(m_search, 1);
    for (const Qt::CheckState state : {Qt::Checked, Qt::Unchecked}) {
        auto *button = new QToolButton(this);
        button->setText(state == Qt::Checked ? tr("All") : tr("None"));
        button->setFocusPolicy(Qt::TabFocus);
        row->addWidget(button);
        connect(button, &QToolButton::clicked, this, [found, state] {
            for (int i = 0; i < found->rowCount(); ++i)
                found->setData(found->index(i, 0), state, Qt::CheckStateRole);
        });
    }
    rows.addLayout(row);
    rows.addWidget(m_list, 1);
    rows.addWidget(m_note);
    connect(m_search, &QLineEdit::textChanged, found, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_search, &QLineEdit::returnPressed, this, &FilterPopup::accept);
}

void FilterPopup::addMissing(QVBoxLayout &rows)
{
    m_missing = new QComboBox(this);
    m_missing->addItems({tr("Missing or not"), tr("Only missing"), tr("Without missing")});
    m_missing->setAccessibleName(tr("Missing cells"));
    rows.addWidget(m_missing);
}

void FilterPopup::addButtons(QVBoxLayout &rows)
{
    auto *clear = new QPushButton(tr("&Remove Filter"), this);
    auto *apply = new QPushButton(tr("&Apply"), this);
    apply->setObjectName(QStringLiteral("primary"));
    auto *row = new QHBoxLayout;
    row->addWidget(clear);
    row->addStretch();
    row->addWidget(apply);
    rows.addLayout(row);
    connect(clear, &QPushButton::clicked, this, [this] {
        Q_EMIT accepted({});
        close();
    });
    connect(apply, &QPushButton::clicked, this, &FilterPopup::accept);
}

/// Fills in what holds already.
void FilterPopup::take(const Condition &condition)
{
    const auto isMine = [this](const auto &one) { return one.column == m_column; };
    if (const auto *range = std::get_if<RangeCondition>(&condition); range && isMine(*range) && m_min) {
        m_min->setText(QString::fromStdString(range->min.value_or("")));
        m_max->setText(QString::fromStdString(range->max.value_or("")));
    } else if (const auto *text = std::get_if<TextCondition>(&condition); text && isMine(*text) && m_match) {
        m_match->setCurrentIndex(int(text->match));
        m_pattern->setText(QString::fromStdString(text->pattern));
        m_case->setChecked(text->isCaseSensitive);
    } else if (const auto *values = std::get_if<ValuesCondition>(&condition); values && isMine(*values)) {
        m_before = *values;
        m_hadValues = true;
    } else if (const auto *missing = std::get_if<MissingCondition>(&condition); missing && isMine(*missing)) {
        m_missing->setCurrentIndex(missing->wantsMissing ? 1 : 2);
    }
}

void FilterPopup::fill(const ColumnSummary &summary)
{
    if (m_min) {
        m_min->setPlaceholderText(QString::fromStdString(summary.min));
        m_max->setPlaceholderText(QString::fromStdString(summary.max));
    }
    const auto add = [this](const QString &shown, std::int64_t count, bool isChecked) {
        auto *item = valueItem(shown, isChecked);
        auto *number = new QStandardItem(countText(count));
        number->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
        number->setEditable(false);
        m_values->appendRow({item, number});
        return item;
    };
    for (const ValueCount &value : summary.frequent) {
        const bool isListed = std::ranges::find(m_before.values, value.text) != m_before.values.end();
        const QString shown = value.text.empty() ? tr("(empty text)") : oneLine(value.text, longestValue);
        add(shown, value.count, !m_hadValues || isListed != m_before.isNegated)->setData(QByteArray::fromStdString(value.text), ExactRole);
    }
    if (summary.missing > 0)
        add(tr("(missing)"), summary.missing, !m_hadValues || m_before.hasMissing != m_before.isNegated)->setData(true, MissingRole);
    const std::int64_t rest = summary.distinct - std::int64_t(summary.frequent.size());
    m_note->setText(rest > 0 ? tr("The %1 most frequent of %2 values. The others are kept while most of these are checked.")
                                   .arg(countText(std::int64_t(summary.frequent.size())), countText(summary.distinct))
                             : tr("%1 values").arg(countText(summary.distinct)));
    m_list->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_list->header()->setStretchLastSection(false);
    m_list->header()->setSectionResizeMode(1, QHeaderView::ResizeToContents);
    Q_EMIT filled();
}

/// Checked values, or, where fewer are unchecked, all but these: so those that are not listed stay.
std::optional<ValuesCondition> FilterPopup::valuesCondition() const
{
    if (m_values->rowCount() == 0)
        return m_hadValues ? std::optional(m_before) : std::nullopt;
    ValuesCondition checked{m_column, {}, false, false}, unchecked{m_column, {}, false, true};
    int checkedCount = 0;
    for (int row = 0; row < m_values->rowCount(); ++row) {
        const QStandardItem *item = m_values->item(row);
        const bool isChecked = item->checkState() == Qt::Checked;
        ValuesCondition &side = isChecked ? checked : unchecked;
        checkedCount += isChecked ? 1 : 0;
        if (item->data(MissingRole).toBool())
            side.hasMissing = true;
        else
            side.values.push_back(item->data(ExactRole).toByteArray().toStdString());
    }
    if (checkedCount == m_values->rowCount())
        return std::nullopt;
    return checkedCount * 2 > m_values->rowCount() ? unchecked : checked;
}

std::vector<Condition> FilterPopup::conditions() const
{
    std::vector<Condition> conditions;
    if (m_min && (filledIn(*m_min) || filledIn(*m_max)))
        conditions.emplace_back(RangeCondition{m_column, filledIn(*m_min), filledIn(*m_max)});
    if (m_pattern && !m_pattern->text().isEmpty())
        conditions.emplace_back(TextCondition{m_column, TextMatch(m_match->currentIndex()), m_case->isChecked(), m_pattern->text().toStdString()});
    if (const auto values = valuesCondition())
        conditions.emplace_back(*values);
    if (m_missing->currentIndex() > 0)
        conditions.emplace_back(MissingCondition{m_column, m_missing->currentIndex() == 1});
    return conditions;
}

void FilterPopup::accept()
{
    Q_EMIT accepted(conditions());
    close();
}

void FilterPopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        close();
    else
        QFrame::keyPressEvent(event);
}

} // namespace assay
