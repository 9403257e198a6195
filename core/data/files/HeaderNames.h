// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/Mapping.h"

#include <optional>
#include <string>
#include <vector>

namespace assay::files {

/// A column of a file that by its name may be a trade column.
struct NameMatch
{
    std::size_t place = 0; ///< counted from 0
    bool isWeak = false;   ///< the name is used for other things, too
    std::vector<std::size_t> others = {}; ///< columns that might be meant as well
};

/// The column whose name is one of the many that exchanges give to the trade column.
[[nodiscard]] std::optional<NameMatch> matchByName(Field field, const std::vector<std::string> &columns);

/// True where the name is one of those for any trade column.
[[nodiscard]] bool isKnownName(const std::string &name);

} // namespace assay::files
