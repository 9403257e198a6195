// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>
#include <vector>

namespace assay {

/// Gives this process its own user, mount, network, IPC, host-name and cgroup namespaces, and its
/// next child a PID namespace in which that child is process 1. Inside, the user is nobody.
[[nodiscard]] Result<void> leaveHostNamespaces();

/// Replaces the root directory by an empty, read-only one that shows nothing but `folders`
/// (absolute paths, read-only, at their own places). Needs leaveHostNamespaces() before.
[[nodiscard]] Result<void> showOnly(const std::vector<std::string> &folders);

/// Gives up every capability, the bounding set included.
[[nodiscard]] Result<void> dropCapabilities();

} // namespace assay
