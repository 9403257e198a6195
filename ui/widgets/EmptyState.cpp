// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/EmptyState.h"

#include "ui/theme/Appearance.h"

#include <QPainter>

namespace assay {
namespace {

constexpr int iconSize = 44;
constexpr int gap = 14;
constexpr int widest = 420;

} // namespace

EmptyState::EmptyState(const Appearance &appearance, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
{
    connect(&appearance, &Appearance::changed, this, [this] { update(); });
}

void EmptyState::tell(const QString &icon, const QString &title, const QString &hint)
{
    m_icon = icon;
    m_title = title;
    m_hint = hint;
    setAccessibleName(title);
    setAccessibleDescription(hint);
    update();
}

void EmptyState::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    QFont titleFont = font();
    titleFont.setPointSizeF(titleFont.pointSizeF() * 1.2);
    titleFont.setWeight(QFont::DemiBold);
    const int textWidth = std::min(widest, width() - 2 * gap);
    const QRect bounds(0, 0, textWidth, height());
    const int flags = Qt::AlignHCenter | Qt::AlignTop | Qt::TextWordWrap;
    const int titleHeight = QFontMetrics(titleFont).boundingRect(bounds, flags, m_title).height();
    const int hintHeight = fontMetrics().boundingRect(bounds, flags, m_hint).height();
    const int total = iconSize + gap + titleHeight + gap / 2 + hintHeight;
    // Slightly above the middle is where the eye takes the middle to be.
    int y = std::max(gap, (height() - total) * 2 / 5);

    m_appearance.icon(m_icon, Theme::Color::BorderStrong)
        .paint(&painter, QRect((width() - iconSize) / 2, y, iconSize, iconSize));
    y += iconSize + gap;
    const int x = (width() - textWidth) / 2;
    painter.setFont(titleFont);
    painter.setPen(m_appearance.color(Theme::Color::Text));
    painter.drawText(QRect(x, y, textWidth, titleHeight), flags, m_title);
    y += titleHeight + gap / 2;
    painter.setFont(font());
    painter.setPen(m_appearance.color(Theme::Color::TextDim));
    painter.drawText(QRect(x, y, textWidth, hintHeight + gap), flags, m_hint);
}

} // namespace assay
