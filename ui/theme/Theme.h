// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QByteArray>
#include <QColor>
#include <QHash>
#include <QString>

namespace assay {

/// The colours of one look of the window, read from `resources/themes/NAME.json`. A plain value.
struct Theme
{
    /// The colours every theme has to name, by the group they stand in.
    enum class Color {
        Window,
        Panel,
        Raised,
        Stripe,
        Border,
        BorderStrong,
        Hover,
        Pressed,
        Text,
        TextDim,
        TextFaint,
        Accent,
        AccentHover,
        AccentPressed,
        OnAccent,
        Selection,
        SelectionText,
        Ok,
        Warning,
        Error,
        ErrorSoft,
        WarningSoft,
        AccentSoft,
        EditorBackground,
        CurrentLine,
        Gutter,
        GutterText,
        Caret,
        Guide,
        Brace,
        BraceBad,
        ErrorLine,
        Default,
        Comment,
        Number,
        String,
        Keyword,
        Builtin,
        Definition,
        Operator,
        Decorator,
        Unclosed,
        ColorCount
    };

    QString name;
    bool isDark = false;
    QHash<int, QColor> colors; ///< by Color; complete once read

    [[nodiscard]] QColor color(Color which) const { return colors.value(int(which)); }
    /// The key of a colour in the file, without its group, such as `textDim`.
    [[nodiscard]] static QString key(Color which);

    /// Parses a theme file; an error names the key that is missing, unknown or no colour.
    [[nodiscard]] static Result<Theme> fromJson(const QByteArray &json);
    /// The built-in `light` or `dark`.
    [[nodiscard]] static Theme builtin(bool dark);

    bool operator==(const Theme &) const = default;
};

} // namespace assay
