// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// What to tell a script whose filter matches nothing: `No trade has exchange='MEXC'; did you mean
/// 'mexc'?`, or which texts there are.
[[nodiscard]] std::string nothingMatches(std::string_view filter, std::string_view wanted,
                                         const std::vector<std::string> &known);

} // namespace assay
