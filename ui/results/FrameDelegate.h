// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QStyledItemDelegate>

namespace assay {

class Appearance;

/// Draws a frame's cells: plain text in one colour per kind of cell, without the cost of a styled
/// item.
class FrameDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    FrameDelegate(const Appearance &appearance, QObject *parent = nullptr);

    static constexpr int sidePadding = 9;

    void paint(QPainter *painter, const QStyleOptionViewItem &option,
               const QModelIndex &index) const override;

private:
    const Appearance &m_appearance;
};

} // namespace assay
