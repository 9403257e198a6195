// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/ErrorView.h"

#include "ui/results/ErrorWords.h"
#include "ui/results/Figures.h"
#include "ui/results/ShownText.h"
#include "ui/theme/Appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QToolButton>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr qsizetype longestQuote = 200;
constexpr qsizetype longestText = 20'000;
constexpr int tracebackLines = 16; ///< shown without scrolling

QLabel *plainLabel(const QString &name, QWidget *parent)
{
    auto *label = new QLabel(parent);
    label->setObjectName(name);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    return label;
}

QLabel *noteLabel(const QString &text, QWidget *parent)
{
    QLabel *label = plainLabel(QStringLiteral("errorNote"), parent);
    label->setText(text);
    return label;
}

QFont titleFont(QFont font)
{
    font.setPointSizeF(font.pointSizeF() * 1.2);
    return font;
}

QString quotedLine(const QString &script, int line)
{
    const QString text = script.section(u'\n', line - 1, line - 1).trimmed();
    return oneLine(text.toStdString(), longestQuote);
}

QString iconName(RunEnd end)
{
    switch (end) {
    case RunEnd::Ok:
        return QStringLiteral("ok");
    case RunEnd::Refused:
        return QStringLiteral("shield");
    case RunEnd::Timeout:
        return QStringLiteral("clock");
    case RunEnd::Cancelled:
        return QStringLiteral("stop");
    case RunEnd::Error:
    case RunEnd::Memory:
    case RunEnd::Crashed:
    case RunEnd::Unavailable:
        return QStringLiteral("error");
    }
    Q_UNREACHABLE();
}

} // namespace

ErrorView::ErrorView(const Appearance &appearance, QWidget *parent)
    : QScrollArea(parent)
    , m_appearance(appearance)
    , m_icon(new QLabel)
    , m_lines(new QVBoxLayout)
    , m_foldButton(new QToolButton)
    , m_traceback(new QPlainTextEdit)
{
    auto *body = new QWidget;
    body->setObjectName(QStringLiteral("errorBody"));
    m_title = plainLabel(QStringLiteral("errorTitle"), body);
    m_title->setFont(titleFont(font()));
    m_text = plainLabel(QStringLiteral("errorText"), body);
    m_text->setFont(Appearance::codeFont());
    m_advice = plainLabel(QStringLiteral("errorAdvice"), body);
    m_foldButton->setObjectName(QStringLiteral("foldButton"));
    m_foldButton->setText(tr("Traceback"));
    m_foldButton->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    m_foldButton->setIconSize({14, 14});
    m_foldButton->setCheckable(true);
    m_traceback->setObjectName(QStringLiteral("traceback"));
    m_traceback->setReadOnly(true);
    m_traceback->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_traceback->setFont(Appearance::codeFont());
    m_lines->setSpacing(14);

    auto *head = new QHBoxLayout;
    head->setSpacing(10);
    head->addWidget(m_icon, 0, Qt::AlignTop);
    head->addWidget(m_title, 1);
    auto *column = new QVBoxLayout(body);
    column->setContentsMargins(18, 18, 18, 18);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(m_text);
    column->addLayout(m_lines);
    column->addWidget(m_advice);
    column->addWidget(m_foldButton, 0, Qt::AlignLeft);
    column->addWidget(m_traceback);
    column->addStretch();
    setWidget(body);
    setWidgetResizable(true);
    setFrameShape(NoFrame);
    connect(m_foldButton, &QToolButton::toggled, this, [this](bool open) { fold(!open); });
    connect(&appearance, &Appearance::changed, this, &ErrorView::updateIcons);
    fold(true);
}

void ErrorView::show(const RunResult &result, const QString &script)
{
    const ErrorWords words = errorWords(result);
    m_end = result.end;
    m_title->setText(words.title);
    m_text->setText(safeShown(result.error.left(longestText)));
    m_text->setVisible(!result.error.isEmpty());
    m_advice->setText(words.advice);
    m_advice->setVisible(!words.advice.isEmpty());
    clearLines();
    // A finding has its line itself.
    if (result.line && result.findings.empty())
        addLine(*result.line, 1, quotedLine(script, *result.line), {});
    int shown = 0;
    for (const Finding &finding : result.findings) {
        if (++shown > maxFindings) {
            const auto hidden = qint64(result.findings.size()) - maxFindings;
            m_lines->addWidget(noteLabel(tr("… and %1 more.").arg(countText(hidden)), widget()));
            break;
        }
        QString note = QString::fromStdString(finding.reason);
        if (!finding.fix.empty())
            note += (note.isEmpty() ? u""_qs : u" "_qs) + QString::fromStdString(finding.fix);
        addLine(finding.span.line, finding.span.column,
                safeShown(finding.message) + u'\n' + quotedLine(script, finding.span.line),
                safeShown(note));
    }
    m_traceback->setPlainText(safeShown(result.traceback.left(longestText)));
    m_foldButton->setVisible(!result.traceback.isEmpty());
    m_foldButton->setChecked(false);
    const int lines = std::min(tracebackLines, m_traceback->blockCount()) + 2;
    m_traceback->setFixedHeight(lines * m_traceback->fontMetrics().lineSpacing() + 16);
    fold(true);
    updateIcons();
}

void ErrorView::addLine(int line, int column, const QString &text, const QString &note)
{
    auto *button = new QPushButton(this);
    button->setObjectName(QStringLiteral("errorLine"));
    button->setFont(Appearance::codeFont());
    // An ampersand in a button's text would become a mnemonic.
    button->setText(tr("Line %1   ").arg(line) + QString(text).replace(u'&', QStringLiteral("&&")));
    button->setCursor(Qt::PointingHandCursor);
    button->setToolTip(tr("Go to line %1").arg(line));
    button->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
    connect(button, &QPushButton::clicked, this,
            [this, line, column] { Q_EMIT lineActivated(line, column); });
    auto *card = new QWidget(widget());
    auto *parts = new QVBoxLayout(card);
    parts->setContentsMargins(0, 0, 0, 0);
    parts->setSpacing(5);
    parts->addWidget(button);
    if (!note.isEmpty())
        parts->addWidget(noteLabel(note, card));
    m_lines->addWidget(card);
}

void ErrorView::clearLines()
{
    while (QLayoutItem *item = m_lines->takeAt(0)) {
        delete item->widget();
        delete item;
    }
}

void ErrorView::fold(bool folded)
{
    m_traceback->setVisible(!folded);
    updateIcons();
}

void ErrorView::updateIcons()
{
    m_icon->setPixmap(m_appearance.icon(iconName(m_end), Theme::Color::Error).pixmap(22, 22));
    m_foldButton->setIcon(m_appearance.icon(m_foldButton->isChecked() ? QStringLiteral("down")
                                                                      : QStringLiteral("chevron")));
}

} // namespace assay
