// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"
#include "frames/FrameText.h"
#include "ui/results/GridSelection.h"
#include "ui/results/PageText.h"

#include <functional>
#include <memory>
#include <QAbstractScrollArea>
#include <QColor>

class QMenu;

namespace assay {

class Appearance;
class FrameArranger;
class FrameHeader;
struct CellStatistics;
class FrameTableModel;
class RowGutter;

/// A frame in a grid. Knows nothing of a row until it is drawn, so a hundred million rows open and
/// scroll as one page does. The widths a person gave the columns, their order, and the place outlive
/// a re-run with the same columns.
class FrameView : public QAbstractScrollArea
{
    Q_OBJECT

public:
    static constexpr int sidePadding = 9; ///< of a cell, left and right of its text

    explicit FrameView(const Appearance &appearance, QWidget *parent = nullptr);

    /// How a cell is drawn, besides what it holds. A colour that is not valid is the usual one.
    struct CellLook
    {
        QColor text = {};
        QColor ground = {};
        bool isBlank = false; ///< shows nothing
    };
    /// Tells the look of a cell by its row and column in the frame; asked as cells are drawn.
    using CellLooks = std::function<CellLook(std::int64_t row, std::size_t column)>;

    void setFrame(std::shared_ptr<const Frame> frame);
    /// From the next frame on; empty: every cell looks as usual.
    void setCellLooks(CellLooks looks) { m_looks = std::move(looks); }
    [[nodiscard]] FrameTableModel &frameModel() { return *m_model; }
    [[nodiscard]] const FrameTableModel &frameModel() const { return *m_model; }
    [[nodiscard]] FrameHeader &header() { return *m_header; }
    [[nodiscard]] const GridSelection &selection() const { return m_selection; }
    /// Goes to a cell: it is current, selected alone (or up to it), and seen.
    void goTo(GridCell cell, bool isExtending = false);
    void selectAll();
    /// Puts the selection on the clipboard: one cell as it is, more as lines of tab-separated
    /// values under their headers.
    void copySelection();
    /// The rows and columns of the selection as CSV, Markdown, …, index levels first.
    void copyAs(TextForm form);
    /// Sorts by a column: ascending, then descending, then not at all. `isFurther`: besides what it is
    /// sorted by already.
    void sortBy(int column, bool isFurther = false);
    /// As wide as its name and the cells that are seen need.
    void fitColumn(int column);

Q_SIGNALS:
    /// Something a person should know, such as a selection too large to copy.
    void said(const QString &text);
    void selectionChanged();
    /// Figures of the selected cells, a moment after they were selected.
    void selectionTold(const assay::CellStatistics &statistics);
    /// A sort has begun, and is done.
    void sortBegan();
    void sorted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    /// What it is sorted by; columns are those that are shown.
    struct Sort
    {
        int column = 0;
        bool isDescending = false;
    };

    void applyTheme();
    void applySort();
    /// Sorts by this column alone.
    void sortOnlyBy(int column, bool isDescending);
    void openColumnMenu(int column, const QPoint &place);
    /// False, and told of, where the selection is too large to copy.
    [[nodiscard]] bool canCopy();
    void addCopyMenu(QMenu &menu);
    void hideColumn(int column);
    void showAllColumns();
    void gatherFigures();
    void fitColumns();
    /// Header, gutter and scroll bars as the frame and the size want them.
    void arrange();
    void updateScrollBars();
    void paintRow(QPainter &painter, std::int64_t row, int y, int firstVisual);
    void moveBy(std::int64_t rows, int columns, bool isExtending);
    [[nodiscard]] bool takeMove(const QKeyEvent &event);
    void bringIntoView(GridCell cell);
    [[nodiscard]] GridCell cellAt(const QPoint &place) const;
    [[nodiscard]] std::int64_t firstRow() const;
    [[nodiscard]] int rowsAtOnce() const; ///< that are seen whole

    const Appearance &m_appearance;
    FrameTableModel *m_model;
    FrameHeader *m_header;
    FrameArranger *m_arranger;
    std::vector<Sort> m_sorts;
    RowGutter *m_gutter; ///< where the frame has no index of its own
    CellLooks m_looks;
    GridSelection m_selection;
    PageText m_text;
    int m_rowHeight;
};

} // namespace assay
