// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace assay {

/// Where Assay keeps what the user has set: `$XDG_CONFIG_HOME/assay`, or `~/.config/assay`. Empty
/// where neither is known. It need not be there yet.
[[nodiscard]] std::string configFolder();

/// Where Assay keeps what can be made anew: `$XDG_CACHE_HOME/assay`, or `~/.cache/assay`.
[[nodiscard]] std::string cacheFolder();

} // namespace assay
