// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Executor.h"

#include <QObject>

namespace assay {

class Appearance;
class CurePopup;
class LiveCheck;
class MainWindow;
class Mender;
class RulesDialog;
class ScriptEditor;

/// All that the window does about the problems of the script being edited: they are looked for as
/// one types, shown, gone through, explained and mended; and the profile that makes them ones.
class ProblemDesk : public QObject
{
    Q_OBJECT

public:
    /// All three must outlive this; the window's pieces are there already.
    ProblemDesk(Executor &executor, Appearance &appearance, MainWindow &window);

    /// Looks at the script that is shown from now on.
    void start();

private:
    void fillProfiles();
    void connectMending();
    void switchProfile(int index);
    void show(ScriptEditor *editor, const Verdict &verdict);
    void mend(int line);
    void offer(const QString &before, const Cure &cure, bool hasMore);
    void openRules();

    MainWindow &m_window;
    LiveCheck *m_check;
    Mender *m_mender;
    CurePopup *m_cure;
    Appearance &m_appearance;
    RulesDialog *m_rules = nullptr; ///< made when it is first wanted
};

} // namespace assay
