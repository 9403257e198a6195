// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/Mapping.h"

#include <optional>
#include <string>
#include <vector>

namespace assay::files {

struct TimeGuess
{
    TimeForm form;
    std::string reason; ///< a short clause
    bool isSure = false;
};

/// How times are written, by some of them; nothing where no way fits them all, or there are none.
[[nodiscard]] std::optional<TimeGuess> guessTime(const std::vector<std::string> &texts);

} // namespace assay::files
