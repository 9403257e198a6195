// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"

#include <cstdint>
#include <string>

namespace assay::files {

/// A regular file, opened for reading. `what`: what it is to a person, such as `CSV file`. That it
/// is missing, a folder, or not to be read is an error that names it.
[[nodiscard]] Result<UniqueFd> openFile(const std::string &path, const std::string &what);

/// The whole of a file of at most `most` bytes.
[[nodiscard]] Result<std::string> readSmallFile(const std::string &path, const std::string &what,
                                                std::uint64_t most);

} // namespace assay::files
