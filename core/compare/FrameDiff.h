// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/CellChange.h"
#include "compare/ColumnMatch.h"

namespace assay {

struct DiffRequest
{
    /// Columns or index levels that both frames have. Empty: suggestedKeys().
    std::vector<std::string> keys;
    /// By their places, whatever `keys` says.
    bool isByPlace = false;
};

enum class RowChange : std::uint8_t { Added, Removed, Changed };

/// A row that is not the same in both frames; the side that is not there has noRow.
struct RowDifference
{
    RowChange change = RowChange::Changed;
    RowPair rows;
    std::uint32_t number = 0; ///< of a changed row: the how-manieth, from 0

    bool operator==(const RowDifference &) const = default;
};

/// What differs in two frames. Holds places only, nothing of the frames.
class FrameDiff
{
public:
    SchemaDiff schema;
    std::vector<ColumnPair> keys;    ///< empty: rows belong together by their place
    bool areKeysSuggested = false;
    std::vector<ColumnPair> columns; ///< that were compared: all that both have but the keys
    /// In the order of the frame after; rows that were removed where they stood before.
    std::vector<RowDifference> rows;
    std::int64_t added = 0, removed = 0, changed = 0, same = 0; ///< rows
    std::int64_t duplicatesBefore = 0; ///< rows whose key a row above has too; they were matched in order
    std::int64_t duplicatesAfter = 0;
    std::vector<std::int64_t> changedCells; ///< of each of `columns`

    /// Whether a changed row differs in a column, given by its place in `columns`.
    [[nodiscard]] bool isChanged(const RowDifference &row, std::size_t column) const
    {
        return ((m_bits[row.number * wordsPerRow() + column / 64] >> (column % 64)) & 1U) != 0;
    }

private:
    friend class Differ;
    [[nodiscard]] std::size_t wordsPerRow() const { return (columns.size() + 63) / 64; }

    std::vector<std::uint64_t> m_bits; ///< of each changed row as many words as its columns need
};

/// Compares two frames row by row and cell by cell, values by CellMatch's rules: 5 is 5.0, a text is the
/// same in a Dictionary, missing is missing. An index level without a name that is no key is a number
/// pandas gave, and not compared. A million rows with a million take about a second.
/// ErrorCode::InvalidInput where a key is not in both; ErrorCode::Cancelled once `stop` is requested; an
/// error where joinRows() gives one. May be called on any thread.
[[nodiscard]] Result<FrameDiff> compareFrames(const Frame &before, const Frame &after, const DiffRequest &request,
                                              const std::stop_token &stop);

} // namespace assay
