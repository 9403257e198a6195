// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/table/BarsView.h"

#include "ui/results/SketchPainter.h"
#include "ui/theme/Appearance.h"

#include <QPainter>

namespace assay {

using Color = Theme::Color;

BarsView::BarsView(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    setFixedHeight(72);
    setAccessibleName(tr("Histogram"));
}

void BarsView::show(std::span<const std::int64_t> bins)
{
    m_bins.assign(bins.begin(), bins.end());
    update();
}

void BarsView::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (!m_bins.empty())
        SketchPainter(m_appearance, font()).paintBars(painter, rect().adjusted(0, 0, 0, -1), m_bins);
}

ShareButton::ShareButton(const Appearance &appearance, const QString &value, const QString &count, double part, QWidget *parent)
    : QAbstractButton(parent)
    , m_appearance(appearance)
    , m_value(value)
    , m_count(count)
    , m_part(part)
{
    setAccessibleName(value + u' ' + count);
    setToolTip(tr("Show only these rows"));
    setCursor(Qt::PointingHandCursor);
    setFocusPolicy(Qt::TabFocus);
    setFont(Appearance::codeFont());
}

QSize ShareButton::sizeHint() const
{
    return {120, fontMetrics().height() + 6};
}

void ShareButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setFont(font());
    const QRect area = rect();
    QRect bar = area;
    bar.setWidth(std::max(2, int(area.width() * m_part)));
    painter.fillRect(bar, m_appearance.color(underMouse() ? Color::Selection : Color::AccentSoft));
    painter.setPen(m_appearance.color(Color::TextDim));
    const QRect inner = area.adjusted(6, 0, -6, 0);
    painter.drawText(inner, Qt::AlignRight | Qt::AlignVCenter, m_count);
    painter.setPen(m_appearance.color(Color::Text));
    const int room = inner.width() - fontMetrics().horizontalAdvance(m_count) - 10;
    painter.drawText(inner, Qt::AlignLeft | Qt::AlignVCenter, fontMetrics().elidedText(m_value, Qt::ElideRight, room));
    if (hasFocus()) {
        painter.setPen(m_appearance.color(Color::Accent));
        painter.drawRect(area.adjusted(0, 0, -1, -1));
    }
}

} // namespace assay
