// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Appearance.h"

#include "ui/theme/Icons.h"

#include <algorithm>
#include <QApplication>
#include <QFile>
#include <QFontDatabase>
#include <QPalette>
#include <QSettings>
#include <QStyleFactory>

namespace assay {
namespace {

using Color = Theme::Color;

const QString settingsKey = QStringLiteral("window/theme");

QString choiceName(Appearance::Choice choice)
{
    switch (choice) {
    case Appearance::Choice::System:
        return QStringLiteral("system");
    case Appearance::Choice::Light:
        return QStringLiteral("light");
    case Appearance::Choice::Dark:
        return QStringLiteral("dark");
    }
    Q_UNREACHABLE();
}

QPalette paletteOf(const Theme &theme)
{
    QPalette palette;
    palette.setColor(QPalette::Window, theme.color(Color::Window));
    palette.setColor(QPalette::WindowText, theme.color(Color::Text));
    palette.setColor(QPalette::Base, theme.color(Color::Panel));
    palette.setColor(QPalette::AlternateBase, theme.color(Color::Stripe));
    palette.setColor(QPalette::Text, theme.color(Color::Text));
    palette.setColor(QPalette::PlaceholderText, theme.color(Color::TextFaint));
    palette.setColor(QPalette::Button, theme.color(Color::Raised));
    palette.setColor(QPalette::ButtonText, theme.color(Color::Text));
    palette.setColor(QPalette::BrightText, theme.color(Color::Error));
    palette.setColor(QPalette::ToolTipBase, theme.color(Color::Raised));
    palette.setColor(QPalette::ToolTipText, theme.color(Color::Text));
    palette.setColor(QPalette::Highlight, theme.color(Color::Selection));
    palette.setColor(QPalette::HighlightedText, theme.color(Color::SelectionText));
    palette.setColor(QPalette::Link, theme.color(Color::Accent));
    palette.setColor(QPalette::LinkVisited, theme.color(Color::Accent));
    palette.setColor(QPalette::Light, theme.color(Color::Panel));
    palette.setColor(QPalette::Midlight, theme.color(Color::Hover));
    palette.setColor(QPalette::Mid, theme.color(Color::Border));
    palette.setColor(QPalette::Dark, theme.color(Color::BorderStrong));
    palette.setColor(QPalette::Shadow, theme.color(Color::BorderStrong));
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, theme.color(Color::TextFaint));
    return palette;
}

/// The style sheet with every `@key` replaced; longer keys first, so that `@text` spares
/// `@textDim`.
QString styleSheetOf(const Theme &theme)
{
    QFile file(QStringLiteral(":/themes/window.qss"));
    if (!file.open(QIODevice::ReadOnly))
        return {};
    QString sheet = QString::fromUtf8(file.readAll());
    std::vector<Color> order;
    for (int i = 0; i <= int(Color::AccentSoft); ++i)
        order.push_back(Color(i));
    std::sort(order.begin(), order.end(),
              [](Color a, Color b) { return Theme::key(a).size() > Theme::key(b).size(); });
    for (const Color color : order)
        sheet.replace(u'@' + Theme::key(color), theme.color(color).name());
    return sheet;
}

} // namespace

Appearance::Appearance(std::optional<Choice> choice, QObject *parent)
    : QObject(parent)
    , m_systemIsDark(QApplication::palette().color(QPalette::Window).lightness() < 128)
{
    const QString remembered = QSettings().value(settingsKey).toString();
    m_choice = choice.value_or(choiceFromName(remembered).value_or(Choice::System));
    QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
    apply();
}

void Appearance::choose(Choice choice)
{
    QSettings().setValue(settingsKey, choiceName(choice));
    if (choice == m_choice)
        return;
    m_choice = choice;
    apply();
}

void Appearance::apply()
{
    const bool dark = m_choice == Choice::Dark || (m_choice == Choice::System && m_systemIsDark);
    Theme theme = Theme::builtin(dark);
    if (theme == m_theme)
        return;
    m_theme = std::move(theme);
    QApplication::setPalette(paletteOf(m_theme));
    qApp->setStyleSheet(styleSheetOf(m_theme));
    Q_EMIT changed(m_theme);
}

QIcon Appearance::icon(const QString &name, Theme::Color color) const
{
    return tintedIcon(name, m_theme.color(color), m_theme.color(Color::BorderStrong));
}

QFont Appearance::codeFont()
{
    QFont font = QFontDatabase::systemFont(QFontDatabase::FixedFont);
    font.setPointSizeF(std::max(QApplication::font().pointSizeF(), 9.5));
    font.setStyleHint(QFont::Monospace);
    return font;
}

std::optional<Appearance::Choice> Appearance::choiceFromName(const QString &name)
{
    for (const Choice choice : {Choice::System, Choice::Light, Choice::Dark})
        if (choiceName(choice) == name)
            return choice;
    return std::nullopt;
}

} // namespace assay
