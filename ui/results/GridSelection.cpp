// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/GridSelection.h"

#include <algorithm>

namespace assay {

void GridSelection::setSize(std::int64_t rows, int columns)
{
    m_rows = rows;
    m_columns = columns;
    clear();
    m_current = within(m_current);
    m_anchor = m_current;
}

bool GridSelection::contains(GridCell cell) const
{
    return std::ranges::any_of(m_blocks, [cell](const GridBlock &block) { return block.contains(cell); });
}

std::int64_t GridSelection::cells() const
{
    std::int64_t count = 0;
    for (const GridBlock &block : m_blocks)
        count += block.cells();
    return count;
}

void GridSelection::clear()
{
    m_blocks.clear();
}

GridCell GridSelection::within(GridCell cell) const
{
    return {std::clamp<std::int64_t>(cell.row, 0, std::max<std::int64_t>(0, m_rows - 1)),
            std::clamp(cell.column, 0, std::max(0, m_columns - 1))};
}

void GridSelection::setLast(GridCell from, GridCell to)
{
    if (m_rows == 0 || m_columns == 0)
        return;
    const GridBlock block{std::min(from.row, to.row), std::max(from.row, to.row), std::min(from.column, to.column),
                          std::max(from.column, to.column)};
    if (m_blocks.empty())
        m_blocks.push_back(block);
    else
        m_blocks.back() = block;
}

void GridSelection::select(GridCell cell)
{
    clear();
    add(cell);
}

void GridSelection::add(GridCell cell)
{
    m_current = m_anchor = within(cell);
    if (m_rows > 0 && m_columns > 0)
        m_blocks.push_back({});
    setLast(m_anchor, m_current);
}

void GridSelection::extend(GridCell cell)
{
    m_current = within(cell);
    setLast(m_anchor, m_current);
}

void GridSelection::selectAll()
{
    clear();
    setLast({0, 0}, {m_rows - 1, m_columns - 1});
}

void GridSelection::selectWhole(const std::vector<std::int64_t> &rows)
{
    m_blocks.clear();
    for (const std::int64_t row : rows) {
        if (!m_blocks.empty() && m_blocks.back().bottom + 1 == row)
            m_blocks.back().bottom = row;
        else
            m_blocks.push_back({row, row, 0, m_columns - 1});
    }
    m_current = m_anchor = {rows.front(), m_current.column};
}

void GridSelection::selectRows()
{
    setLast({m_anchor.row, 0}, {m_current.row, m_columns - 1});
}

void GridSelection::selectColumns()
{
    setLast({0, m_anchor.column}, {m_rows - 1, m_current.column});
}

} // namespace assay
