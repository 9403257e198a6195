// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"
#include "frames/FrameText.h"
#include "frames/PandasCode.h"
#include "ui/results/FrameLook.h"
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
class FrameSketcher;
struct CellStatistics;
class FrameTableModel;
class RowGutter;

/// A frame in a grid. Knows nothing of a row until it is drawn, so a hundred million rows open and
/// scroll as one page does. What a person chose (FrameLook), and the place, outlive a re-run with the
/// same columns.
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
    /// Shows a small picture of its values over each column.
    void setPictured(bool isPictured);

    // What a person chose.
    [[nodiscard]] FrameLook look() const;
    /// Of a frame with the same columns; otherwise nothing happens.
    void setLook(const FrameLook &look);
    /// The conditions, order and columns, for code and export.
    [[nodiscard]] FrameChoice choice() const;
    /// Shows the rows that meet all of these. What cannot be asked of the frame is told of by
    /// arrangeFailed(), and what was shown stays.
    void setConditions(std::vector<Condition> conditions);
    [[nodiscard]] const std::vector<Condition> &conditions() const { return m_look.conditions; }
    /// Rows that are shown, in their order; null: all.
    [[nodiscard]] std::shared_ptr<const RowList> shownRows() const;
    /// Sorts by a column: ascending, then descending, then not at all. `isFurther`: besides what it is
    /// sorted by already.
    void sortBy(int column, bool isFurther = false);
    /// Sorts by this column alone.
    void sortOnlyBy(int column, bool isDescending);
    void sortByNothing();
    [[nodiscard]] bool isSorted() const { return !m_look.sorts.empty(); }
    /// Gives up filtering and sorting that is under way; what was shown stays.
    void cancelArranging();
    void hideColumn(int column);
    void showAllColumns();
    /// The columns up to this one, as they are shown, stay when the rest is scrolled; 0: none.
    void pinUpTo(int column);
    void unpin();
    /// As wide as its name and the cells that are seen need.
    void fitColumn(int column);
    void setFormat(int column, NumberFormat format);
    void setTint(int column, Tint tint);
    [[nodiscard]] Tint tint(int column) const;

    // The selection.
    [[nodiscard]] const GridSelection &selection() const { return m_selection; }
    /// Goes to a cell: it is current, selected alone (or up to it), and seen.
    void goTo(GridCell cell, bool isExtending = false);
    void selectAll();
    /// Frame's rows that are selected, at most so many.
    [[nodiscard]] RowList selectedRows(std::size_t most) const;
    /// Selects those of a frame's rows that are shown, and goes to the first.
    void selectRows(const RowList &rows);
    /// Puts the selection on the clipboard: one cell as it is, more as lines of tab-separated
    /// values under their headers.
    void copySelection();
    /// The rows and columns of the selection as CSV, Markdown, …, index levels first.
    void copyAs(TextForm form);
    /// The current cell in words, for who hears rather than sees: `price, row 12: 3.5`.
    [[nodiscard]] QString currentWords() const;
    /// Where the current cell is seen, in the viewport.
    [[nodiscard]] QRect currentPlace() const;

Q_SIGNALS:
    /// Something a person should know, such as a selection too large to copy.
    void said(const QString &text);
    void selectionChanged();
    /// Figures of the selected cells, a moment after they were selected.
    void selectionTold(const assay::CellStatistics &statistics);
    /// Filtering or sorting has begun, and is done (or was given up).
    void arrangingBegan(const QString &what);
    void arranged();
    /// A condition asks what cannot be asked; the conditions are as they were before.
    void arrangeFailed(const QString &problem);
    void conditionsChanged();
    void filterWanted(int column);
    void columnWanted();
    void recordWanted();
    /// To see the current cell's whole text.
    void peekWanted();

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
    void scrollContentsBy(int dx, int dy) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void mouseMoveEvent(QMouseEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;
    void mouseDoubleClickEvent(QMouseEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void focusOutEvent(QFocusEvent *event) override;
    void contextMenuEvent(QContextMenuEvent *event) override;
    bool viewportEvent(QEvent *event) override;

private:
    void connectHeader();
    void connectArranger();
    void applyTheme();
    /// Filters and sorts as the look wants it.
    void arrangeRows(const QString &what);
    void showMarks();
    void askSketches();
    void updateAll();
    void openColumnMenu(int column, const QPoint &place);
    /// False, and told of, where the selection is too large to copy.
    [[nodiscard]] bool canCopy();
    void gatherFigures();
    void fitColumns();
    /// Header, gutter and scroll bars as the frame and the size want them.
    void arrange();
    void updateScrollBars();
    /// Cells of the columns shown from one place to before another, within `left` and `right`.
    void paintColumns(QPainter &painter, int beginVisual, int endVisual, int left, int right);
    void paintCell(QPainter &painter, const QRect &cell, GridCell place);
    [[nodiscard]] CellLook cellLook(GridCell place, Tint tint) const;
    [[nodiscard]] QColor tintOf(GridCell place) const;
    void paintCurrent(QPainter &painter);
    void moveBy(std::int64_t rows, int columns, bool isExtending);
    [[nodiscard]] bool takeMove(const QKeyEvent &event);
    [[nodiscard]] bool takeWish(const QKeyEvent &event);
    void bringIntoView(GridCell cell);
    [[nodiscard]] GridCell cellAt(const QPoint &place) const;
    [[nodiscard]] std::int64_t firstRow() const;
    [[nodiscard]] int rowsAtOnce() const; ///< that are seen whole

    const Appearance &m_appearance;
    FrameTableModel *m_model;
    FrameHeader *m_header;
    FrameArranger *m_arranger;
    FrameSketcher *m_sketcher;
    /// Widths, order and what is hidden are the header's; the rest is kept here.
    FrameLook m_look;
    FrameLook m_shownLook; ///< what the rows that are shown meet, to go back to
    RowGutter *m_gutter;   ///< where the frame has no index of its own
    CellLooks m_looks;
    GridSelection m_selection;
    PageText m_text;
    int m_rowHeight;
    bool m_isPictured = false;
};

} // namespace assay
