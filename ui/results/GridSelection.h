// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <vector>

namespace assay {

/// A place in a grid: row and column as they are shown, from 0.
struct GridCell
{
    std::int64_t row = 0;
    int column = 0;

    bool operator==(const GridCell &) const = default;
};

/// A block of cells; its ends belong to it.
struct GridBlock
{
    std::int64_t top = 0, bottom = 0;
    int left = 0, right = 0;

    [[nodiscard]] bool contains(GridCell cell) const
    {
        return cell.row >= top && cell.row <= bottom && cell.column >= left && cell.column <= right;
    }
    [[nodiscard]] std::int64_t cells() const { return (bottom - top + 1) * (right - left + 1); }

    bool operator==(const GridBlock &) const = default;
};

/// Which cells of a grid are selected, and which one is the current. Keeps blocks, never cells, so that
/// everything of a hundred million rows costs as much as one cell.
class GridSelection
{
public:
    /// The grid has so many rows and columns now; what lies outside is not selected any more.
    void setSize(std::int64_t rows, int columns);

    [[nodiscard]] GridCell current() const { return m_current; }
    [[nodiscard]] const std::vector<GridBlock> &blocks() const { return m_blocks; }
    [[nodiscard]] bool isEmpty() const { return m_blocks.empty(); }
    [[nodiscard]] bool contains(GridCell cell) const;
    /// Cells of all blocks; those of two count twice.
    [[nodiscard]] std::int64_t cells() const;

    void clear();
    /// This cell alone.
    void select(GridCell cell);
    /// Besides what is selected.
    void add(GridCell cell);
    /// The last block reaches from where it began to this cell.
    void extend(GridCell cell);
    void selectAll();
    /// These rows, whole; in their order.
    void selectWhole(const std::vector<std::int64_t> &rows);
    /// The whole rows, or columns, of the last block.
    void selectRows();
    void selectColumns();

private:
    [[nodiscard]] GridCell within(GridCell cell) const;
    void setLast(GridCell from, GridCell to);

    std::int64_t m_rows = 0;
    int m_columns = 0;
    GridCell m_current;
    GridCell m_anchor; ///< where the last block began
    std::vector<GridBlock> m_blocks;
};

} // namespace assay
