// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <functional>
#include <QFrame>

class QLabel;
class QToolButton;

namespace assay {

class Appearance;

/// One line above a pane that says what happened and stays until it is closed or replaced; it asks
/// nothing and blocks nothing.
class NoticeBar : public QFrame
{
    Q_OBJECT

public:
    explicit NoticeBar(const Appearance &appearance, QWidget *parent = nullptr);

    /// Shows plain text; whatever stood there goes.
    void say(const QString &text);
    /// The same, with a button that does something about it, such as `Undo`.
    void offer(const QString &text, const QString &action, std::function<void()> carryOut);
    [[nodiscard]] QString text() const;

private:
    std::function<void()> m_carryOut;
    QLabel *m_text;
    QToolButton *m_action;
    QToolButton *m_close;
};

} // namespace assay
