// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/CellMatch.h"
#include "frames/ValueText.h"

#include <optional>
#include <string>

namespace assay {

/// Two rows that belong together, by their places in their frames.
struct RowPair
{
    std::uint32_t before = 0;
    std::uint32_t after = 0;

    bool operator==(const RowPair &) const = default;
};

/// By how much the cells of a column changed: after less before.
/// Refers to the frames. Safe to use from several threads.
class CellChange
{
public:
    CellChange(FrameColumn before, FrameColumn after);

    [[nodiscard]] CellForm form() const { return m_form; }
    /// False of texts, of Bool, and of columns that have nothing in common.
    [[nodiscard]] bool isMeasurable() const { return m_isMeasurable; }
    /// Of times and durations: the unit of whole(), the finer one of both columns'.
    [[nodiscard]] TimeUnit unit() const { return m_unit; }
    /// Both are Float32, and so is the difference.
    [[nodiscard]] bool isSingle() const { return m_isSingle; }

    /// The difference as text: of integers and decimals to the last digit, of floats the shortest of b - a,
    /// of times and durations a duration. Empty where a cell is missing or there is none.
    [[nodiscard]] std::string delta(RowPair rows) const;
    /// In percent of how large it was before, so that what grew is above 0; nothing of times, and where it
    /// was 0, infinite or missing before.
    [[nodiscard]] std::optional<double> percent(RowPair rows) const;

    /// The difference of Whole numbers, and of times and durations in unit(), exactly.
    [[nodiscard]] std::optional<Wide> whole(RowPair rows) const;
    /// The difference of Real numbers.
    [[nodiscard]] std::optional<double> real(RowPair rows) const;
    /// The difference of numbers as they are written, exactly: of floats that of their shortest texts, so
    /// that 12.6 less 12.5 is 0.1.
    [[nodiscard]] std::optional<std::string> written(RowPair rows) const;

private:
    [[nodiscard]] bool isMissing(RowPair rows) const;
    [[nodiscard]] Wide inUnit(const FrameColumn &at, std::uint32_t row) const;

    FrameColumn m_before;
    FrameColumn m_after;
    CellForm m_form;
    bool m_isMeasurable;
    bool m_isSingle;
    TimeUnit m_unit;
};

} // namespace assay
