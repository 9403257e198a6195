// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/CellPeek.h"

#include "ui/results/Figures.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <QClipboard>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScreen>
#include <QVBoxLayout>

namespace assay {
namespace {

constexpr qsizetype longest = 200'000; ///< is laid out at once
constexpr int peekWidth = 460;
constexpr int mostLines = 16;

} // namespace

CellPeek::CellPeek(const QString &title, const QString &text, const QString &exact, QWidget *parent)
    : QFrame(parent, Qt::Popup)
    , m_text(new QPlainTextEdit(this))
{
    setAttribute(Qt::WA_DeleteOnClose);
    setObjectName(QStringLiteral("cellPeek"));
    auto *head = new QLabel(title, this);
    head->setTextFormat(Qt::PlainText);
    head->setObjectName(QStringLiteral("summary"));
    auto *copy = new QPushButton(tr("&Copy"), this);
    m_text->setReadOnly(true);
    m_text->setFont(Appearance::codeFont());
    m_text->setPlainText(text.size() > longest ? text.left(longest) + tr("\n… %1 characters more").arg(countText(text.size() - longest)) : text);
    m_text->setAccessibleName(title);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_text->installEventFilter(this);
    const int lines = std::clamp(int(text.count(u'\n') + 1 + text.size() / 56), 2, mostLines);
    m_text->setFixedHeight(m_text->fontMetrics().height() * lines + 14);
    auto *row = new QHBoxLayout;
    row->addWidget(head, 1);
    row->addWidget(copy);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(12, 8, 12, 12);
    column->addLayout(row);
    column->addWidget(m_text);
    setFixedWidth(peekWidth);
    connect(copy, &QPushButton::clicked, this, [this, exact] {
        QGuiApplication::clipboard()->setText(exact);
        close();
    });
    setFocusProxy(m_text);
}

void CellPeek::showAt(const QRect &cell)
{
    adjustSize();
    const QScreen *screen = parentWidget()->screen();
    const QRect area = screen->availableGeometry();
    const int left = std::clamp(cell.left(), area.left(), std::max(area.left(), area.right() - width()));
    const bool hasRoomBelow = cell.bottom() + height() < area.bottom();
    move(left, hasRoomBelow ? cell.bottom() + 2 : std::max(area.top(), cell.top() - height() - 2));
    show();
    m_text->setFocus();
}

QString CellPeek::text() const
{
    return m_text->toPlainText();
}

/// The key that opened it closes it, too.
bool CellPeek::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent *>(event)->key();
    if (key != Qt::Key_Escape && key != Qt::Key_Space && key != Qt::Key_Return)
        return false;
    close();
    return true;
}

} // namespace assay
