// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <memory>
#include <span>

namespace assay {

/// A condition made ready to be held against many rows of one frame.
class RowTest
{
public:
    RowTest() = default;
    virtual ~RowTest() = default;
    RowTest(const RowTest &) = delete;
    RowTest &operator=(const RowTest &) = delete;

    /// Sets each 1 in `met` to 0 where the row does not meet the condition; its first is of row
    /// `begin`. What is 0 stays so. Not from two threads at once.
    virtual void narrow(std::size_t begin, std::span<std::uint8_t> met) = 0;
    /// Whether it reads texts row by row: these come last, for the rows that are left.
    [[nodiscard]] virtual bool isSlow() const { return false; }
};

/// Refers to the frame. Errors as filteredRows() has them.
[[nodiscard]] Result<std::unique_ptr<RowTest>> rowTestOf(const Frame &frame, const Condition &condition);

/// The error that says that a text is no value of a column.
[[nodiscard]] tl::unexpected<Error> noSuchValue(const ColumnSchema &column, const std::string &text, const char *wanted);

} // namespace assay
