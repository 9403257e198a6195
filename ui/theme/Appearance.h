// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

#include <optional>
#include <QFont>
#include <QIcon>
#include <QObject>

namespace assay {

/// Dresses the whole application in a theme: style, palette, style sheet, fonts and icons. One per
/// program, made right after the QApplication and handed to whoever draws.
class Appearance : public QObject
{
    Q_OBJECT

public:
    enum class Choice { System, Light, Dark };

    /// Applies the remembered choice, or `choice` where one is given (which is not remembered).
    explicit Appearance(std::optional<Choice> choice = std::nullopt, QObject *parent = nullptr);

    [[nodiscard]] const Theme &theme() const { return m_theme; }
    [[nodiscard]] QColor color(Theme::Color which) const { return m_theme.color(which); }
    [[nodiscard]] Choice choice() const { return m_choice; }
    /// Applies a choice and remembers it.
    void choose(Choice choice);

    /// An icon of `resources/icons` in the theme's text colour, or in `color`.
    [[nodiscard]] QIcon icon(const QString &name, Theme::Color color = Theme::Color::TextDim) const;
    /// The fixed-width font of editor, tables and output.
    [[nodiscard]] static QFont codeFont();

    /// `light`, `dark` or `system`; nothing for any other word.
    [[nodiscard]] static std::optional<Choice> choiceFromName(const QString &name);

Q_SIGNALS:
    void changed(const assay::Theme &theme);

private:
    void apply();

    bool m_systemIsDark; ///< as the desktop's own palette was before ours replaced it
    Choice m_choice = Choice::System;
    Theme m_theme;
};

} // namespace assay
