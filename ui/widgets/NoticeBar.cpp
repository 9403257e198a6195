// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/NoticeBar.h"

#include "ui/theme/Appearance.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>
#include <utility>

namespace assay {

NoticeBar::NoticeBar(const Appearance &appearance, QWidget *parent)
    : QFrame(parent)
    , m_text(new QLabel(this))
    , m_action(new QToolButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName(QStringLiteral("notice"));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close this notice"));
    m_close->setIcon(appearance.icon(QStringLiteral("close")));
    m_close->setIconSize({14, 14});
    connect(&appearance, &Appearance::changed, this,
            [this, &appearance] { m_close->setIcon(appearance.icon(QStringLiteral("close"))); });
    connect(m_close, &QToolButton::clicked, this, &QWidget::hide);

    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(12, 3, 6, 3);
    row->addWidget(m_text, 1);
    row->addWidget(m_action, 0, Qt::AlignTop);
    row->addWidget(m_close, 0, Qt::AlignTop);
    m_action->setObjectName(QStringLiteral("noticeAction"));
    m_action->hide();
    connect(m_action, &QToolButton::clicked, this, [this] {
        hide();
        if (const auto carryOut = std::exchange(m_carryOut, {}))
            carryOut();
    });
    hide();
}

void NoticeBar::say(const QString &text)
{
    offer(text, {}, {});
}

void NoticeBar::offer(const QString &text, const QString &action, std::function<void()> carryOut)
{
    m_text->setText(text);
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    m_carryOut = std::move(carryOut);
    show();
}

QString NoticeBar::text() const
{
    return m_text->text();
}

} // namespace assay
