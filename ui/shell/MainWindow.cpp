// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/MainWindow.h"

#include "ui/editor/ScriptEditor.h"
#include "ui/editor/ScriptFile.h"
#include "ui/results/ResultPane.h"
#include "ui/data/DataPane.h"
#include "ui/shell/DataDesk.h"
#include "ui/shell/Dialogs.h"
#include "ui/shell/ProblemDesk.h"
#include "ui/shell/ScriptFiles.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/WindowActions.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QInputDialog>
#include <QMenu>
#include <QMimeData>
#include <QSettings>
#include <QSplitter>
#include <QUrl>

namespace assay {
namespace {

const QString geometryKey = QStringLiteral("window/geometry");
const QString splitterKey = QStringLiteral("window/splitter");
const QString sidesKey = QStringLiteral("window/sides");
const QString dataKey = QStringLiteral("window/data");
const QString besideKey = QStringLiteral("window/beside");
constexpr QSize firstSize{1280, 800};

} // namespace

MainWindow::MainWindow(Executor &executor, RunSetup setup, Appearance &appearance,
                       const Start &start)
    : m_appearance(appearance)
    , m_run(new CurrentRun(executor, std::move(setup), this))
    , m_actions(new WindowActions(appearance, *this))
    , m_sides(new QSplitter(this))
    , m_splitter(new QSplitter(m_sides))
    , m_tabs(new EditorTabs(appearance))
    , m_results(new ResultPane(appearance))
    , m_status(new StatusLine(appearance, *m_run, this))
    , m_files(new ScriptFiles(*m_tabs, this))
    , m_problems(new ProblemDesk(executor, appearance, *this))
    , m_data(new DataDesk(executor, appearance, *this))
{
    m_splitter->setHandleWidth(1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_tabs);
    m_splitter->addWidget(m_results);
    m_tabs->setMinimumSize(260, 120);
    m_results->setMinimumSize(260, 120);
    m_sides->setHandleWidth(1);
    m_sides->setChildrenCollapsible(false);
    m_sides->insertWidget(0, &m_data->pane());
    m_sides->setStretchFactor(1, 1);
    m_data->pane().setMinimumWidth(240);
    m_data->pane().hide();
    setCentralWidget(m_sides);
    setStatusBar(m_status);
    setAcceptDrops(true);
    m_files->fillRecent(m_actions->recent);
    connectFile();
    connectEdit();
    connectRun();
    connectView();
    restoreLayout();
    openFirst(start);
    updateActions();
    updateTitle();
}

MainWindow::~MainWindow()
{
    // The last snapshot needs the tabs.
    m_journal.reset();
}

void MainWindow::connectFile()
{
    connect(m_actions->newScript, &QAction::triggered, m_tabs, [this] { m_tabs->add({}, {}); });
    connect(m_actions->open, &QAction::triggered, m_files, &ScriptFiles::askOpen);
    connect(m_actions->save, &QAction::triggered, m_files, &ScriptFiles::save);
    connect(m_actions->saveAs, &QAction::triggered, m_files, &ScriptFiles::askSaveAs);
    connect(m_actions->close, &QAction::triggered, m_tabs, &EditorTabs::closeCurrent);
    connect(m_actions->reopen, &QAction::triggered, m_tabs, &EditorTabs::reopenClosed);
    connect(m_actions->quit, &QAction::triggered, this, &QWidget::close);
    connect(m_tabs, &EditorTabs::filesDropped, m_files, &ScriptFiles::open);
    connect(m_files, &ScriptFiles::saved, this, &MainWindow::updateTitle);
    connect(m_tabs, &EditorTabs::touched, this, &MainWindow::updateTitle);
}

void MainWindow::connectEdit()
{
    connect(m_actions->undo, &QAction::triggered, this, [this] { m_tabs->current()->undo(); });
    connect(m_actions->redo, &QAction::triggered, this, [this] { m_tabs->current()->redo(); });
    connect(m_actions->cut, &QAction::triggered, this, [this] { m_tabs->current()->cut(); });
    connect(m_actions->copy, &QAction::triggered, this, [this] { m_tabs->current()->copy(); });
    connect(m_actions->paste, &QAction::triggered, this, [this] { m_tabs->current()->paste(); });
    connect(m_actions->selectAll, &QAction::triggered, this,
            [this] { m_tabs->current()->selectAll(); });
    connect(m_actions->find, &QAction::triggered, this, [this] {
        if (m_results->isAncestorOf(QApplication::focusWidget()))
            m_results->openSearch();
        else
            m_tabs->openFind();
    });
    connect(m_actions->goToLine, &QAction::triggered, this, &MainWindow::askLine);
    connect(m_actions->comment, &QAction::triggered, this,
            [this] { m_tabs->current()->toggleComment(); });
    connect(m_tabs, &EditorTabs::cursorMoved, m_status, &StatusLine::showPosition);
    connect(m_tabs, &EditorTabs::currentChanged, this, [this](ScriptEditor *editor) {
        int line = 0, column = 0;
        editor->getCursorPosition(&line, &column);
        m_status->showPosition(line + 1, column + 1);
    });
    connect(m_tabs, &EditorTabs::edited, this, [this](const ScriptEditor *editor) {
        if (editor == m_ranEditor)
            m_results->setScript(editor->text());
    });
}

void MainWindow::connectRun()
{
    connect(m_actions->run, &QAction::triggered, this, &MainWindow::startRun);
    connect(m_actions->stop, &QAction::triggered, m_run, &CurrentRun::stop);
    connect(m_run, &CurrentRun::stateChanged, this, &MainWindow::updateActions);
    connect(m_run, &CurrentRun::engineChanged, this, &MainWindow::updateActions);
    connect(m_run, &CurrentRun::outputArrived, m_results, &ResultPane::addOutput);
    connect(m_run, &CurrentRun::finished, this, &MainWindow::showFinished);
    connect(m_results, &ResultPane::selectionTold, m_status, &StatusLine::showSelection);
    connect(m_results, &ResultPane::lineActivated, this, [this](int line, int column) {
        if (m_ranEditor && m_tabs->goTo(m_ranEditor))
            m_ranEditor->goTo(line, column);
    });
}

void MainWindow::connectView()
{
    connectResult();
    const std::pair<QAction *, ResultPane::Tab> tabs[] = {
        {m_actions->showResult, ResultPane::ResultTab},
        {m_actions->showOutput, ResultPane::OutputTab},
        {m_actions->showError, ResultPane::ErrorTab},
        {m_actions->showProblems, ResultPane::ProblemsTab}};
    for (const auto &[action, tab] : tabs)
        connect(action, &QAction::triggered, this, [this, tab = tab] { m_results->setTab(tab); });
    connect(m_actions->beside, &QAction::toggled, this, [this](bool beside) {
        m_splitter->setOrientation(beside ? Qt::Horizontal : Qt::Vertical);
        m_splitter->setSizes({500, 500});
    });
    connect(m_actions->showData, &QAction::toggled, this, [this](bool isShown) {
        m_data->pane().setVisible(isShown);
        if (isShown)
            m_data->pane().focusTree();
        else
            m_tabs->current()->setFocus();
    });
    connect(m_status, &StatusLine::dataClicked, m_actions->showData, &QAction::toggle);
    connect(m_actions->nextPane, &QAction::triggered, this, &MainWindow::focusNextPane);
    connect(m_actions->zoomIn, &QAction::triggered, this, [this] { m_tabs->current()->zoomIn(); });
    connect(m_actions->zoomOut, &QAction::triggered, this,
            [this] { m_tabs->current()->zoomOut(); });
    connect(m_actions->zoomReset, &QAction::triggered, this,
            [this] { m_tabs->current()->zoomTo(0); });
    const auto openStatus = [this] { openSandboxStatus(m_appearance, m_run->engine(), this); };
    connect(m_actions->sandbox, &QAction::triggered, this, openStatus);
    connect(m_status, &StatusLine::engineClicked, this, openStatus);
    connect(m_actions->shortcuts, &QAction::triggered, this,
            [this] { openShortcuts(m_actions->all(), this); });
    connect(m_actions->about, &QAction::triggered, this, [this] { openAbout(m_appearance, this); });
}

void MainWindow::connectResult()
{
    const auto table = [this]() -> TablePane & { return m_results->page().table(); };
    connect(m_actions->pinResult, &QAction::triggered, m_results, &ResultPane::pin);
    connect(m_actions->renameResult, &QAction::triggered, m_results, &ResultPane::askName);
    connect(m_actions->closeResult, &QAction::triggered, m_results, &ResultPane::closeTab);
    connect(m_actions->compareResult, &QMenu::aboutToShow, this, [this] {
        m_actions->compareResult->clear();
        m_results->fillCompareMenu(*m_actions->compareResult);
    });
    connect(m_actions->filterRows, &QAction::triggered, this, [table] { table().focusFilter(); });
    connect(m_actions->exportResult, &QAction::triggered, this, [table] { table().openExport(); });
    connect(m_actions->viewAsCode, &QAction::triggered, this, [table] { table().openCode(); });
    connect(m_results, &ResultPane::codeWanted, this, [this](const QString &code) {
        m_tabs->current()->addLine(code);
        m_tabs->current()->setFocus();
    });
}

void MainWindow::openFirst(const Start &start)
{
    const bool fresh = !start.files.isEmpty();
    m_journal = std::make_unique<BufferJournal>(
        start.journalFolder, fresh ? BufferJournal::Take::Fresh : BufferJournal::Take::LeftBehind,
        [this] { return m_tabs->session(); });
    m_tabs->restore(m_journal->restored());
    m_files->open(start.files);
    if (m_tabs->count() == 0 && fresh)
        m_tabs->add({}, {});
    if (m_tabs->count() == 0) {
        const QString welcome = readScript(QStringLiteral(":/samples/welcome.py")).value_or(u""_qs);
        m_tabs->add({}, welcome)->setName(QStringLiteral("welcome.py"));
        m_tabs->refreshTitles();
    }
    if (!m_journal->problem().isEmpty())
        m_tabs->say(m_journal->problem());
    m_problems->start();
    connect(m_tabs, &EditorTabs::touched, m_journal.get(), &BufferJournal::touch);
    connect(m_journal.get(), &BufferJournal::failed, m_tabs, &EditorTabs::say);
}

void MainWindow::restoreLayout()
{
    const QSettings settings;
    m_actions->beside->setChecked(settings.value(besideKey, true).toBool());
    resize(firstSize);
    m_splitter->setSizes({470, 530});
    restoreGeometry(settings.value(geometryKey).toByteArray());
    m_splitter->restoreState(settings.value(splitterKey).toByteArray());
    m_splitter->setHandleWidth(1);
    m_sides->setSizes({320, 960});
    m_sides->restoreState(settings.value(sidesKey).toByteArray());
    m_sides->setHandleWidth(1);
    m_actions->showData->setChecked(settings.value(dataKey, false).toBool());
}

void MainWindow::startRun()
{
    if (!m_run->canStart())
        return;
    m_ranEditor = m_tabs->current();
    m_ranScript = m_ranEditor->text();
    m_ranEditor->clearError();
    m_results->showStarted();
    m_run->start(m_ranScript);
}

void MainWindow::showFinished(const RunResult &result)
{
    m_results->showResult(result, m_ranScript);
    const bool unchanged = m_ranEditor && m_ranEditor->text() == m_ranScript;
    if (!unchanged)
        m_results->setScript(m_ranEditor ? m_ranEditor->text() : QString());
    if (!unchanged)
        return;
    if (result.line)
        m_ranEditor->markError(*result.line);
}

void MainWindow::updateActions()
{
    m_actions->run->setEnabled(m_run->canStart());
    m_actions->stop->setEnabled(m_run->canStop());
    if (m_run->engine().state == EngineStatus::State::Refusing)
        m_results->showRefusing(m_run->engine().problem);
    else if (m_run->state() == CurrentRun::State::Idle)
        m_results->showInvitation();
}

void MainWindow::updateTitle()
{
    const ScriptEditor *editor = m_tabs->current();
    if (!editor)
        return;
    setWindowTitle(tr("%1[*] – Assay").arg(editor->title()));
    setWindowModified(editor->isModified());
    setWindowFilePath(editor->path());
    m_actions->reopen->setEnabled(m_tabs->canReopen());
}

void MainWindow::askLine()
{
    auto *dialog = new QInputDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Go to Line"));
    dialog->setLabelText(tr("Line:"));
    dialog->setInputMode(QInputDialog::IntInput);
    dialog->setIntRange(1, m_tabs->current()->lines());
    connect(dialog, &QInputDialog::intValueSelected, this,
            [this](int line) { m_tabs->current()->goTo(line); });
    dialog->open();
}

void MainWindow::focusNextPane()
{
    const QWidget *focused = QApplication::focusWidget();
    if (m_results->isAncestorOf(focused) && m_data->pane().isVisible())
        m_data->pane().focusTree();
    else if (m_results->isAncestorOf(focused) || m_data->pane().isAncestorOf(focused))
        m_tabs->current()->setFocus();
    else
        m_results->focusPage();
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    QSettings settings;
    settings.setValue(geometryKey, saveGeometry());
    settings.setValue(splitterKey, m_splitter->saveState());
    settings.setValue(sidesKey, m_sides->saveState());
    settings.setValue(dataKey, m_actions->showData->isChecked());
    settings.setValue(besideKey, m_actions->beside->isChecked());
    m_journal->touch();
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent *event)
{
    if (event->mimeData()->hasUrls())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent *event)
{
    QStringList paths;
    for (const QUrl &url : event->mimeData()->urls())
        if (url.isLocalFile())
            paths << url.toLocalFile();
    m_files->open(paths);
    event->acceptProposedAction();
}

} // namespace assay
