// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/ColumnPanel.h"

#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/results/SketchPainter.h"
#include "ui/table/BarsView.h"
#include "ui/theme/Appearance.h"

#include <QFormLayout>
#include <QLabel>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr int moment = 120; // ms
constexpr qsizetype longestName = 60;
constexpr qsizetype longestValue = 40;
constexpr std::size_t shownFrequent = 10;

QLabel *plainLabel(const QString &text, QWidget *parent)
{
    auto *label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    return label;
}

/// A figure with its thousands apart; what is no number stays as it is.
QString figureText(const std::string &text)
{
    const QString shown = oneLine(text, longestValue);
    return text.find(' ') == std::string::npos && text.find(':') == std::string::npos && text.find('-', 1) == std::string::npos ? groupedText(shown) : shown;
}

} // namespace

ColumnPanel::ColumnPanel(const Appearance &appearance, QWidget *parent)
    : QScrollArea(parent)
    , m_appearance(appearance)
    , m_counting(QStringLiteral("assay-summary"))
{
    setObjectName(QStringLiteral("columnPanel"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setAccessibleName(tr("Column summary"));
    m_delay.setSingleShot(true);
    m_delay.setInterval(moment);
    connect(&m_delay, &QTimer::timeout, this, &ColumnPanel::ask);
}

void ColumnPanel::show(const std::shared_ptr<const Frame> &frame, const std::shared_ptr<const RowList> &rows, std::size_t column)
{
    if (frame == m_frame && rows == m_rows && column == m_column)
        return;
    m_frame = frame;
    m_rows = rows;
    m_column = column;
    ++m_asked;
    m_counting.cancel();
    if (m_frame)
        m_delay.start();
    else
        clear();
}

void ColumnPanel::ask()
{
    m_counting.ask([this, frame = m_frame, rows = m_rows, column = m_column, number = m_asked](const LoadWatch &watch) -> QuestionThread::Answer {
        const auto summary = summarize(*frame, column, rows.get(), watch.stop);
        return [this, summary, number] {
            if (summary && number == m_asked)
                fill(*summary);
        };
    });
}

void ColumnPanel::clear()
{
    m_lines.clear();
    m_body = new QWidget;
    m_body->setObjectName(QStringLiteral("columnBody"));
    auto *column = new QVBoxLayout(m_body);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    setWidget(m_body); // the one before goes
    m_form = new QFormLayout;
    m_form->setHorizontalSpacing(14);
    m_form->setVerticalSpacing(4);
}

void ColumnPanel::addLine(const QString &name, const QString &value)
{
    auto *label = plainLabel(name, m_body);
    label->setObjectName(QStringLiteral("summary"));
    auto *figure = plainLabel(value, m_body);
    figure->setAlignment(Qt::AlignRight);
    figure->setFont(Appearance::codeFont());
    m_form->addRow(label, figure);
    m_lines << name + u' ' + value;
}

void ColumnPanel::fill(const ColumnSummary &summary)
{
    clear();
    const ColumnSchema &schema = m_frame->schema().columns[m_column];
    auto *column = static_cast<QVBoxLayout *>(m_body->layout());
    auto *title = plainLabel(oneLine(schema.name, longestName), m_body);
    title->setObjectName(QStringLiteral("paneTitle"));
    title->setWordWrap(true);
    column->addWidget(title);
    addLine(tr("Type"), oneLine(schema.dtype, longestName));
    addLine(tr("Rows"), countText(summary.rows));
    addLine(tr("Missing"), summary.missing == 0 ? QStringLiteral("0") : QStringLiteral("%1 (%2)").arg(countText(summary.missing), shareText(summary.missing, summary.rows)));
    addLine(tr("Distinct"), countText(summary.distinct));
    if (!summary.min.empty()) {
        addLine(tr("Min"), summary.numbers ? figureText(summary.min) : oneLine(summary.min, longestValue));
        addLine(tr("Max"), summary.numbers ? figureText(summary.max) : oneLine(summary.max, longestValue));
    }
    if (summary.numbers)
        addNumbers(*summary.numbers);
    column->addLayout(m_form);
    if (summary.numbers) {
        auto *bars = new BarsView(m_appearance, m_body);
        bars->show(summary.numbers->bins);
        column->addWidget(bars);
    }
    addFrequent(summary);
    column->addStretch();
    Q_EMIT filled();
}

QStringList ColumnPanel::lines() const
{
    return m_lines;
}

void ColumnPanel::addNumbers(const NumberSummary &numbers)
{
    if (!numbers.sum.text.empty())
        addLine(tr("Sum"), figureText(numbers.sum.text));
    addLine(tr("Mean"), figureText(numbers.mean.text));
    addLine(tr("Deviation"), figureText(numbers.deviation.text));
    for (std::size_t i = 0; i < NumberSummary::parts.size(); ++i) {
        const double part = NumberSummary::parts[i];
        addLine(part == 0.5 ? tr("Median") : tr("%1 %").arg(qRound(100 * part)), figureText(numbers.quantiles[i].text));
    }
}

/// The most frequent values; a click filters by one.
void ColumnPanel::addFrequent(const ColumnSummary &summary)
{
    const bool tellsSomething = !summary.frequent.empty() && summary.frequent.front().count > 1;
    if (!tellsSomething)
        return;
    auto *column = static_cast<QVBoxLayout *>(m_body->layout());
    auto *title = plainLabel(tr("Most frequent"), m_body);
    title->setObjectName(QStringLiteral("summary"));
    column->addWidget(title);
    auto *list = new QVBoxLayout;
    list->setSpacing(1);
    for (std::size_t i = 0; i < std::min(shownFrequent, summary.frequent.size()); ++i) {
        const ValueCount &value = summary.frequent[i];
        auto *button = new ShareButton(m_appearance, value.text.empty() ? tr("(empty text)") : oneLine(value.text, longestValue),
                                       countText(value.count), double(value.count) / double(summary.frequent.front().count), m_body);
        list->addWidget(button);
        m_lines << button->accessibleName();
        connect(button, &QAbstractButton::clicked, this, [this, text = QString::fromStdString(value.text)] { Q_EMIT valueWanted(m_column, text); });
    }
    column->addLayout(list);
}

} // namespace assay
