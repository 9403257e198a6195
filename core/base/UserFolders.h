// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace assay {

/// The folders that are Assay's in a user's home, by the XDG Base Directory Specification; they may
/// not be there yet.
[[nodiscard]] std::string configFolder(); ///< `$XDG_CONFIG_HOME/assay`, or in `~/.config`
[[nodiscard]] std::string cacheFolder();  ///< `$XDG_CACHE_HOME/assay`, or in `~/.cache`

} // namespace assay
