// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/UniqueFd.h"
#include "interpreter/PyRef.h"

#include <cstdint>

namespace assay {

/// Maps a frame the host sent, copy-on-write, for the rest of the process's life, and gives it as
/// the list `[(name, kind, parts), …]` that bootstrap.py makes a DataFrame of. Null with a Python
/// error set where it can't be.
[[nodiscard]] PyRef loadedColumns(const UniqueFd &file, std::uint64_t bytes);

} // namespace assay
