// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/WindowActions.h"

#include "ui/theme/Appearance.h"

#include <QAction>
#include <QActionGroup>
#include <QComboBox>
#include <QMainWindow>
#include <QMenu>
#include <QMenuBar>
#include <QToolBar>
#include <QToolButton>

namespace assay {
namespace {

constexpr auto iconProperty = "assayIcon";

/// A toolbar button wide enough to show its word.
void addWordedButton(QToolBar *bar, QAction *action, const QString &name)
{
    auto *button = new QToolButton(bar);
    button->setObjectName(name);
    button->setDefaultAction(action);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(button);
}

} // namespace

WindowActions::WindowActions(Appearance &appearance, QMainWindow &window)
    : QObject(&window)
    , m_appearance(appearance)
{
    fillFile(window.menuBar());
    fillEdit(window.menuBar());
    fillRun(window.menuBar());
    fillView(window.menuBar());
    fillResult(window.menuBar());
    fillData(window.menuBar());
    fillHelp(window.menuBar());
    auto *bar = new QToolBar(tr("Toolbar"), &window);
    bar->setObjectName(QStringLiteral("toolBar"));
    bar->setMovable(false);
    bar->setIconSize({18, 18});
    fillToolBar(bar);
    window.addToolBar(bar);
    window.setContextMenuPolicy(Qt::NoContextMenu);
    connect(&appearance, &Appearance::changed, this, &WindowActions::updateIcons);
    updateIcons();
}

QAction *WindowActions::add(QMenu *menu, const char *icon, const QString &text,
                            const QList<QKeySequence> &keys, const QString &tip)
{
    auto *action = new QAction(text, this);
    action->setShortcuts(keys);
    action->setProperty(iconProperty, QLatin1String(icon));
    QString plain = tip.isEmpty() ? QString(text).remove(u'&').remove(u'…') : tip;
    if (!keys.isEmpty())
        plain += QStringLiteral(" (%1)").arg(keys.first().toString(QKeySequence::NativeText));
    action->setToolTip(plain);
    menu->addAction(action);
    m_all.push_back(action);
    return action;
}

void WindowActions::fillFile(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&File"));
    newScript = add(menu, "new", tr("&New Script"), {QKeySequence::New});
    open = add(menu, "open", tr("&Open…"), {QKeySequence::Open});
    recent = menu->addMenu(tr("Open &Recent"));
    menu->addSeparator();
    save = add(menu, "save", tr("&Save"), {QKeySequence::Save});
    saveAs = add(menu, "", tr("Save &As…"), {Qt::CTRL | Qt::ALT | Qt::Key_S});
    menu->addSeparator();
    close = add(menu, "", tr("&Close"), {Qt::CTRL | Qt::Key_W});
    reopen = add(menu, "", tr("Reopen C&losed"), {Qt::CTRL | Qt::SHIFT | Qt::Key_T});
    menu->addSeparator();
    quit = add(menu, "", tr("&Quit"), {Qt::CTRL | Qt::Key_Q});
}

void WindowActions::fillEdit(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Edit"));
    undo = add(menu, "undo", tr("&Undo"), {QKeySequence::Undo});
    redo = add(menu, "redo", tr("&Redo"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Z, Qt::CTRL | Qt::Key_Y});
    menu->addSeparator();
    // The focused widget has these keys itself; a shortcut here would take them from it.
    cut = add(menu, "", tr("Cu&t\tCtrl+X"), {});
    copy = add(menu, "", tr("&Copy\tCtrl+C"), {});
    paste = add(menu, "", tr("&Paste\tCtrl+V"), {});
    selectAll = add(menu, "", tr("Select &All\tCtrl+A"), {});
    menu->addSeparator();
    find = add(menu, "find", tr("&Find…"), {QKeySequence::Find});
    goToLine = add(menu, "", tr("&Go to Line…"), {Qt::CTRL | Qt::Key_L});
    comment = add(menu, "", tr("Toggle Co&mment"), {Qt::CTRL | Qt::Key_Slash});
}

void WindowActions::fillRun(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Run"));
    run = add(menu, "run", tr("&Run"),
              {Qt::Key_F5, Qt::CTRL | Qt::Key_Return, Qt::CTRL | Qt::Key_Enter},
              tr("Run the script in the sandbox"));
    stop = add(menu, "stop", tr("&Stop"),
               {Qt::SHIFT | Qt::Key_F5, Qt::CTRL | Qt::Key_F2, Qt::CTRL | Qt::Key_Cancel},
               tr("Stop the run"));
    menu->addSeparator();
    nextProblem = add(menu, "", tr("&Next Problem"), {Qt::Key_F8});
    previousProblem = add(menu, "", tr("&Previous Problem"), {Qt::SHIFT | Qt::Key_F8});
    mend = add(menu, "", tr("&Mend This Problem…"),
               {Qt::CTRL | Qt::Key_Period, Qt::ALT | Qt::Key_Return, Qt::ALT | Qt::Key_Enter},
               tr("Show how the problem at the cursor can be mended, proven by a run"));
    mendAll = add(menu, "", tr("Mend &Everything…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_Period,
                                                      Qt::CTRL | Qt::Key_Greater},
                  tr("Show how all that can be mended would be, proven by a run"));
}

void WindowActions::fillView(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&View"));
    showResult = add(menu, "table", tr("&Result"), {Qt::CTRL | Qt::Key_2});
    showOutput = add(menu, "output", tr("&Output"), {Qt::CTRL | Qt::Key_3});
    showError = add(menu, "error", tr("&Error"), {Qt::CTRL | Qt::Key_4});
    showProblems = add(menu, "warning", tr("&Problems"), {Qt::CTRL | Qt::Key_5});
    showData = add(menu, "data", tr("&Data"), {Qt::CTRL | Qt::Key_1}, tr("Show or hide the data sources"));
    showData->setCheckable(true);
    nextPane = add(menu, "", tr("&Next Pane"), {Qt::Key_F6});
    menu->addSeparator();
    beside = add(menu, "columns", tr("Results &Beside Script"), {});
    beside->setCheckable(true);
    menu->addSeparator();
    zoomIn = add(menu, "", tr("Zoom &In"), {QKeySequence::ZoomIn, Qt::CTRL | Qt::Key_Equal});
    zoomOut = add(menu, "", tr("Zoom &Out"), {QKeySequence::ZoomOut});
    zoomReset = add(menu, "", tr("&Reset Zoom"), {Qt::CTRL | Qt::Key_0});
    menu->addSeparator();
    fillTheme(menu->addMenu(tr("&Theme")));
}

void WindowActions::fillData(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Data"));
    menu->addAction(showData);
    addSource = add(menu, "add", tr("&Add a Source…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_O});
    menu->addSeparator();
    clearCache = add(menu, "", tr("&Forget Loaded Data"), {},
                     tr("The next run loads anew; what was kept on disk for the next start is removed"));
}

void WindowActions::fillResult(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("Resu&lt"));
    filterRows = add(menu, "", tr("&Filter Rows…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_L}, tr("Show only the rows that meet a condition"));
    viewAsCode = add(menu, "", tr("View as &Code…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_K}, tr("Filters, order and columns of the table as pandas code"));
    exportResult = add(menu, "save", tr("&Export…"), {Qt::CTRL | Qt::SHIFT | Qt::Key_E}, tr("Write the rows to a CSV, JSON, Parquet or XLSX file"));
    menu->addSeparator();
    pinResult = add(menu, "", tr("&Pin"), {Qt::CTRL | Qt::SHIFT | Qt::Key_D}, tr("Keep the last result in a tab of its own"));
    renameResult = add(menu, "", tr("&Rename Pinned Result…"), {});
    compareResult = menu->addMenu(tr("Co&mpare With"));
    closeResult = add(menu, "", tr("C&lose Pinned Result or Comparison"), {Qt::CTRL | Qt::SHIFT | Qt::Key_W});
}

void WindowActions::fillTheme(QMenu *menu)
{
    auto *group = new QActionGroup(this);
    const std::pair<Appearance::Choice, QString> choices[] = {
        {Appearance::Choice::Light, tr("&Light")},
        {Appearance::Choice::Dark, tr("&Dark")},
        {Appearance::Choice::System, tr("&System")}};
    for (const auto &[choice, text] : choices) {
        QAction *action = menu->addAction(text);
        action->setCheckable(true);
        action->setChecked(m_appearance.choice() == choice);
        group->addAction(action);
        connect(action, &QAction::triggered, this,
                [this, choice = choice] { m_appearance.choose(choice); });
    }
}

void WindowActions::fillHelp(QMenuBar *bar)
{
    QMenu *menu = bar->addMenu(tr("&Help"));
    rules = add(menu, "", tr("&Rules of the Profile"), {Qt::Key_F1},
                tr("What scripts are held to, in plain words; at a problem: its rule"));
    shortcuts = add(menu, "", tr("&Keyboard Shortcuts"), {Qt::CTRL | Qt::Key_F1});
    sandbox = add(menu, "shield", tr("&Sandbox Status"), {});
    menu->addSeparator();
    about = add(menu, "", tr("&About Assay"), {});
}

void WindowActions::fillToolBar(QToolBar *bar)
{
    addWordedButton(bar, run, QStringLiteral("runButton"));
    addWordedButton(bar, stop, QStringLiteral("stopButton"));
    bar->addSeparator();
    bar->addActions({newScript, open, save});
    bar->addSeparator();
    bar->addActions({undo, redo, find});
    auto *space = new QWidget(bar);
    space->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    bar->addWidget(space);
    profile = new QComboBox(bar);
    profile->setObjectName(QStringLiteral("profile"));
    profile->setAccessibleName(tr("Profile"));
    profile->setToolTip(tr("The rules a script is held to, and the surroundings it runs in"));
    profile->setFocusPolicy(Qt::TabFocus);
    bar->addWidget(profile);
    bar->addActions({showData, beside});
}

void WindowActions::updateIcons()
{
    using Color = Theme::Color;
    for (QAction *action : m_all) {
        const QString name = action->property(iconProperty).toString();
        if (name.isEmpty())
            continue;
        const Color color = action == run    ? Color::OnAccent
                            : action == stop ? Color::Error
                                             : Color::TextDim;
        action->setIcon(m_appearance.icon(name, color));
    }
    // White on white in a menu.
    run->setIconVisibleInMenu(false);
}

} // namespace assay
