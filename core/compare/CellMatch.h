// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <cstdint>
#include <span>
#include <stop_token>

namespace assay {

/// A column of a frame, which must outlive it.
struct FrameColumn
{
    const Frame *frame = nullptr;
    std::size_t column = 0;

    [[nodiscard]] const ColumnSchema &schema() const { return frame->schema().columns[column]; }
};

/// As what cells of two columns are compared.
enum class CellForm : std::uint8_t {
    Whole,    ///< integers and Bool
    Real,     ///< numbers of which some are floats, exactly: 2^53 + 1 is not 2^53
    Decimal,  ///< numbers of which some are decimals; floats count as they are written
    Text,     ///< Text, Dictionary, Shown: by their bytes
    Time,     ///< instants, whatever their unit and zone; or times and dates without a zone
    Duration, ///< whatever their unit
    Foreign   ///< nothing in common: never the same
};

[[nodiscard]] CellForm formOf(const ColumnSchema &left, const ColumnSchema &right);

/// Compares the cells of two columns by value. What is missing is the same as what is missing, whatever
/// says so (NaN, NaT, None), and nothing else: an empty text is there.
/// Refers to the frames. Safe to use from several threads.
class CellMatch
{
public:
    CellMatch(FrameColumn left, FrameColumn right)
        : CellMatch(left, right, formOf(left.schema(), right.schema()))
    {
    }
    /// In a form that both columns have.
    CellMatch(FrameColumn left, FrameColumn right, CellForm form);

    [[nodiscard]] CellForm form() const { return m_form; }
    [[nodiscard]] bool areSame(std::int64_t left, std::int64_t right) const;

private:
    [[nodiscard]] bool arePresentSame(std::int64_t left, std::int64_t right) const;

    FrameColumn m_left;
    FrameColumn m_right;
    CellForm m_form;
    bool m_isPlain; ///< integers that lie the same way
};

/// Stirs each cell of a column into the hash of its row: cells that are the same in `form` do so alike.
/// False where it was asked to stop.
[[nodiscard]] bool addHashes(FrameColumn column, CellForm form, std::span<std::uint64_t> hashes, const std::stop_token &stop);

} // namespace assay
