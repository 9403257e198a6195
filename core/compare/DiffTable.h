// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/FrameDiff.h"
#include "frames/RowOrder.h"

#include <array>
#include <memory>
#include <optional>

namespace assay {

/// What a table of differences calls things, in UTF-8.
struct DiffWords
{
    std::string change = "change";                                             ///< the first column
    std::array<std::string, 3> changes{"+ added", "- removed", "~ changed"}; ///< by RowChange
    std::string before = "%1 before", after = "%1 after", delta = "%1 Δ", percent = "%1 %"; ///< %1: a column's name
    std::string unnamed = "index"; ///< an index level without a name
    std::string place = "row";     ///< where rows belong together by their place
};

struct DiffTableRequest
{
    /// Only these rows; nothing: all that differ.
    std::optional<RowChange> only;
    std::size_t mostRows = 1'000'000;
    DiffWords words;
};

/// A column of a table of differences.
struct DiffColumn
{
    enum class Role : std::uint8_t {
        Change,  ///< what became of the row, a level of the index
        Key,
        Before,  ///< a cell as it was; missing where the row was added
        After,   ///< as it is; missing where the row was removed
        Delta,   ///< see CellChange; missing where the cell is the same
        Percent, ///< rounded to two digits after the point; below 0.1 to three digits that count
        Same     ///< of a column in which nothing changed: as it is, or as it was where the row was removed
    };

    Role role = Role::Change;
    std::size_t column = 0; ///< place in FrameDiff::keys, or columns
};

/// The differences of two frames as a frame of its own, to be shown, sorted and copied as any other:
/// `change`, the keys, then each column that changed (`price before`, `price after`, `price Δ`, `price %`),
/// then those that did not.
struct DiffTable
{
    std::shared_ptr<const Frame> frame;
    std::vector<DiffColumn> columns; ///< of the frame
    RowList rows;                    ///< of each row of the frame the place in FrameDiff::rows
    bool isCut = false;              ///< there are more than `mostRows`
};

/// Values are exact: they lie in the table as they lie in their frames. The delta of floats is the
/// difference of the numbers as they are written. ErrorCode::Cancelled once `stop` is requested; an error
/// where there is no memory for it. May be called on any thread.
[[nodiscard]] Result<DiffTable> diffTable(const Frame &before, const Frame &after, const FrameDiff &diff, const DiffTableRequest &request,
                                          const std::stop_token &stop);

} // namespace assay
