// SPDX-License-Identifier: GPL-3.0-or-later
// What typing in a long script costs, in the real window with the real engine checking in the
// background (goals G23 and G24 of docs/performance.md): the longest time that the GUI thread was
// busy with one event, a keystroke until it is painted, and the time from the last keystroke of a
// mistake until its underline is painted.
#include "policy/BuiltinProfiles.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/shell/CurrentRun.h"
#include "ui/shell/MainWindow.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <QApplication>
#include <QKeyEvent>
#include <QSettings>
#include <QStandardPaths>
#include <QTemporaryDir>
#include <vector>

using namespace assay;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int lineCount = 5000;
constexpr int keystrokes = 400;
constexpr int mistakes = 20;
constexpr auto betweenKeys = 45ms; ///< a fast typist

double millisecondsSince(Clock::time_point start)
{
    return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

/// Times every event that is handled while nothing else is.
class TimedApplication : public QApplication
{
public:
    using QApplication::QApplication;

    bool notify(QObject *receiver, QEvent *event) override
    {
        if (m_depth > 0)
            return QApplication::notify(receiver, event);
        ++m_depth;
        const Clock::time_point start = Clock::now();
        const bool handled = QApplication::notify(receiver, event);
        longest = std::max(longest, millisecondsSince(start));
        --m_depth;
        return handled;
    }

    double longest = 0; ///< milliseconds

private:
    int m_depth = 0;
};

void waitFor(std::chrono::milliseconds time)
{
    const Clock::time_point end = Clock::now() + time;
    while (Clock::now() < end)
        QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
}

/// Notes when the editor paints.
class PaintWatch : public QObject
{
public:
    explicit PaintWatch(ScriptEditor *editor)
        : m_editor(editor)
    {
        editor->viewport()->installEventFilter(this);
    }

    bool eventFilter(QObject *, QEvent *event) override
    {
        if (event->type() == QEvent::Paint) {
            ++m_paints;
            m_underlines += m_editor->findings().empty() ? 0 : 1;
        }
        return false;
    }

    [[nodiscard]] int paints() const { return m_paints; }
    /// Those that had something to underline.
    [[nodiscard]] int underlines() const { return m_underlines; }

private:
    ScriptEditor *m_editor;
    int m_paints = 0;
    int m_underlines = 0;
};

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

class Typist
{
public:
    explicit Typist(MainWindow &window)
        : m_editor(window.scripts().current())
        , m_watch(m_editor)
    {
    }

    void openScript()
    {
        QString text;
        for (int i = 0; i < lineCount / 5; ++i)
            text += QStringLiteral("def share_%1(amount, total):\n    if total == 0:\n"
                                   "        return 0.0\n    return amount / total\n"
                                   "value_%1 = share_%1(%1, 7)\n").arg(i);
        m_editor->setText(text + QStringLiteral("result = value_1\n"));
        m_editor->setCursorPosition(lineCount / 2, 0);
        m_editor->ensureCursorVisible();
        m_editor->setFocus();
    }

    void type(QChar letter)
    {
        const Qt::Key key = letter == u'\n' ? Qt::Key_Return : Qt::Key(letter.toUpper().unicode());
        const QString text = letter == u'\n' ? QStringLiteral("\r") : QString(letter);
        QKeyEvent press(QEvent::KeyPress, key, Qt::NoModifier, text);
        QCoreApplication::sendEvent(m_editor, &press);
    }

    /// Milliseconds until it is painted.
    double typeAndSee(QChar letter)
    {
        const int paints = m_watch.paints();
        const Clock::time_point start = Clock::now();
        type(letter);
        while (m_watch.paints() == paints && millisecondsSince(start) < 1000)
            QCoreApplication::processEvents();
        return millisecondsSince(start);
    }

    /// Milliseconds from the last letter of a mistake until its underline is painted.
    double makeMistake()
    {
        for (const QChar letter : QStringLiteral("x = pos"))
            type(letter), waitFor(betweenKeys);
        const Clock::time_point start = Clock::now();
        type(u'.');
        const int underlines = m_watch.underlines();
        while (m_watch.underlines() == underlines && millisecondsSince(start) < 10'000)
            QCoreApplication::processEvents(QEventLoop::AllEvents | QEventLoop::WaitForMoreEvents, 5);
        const double taken = millisecondsSince(start);
        int line = 0, column = 0;
        m_editor->getCursorPosition(&line, &column);
        m_editor->setSelection(line, 0, line, column);
        m_editor->removeSelectedText();
        while (!m_editor->findings().empty() && millisecondsSince(start) < 20'000)
            waitFor(20ms);
        return taken;
    }

private:
    ScriptEditor *m_editor;
    PaintWatch m_watch;
};

} // namespace

int main(int argc, char **argv)
{
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("assay"));
    QCoreApplication::setApplicationName(QStringLiteral("assay-bench"));
    TimedApplication application(argc, argv);
    const QTemporaryDir folder;
    QSettings::setPath(QSettings::NativeFormat, QSettings::UserScope, folder.path());
    Appearance appearance(Appearance::Choice::Light);
    for (const char *name : {"slack", "deployed"}) {
        Executor executor({});
        const auto profile = builtinProfile(name).value();
        MainWindow window(executor,
                          RunSetup{QLatin1String(name),
                                   QString::fromUtf8(profile.data(), qsizetype(profile.size())),
                                   openSource("sample").value(),
                                   {}},
                          appearance, MainWindow::Start{{}, folder.filePath(QLatin1String(name))});
        window.show();
        while (window.currentRun().engine().state != EngineStatus::State::Ready)
            waitFor(20ms);
        Typist typist(window);
        typist.openScript();
        waitFor(1500ms);
        application.longest = 0;
        std::vector<double> keys;
        const QString text = QStringLiteral("total = 300 * 45  # a note\n");
        for (int i = 0; i < keystrokes; ++i) {
            keys.push_back(typist.typeAndSee(text[i % text.size()]));
            waitFor(betweenKeys);
        }
        const double stall = application.longest;
        waitFor(1000ms);
        std::vector<double> underlines;
        for (int i = 0; i < mistakes; ++i)
            underlines.push_back(typist.makeMistake());
        std::printf("%-9s %d lines: keystroke to paint %.1f ms (worst %.1f), longest event %.1f ms, "
                    "mistake to painted underline %.0f ms (worst %.0f)\n",
                    name, lineCount, median(keys), *std::ranges::max_element(keys), stall,
                    median(underlines), *std::ranges::max_element(underlines));
    }
    return 0;
}
