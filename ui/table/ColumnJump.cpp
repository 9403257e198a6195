// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/ColumnJump.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListWidget>
#include <QVBoxLayout>

namespace assay {

ColumnJump::ColumnJump(const QStringList &names, const std::vector<bool> &hidden, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_names(names)
    , m_hidden(hidden)
    , m_line(new QLineEdit(this))
    , m_list(new QListWidget(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("columnJump"));
    m_line->setPlaceholderText(tr("Go to column"));
    m_line->setAccessibleName(tr("Go to column"));
    m_line->installEventFilter(this);
    m_list->setFocusPolicy(Qt::NoFocus);
    m_list->setUniformItemSizes(true);
    m_list->setAccessibleName(tr("Columns"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(8, 8, 8, 8);
    column->addWidget(m_line);
    column->addWidget(m_list);
    resize(280, 300);
    setFocusProxy(m_line);
    connect(m_line, &QLineEdit::textChanged, this, &ColumnJump::fill);
    connect(m_list, &QListWidget::itemClicked, this, &ColumnJump::choose);
    fill();
}

/// Names that begin with the letters first, then those that hold them.
void ColumnJump::fill()
{
    m_list->clear();
    const QString text = m_line->text();
    for (const bool wantsBegin : {true, false})
        for (int i = 0; i < m_names.size(); ++i) {
            const bool begins = m_names[i].startsWith(text, Qt::CaseInsensitive);
            if (begins != wantsBegin || !m_names[i].contains(text, Qt::CaseInsensitive))
                continue;
            auto *item = new QListWidgetItem(m_hidden[std::size_t(i)] ? tr("%1 (hidden)").arg(m_names[i]) : m_names[i], m_list);
            item->setData(Qt::UserRole, i);
        }
    m_list->setCurrentRow(0);
}

void ColumnJump::choose()
{
    if (const QListWidgetItem *item = m_list->currentItem())
        Q_EMIT chosen(item->data(Qt::UserRole).toInt());
    close();
}

bool ColumnJump::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key(), last = m_list->count() - 1;
    if (key == Qt::Key_Down || key == Qt::Key_Up)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + (key == Qt::Key_Down ? 1 : -1), 0, std::max(0, last)));
    else if (key == Qt::Key_Return || key == Qt::Key_Enter)
        choose();
    else if (key == Qt::Key_Escape)
        close();
    else
        return false;
    return true;
}

} // namespace assay
