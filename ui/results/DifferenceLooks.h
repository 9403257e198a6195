// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/DiffTable.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Theme.h"

namespace assay {

class Appearance;

/// How the cells of a table of differences are drawn: what changed strong, what did not dim, what is not
/// there blank. The row's state is written in its first column besides, so colour is never the only sign.
class DifferenceLooks
{
public:
    DifferenceLooks(const Appearance &appearance, std::shared_ptr<const FrameDiff> diff, std::shared_ptr<const DiffTable> table);

    [[nodiscard]] FrameView::CellLook operator()(std::int64_t row, std::size_t column) const;

private:
    [[nodiscard]] FrameView::CellLook ofWholeRow(const DiffColumn &column, RowChange change) const;
    [[nodiscard]] FrameView::CellLook ofChangedCell(const DiffColumn &column, std::int64_t row, std::size_t at) const;
    /// A colour laid thinly over the panel.
    [[nodiscard]] QColor tint(Theme::Color color, int alpha) const;

    const Appearance &m_appearance;
    std::shared_ptr<const FrameDiff> m_diff;
    std::shared_ptr<const DiffTable> m_table;
};

} // namespace assay
