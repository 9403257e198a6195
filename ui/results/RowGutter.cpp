// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/RowGutter.h"

#include "ui/results/FrameTableModel.h"
#include "ui/theme/Appearance.h"

#include <algorithm>
#include <QPainter>

namespace assay {
namespace {

using Color = Theme::Color;

constexpr int padding = 7;
constexpr std::int64_t leastWide = 99;

} // namespace

RowGutter::RowGutter(const Appearance &appearance, const FrameTableModel &model, QWidget *parent)
    : QWidget(parent)
    , m_appearance(appearance)
    , m_model(model)
{
    setFont(Appearance::codeFont());
    setAttribute(Qt::WA_OpaquePaintEvent);
}

int RowGutter::neededWidth() const
{
    const std::int64_t last = m_model.frame() ? m_model.frame()->rows() - 1 : 0;
    return fontMetrics().horizontalAdvance(QString::number(std::max(leastWide, last))) + 2 * padding;
}

void RowGutter::showFrom(std::int64_t row, int rowHeight, int top)
{
    m_first = row;
    m_rowHeight = rowHeight;
    m_top = top;
    update();
}

void RowGutter::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_appearance.color(Color::Window));
    painter.setPen(m_appearance.color(Color::Border));
    painter.drawLine(rect().topRight(), rect().bottomRight());
    painter.drawLine(0, m_top - 1, width(), m_top - 1); // as below the header
    painter.setPen(m_appearance.color(Color::TextFaint));
    const std::int64_t rows = m_model.rowCount();
    for (int y = m_top, i = 0; y < height() && m_first + i < rows; y += m_rowHeight, ++i)
        painter.drawText(QRect(padding, y, width() - 2 * padding, m_rowHeight), Qt::AlignRight | Qt::AlignVCenter,
                         QString::number(m_model.frameRow(m_first + i)));
}

} // namespace assay
