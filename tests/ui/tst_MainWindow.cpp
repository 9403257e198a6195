// SPDX-License-Identifier: GPL-3.0-or-later
// The window without an engine: what the executor says is said by the test.
#include "tests/ui/Support.h"
#include "ui/data/DataPane.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/editor/ScriptFile.h"
#include "ui/results/ResultPane.h"
#include "ui/shell/DataDesk.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/RecentFiles.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/WindowActions.h"
#include "ui/theme/Appearance.h"

#include <QAction>
#include <QDialog>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_MainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void startsWithTheWelcomeScript();
    void welcomeScriptIsKeptButAFileIsNotReplacedByIt();
    void runWithoutAnEngineEndsAndSaysSo();
    void refusingEngineTakesRunAway();
    void onlyOneRunAtATime();
    void otherRunsAreIgnored();
    void errorIsMarkedAndFound();
    void unsavedWorkSurvives();
    void unreadableFileIsToldOf();
    void dialogsDoNotBlock();
    void scriptsRunOnTheSourceThatIsChosen();
    void aCallIsWrittenWhereTheCursorIs();
    void everyKeyIsUsedOnce();

private:
    std::unique_ptr<MainWindow> window(const QStringList &files = {});
    void say(EngineStatus::State state, const QString &problem = {});
    static RunResult failedAt(int line);

    test::Isolation m_isolation;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<Executor> m_executor;
    QString m_journals;
    int m_count = 0;
};

void tst_MainWindow::init()
{
    // The offscreen platform warns of this one thing whenever a window is shown.
    QTest::failOnWarning(
        QRegularExpression(QStringLiteral("^(?!This plugin does not support propagateSizeHints)")));
    m_journals = m_isolation.path(QStringLiteral("journals-%1").arg(++m_count));
    m_appearance = std::make_unique<Appearance>(Appearance::Choice::Light);
    EngineOptions options;
    options.program = QStringLiteral("/no/such/engine");
    m_executor = std::make_unique<Executor>(options);
    // From here on nothing more comes from the executor by itself.
    QSignalSpy changed(m_executor.get(), &Executor::engineChanged);
    QTRY_VERIFY(!changed.isEmpty());
}

void tst_MainWindow::cleanup()
{
    m_executor.reset();
    m_appearance.reset();
}

std::unique_ptr<MainWindow> tst_MainWindow::window(const QStringList &files)
{
    return std::make_unique<MainWindow>(*m_executor, RunSetup{QStringLiteral("slack"), {}, {}, {}},
                                        *m_appearance, MainWindow::Start{files, m_journals});
}

void tst_MainWindow::say(EngineStatus::State state, const QString &problem)
{
    EngineStatus status;
    status.state = state;
    status.problem = problem;
    Q_EMIT m_executor->engineChanged(status);
}

RunResult tst_MainWindow::failedAt(int line)
{
    RunResult result;
    result.end = RunEnd::Error;
    result.error = QStringLiteral("ValueError: bad");
    result.line = line;
    return result;
}

void tst_MainWindow::startsWithTheWelcomeScript()
{
    const auto main = window();
    QVERIFY(main->scripts().current()->text().contains(QStringLiteral("result =")));
    QVERIFY(main->windowTitle().startsWith(QStringLiteral("welcome.py")));
    QVERIFY(!main->scripts().current()->isModified());
    QVERIFY(main->actions().run->isEnabled());
    QVERIFY(!main->actions().stop->isEnabled());
    QCOMPARE(main->status().engineText(), QStringLiteral("Starting…"));
    main->show();
    QVERIFY(!main->grab().isNull());
}

void tst_MainWindow::welcomeScriptIsKeptButAFileIsNotReplacedByIt()
{
    const QString path = m_isolation.path(QStringLiteral("mine.py"));
    QVERIFY(writeScript(path, QStringLiteral("result = 1")));
    const auto main = window({path});
    QCOMPARE(main->scripts().count(), 1);
    QCOMPARE(main->scripts().current()->path(), path);
    QCOMPARE(RecentFiles().paths().front(), path);
}

void tst_MainWindow::runWithoutAnEngineEndsAndSaysSo()
{
    const auto main = window();
    QSignalSpy finished(&main->currentRun(), &CurrentRun::finished);
    main->actions().run->trigger();
    QTRY_COMPARE(finished.size(), 1);
    QCOMPARE(main->results().tab(), ResultPane::ErrorTab);
    QVERIFY(main->actions().run->isEnabled());
    QVERIFY(!main->actions().stop->isEnabled());
}

void tst_MainWindow::refusingEngineTakesRunAway()
{
    const auto main = window();
    say(EngineStatus::State::Refusing, QStringLiteral("No Landlock."));
    QVERIFY(!main->actions().run->isEnabled());
    main->actions().run->trigger();
    QCOMPARE(main->currentRun().state(), CurrentRun::State::Idle);
    say(EngineStatus::State::Ready);
    QVERIFY(main->actions().run->isEnabled());
    QCOMPARE(main->status().engineText(), QStringLiteral("Ready"));
}

