// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/FindBar.h"

#include "ui/editor/ScriptEditor.h"

namespace assay {

FindBar::FindBar(const Appearance &appearance, QWidget *parent)
    : SearchBar(appearance, tr("Find in script"), parent)
{
    connect(this, &SearchBar::searchWanted, this, &FindBar::find);
    connect(this, &SearchBar::closed, this, [this] {
        if (m_editor)
            m_editor->setFocus();
    });
}

void FindBar::openFor(ScriptEditor *editor)
{
    m_editor = editor;
    const QString selected = editor->selectedText();
    open(selected.contains(u'\n') ? QString() : selected);
}

void FindBar::find(const QString &text, bool isForward)
{
    if (!m_editor)
        return;
    int line = 0, column = 0, endLine = 0, endColumn = 0;
    if (m_editor->hasSelectedText()) {
        m_editor->getSelection(&line, &column, &endLine, &endColumn);
        if (isForward)
            line = endLine, column = endColumn;
    } else {
        m_editor->getCursorPosition(&line, &column);
    }
    const bool isFound = m_editor->findFirst(text, false, false, false, true, isForward, line, column);
    say(isFound ? QString() : tr("Not found"));
}

} // namespace assay
