// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "frames/Frame.h"

#include <stop_token>
#include <string>
#include <vector>

namespace assay {

/// A column or index level that both frames have, by its place in each.
struct ColumnPair
{
    std::string name;
    std::size_t before = 0;
    std::size_t after = 0;

    bool operator==(const ColumnPair &) const = default;
};

/// Those that both have, in the order of the second frame. Of several with a name, the first belongs to
/// the first, the second to the second, ….
[[nodiscard]] std::vector<ColumnPair> commonColumns(const Frame &before, const Frame &after);

struct SchemaDifference
{
    enum class Kind : std::uint8_t { Added, Removed, Retyped };

    Kind kind = Kind::Added;
    std::string name;   ///< empty: an index level without one
    std::string before; ///< dtype; empty where it was added
    std::string after;  ///< dtype; empty where it was removed

    bool operator==(const SchemaDifference &) const = default;
};

/// What differs in the columns of two frames.
struct SchemaDiff
{
    std::vector<SchemaDifference> columns; ///< removed ones first, then added, then retyped
    bool isReordered = false;              ///< those that both have stand in another order

    [[nodiscard]] bool isEmpty() const { return columns.empty() && !isReordered; }
};

[[nodiscard]] SchemaDiff compareSchemas(const Frame &before, const Frame &after);

/// What tells the rows of two results apart: the index levels that both have, if they are named or
/// hold texts or times; otherwise as many of the leading columns of texts, times and ids as it takes for
/// no two rows of a result to be alike in them. Empty where there are none: rows belong together by their
/// place. Of a million rows it takes some tenths of a second; empty too once `stop` is requested.
/// May be called on any thread.
[[nodiscard]] std::vector<std::string> suggestedKeys(const Frame &before, const Frame &after, const std::stop_token &stop = {});

} // namespace assay
