// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/FindBar.h"

#include "ui/editor/ScriptEditor.h"
#include "ui/theme/Appearance.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace assay {

FindBar::FindBar(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_text(new QLineEdit(this))
    , m_note(new QLabel(this))
    , m_previous(new QToolButton(this))
    , m_next(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("findBar"));
    setAttribute(Qt::WA_StyledBackground);
    m_text->setPlaceholderText(tr("Find in script"));
    m_text->setMaximumWidth(320);
    m_previous->setToolTip(tr("Previous (Shift+Enter)"));
    m_next->setToolTip(tr("Next (Enter)"));
    m_close->setToolTip(tr("Close (Esc)"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(10, 5, 8, 5);
    row->setSpacing(4);
    row->addWidget(m_text, 1);
    row->addWidget(m_previous);
    row->addWidget(m_next);
    row->addWidget(m_note);
    row->addStretch();
    row->addWidget(m_close);
    connect(m_previous, &QToolButton::clicked, this, [this] { find(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { find(true); });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);
    connect(m_text, &QLineEdit::textChanged, m_note, &QLabel::clear);
    connect(&appearance, &Appearance::changed, this, &FindBar::updateIcons);
    updateIcons();
    hide();
}

void FindBar::updateIcons()
{
    m_previous->setIcon(m_appearance.icon(QStringLiteral("up")));
    m_next->setIcon(m_appearance.icon(QStringLiteral("down")));
    m_close->setIcon(m_appearance.icon(QStringLiteral("close")));
    for (QToolButton *button : {m_previous, m_next, m_close})
        button->setIconSize({16, 16});
}

void FindBar::open(ScriptEditor *editor)
{
    m_editor = editor;
    const QString selected = editor->selectedText();
    if (!selected.isEmpty() && !selected.contains(u'\n'))
        m_text->setText(selected);
    show();
    m_text->setFocus();
    m_text->selectAll();
}

void FindBar::find(bool forward)
{
    if (!m_editor || m_text->text().isEmpty())
        return;
    int line = 0, column = 0, endLine = 0, endColumn = 0;
    if (m_editor->hasSelectedText()) {
        m_editor->getSelection(&line, &column, &endLine, &endColumn);
        if (forward)
            line = endLine, column = endColumn;
    } else {
        m_editor->getCursorPosition(&line, &column);
    }
    const bool found =
        m_editor->findFirst(m_text->text(), false, false, false, true, forward, line, column);
    m_note->setText(found ? QString() : tr("Not found"));
}

void FindBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        hide();
        if (m_editor)
            m_editor->setFocus();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        find(!event->modifiers().testFlag(Qt::ShiftModifier));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace assay
