// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/SourceText.h"

#include <vector>

namespace assay {

/// Assay's own warnings about a script's letters, which the bot does not make: what hides code from
/// a reader or is read differently elsewhere. Bidirectional controls, a lone carriage return, a
/// form feed, a byte order mark, a coding cookie other than UTF-8.
[[nodiscard]] std::vector<Finding> sourceWarnings(const SourceText &source);

} // namespace assay
