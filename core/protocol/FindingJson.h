// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "base/Result.h"
#include "policy/Finding.h"

#include <vector>

namespace assay {

/// Findings as they cross the protocol.
[[nodiscard]] Json findingsToJson(const std::vector<Finding> &findings);
/// Reads findings that may be hostile: a bounded number, sane spans.
[[nodiscard]] Result<std::vector<Finding>> findingsFromJson(const Json &list);

} // namespace assay
