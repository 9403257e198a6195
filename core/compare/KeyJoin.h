// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "compare/ColumnMatch.h"
#include "frames/RowOrder.h"

#include <limits>

namespace assay {

/// No row: of a pair the side that is not there.
inline constexpr std::uint32_t noRow = std::numeric_limits<std::uint32_t>::max();

/// Which rows of two frames belong together.
struct KeyJoin
{
    RowList matchOf;                    ///< of each row after, the one before; noRow: there is none
    std::int64_t duplicatesBefore = 0; ///< rows whose key a row above has too
    std::int64_t duplicatesAfter = 0;
};

/// Rows whose cells are the same in every key, the first of a key with the first, the second with the
/// second, …; without keys those at the same place. Takes some 40 to 65 bytes a row of both frames.
/// ErrorCode::Cancelled once `stop` is requested; ErrorCode::Unsupported where both have more rows
/// than 32 bits count. May be called on any thread.
[[nodiscard]] Result<KeyJoin> joinRows(const Frame &before, const Frame &after, const std::vector<ColumnPair> &keys,
                                       const std::stop_token &stop);

/// Whether no two rows of a frame have the same cells in all of these columns. False too once `stop` is
/// requested.
[[nodiscard]] bool areUnique(const Frame &frame, const std::vector<std::size_t> &columns, const std::stop_token &stop);

} // namespace assay
