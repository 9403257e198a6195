// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/ColumnSketch.h"

#include <map>
#include <optional>
#include <QHeaderView>

namespace assay {

class Appearance;

/// The header over a frame's columns: the name, its dtype and share of missing cells in small below,
/// and, where they are known, a small picture of its values. Its first columns can be pinned: they stay
/// in their place when the rest is scrolled.
class FrameHeader : public QHeaderView
{
    Q_OBJECT

public:
    /// What a column is sorted by: nothing, or ascending or descending and, from 1, the how-manieth key.
    struct SortMark
    {
        int place = 0;
        bool isDescending = false;
    };

    FrameHeader(const Appearance &appearance, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    void setSortMarks(std::map<int, SortMark> marks);
    /// Which columns some of the rows were filtered by.
    void setFiltered(std::vector<int> sections);
    /// Room for the small pictures.
    void setPictured(bool isPictured);
    void setSketch(int section, const ColumnSketch &sketch);
    void clearSketches();
    [[nodiscard]] const ColumnSketch *sketchOf(int section) const;

    /// How many columns are pinned, counted from the left as they are shown.
    void setPinned(int count);
    [[nodiscard]] int pinned() const { return m_pinned; }
    /// Pixels they take; 0 where they would leave too little of the view to the rest.
    [[nodiscard]] int pinnedWidth() const;
    /// Where a column begins in the view, pinned or not.
    [[nodiscard]] int placeOf(int section) const;
    /// The column at a place in the view; -1: none.
    [[nodiscard]] int sectionAt(int x) const;
    /// Width in pixels that name and dtype of a column need.
    [[nodiscard]] int neededWidth(int section) const;

Q_SIGNALS:
    /// A click on a column's name; `isFurther`: with Shift or Alt.
    void sortWanted(int section, bool isFurther);

protected:
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void paintSection(QPainter *painter, const QRect &rect, int section) const override;
    bool viewportEvent(QEvent *event) override;

private:
    [[nodiscard]] QFont nameFont() const;
    [[nodiscard]] QFont dtypeFont() const;
    [[nodiscard]] QString secondLine(int section) const;
    [[nodiscard]] QString toolTipOf(int section) const;
    /// The event as QHeaderView, which knows nothing of pinned columns, has to see it.
    [[nodiscard]] QMouseEvent unpinned(const QMouseEvent &event) const;
    void paintSortMark(QPainter &painter, const QRect &area, int section) const;
    void paintFilterMark(QPainter &painter, const QRect &area) const;
    void paintSketch(QPainter &painter, const QRect &area, const ColumnSketch &sketch) const;

    const Appearance &m_appearance;
    std::map<int, SortMark> m_marks;
    std::vector<int> m_filtered;
    std::map<int, ColumnSketch> m_sketches;
    bool m_isPictured = false;
    int m_pinned = 0;
    QPoint m_pressed; ///< a click that moved is no click
    bool m_isPinnedPress = false;
};

} // namespace assay
