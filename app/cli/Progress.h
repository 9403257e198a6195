// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>
#include <QString>
#include <QTimer>

namespace assay {

class Console;

/// Says on a terminal what the program is waiting for, once that has taken a second.
class Progress : public QObject
{
    Q_OBJECT

public:
    explicit Progress(Console &console);

    /// What is being done from now on, such as `running a.py`; empty: nothing.
    void setActivity(const QString &activity);

private:
    void show();

    Console &m_console;
    QString m_activity;
    QElapsedTimer m_elapsed;
    QTimer m_timer;
};

} // namespace assay
