// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"
#include "policy/Finding.h"
#include "ui/data/SourceDesk.h"

#include <QStatusBar>
#include <QTimer>

class QLabel;
class QToolButton;

namespace assay {

class Appearance;
class CurrentRun;
class ElidedLabel;

/// The line at the bottom: engine, profile and data on the left; run, time, memory and cursor on
/// the right.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    StatusLine(const Appearance &appearance, const CurrentRun &run, QWidget *parent = nullptr);

    void showPosition(int line, int column);
    /// What becomes of the script that is being edited.
    void showVerdict(const Verdict &verdict);
    /// The source that scripts run on, and how old its trades are.
    void showData(const QString &source, const SourceLook &look);
    [[nodiscard]] QString dataText() const;
    /// Figures of what is selected in the result; empty: nothing is.
    void showSelection(const QString &words);
    [[nodiscard]] QString verdictText() const;
    [[nodiscard]] QString engineText() const;
    [[nodiscard]] QString runText() const;

Q_SIGNALS:
    void engineClicked();
    void verdictClicked();
    void dataClicked();

private:
    QLabel *addField(const QString &name, const QString &toolTip);
    void showEngine();
    void showProfile();
    void showOutlook();
    void showRun();
    void showEnd(const RunResult &result);
    void setTone(const char *tone);

    const Appearance &m_appearance;
    const CurrentRun &m_run;
    QToolButton *m_engine;
    QToolButton *m_verdict;
    QToolButton *m_data;
    Outlook m_outlook = Outlook::ShouldRun;
    QLabel *m_profile;
    ElidedLabel *m_selection;
    QLabel *m_state;
    QLabel *m_elapsed;
    QLabel *m_memory;
    QLabel *m_position;
    QTimer m_tick;
};

} // namespace assay
