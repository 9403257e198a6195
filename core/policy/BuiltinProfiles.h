// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <span>
#include <string_view>

namespace assay {

/// The names of the profiles that are compiled in, the default first.
[[nodiscard]] std::span<const std::string_view> builtinProfileNames();

/// The JSON text of a built-in profile, valid for as long as the program runs; an error lists the
/// names there are. Not to be called before main().
[[nodiscard]] Result<std::string_view> builtinProfile(std::string_view name);

} // namespace assay
