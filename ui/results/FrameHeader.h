// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <map>
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
    /// What a column is sorted by: nothing, or ascending or descending and, from 1, the how-manieth key.
    struct SortMark
    {
        int place = 0;
        bool isDescending = false;
    };
    void setSortMarks(std::map<int, SortMark> marks);
    /// Width in pixels that name and dtype of a column need.
    [[nodiscard]] int neededWidth(int section) const;

Q_SIGNALS:
    /// A click on a column's name; `isFurther`: with Shift.
    void sortWanted(int section, bool isFurther);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;

private:
    [[nodiscard]] QFont nameFont() const;
    [[nodiscard]] QFont dtypeFont() const;

    void paintSortMark(QPainter &painter, const QRect &inner, const SortMark &mark) const;

    const Appearance &m_appearance;
    std::map<int, SortMark> m_marks;
    QPoint m_pressed; ///< a click that moved is no click
};

} // namespace assay
