// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>
#include <string_view>

namespace assay {

/// Puts `bytes` in the place of a file, for the user alone to read, and makes its folder where it is
/// not there. Whatever happens, the file is afterwards whole: the old one or the new one.
[[nodiscard]] Result<void> writeAtomically(const std::string &path, std::string_view bytes);

} // namespace assay
