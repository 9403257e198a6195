// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeySequence>
#include <QObject>
#include <vector>

class QAction;
class QActionGroup;
class QComboBox;
class QMainWindow;
class QMenu;
class QMenuBar;
class QToolBar;

namespace assay {

class Appearance;

/// The window's actions, and the menus and the toolbar they stand in. Says nothing of what they do:
/// the window connects them.
class WindowActions : public QObject
{
    Q_OBJECT

public:
    WindowActions(Appearance &appearance, QMainWindow &window);

    QAction *newScript, *open, *save, *saveAs, *close, *reopen, *quit;
    QAction *undo, *redo, *cut, *copy, *paste, *selectAll, *find, *comment, *goToLine;
    QAction *run, *stop, *nextProblem, *previousProblem, *mend, *mendAll;
    QAction *showResult, *showOutput, *showError, *showProblems, *showData, *beside, *nextPane, *zoomIn, *zoomOut, *zoomReset;
    QAction *pinResult, *renameResult, *closeResult, *filterRows, *viewAsCode, *exportResult;
    QMenu *compareResult;
    QAction *addSource, *clearCache;
    QAction *about, *rules, *shortcuts, *sandbox;
    QMenu *recent;
    QComboBox *profile; ///< in the toolbar

    /// Every action that has a key, in the menus' order.
    [[nodiscard]] const std::vector<QAction *> &all() const { return m_all; }

private:
    QAction *add(QMenu *menu, const char *icon, const QString &text,
                 const QList<QKeySequence> &keys, const QString &tip = {});
    void fillFile(QMenuBar *bar);
    void fillEdit(QMenuBar *bar);
    void fillRun(QMenuBar *bar);
    void fillData(QMenuBar *bar);
    void fillView(QMenuBar *bar);
    void fillResult(QMenuBar *bar);
    void fillHelp(QMenuBar *bar);
    void fillTheme(QMenu *menu);
    void fillToolBar(QToolBar *bar);
    void updateIcons();

    Appearance &m_appearance;
    std::vector<QAction *> m_all;
};

} // namespace assay
