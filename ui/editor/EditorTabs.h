// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/editor/KeptSession.h"

#include <functional>
#include <QWidget>

class QStackedWidget;
class QTabBar;

namespace assay {

class Appearance;
class FindBar;
class NoticeBar;
class ScriptEditor;

/// The open scripts, a tab each; there is always one. Closing asks nothing: a script closed with
/// unsaved changes can be reopened as it was.
class EditorTabs : public QWidget
{
    Q_OBJECT

public:
    static constexpr std::size_t mostClosed = 20;

    explicit EditorTabs(const Appearance &appearance, QWidget *parent = nullptr);

    [[nodiscard]] ScriptEditor *current() const;
    [[nodiscard]] int count() const;
    [[nodiscard]] ScriptEditor *at(int index) const;
    /// Adds a tab with a text that counts as saved and goes to it. An untouched empty script is
    /// replaced rather than left behind.
    ScriptEditor *add(const QString &path, const QString &text);
    /// Goes to the file's tab, if it has one.
    [[nodiscard]] bool goToFile(const QString &path);
    /// Goes to an editor's tab; false where it was closed.
    bool goTo(const ScriptEditor *editor);
    void closeCurrent();
    [[nodiscard]] bool canReopen() const { return !m_closed.empty(); }
    void reopenClosed();
    void openFind();
    void say(const QString &text);
    /// The same, with a button that does something about it.
    void offer(const QString &text, const QString &action, std::function<void()> carryOut);
    /// A script got another name or was saved.
    void refreshTitles();

    [[nodiscard]] KeptSession session() const;
    /// Files that can't be read any more are told of, and left out unless their text was kept.
    void restore(const KeptSession &session);

Q_SIGNALS:
    void currentChanged(assay::ScriptEditor *editor);
    /// A text, a name, the cursor or the tabs changed: worth keeping.
    void touched();
    void cursorMoved(int line, int column);
    void edited(assay::ScriptEditor *editor);
    void filesDropped(const QStringList &paths);

private:
    void closeTab(int index);
    void addCloseButton(int index, ScriptEditor *editor);
    void addKept(const KeptBuffer &buffer);
    [[nodiscard]] KeptBuffer kept(const ScriptEditor &editor) const;
    [[nodiscard]] bool isUntouched(const ScriptEditor &editor) const;

    const Appearance &m_appearance;
    QTabBar *m_tabs;
    NoticeBar *m_notice;
    QStackedWidget *m_editors;
    FindBar *m_find;
    std::vector<KeptBuffer> m_closed;
};

} // namespace assay
