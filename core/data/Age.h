// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>

namespace assay {

/// How long ago a time was, in one unit: `just now`, `5 min ago`, `3 h ago`, `12 days ago`; or
/// `ahead of the clock`. Both in ns since 1970.
[[nodiscard]] std::string ageText(std::int64_t time, std::int64_t now);

} // namespace assay
