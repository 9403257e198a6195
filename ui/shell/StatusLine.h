// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QToolButton;

namespace assay {

class Appearance;
class CurrentRun;

/// The line at the bottom: engine, profile and data on the left; run, time, memory and cursor on
/// the right.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    StatusLine(const Appearance &appearance, const CurrentRun &run, QWidget *parent = nullptr);

    void showPosition(int line, int column);
    [[nodiscard]] QString engineText() const;
    [[nodiscard]] QString runText() const;

Q_SIGNALS:
    void engineClicked();

private:
    QLabel *addField(const QString &name, const QString &toolTip);
    void showEngine();
    void showRun();
    void showEnd(const RunResult &result);
    void setTone(const char *tone);

    const Appearance &m_appearance;
    const CurrentRun &m_run;
    QToolButton *m_engine;
    QLabel *m_state;
    QLabel *m_elapsed;
    QLabel *m_memory;
    QLabel *m_position;
    QTimer m_tick;
};

} // namespace assay
