// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>
#include <QTimer>

class QLabel;

namespace assay {

/// One line that says that something takes its time, and how far it is, with a Cancel button. What
/// is done at once never shows it.
class BusyStrip : public QFrame
{
    Q_OBJECT

public:
    explicit BusyStrip(QWidget *parent = nullptr);

    /// Shows itself after a moment, unless it is over by then.
    void begin(const QString &text);
    void tell(const QString &detail);
    void end();
    [[nodiscard]] QString text() const;

Q_SIGNALS:
    void cancelled();

private:
    QLabel *m_label;
    QString m_text;
    QTimer m_delay;
};

} // namespace assay
