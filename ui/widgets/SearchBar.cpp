// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/SearchBar.h"

#include "ui/theme/Appearance.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace assay {

SearchBar::SearchBar(const Appearance &appearance, const QString &invitation, QWidget *parent)
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
    m_text->setPlaceholderText(invitation);
    m_text->setAccessibleName(invitation);
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
    connect(m_previous, &QToolButton::clicked, this, [this] { search(false); });
    connect(m_next, &QToolButton::clicked, this, [this] { search(true); });
    connect(m_close, &QToolButton::clicked, this, &SearchBar::close);
    connect(m_text, &QLineEdit::textChanged, this, [this] {
        m_note->clear();
        Q_EMIT edited();
    });
    connect(&appearance, &Appearance::changed, this, &SearchBar::updateIcons);
    updateIcons();
    hide();
}

void SearchBar::updateIcons()
{
    m_previous->setIcon(m_appearance.icon(QStringLiteral("up")));
    m_next->setIcon(m_appearance.icon(QStringLiteral("down")));
    m_close->setIcon(m_appearance.icon(QStringLiteral("close")));
    for (QToolButton *button : {m_previous, m_next, m_close})
        button->setIconSize({16, 16});
}

void SearchBar::open(const QString &text)
{
    if (!text.isEmpty())
        m_text->setText(text);
    show();
    m_text->setFocus();
    m_text->selectAll();
}

void SearchBar::close()
{
    hide();
    Q_EMIT closed();
}

QString SearchBar::text() const
{
    return m_text->text();
}

void SearchBar::say(const QString &note)
{
    m_note->setText(note);
}

void SearchBar::search(bool isForward)
{
    if (!m_text->text().isEmpty())
        Q_EMIT searchWanted(m_text->text(), isForward);
}

void SearchBar::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Escape:
        close();
        break;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        search(!event->modifiers().testFlag(Qt::ShiftModifier));
        break;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace assay
