// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

class QPlainTextEdit;

namespace assay {

/// The whole text of one cell, over the table, until a key or a click elsewhere.
class CellPeek : public QFrame
{
    Q_OBJECT

public:
    /// `text` as it may be shown (see safeShown), `exact` as it is copied.
    CellPeek(const QString &title, const QString &text, const QString &exact, QWidget *parent);

    /// Below this place on the screen, or above where there is no room.
    void showAt(const QRect &cell);
    [[nodiscard]] QString text() const;

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QPlainTextEdit *m_text;
};

} // namespace assay
