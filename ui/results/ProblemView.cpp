// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ProblemView.h"

#include "ui/results/ProblemDelegate.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

namespace assay {
namespace {

QString shown(const std::string &text)
{
    return quoted(safeShown(QString::fromStdString(text)));
}

/// A sign besides the colour: colour alone is not seen by everyone.
std::pair<QString, Theme::Color> sign(Severity severity)
{
    switch (severity) {
    case Severity::Refusal:
        return {QStringLiteral("error"), Theme::Color::Error};
    case Severity::Failure:
        return {QStringLiteral("warning"), Theme::Color::Warning};
    case Severity::Doubt:
        return {QStringLiteral("warning"), Theme::Color::TextDim};
    case Severity::Warning:
        break;
    }
    return {QStringLiteral("output"), Theme::Color::TextDim};
}

QString severityWord(Severity severity)
{
    switch (severity) {
    case Severity::Refusal:
        return ProblemView::tr("Refused");
    case Severity::Failure:
        return ProblemView::tr("Will fail there");
    case Severity::Doubt:
        return ProblemView::tr("May fail there");
    case Severity::Warning:
        break;
    }
    return ProblemView::tr("Worth knowing");
}

} // namespace

ProblemView::ProblemView(const Appearance &appearance, QWidget *parent)
    : QListWidget(parent)
    , m_appearance(appearance)
{
    setObjectName(QStringLiteral("problems"));
    setAccessibleName(tr("Problems"));
    setFrameShape(NoFrame);
    setItemDelegate(new ProblemDelegate(appearance, this));
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setMouseTracking(true);
    connect(this, &QListWidget::itemActivated, this, &ProblemView::activate);
    connect(this, &QListWidget::itemClicked, this, &ProblemView::activate);
    connect(&appearance, &Appearance::changed, this, &ProblemView::applyIcons);
}

void ProblemView::show(const std::vector<Finding> &findings)
{
    if (findings == m_findings)
        return; // no flicker, and the selection stays
    m_findings = findings;
    clear();
    for (const Finding &finding : findings) {
        QString advice = shown(finding.reason);
        if (!finding.fix.empty())
            advice += u' ' + shown(finding.fix);
        const QString message = shown(finding.message);
        auto *item = new QListWidgetItem(message, this);
        item->setData(ProblemDelegate::LineRole, tr("line %1").arg(finding.span.line));
        item->setData(ProblemDelegate::AdviceRole, advice);
        item->setData(Qt::AccessibleTextRole, QStringLiteral("%1: %2, %3. %4")
                                                  .arg(severityWord(finding.severity), message)
                                                  .arg(finding.span.line)
                                                  .arg(advice));
        item->setToolTip(severityWord(finding.severity));
    }
    applyIcons();
}

QString ProblemView::currentRule() const
{
    const int row = currentRow();
    return row < 0 ? QString() : QString::fromStdString(m_findings[std::size_t(row)].rule);
}

void ProblemView::applyIcons()
{
    for (int row = 0; row < count(); ++row) {
        const auto &[icon, color] = sign(m_findings[std::size_t(row)].severity);
        item(row)->setIcon(m_appearance.icon(icon, color));
    }
}

/// The advice is wrapped anew.
void ProblemView::resizeEvent(QResizeEvent *event)
{
    QListWidget::resizeEvent(event);
    scheduleDelayedItemsLayout();
}

void ProblemView::activate(QListWidgetItem *item)
{
    const Span &span = m_findings[std::size_t(row(item))].span;
    Q_EMIT lineActivated(span.line, span.column);
}

} // namespace assay
