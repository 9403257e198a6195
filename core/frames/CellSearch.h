// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowOrder.h"

#include <optional>
#include <string>

namespace assay {

/// A place among the cells that are shown: row in RowList (or the frame), place in `columns`.
struct CellPlace
{
    std::int64_t row = 0;
    std::size_t column = 0;

    bool operator==(const CellPlace &) const = default;
};

/// What is looked for, where, and from where on.
struct CellSearch
{
    std::string text;                 ///< stands in cellText(), whatever its case; the commas of `1,234` left out too
    const RowList *rows = nullptr;    ///< as they are shown; null: as they lie
    std::vector<std::size_t> columns; ///< of the frame, in the order they are shown
    CellPlace from;                   ///< not looked at itself until all others were
    bool isForward = true;
};

/// The next cell that holds the text, line by line, around the end where needed; nothing: none does.
/// ErrorCode::Cancelled once `stop` is requested. May be called on any thread.
[[nodiscard]] Result<std::optional<CellPlace>> findCell(const Frame &frame, const CellSearch &search, const std::stop_token &stop);

} // namespace assay
