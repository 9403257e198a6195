// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/EditorTabs.h"

#include "ui/editor/FindBar.h"
#include "ui/editor/ScriptEditor.h"
#include "ui/editor/ScriptFile.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/NoticeBar.h"

#include <algorithm>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QStackedWidget>
#include <QTabBar>
#include <QToolButton>

namespace assay {

EditorTabs::EditorTabs(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_tabs(new QTabBar)
    , m_notice(new NoticeBar(appearance, this))
    , m_editors(new QStackedWidget(this))
    , m_find(new FindBar(appearance, this))
{
    m_tabs->setExpanding(false);
    m_tabs->setDrawBase(false);
    m_tabs->setDocumentMode(true);
    m_tabs->setElideMode(Qt::ElideMiddle);
    auto *header = new QWidget(this);
    header->setObjectName(QStringLiteral("paneHeader"));
    header->setAttribute(Qt::WA_StyledBackground);
    header->setFixedHeight(fontMetrics().height() + 22);
    auto *row = new QHBoxLayout(header);
    row->setContentsMargins(6, 0, 6, 1);
    row->addWidget(m_tabs, 0, Qt::AlignBottom);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(m_notice);
    column->addWidget(m_editors, 1);
    column->addWidget(m_find);
    connect(m_tabs, &QTabBar::currentChanged, this, [this](int index) {
        if (index < 0)
            return;
        m_editors->setCurrentIndex(index);
        if (m_find->isVisible())
            m_find->openFor(current());
        Q_EMIT currentChanged(current());
        Q_EMIT touched();
    });
}

ScriptEditor *EditorTabs::current() const
{
    return static_cast<ScriptEditor *>(m_editors->currentWidget());
}

int EditorTabs::count() const
{
    return m_editors->count();
}

ScriptEditor *EditorTabs::at(int index) const
{
    return static_cast<ScriptEditor *>(m_editors->widget(index));
}

bool EditorTabs::isUntouched(const ScriptEditor &editor) const
{
    return editor.path().isEmpty() && editor.length() == 0;
}

ScriptEditor *EditorTabs::add(const QString &path, const QString &text)
{
    ScriptEditor *before = current();
    auto *editor = new ScriptEditor(m_appearance);
    editor->setPath(path);
    if (text.contains(QStringLiteral("\r\n")))
        editor->setEolMode(QsciScintilla::EolWindows);
    editor->setText(text);
    editor->SendScintilla(QsciScintilla::SCI_EMPTYUNDOBUFFER);
    editor->setModified(false);
    connect(editor, &QsciScintilla::textChanged, this, [this, editor] {
        Q_EMIT edited(editor);
        Q_EMIT touched();
    });
    connect(editor, &QsciScintilla::modificationChanged, this, &EditorTabs::refreshTitles);
    connect(editor, &QsciScintilla::cursorPositionChanged, this, [this](int line, int index) {
        Q_EMIT cursorMoved(line + 1, index + 1);
        Q_EMIT touched();
    });
    connect(editor, &ScriptEditor::filesDropped, this, &EditorTabs::filesDropped);
    // The stack first: a tab's arrival makes it current.
    m_editors->addWidget(editor);
    const int index = m_tabs->addTab(editor->title());
    addCloseButton(index, editor);
    m_tabs->setCurrentIndex(index);
    if (before && isUntouched(*before))
        closeTab(m_editors->indexOf(before));
    refreshTitles();
    editor->setFocus();
    return editor;
}

void EditorTabs::addCloseButton(int index, ScriptEditor *editor)
{
    auto *button = new QToolButton;
    button->setIconSize({12, 12});
    button->setFixedSize(16, 16);
    button->setStyleSheet(QStringLiteral("padding: 0"));
    button->setToolTip(tr("Close (Ctrl+W)"));
    button->setFocusPolicy(Qt::NoFocus);
    button->setIcon(m_appearance.icon(QStringLiteral("close")));
    connect(&m_appearance, &Appearance::changed, button,
            [this, button] { button->setIcon(m_appearance.icon(QStringLiteral("close"))); });
    connect(button, &QToolButton::clicked, this,
            [this, editor] { closeTab(m_editors->indexOf(editor)); });
    m_tabs->setTabButton(index, QTabBar::RightSide, button);
}

bool EditorTabs::goToFile(const QString &path)
{
    for (int i = 0; i < count(); ++i) {
        if (at(i)->path() != path)
            continue;
        m_tabs->setCurrentIndex(i);
        return true;
    }
    return false;
}

bool EditorTabs::goTo(const ScriptEditor *editor)
{
    for (int i = 0; i < count(); ++i) {
        if (at(i) != editor)
            continue;
        m_tabs->setCurrentIndex(i);
        return true;
    }
    return false;
}

void EditorTabs::closeCurrent()
{
    closeTab(m_editors->currentIndex());
}

void EditorTabs::closeTab(int index)
{
    ScriptEditor *editor = at(index);
    if (!editor)
        return;
    if (!isUntouched(*editor)) {
        if (editor->isModified())
            say(tr("“%1” was closed with unsaved changes; Ctrl+Shift+T brings it back.")
                    .arg(editor->title()));
        m_closed.push_back(kept(*editor));
        if (m_closed.size() > mostClosed)
            m_closed.erase(m_closed.begin());
    }
    m_editors->removeWidget(editor);
    m_tabs->removeTab(index);
    editor->deleteLater();
    if (count() == 0)
        add({}, {});
    m_editors->setCurrentIndex(m_tabs->currentIndex());
    Q_EMIT currentChanged(current());
    Q_EMIT touched();
}

void EditorTabs::reopenClosed()
{
    if (m_closed.empty())
        return;
    const KeptBuffer buffer = m_closed.back();
    m_closed.pop_back();
    addKept(buffer);
}

void EditorTabs::openFind()
{
    m_find->openFor(current());
}

void EditorTabs::say(const QString &text)
{
    m_notice->say(text);
}

void EditorTabs::offer(const QString &text, const QString &action, std::function<void()> carryOut)
{
    m_notice->offer(text, action, std::move(carryOut));
}

void EditorTabs::refreshTitles()
{
    for (int i = 0; i < count(); ++i) {
        const ScriptEditor *editor = at(i);
        const QString title = QString(editor->title()).replace(u'&', QStringLiteral("&&"));
        m_tabs->setTabText(i, editor->isModified() ? QStringLiteral("● ") + title : title);
        m_tabs->setTabToolTip(i, QDir::toNativeSeparators(editor->path()).toHtmlEscaped());
    }
}

KeptBuffer EditorTabs::kept(const ScriptEditor &editor) const
{
    int line = 0, column = 0;
    editor.getCursorPosition(&line, &column);
    const bool needsText = editor.path().isEmpty() || editor.isModified();
    return {editor.path(),       editor.name(), needsText ? editor.text() : QString(),
            editor.isModified(), line + 1,      column + 1};
}

KeptSession EditorTabs::session() const
{
    KeptSession session{{}, m_editors->currentIndex(), m_closed};
    for (int i = 0; i < count(); ++i)
        session.open.push_back(kept(*at(i)));
    return session;
}

void EditorTabs::addKept(const KeptBuffer &buffer)
{
    QString saved = buffer.isModified ? QString() : buffer.text;
    if (!buffer.path.isEmpty()) {
        const Result<QString> read = readScript(buffer.path);
        if (!read)
            say(QString::fromStdString(read.error().text));
        if (!read && !buffer.isModified)
            return;
        saved = read.value_or(QString());
    }
    ScriptEditor *editor = add(buffer.path, saved);
    editor->setName(buffer.name);
    // As an edit, so that undo goes back to what the file holds.
    if (buffer.isModified)
        editor->replaceText(buffer.text);
    editor->setCursorPosition(buffer.line - 1, buffer.column - 1);
    refreshTitles();
}

void EditorTabs::restore(const KeptSession &session)
{
    m_closed = session.closed;
    for (const KeptBuffer &buffer : session.open)
        addKept(buffer);
    if (count() > 0)
        m_tabs->setCurrentIndex(std::clamp(session.current, 0, count() - 1));
}

} // namespace assay
