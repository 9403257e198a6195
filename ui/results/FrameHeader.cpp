// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/FrameHeader.h"

#include "ui/results/FrameTableModel.h"
#include "ui/theme/Appearance.h"

#include <QPainter>

namespace assay {
namespace {

constexpr int sidePadding = 9;
constexpr int topPadding = 5;

} // namespace

FrameHeader::FrameHeader(const Appearance &appearance, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_appearance(appearance)
{
    setSectionsClickable(true);
    setHighlightSections(false);
    setMinimumSectionSize(36);
}

QFont FrameHeader::nameFont() const
{
    QFont font = this->font();
    font.setWeight(QFont::DemiBold);
    return font;
}

QFont FrameHeader::dtypeFont() const
{
    QFont font = this->font();
    font.setPointSizeF(font.pointSizeF() * 0.85);
    return font;
}

QSize FrameHeader::sizeHint() const
{
    return {QHeaderView::sizeHint().width(), QFontMetrics(nameFont()).height() +
                                                 QFontMetrics(dtypeFont()).height() +
                                                 2 * topPadding + 1};
}

int FrameHeader::neededWidth(int section) const
{
    const QString name = model()->headerData(section, Qt::Horizontal).toString();
    const QString dtype =
        model()->headerData(section, Qt::Horizontal, FrameTableModel::DtypeRole).toString();
    return std::max(QFontMetrics(nameFont()).horizontalAdvance(name),
                    QFontMetrics(dtypeFont()).horizontalAdvance(dtype)) +
           2 * sidePadding + 1;
}

void FrameHeader::paintSection(QPainter *painter, const QRect &rect, int section) const
{
    const auto role = [&](int which) {
        return model()->headerData(section, Qt::Horizontal, which);
    };
    painter->fillRect(rect, m_appearance.color(Theme::Color::Window));
    painter->setPen(m_appearance.color(Theme::Color::Border));
    painter->drawLine(rect.topRight(), rect.bottomRight());
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());

    const QRect inner = rect.adjusted(sidePadding, topPadding, -sidePadding, -topPadding);
    const int across = role(Qt::TextAlignmentRole).toInt() & Qt::AlignHorizontal_Mask;
    const auto line = [&](const QFont &font, Theme::Color color, int down, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_appearance.color(color));
        painter->drawText(inner, across | down,
                          QFontMetrics(font).elidedText(text, Qt::ElideRight, inner.width()));
    };
    const bool isIndex = role(FrameTableModel::IsIndexRole).toBool();
    line(nameFont(), isIndex ? Theme::Color::TextDim : Theme::Color::Text, Qt::AlignTop,
         role(Qt::DisplayRole).toString());
    line(dtypeFont(), Theme::Color::TextFaint, Qt::AlignBottom,
         role(FrameTableModel::DtypeRole).toString());
}

} // namespace assay
