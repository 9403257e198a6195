// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

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
    [[nodiscard]] QString text() const;

private:
    QLabel *m_text;
    QToolButton *m_close;
};

} // namespace assay
