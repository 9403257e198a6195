// SPDX-License-Identifier: GPL-3.0-or-later
// Drives the real window by its keys, with the real engine, and keeps pictures of what came.
#include "policy/BuiltinProfiles.h"
#include "ui/editor/CurePopup.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/OutputView.h"
#include "ui/results/ResultPane.h"
#include "ui/rules/RulesDialog.h"
#include "ui/shell/MainWindow.h"
#include "ui/shell/StatusLine.h"
#include "ui/shell/WindowActions.h"
#include "ui/theme/Appearance.h"

#include <QApplication>
#include <QComboBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSettings>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <QTextBrowser>

using namespace assay;

class tst_Window : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void cleanupTestCase() { m_window.reset(); }
    void welcomeScriptRunsAtF5();
    void errorLeadsToItsLine();
    void refusedScriptNamesTheRule();
    void theVerdictFollowsText();
    void theVerdictFollowsTheProfile();
    void aProblemIsMendedByKeys();
    void aCureCanBeLeft();
    void rulesOpenAtTheProblem();
    void floodLeavesTheWindowAlive();
    void stopEndsAnEndlessLoop();

private:
    static constexpr int patience = 20'000;

    void setScript(const char *text);
    void pressRun();
    void keepPicture(const char *name);

    QTemporaryDir m_folder;
    std::unique_ptr<Executor> m_executor;
    std::unique_ptr<Appearance> m_appearance;
    std::unique_ptr<MainWindow> m_window;
};

void tst_Window::initTestCase()
{
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, m_folder.path());
    const auto profile = builtinProfile("slack");
    const auto source = openSource("sample");
    QVERIFY(profile);
    QVERIFY(source);
    m_executor = std::make_unique<Executor>(EngineOptions{});
    m_appearance = std::make_unique<Appearance>(Appearance::Choice::Light);
    m_window = std::make_unique<MainWindow>(
        *m_executor,
        RunSetup{QStringLiteral("slack"),
                 QString::fromUtf8(profile->data(), qsizetype(profile->size())),
                 *source,
                 {}},
        *m_appearance, MainWindow::Start{{}, m_folder.path()});
    m_window->show();
    QVERIFY(QTest::qWaitForWindowExposed(m_window.get()));
    // Keys find their way only in an active window, and there is no window manager to make it so.
    QApplication::setActiveWindow(m_window.get());
    QVERIFY(m_window->isActiveWindow());
    // No window manager does it here, and shortcuts work in the active window only.
    m_window->activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(m_window.get()));
    QTRY_VERIFY_WITH_TIMEOUT(m_window->currentRun().engine().state != EngineStatus::State::Starting,
                             patience);
    if (m_window->currentRun().engine().state != EngineStatus::State::Ready)
        QSKIP(qPrintable(m_window->currentRun().engine().problem));
}

void tst_Window::aProblemIsMendedByKeys()
{
    ScriptEditor *editor = m_window->scripts().current();
    setScript("pos = [1, 2]\nresult = pos.copy()\nother = 'os.'\n");
    editor->setFocus();
    editor->setCursorPosition(1, 0);
    QTest::keyClick(editor, Qt::Key_Period, Qt::ControlModifier);
    const auto *popup = m_window->findChild<CurePopup *>();
    QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), patience);
    auto *apply = popup->findChild<QPushButton *>(QStringLiteral("primary"));
    QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), patience);
    keepPicture("cure");
    QTest::keyClick(apply, Qt::Key_Return);
    QVERIFY(!popup->isVisible());
    QCOMPARE(editor->text(),
             QStringLiteral("position = [1, 2]\nresult = position.copy()\nother = 'os.'\n"));
    editor->undo();
    QVERIFY(editor->text().startsWith(QStringLiteral("pos = ")));
}

void tst_Window::aCureCanBeLeft()
{
    ScriptEditor *editor = m_window->scripts().current();
    setScript("pos = [1, 2]\nresult = pos.copy()\n");
    const QString before = editor->text();
    m_window->actions().mendAll->trigger();
    auto *popup = m_window->findChild<CurePopup *>();
    QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), patience);
    QTest::keyClick(popup, Qt::Key_Escape);
    QVERIFY(!popup->isVisible());
    QCOMPARE(editor->text(), before);
    QVERIFY(editor->hasFocus());
    // What was edited while the cure was being proven is left alone.
    m_window->actions().mendAll->trigger();
    QTRY_VERIFY_WITH_TIMEOUT(popup->isVisible(), patience);
    auto *apply = popup->findChild<QPushButton *>(QStringLiteral("primary"));
    QTRY_VERIFY_WITH_TIMEOUT(apply->isEnabled(), patience);
    editor->append(QStringLiteral("x = 1\n"));
    apply->click();
    QCOMPARE(editor->text(), before + QStringLiteral("x = 1\n"));
}

void tst_Window::rulesOpenAtTheProblem()
{
    ScriptEditor *editor = m_window->scripts().current();
    setScript("result = eval('1')\n");
    QTRY_VERIFY_WITH_TIMEOUT(!editor->findings().empty(), patience);
    editor->setCursorPosition(0, 10);
    m_window->actions().rules->trigger();
    const auto *rules = m_window->findChild<RulesDialog *>();
    QVERIFY(rules && rules->isVisible());
    const auto *text = rules->findChild<QTextBrowser *>();
    QVERIFY(text->toPlainText().contains(QStringLiteral("Letters that may stand nowhere")));
    m_window->findChild<RulesDialog *>()->reject();
}

