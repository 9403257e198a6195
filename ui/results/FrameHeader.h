// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHeaderView>

namespace assay {

class Appearance;

/// The header over a frame's columns: the name, and its dtype in small below.
class FrameHeader : public QHeaderView
{
    Q_OBJECT

public:
    FrameHeader(const Appearance &appearance, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    /// Width in pixels that name and dtype of a column need.
    [[nodiscard]] int neededWidth(int section) const;

protected:
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    [[nodiscard]] QFont nameFont() const;
    [[nodiscard]] QFont dtypeFont() const;

    const Appearance &m_appearance;
};

} // namespace assay
