// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace assay {

/// `text` with every malformed stretch of UTF-8 replaced by U+FFFD, as Python's
/// `errors='replace'` does it.
[[nodiscard]] std::string validUtf8(std::string_view text);

/// `text` fit for a terminal or a grid: what would act there unseen or mislead the eye is written
/// out, such as `\x1b` and `\u202e`. Written out are control characters (but not newline and tab),
/// bidirectional controls, line and paragraph separators, lone surrogates and noncharacters. All
/// else stays; malformed UTF-8 becomes U+FFFD.
[[nodiscard]] std::string safeText(std::string_view text);

} // namespace assay
