// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/Theme.h"

#include <array>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>

namespace assay {
namespace {

using Color = Theme::Color;

struct Key
{
    Color color;
    const char *group;
    const char *name;
};

constexpr std::array<Key, std::size_t(Color::ColorCount)> keys{{
    {Color::Window, "colors", "window"},
    {Color::Panel, "colors", "panel"},
    {Color::Raised, "colors", "raised"},
    {Color::Stripe, "colors", "stripe"},
    {Color::Border, "colors", "border"},
    {Color::BorderStrong, "colors", "borderStrong"},
    {Color::Hover, "colors", "hover"},
    {Color::Pressed, "colors", "pressed"},
    {Color::Text, "colors", "text"},
    {Color::TextDim, "colors", "textDim"},
    {Color::TextFaint, "colors", "textFaint"},
    {Color::Accent, "colors", "accent"},
    {Color::AccentHover, "colors", "accentHover"},
    {Color::AccentPressed, "colors", "accentPressed"},
    {Color::OnAccent, "colors", "onAccent"},
    {Color::Selection, "colors", "selection"},
    {Color::SelectionText, "colors", "selectionText"},
    {Color::Ok, "colors", "ok"},
    {Color::Warning, "colors", "warning"},
    {Color::Error, "colors", "error"},
    {Color::ErrorSoft, "colors", "errorSoft"},
    {Color::WarningSoft, "colors", "warningSoft"},
    {Color::AccentSoft, "colors", "accentSoft"},
    {Color::EditorBackground, "editor", "background"},
    {Color::CurrentLine, "editor", "currentLine"},
    {Color::Gutter, "editor", "gutter"},
    {Color::GutterText, "editor", "gutterText"},
    {Color::Caret, "editor", "caret"},
    {Color::Guide, "editor", "guide"},
    {Color::Brace, "editor", "brace"},
    {Color::BraceBad, "editor", "braceBad"},
    {Color::ErrorLine, "editor", "errorLine"},
    {Color::Default, "syntax", "default"},
    {Color::Comment, "syntax", "comment"},
    {Color::Number, "syntax", "number"},
    {Color::String, "syntax", "string"},
    {Color::Keyword, "syntax", "keyword"},
    {Color::Builtin, "syntax", "builtin"},
    {Color::Definition, "syntax", "definition"},
    {Color::Operator, "syntax", "operator"},
    {Color::Decorator, "syntax", "decorator"},
    {Color::Unclosed, "syntax", "unclosed"},
}};

tl::unexpected<Error> wrong(const QString &text)
{
    return failure(ErrorCode::InvalidInput, "The theme file is wrong: " + text.toStdString());
}

/// The first key of `group` that no colour has; empty when all are known.
QString unknownKey(const QJsonObject &group, QLatin1String groupName)
{
    const QStringList names = group.keys();
    for (const QString &name : names) {
        bool known = false;
        for (const Key &key : keys)
            known =
                known || (groupName == QLatin1String(key.group) && name == QLatin1String(key.name));
        if (!known)
            return name;
    }
    return {};
}

} // namespace

QString Theme::key(Color which)
{
    return QLatin1String(keys[std::size_t(which)].name);
}

Result<Theme> Theme::fromJson(const QByteArray &json)
{
    QJsonParseError problem;
    const QJsonObject root = QJsonDocument::fromJson(json, &problem).object();
    if (problem.error != QJsonParseError::NoError)
        return wrong(problem.errorString());
    Theme theme;
    theme.name = root.value(QLatin1String("name")).toString();
    theme.isDark = root.value(QLatin1String("dark")).toBool();
    if (theme.name.isEmpty())
        return wrong(QStringLiteral("`name` is missing"));
    for (const Key &key : keys) {
        const QJsonObject group = root.value(QLatin1String(key.group)).toObject();
        const QColor color(group.value(QLatin1String(key.name)).toString());
        if (!color.isValid())
            return wrong(QStringLiteral("`%1.%2` is missing or no colour")
                             .arg(QLatin1String(key.group), QLatin1String(key.name)));
        theme.colors.insert(int(key.color), color);
    }
    for (const QLatin1String group :
         {QLatin1String("colors"), QLatin1String("editor"), QLatin1String("syntax")}) {
        const QString name = unknownKey(root.value(group).toObject(), group);
        if (!name.isEmpty())
            return wrong(QStringLiteral("`%1.%2` is not known").arg(group, name));
    }
    return theme;
}

Theme Theme::builtin(bool dark)
{
    QFile file(dark ? QStringLiteral(":/themes/dark.json") : QStringLiteral(":/themes/light.json"));
    const bool opened = file.open(QIODevice::ReadOnly);
    Q_ASSERT(opened);
    Q_UNUSED(opened);
    return fromJson(file.readAll()).value_or(Theme{});
}

} // namespace assay
