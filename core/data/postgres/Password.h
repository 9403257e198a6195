// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/postgres/Connection.h"

#include <optional>
#include <string>

namespace assay::postgres {

/// The password for a target in the desktop's secret store; none where there is no store, or it does
/// not know one. May ask the user to unlock the store, and waits for that.
[[nodiscard]] std::optional<std::string> storedPassword(const Target &target);
/// Puts it there, in place of an older one.
[[nodiscard]] Result<void> storePassword(const Target &target, const std::string &password);

} // namespace assay::postgres
