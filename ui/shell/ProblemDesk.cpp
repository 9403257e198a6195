// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/ProblemDesk.h"

#include "policy/BuiltinProfiles.h"
#include "ui/editor/CurePopup.h"
#include "ui/editor/LiveCheck.h"
#include "ui/editor/Mender.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/results/ResultPane.h"
#include "ui/rules/RulesDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/WindowActions.h"

#include <algorithm>
#include <QAction>
#include <QComboBox>

namespace assay {

ProblemDesk::ProblemDesk(Executor &executor, Appearance &appearance, MainWindow &window)
    : QObject(&window)
    , m_window(window)
    , m_check(new LiveCheck(executor, window.currentRun().setup().profile, this))
    , m_mender(new Mender(executor, this))
    , m_cure(new CurePopup(appearance, &window))
    , m_appearance(appearance)
{
    fillProfiles();
    EditorTabs &tabs = window.scripts();
    WindowActions &actions = window.actions();
    connect(&tabs, &EditorTabs::currentChanged, m_check, &LiveCheck::watch);
    connect(m_check, &LiveCheck::checked, this, &ProblemDesk::show);
    connect(actions.nextProblem, &QAction::triggered, this,
            [&tabs] { tabs.current()->goToFinding(1); });
    connect(actions.previousProblem, &QAction::triggered, this,
            [&tabs] { tabs.current()->goToFinding(-1); });
    connect(&window.results(), &ResultPane::problemActivated, this,
            [&tabs](int line, int column) { tabs.current()->goTo(line, column); });
    connect(&window.status(), &StatusLine::verdictClicked, this,
            [&window] { window.results().setTab(ResultPane::ProblemsTab); });
    connect(actions.rules, &QAction::triggered, this, &ProblemDesk::openRules);
    connectMending();
}

void ProblemDesk::start()
{
    m_check->watch(m_window.scripts().current());
}

void ProblemDesk::fillProfiles()
{
    const RunSetup &setup = m_window.currentRun().setup();
    QComboBox *profiles = m_window.actions().profile;
    for (const std::string_view name : builtinProfileNames()) {
        const QString text = QString::fromUtf8(name.data(), qsizetype(name.size()));
        const std::string_view json = builtinProfile(name).value();
        profiles->addItem(text, QString::fromUtf8(json.data(), qsizetype(json.size())));
    }
    if (profiles->findText(setup.profileName) < 0)
        profiles->addItem(setup.profileName, setup.profile);
    profiles->setCurrentText(setup.profileName);
    connect(profiles, &QComboBox::currentIndexChanged, this, &ProblemDesk::switchProfile);
}

void ProblemDesk::connectMending()
{
    WindowActions &actions = m_window.actions();
    connect(actions.mend, &QAction::triggered, this, [this] {
        int line = 0, column = 0;
        m_window.scripts().current()->getCursorPosition(&line, &column);
        mend(line + 1);
    });
    connect(actions.mendAll, &QAction::triggered, this, [this] { mend(0); });
    connect(m_cure, &CurePopup::allWanted, this, [this] { mend(0); });
    connect(m_cure, &CurePopup::accepted, m_mender, &Mender::apply);
    connect(m_cure, &CurePopup::dropped, this, [this] {
        m_mender->drop();
        m_window.scripts().current()->setFocus();
    });
    connect(m_mender, &Mender::offered, this, &ProblemDesk::offer);
    connect(m_mender, &Mender::told, m_cure, &CurePopup::tell);
    connect(m_mender, &Mender::said, &m_window.scripts(), &EditorTabs::say);
}

void ProblemDesk::switchProfile(int index)
{
    const QComboBox *profiles = m_window.actions().profile;
    const QString profile = profiles->itemData(index).toString();
    m_window.currentRun().setProfile(profiles->itemText(index), profile);
    m_check->setProfile(profile);
}

void ProblemDesk::show(ScriptEditor *editor, const Verdict &verdict)
{
    std::vector<Finding> all = verdict.findings;
    all.insert(all.end(), verdict.predictions.begin(), verdict.predictions.end());
    std::ranges::stable_sort(all, {}, &Finding::severity);
    editor->setHoverHint(tr("%1 mends, %2 explains")
                             .arg(m_window.actions().mend->shortcut().toString(),
                                  m_window.actions().rules->shortcut().toString()));
    editor->showFindings(all);
    m_window.results().showProblems(all);
    m_window.status().showVerdict(verdict);
}

void ProblemDesk::mend(int line)
{
    CurrentRun &run = m_window.currentRun();
    m_mender->look(m_window.scripts().current(), run.request({}), line);
}

void ProblemDesk::offer(const QString &before, const Cure &cure, bool hasMore)
{
    const ScriptEditor *editor = m_window.scripts().current();
    m_cure->offer(before, cure, hasMore, editor->mapTo(&m_window, editor->belowCursor()));
}

void ProblemDesk::openRules()
{
    const auto profile = Profile::fromJson(m_window.currentRun().setup().profile.toStdString());
    if (!profile)
        return; // it was checked when it was chosen
    QString rule = m_window.results().focusedRule();
    if (rule.isEmpty())
        rule = m_window.scripts().current()->ruleAtCursor();
    if (!m_rules)
        m_rules = new RulesDialog(m_appearance, &m_window);
    m_rules->open(*profile, rule);
}

} // namespace assay
