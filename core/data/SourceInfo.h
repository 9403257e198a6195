// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay {

struct ColumnInfo
{
    std::string name;
    std::string type; ///< in the source's own words, such as `TEXT`; in a frame the dtype
};

/// One of the tables of a source.
struct TableInfo
{
    std::string name;
    std::string call;    ///< what a script reads it by, such as `load_trades()`; empty: it cannot
    std::string problem; ///< why it cannot be read, a sentence; mostly empty
    std::vector<ColumnInfo> columns;
    std::optional<std::int64_t> rows;
    std::optional<std::int64_t> first; ///< oldest and newest time, naive UTC, ns since 1970
    std::optional<std::int64_t> last;
};

/// What a source holds, for people.
struct SourceInfo
{
    std::vector<TableInfo> tables;
    std::optional<std::int64_t> changed; ///< when it was last written to, ns since 1970
};

} // namespace assay
