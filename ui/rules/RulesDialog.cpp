// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/rules/RulesDialog.h"

#include "policy/RuleBook.h"
#include "ui/theme/Appearance.h"

#include <QDialogButtonBox>
#include <QRegularExpression>
#include <QTextBrowser>
#include <QVBoxLayout>

namespace assay {
namespace {

using Color = Theme::Color;

QString escaped(const std::string &text)
{
    return QString::fromStdString(text).toHtmlEscaped();
}

/// Code stands between backticks.
QString withCode(const std::string &text)
{
    static const QRegularExpression code(QStringLiteral("`([^`]*)`"));
    return escaped(text).replace(code, QStringLiteral("<code>\\1</code>"));
}

QString valuesOf(const RuleText &rule)
{
    QStringList values;
    for (const std::string &value : rule.values)
        values << QStringLiteral("<code>%1</code>").arg(escaped(value).replace(u' ', QStringLiteral("&nbsp;")));
    return values.isEmpty() ? QString()
                            : QStringLiteral("<p class='values'>%1</p>")
                                  .arg(values.join(QStringLiteral("&nbsp;&nbsp; ")));
}

QString htmlOf(const Profile &profile)
{
    QString html = QStringLiteral("<h2>%1</h2><p>%2</p>")
                       .arg(escaped(profile.name), withCode(profile.description));
    std::optional<RuleText::Part> part;
    for (const RuleText &rule : ruleBook(profile)) {
        if (part != rule.part)
            html += QStringLiteral("<h3>%1</h3>").arg(escaped(partTitle(rule.part)));
        part = rule.part;
        html += QStringLiteral("<h4 class='%1'><a name='%2'></a>%3%4</h4>")
                    .arg(rule.isActive ? QString() : QStringLiteral("off"), escaped(rule.id),
                         escaped(rule.title),
                         rule.isActive ? QString()
                                       : RulesDialog::tr(" – not under this profile"));
        html += QStringLiteral("<p class='%1'>%2</p>")
                    .arg(rule.isActive ? QString() : QStringLiteral("off"), withCode(rule.words));
        html += rule.isActive ? valuesOf(rule) : QString();
    }
    return html;
}

} // namespace

RulesDialog::RulesDialog(const Appearance &appearance, QWidget *parent)
    : QDialog(parent)
    , m_appearance(appearance)
    , m_text(new QTextBrowser(this))
{
    setWindowTitle(tr("Rules"));
    m_text->setObjectName(QStringLiteral("rulesText"));
    m_text->setFrameShape(QFrame::NoFrame);
    m_text->setOpenLinks(false);
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 16, 14);
    column->addWidget(m_text);
    column->addWidget(buttons);
    resize(680, 620);
    connect(&appearance, &Appearance::changed, this, &RulesDialog::fill);
}

void RulesDialog::open(const Profile &profile, const QString &rule)
{
    m_profile = profile;
    fill();
    show();
    raise();
    activateWindow();
    m_text->scrollToAnchor(rule);
}

void RulesDialog::fill()
{
    const auto color = [this](Color which) { return m_appearance.color(which).name(); };
    m_text->document()->setDocumentMargin(22);
    m_text->document()->setDefaultStyleSheet(
        QStringLiteral("h2 { font-size: 17pt; } h3 { font-size: 12pt; color: %1; margin-top: 22px; }"
                       "h4 { margin-top: 14px; margin-bottom: 2px; } p { margin-top: 2px; }"
                       "code { font-family: '%2'; } .off { color: %3; } .values { color: %4; }")
            .arg(color(Color::Accent), Appearance::codeFont().family(), color(Color::TextFaint),
                 color(Color::TextDim)));
    m_text->setHtml(htmlOf(m_profile));
}

} // namespace assay
