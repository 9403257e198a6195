// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/UniqueFd.h"

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

namespace assay {

/// A frame ready to be handed to a run: a memfd sealed against writing and resizing, in the layout
/// of `protocol/FrameLayout.h`.
struct SealedFrame
{
    UniqueFd fd;
    std::uint64_t bytes = 0;
    std::int64_t rows = 0;
    /// Of trades: the earliest of their times, ns since 1970; where there are none the largest
    /// int64, and where that is not known the smallest.
    std::int64_t oldest = std::numeric_limits<std::int64_t>::min();
    /// What the script is to be told of how it was loaded, a sentence each.
    std::vector<std::string> warnings = {};
};

} // namespace assay
