// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/BusyStrip.h"

#include "ui/widgets/ElidedLabel.h"

#include <chrono>
#include <QHBoxLayout>
#include <QProgressBar>
#include <QToolButton>

namespace assay {
namespace {

constexpr std::chrono::milliseconds patience{400};

} // namespace

BusyStrip::BusyStrip(QWidget *parent)
    : QFrame(parent)
    , m_label(new ElidedLabel(this))
{
    setObjectName(QStringLiteral("busyStrip"));
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    auto *bar = new QProgressBar(this);
    bar->setRange(0, 0); // how much there is in all, nobody knows
    bar->setTextVisible(false);
    bar->setFixedHeight(3);
    column->addWidget(bar);
    auto *row = new QHBoxLayout;
    row->setContentsMargins(10, 3, 6, 3);
    row->addWidget(m_label, 1);
    auto *cancel = new QToolButton(this);
    cancel->setText(tr("Cancel"));
    row->addWidget(cancel);
    column->addLayout(row);
    connect(cancel, &QToolButton::clicked, this, &BusyStrip::cancelled);
    m_delay.setSingleShot(true);
    m_delay.setInterval(patience);
    connect(&m_delay, &QTimer::timeout, this, &QWidget::show);
    hide();
}

void BusyStrip::begin(const QString &text)
{
    m_text = text;
    m_label->setText(text);
    if (!isVisible() && !m_delay.isActive())
        m_delay.start();
}

void BusyStrip::tell(const QString &detail)
{
    m_label->setText(m_text + u' ' + detail);
}

void BusyStrip::end()
{
    m_delay.stop();
    hide();
}

QString BusyStrip::text() const
{
    return m_label->text();
}

} // namespace assay
