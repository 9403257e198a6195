// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/CurePopup.h"

#include "ui/theme/Appearance.h"
#include "ui/widgets/DiffView.h"

#include <algorithm>
#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr int mostLines = 16;
constexpr int mostSteps = 6;
constexpr int popupWidth = 560;
constexpr int distance = 8; ///< from the window's edges
constexpr int iconSize = 16;

QString headingOf(const Cure &cure)
{
    QStringList steps;
    for (const std::string &step : cure.steps)
        steps << QString::fromStdString(step);
    const qsizetype more = steps.size() - mostSteps;
    if (more > 0) {
        steps = steps.mid(0, mostSteps);
        steps << CurePopup::tr("and %n more", nullptr, int(more));
    }
    return steps.join(u'\n');
}

} // namespace

CurePopup::CurePopup(const Appearance &appearance, QWidget *window)
    : QFrame(window)
    , m_appearance(appearance)
    , m_heading(new QLabel(this))
    , m_changes(new DiffView(appearance, this))
    , m_stateIcon(new QLabel(this))
    , m_state(new QLabel(this))
    , m_all(new QPushButton(tr("Mend &Everything"), this))
    , m_apply(new QPushButton(tr("&Apply"), this))
{
    setObjectName(QStringLiteral("curePopup"));
    setAccessibleName(tr("Cure"));
    setFocusPolicy(Qt::StrongFocus);
    for (QLabel *label : {m_heading, m_state}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }
    QFont font = m_heading->font();
    font.setWeight(QFont::DemiBold);
    m_heading->setFont(font);
    m_apply->setObjectName(QStringLiteral("primary"));
    auto *row = new QHBoxLayout;
    row->addWidget(m_stateIcon, 0, Qt::AlignTop);
    row->addWidget(m_state, 1);
    row->addWidget(m_all);
    row->addWidget(m_apply);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(14, 12, 14, 12);
    column->setSpacing(10);
    column->addWidget(m_heading);
    column->addWidget(m_changes);
    column->addLayout(row);
    hide();
    connect(m_apply, &QPushButton::clicked, this, [this] {
        m_isAccepted = true;
        Q_EMIT accepted();
        hide();
    });
    connect(m_all, &QPushButton::clicked, this, &CurePopup::allWanted);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        if (isVisible() && now && now != this && !isAncestorOf(now))
            hide();
    });
}

void CurePopup::offer(const QString &before, const Cure &cure, bool hasMore, const QPoint &corner)
{
    m_isAccepted = false;
    m_heading->setText(headingOf(cure));
    m_changes->compare(before, QString::fromStdString(cure.code), 1);
    m_all->setVisible(hasMore);
    m_apply->setEnabled(false);
    showState(QStringLiteral("clock"), int(Color::TextDim), tr("Being proven by running it…"));
    m_changes->setFixedHeight(m_changes->heightOf(mostLines));
    place(corner);
    show();
    raise();
    setFocus();
}

void CurePopup::tell(bool isProven, const QString &why)
{
    m_apply->setEnabled(isProven);
    if (isProven)
        showState(QStringLiteral("ok"), int(Color::Ok), why.isEmpty() ? tr("Proven by running it")
                                                                         : tr("The problem is gone. %1").arg(why));
    else
        showState(QStringLiteral("warning"), int(Color::Warning), tr("Not proven. %1").arg(why));
    if (isVisible() && isProven)
        m_apply->setFocus();
    place(pos());
}

void CurePopup::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) &&
             m_apply->isEnabled())
        m_apply->click();
    else
        QFrame::keyPressEvent(event);
}

void CurePopup::hideEvent(QHideEvent *event)
{
    QFrame::hideEvent(event);
    if (!m_isAccepted)
        Q_EMIT dropped();
}

/// Inside the window whatever was wanted.
void CurePopup::place(const QPoint &corner)
{
    const QRect room = parentWidget()->rect().adjusted(distance, distance, -distance, -distance);
    const int width = std::min(popupWidth, room.width());
    resize(width, std::min(layout()->heightForWidth(width), room.height()));
    move(std::clamp(corner.x(), room.left(), std::max(room.left(), room.right() - width)),
         std::clamp(corner.y(), room.top(), std::max(room.top(), room.bottom() - height())));
}

void CurePopup::showState(const QString &icon, int color, const QString &text)
{
    m_stateIcon->setPixmap(m_appearance.icon(icon, Color(color)).pixmap(iconSize));
    m_state->setText(text);
}

} // namespace assay
