// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SearchedText.h"

#include "ui/widgets/SearchBar.h"

#include <QPlainTextEdit>
#include <QVBoxLayout>

namespace assay {

SearchedText::SearchedText(const Appearance &appearance, QPlainTextEdit *text, QWidget *parent)
    : QWidget(parent)
    , m_text(text)
    , m_bar(new SearchBar(appearance, tr("Find in text"), this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_text, 1);
    column->addWidget(m_bar);
    setFocusProxy(m_text);
    connect(m_bar, &SearchBar::searchWanted, this, &SearchedText::find);
    connect(m_bar, &SearchBar::closed, m_text, [this] { m_text->setFocus(); });
}

void SearchedText::openSearch()
{
    const QString selected = m_text->textCursor().selectedText();
    m_bar->open(selected.contains(QChar::ParagraphSeparator) ? QString() : selected);
}

/// Around the end of the text where needed.
void SearchedText::find(const QString &text, bool isForward)
{
    const QTextDocument::FindFlags way = isForward ? QTextDocument::FindFlags() : QTextDocument::FindBackward;
    if (m_text->find(text, way))
        return m_bar->say({});
    const QTextCursor before = m_text->textCursor();
    m_text->moveCursor(isForward ? QTextCursor::Start : QTextCursor::End);
    if (m_text->find(text, way))
        return m_bar->say(tr("From the other end"));
    m_text->setTextCursor(before);
    m_bar->say(tr("Not found"));
}

} // namespace assay
