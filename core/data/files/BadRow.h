// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace assay::files {

/// A row of a file that could not be read, and so was left out.
struct BadRow
{
    std::int64_t line = 0; ///< where it begins, from 1
    std::string what;      ///< such as `has 3 fields instead of 11`
    std::string excerpt;   ///< its beginning; valid UTF-8

    bool operator==(const BadRow &) const = default;
};

/// The first of a file's bad rows, and how many there are.
struct BadRows
{
    static constexpr std::size_t mostKept = 1'000;

    void add(BadRow row)
    {
        ++count;
        if (first.size() < mostKept)
            first.push_back(std::move(row));
    }

    std::vector<BadRow> first;
    std::int64_t count = 0;
};

} // namespace assay::files
