// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace assay {

/// What to write instead of a text rule's letters, where they mean what they say.
[[nodiscard]] std::string adviceOnPattern(std::string_view pattern);

/// What to write instead of a forbidden name.
[[nodiscard]] std::string adviceOnName(std::string_view name);

} // namespace assay
