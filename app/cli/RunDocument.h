// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Script.h"
#include "base/Json.h"
#include "execution/RunResult.h"

#include <string>

namespace assay {

/// What `assay run --json` says of one run, as one line. The order of the keys and their names are
/// fixed: keys are only ever added, at the end.
[[nodiscard]] std::string runDocument(const Script &script, const RunResult &result);
/// The same for a line of a batch that holds no script.
[[nodiscard]] std::string unusableDocument(const Script &script);

/// One finding as `assay run` and `assay check` give it.
[[nodiscard]] Json findingJson(const Finding &finding);

} // namespace assay
