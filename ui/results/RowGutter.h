// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace assay {

class Appearance;
class FrameTableModel;

/// The numbers beside a grid's rows: each row's place in the frame, also where it is sorted.
class RowGutter : public QWidget
{
    Q_OBJECT

public:
    RowGutter(const Appearance &appearance, const FrameTableModel &model, QWidget *parent);

    /// As wide as the largest number needs.
    [[nodiscard]] int neededWidth() const;
    /// `top`: where the first row begins, below the corner beside the header.
    void showFrom(std::int64_t row, int rowHeight, int top);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Appearance &m_appearance;
    const FrameTableModel &m_model;
    std::int64_t m_first = 0;
    int m_rowHeight = 1;
    int m_top = 0;
};

} // namespace assay