void tst_MainWindow::onlyOneRunAtATime()
{
    const auto main = window();
    main->actions().run->trigger();
    QCOMPARE(main->currentRun().state(), CurrentRun::State::Waiting);
    QVERIFY(!main->actions().run->isEnabled());
    QVERIFY(main->actions().stop->isEnabled());
    main->actions().stop->trigger();
    QCOMPARE(main->currentRun().state(), CurrentRun::State::Stopping);
    QVERIFY(!main->actions().stop->isEnabled());
    QTRY_COMPARE(main->currentRun().state(), CurrentRun::State::Idle);
}

void tst_MainWindow::otherRunsAreIgnored()
{
    const auto main = window();
    QSignalSpy finished(&main->currentRun(), &CurrentRun::finished);
    QSignalSpy output(&main->currentRun(), &CurrentRun::outputArrived);
    Q_EMIT m_executor->outputArrived(4711, OutputStream::Output, QStringLiteral("x"));
    Q_EMIT m_executor->runFinished(4711, failedAt(1));
    main->actions().run->trigger();
    Q_EMIT m_executor->runFinished(4711, failedAt(1));
    QCOMPARE(finished.size() + output.size(), 0);
    QTRY_COMPARE(finished.size(), 1);
}

void tst_MainWindow::errorIsMarkedAndFound()
{
    const auto main = window();
    ScriptEditor *editor = main->scripts().current();
    QSignalSpy finished(&main->currentRun(), &CurrentRun::finished);
    main->actions().run->trigger();
    QTRY_COMPARE(finished.size(), 1);
    Q_EMIT main->currentRun().finished(failedAt(4));
    QCOMPARE(editor->errorLine(), std::optional<int>(4));
    editor->setCursorPosition(0, 0);
    main->scripts().add({}, {});
    Q_EMIT main->results().lineActivated(4, 1);
    QCOMPARE(main->scripts().current(), editor);
    int line = 0, column = 0;
    editor->getCursorPosition(&line, &column);
    QCOMPARE(line, 3);
    editor->insert(QStringLiteral("x"));
    QVERIFY(!editor->errorLine());
    QVERIFY(main->results().summary().contains(QStringLiteral("edited since")));
}

void tst_MainWindow::unsavedWorkSurvives()
{
    auto main = window();
    main->scripts().add({}, {})->insert(QStringLiteral("typed, never saved"));
    QVERIFY(main->close());
    main.reset();
    main = window();
    QCOMPARE(main->scripts().count(), 2);
    QCOMPARE(main->scripts().current()->text(), QStringLiteral("typed, never saved"));
    QVERIFY(main->scripts().current()->isModified());
}

void tst_MainWindow::unreadableFileIsToldOf()
{
    const auto main = window({m_isolation.path(QStringLiteral("missing.py"))});
    QCOMPARE(main->scripts().count(), 1);
    QVERIFY(main->scripts().current()->text().isEmpty());
}

void tst_MainWindow::dialogsDoNotBlock()
{
    const auto main = window();
    main->show();
    for (QAction *action : {main->actions().about, main->actions().shortcuts,
                            main->actions().sandbox, main->actions().goToLine}) {
        action->trigger();
        auto *dialog = main->findChild<QDialog *>();
        QVERIFY(dialog);
        QVERIFY(dialog->isVisible());
        delete dialog;
    }
}

void tst_MainWindow::scriptsRunOnTheSourceThatIsChosen()
{
    const auto main = window();
    const QString source = QStringLiteral("sqlite:/nowhere/cache.db");
    QVERIFY(main->data().pane().isHidden());
    main->data().use(source);
    QCOMPARE(main->currentRun().request({}).source->name(), source.toStdString());
    QTRY_VERIFY2(main->status().dataText().contains(QStringLiteral("cannot be read")), qPrintable(main->status().dataText()));
    Q_EMIT main->data().pane().removeWanted(source);
    QCOMPARE(main->currentRun().request({}).source->name(), std::string("sample"));
    QCOMPARE(main->status().dataText(), QStringLiteral("Sample data"));
    main->actions().showData->setChecked(true);
    QVERIFY(!main->data().pane().isHidden());
}

void tst_MainWindow::aCallIsWrittenWhereTheCursorIs()
{
    const auto main = window();
    ScriptEditor *editor = main->scripts().add({}, {});
    Q_EMIT main->data().pane().useWanted(QStringLiteral("load_trades()"));
    QCOMPARE(editor->text(), QStringLiteral("trades = load_trades()"));
    editor->setText(QStringLiteral("x = "));
    editor->setCursorPosition(0, 4);
    Q_EMIT main->data().pane().useWanted(QStringLiteral("load_balances()"));
    QCOMPARE(editor->text(), QStringLiteral("x = load_balances()"));
    editor->undo();
    QCOMPARE(editor->text(), QStringLiteral("x = "));
}

void tst_MainWindow::everyKeyIsUsedOnce()
{
    const auto main = window();
    QList<QKeySequence> seen;
    for (const QAction *action : main->actions().all()) {
        for (const QKeySequence &key : action->shortcuts()) {
            QVERIFY2(!seen.contains(key), qPrintable(key.toString()));
            seen << key;
        }
    }
    for (const int key : {int(Qt::Key_F5), (Qt::CTRL | Qt::Key_Return).toCombined(),
                          (Qt::SHIFT | Qt::Key_F5).toCombined()})
        QVERIFY(seen.contains(QKeySequence(key)));
}

QTEST_MAIN(tst_MainWindow)
#include "tst_MainWindow.moc"