void tst_Window::setScript(const char *text)
{
    m_window->scripts().current()->setText(QLatin1String(text));
}

void tst_Window::pressRun()
{
    QSignalSpy finished(&m_window->currentRun(), &CurrentRun::finished);
    QTest::keyClick(m_window->scripts().current(), Qt::Key_F5);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
}

void tst_Window::keepPicture(const char *name)
{
    const QString path = QStringLiteral(ASSAY_PICTURES "/%1.png").arg(QLatin1String(name));
    QVERIFY(m_window->grab().save(path));
}

void tst_Window::welcomeScriptRunsAtF5()
{
    pressRun();
    QVERIFY2(m_window->results().tab() == ResultPane::ResultTab,
             qPrintable(m_window->results().summary()));
    const auto &model = m_window->results().findChild<FrameView *>()->frameModel();
    QVERIFY(model.rowCount() > 4);
    QCOMPARE(model.indexLevels(), 2);
    QTRY_VERIFY(
        m_window->findChild<OutputView *>()->toPlainText().contains(QStringLiteral("trades")));
    QCOMPARE(m_window->status().runText(), QStringLiteral("Done"));
    keepPicture("welcome");
}

void tst_Window::errorLeadsToItsLine()
{
    setScript("a = 1\nb = 0\n\nresult = a / b\n");
    pressRun();
    QCOMPARE(m_window->results().tab(), ResultPane::ErrorTab);
    QCOMPARE(m_window->scripts().current()->errorLine(), std::optional<int>(4));
    QTest::mouseClick(m_window->findChild<QPushButton *>(QStringLiteral("errorLine")),
                      Qt::LeftButton);
    int line = 0, column = 0;
    m_window->scripts().current()->getCursorPosition(&line, &column);
    QCOMPARE(line, 3);
    keepPicture("error");
}

void tst_Window::refusedScriptNamesTheRule()
{
    setScript("x = 1\npos = [1]\nresult = pos.count(1)\n");
    pressRun();
    QCOMPARE(m_window->status().runText(), QStringLiteral("Refused"));
    QCOMPARE(m_window->scripts().current()->errorLine(), std::optional<int>(3));
    keepPicture("refused");
}

void tst_Window::theVerdictFollowsText()
{
    ScriptEditor *editor = m_window->scripts().current();
    setScript("pos = load_trades()\nheld = pos['amount'].sum()\nresult = pos.shape\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().verdictText(), QStringLiteral("Refused"),
                              patience);
    QCOMPARE(editor->findings().size(), 1U);
    editor->goTo(1);
    QTest::keyClick(editor, Qt::Key_F8);
    int line = 0, column = 0;
    editor->getCursorPosition(&line, &column);
    QCOMPARE(std::pair(line, column), std::pair(2, 10)); // the letters os. themselves
    keepPicture("refused-live");
    setScript("trades = load_trades()\nresult = trades.shape\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().verdictText(), QStringLiteral("Should run"),
                              patience);
    QVERIFY(editor->findings().empty());
}

void tst_Window::theVerdictFollowsTheProfile()
{
    QComboBox *profile = m_window->actions().profile;
    setScript("import pandas as pd\nresult = pd.DataFrame({'a': [1]})\n");
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().verdictText(), QStringLiteral("Should run"),
                              patience);
    profile->setCurrentText(QStringLiteral("deployed"));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().verdictText(),
                              QStringLiteral("Accepted, will fail there"), patience);
    pressRun();
    QCOMPARE(m_window->status().runText(), QStringLiteral("Error"));
    profile->setCurrentText(QStringLiteral("slack"));
    QTRY_COMPARE_WITH_TIMEOUT(m_window->status().verdictText(), QStringLiteral("Should run"),
                              patience);
}

void tst_Window::floodLeavesTheWindowAlive()
{
    setScript("for i in range(300000):\n    print(i)\nresult = 'end'\n");
    pressRun();
    QCOMPARE(m_window->findChild<QPlainTextEdit *>(QStringLiteral("resultText"))->toPlainText(),
             QStringLiteral("end"));
    QVERIFY(m_window->findChild<OutputView *>()->blockCount() <= OutputBuffer::maxLines);
}

void tst_Window::stopEndsAnEndlessLoop()
{
    setScript("while True:\n    try:\n        x = 1\n    except Exception:\n        continue\n");
    QSignalSpy finished(&m_window->currentRun(), &CurrentRun::finished);
    QTest::keyClick(m_window->scripts().current(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_COMPARE_WITH_TIMEOUT(m_window->currentRun().state(), CurrentRun::State::Running, patience);
    QTest::keyClick(m_window->scripts().current(), Qt::Key_F5, Qt::ShiftModifier);
    QTRY_COMPARE_WITH_TIMEOUT(finished.size(), 1, patience);
    QCOMPARE(m_window->status().runText(), QStringLiteral("Stopped"));
    // The engine is there for the next one.
    setScript("result = 6 * 7\n");
    pressRun();
    QCOMPARE(m_window->findChild<QPlainTextEdit *>(QStringLiteral("resultText"))->toPlainText(),
             QStringLiteral("42"));
}

QTEST_MAIN(tst_Window)
#include "tst_Window.moc"
