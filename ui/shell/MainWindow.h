// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/BufferJournal.h"
#include "ui/editor/EditorTabs.h"
#include "ui/shell/CurrentRun.h"

#include <memory>
#include <QMainWindow>
#include <QPointer>

class QSplitter;

namespace assay {

class Appearance;
class DataDesk;
class ProblemDesk;
class ResultPane;
class ScriptEditor;
class ScriptFiles;
class StatusLine;
class WindowActions;

/// The workbench: scripts, their results, and one run at a time. Only puts the pieces together.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// What is opened at the start.
    struct Start
    {
        QStringList files;     ///< none: what was open last time, else the welcome script
        QString journalFolder; ///< where unsaved work is kept
    };

    /// All three live as long as the window.
    MainWindow(Executor &executor, RunSetup setup, Appearance &appearance, const Start &start);
    ~MainWindow() override;

    [[nodiscard]] WindowActions &actions() { return *m_actions; }
    [[nodiscard]] EditorTabs &scripts() { return *m_tabs; }
    [[nodiscard]] ResultPane &results() { return *m_results; }
    [[nodiscard]] StatusLine &status() { return *m_status; }
    [[nodiscard]] DataDesk &data() { return *m_data; }
    [[nodiscard]] CurrentRun &currentRun() { return *m_run; }

protected:
    void closeEvent(QCloseEvent *event) override;
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dropEvent(QDropEvent *event) override;

private:
    void connectFile();
    void connectEdit();
    void connectRun();
    void connectView();
    void connectResult();
    void openFirst(const Start &start);
    void restoreLayout();
    void startRun();
    void showFinished(const RunResult &result);
    void updateActions();
    void updateTitle();
    void askLine();
    void focusNextPane();

    Appearance &m_appearance;
    CurrentRun *m_run;
    WindowActions *m_actions;
    QSplitter *m_sides; ///< the data pane, and all the rest
    QSplitter *m_splitter;
    EditorTabs *m_tabs;
    ResultPane *m_results;
    StatusLine *m_status;
    ScriptFiles *m_files;
    ProblemDesk *m_problems;
    DataDesk *m_data;
    std::unique_ptr<BufferJournal> m_journal;
    QPointer<ScriptEditor> m_ranEditor; ///< whose script the results are of
    QString m_ranScript;
};

} // namespace assay
