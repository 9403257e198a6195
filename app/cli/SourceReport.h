// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "data/SourceInfo.h"

#include <string>

namespace assay {

/// What a source holds, for a terminal. `now` (ns since 1970) is what its age is told from.
[[nodiscard]] std::string sourceText(const std::string &name, const SourceInfo &info, std::int64_t now);
[[nodiscard]] Json sourceJson(const std::string &name, const SourceInfo &info);

} // namespace assay
