// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>

namespace assay {

/// `text` in small letters, letter by letter: Latin, Greek, Cyrillic, Armenian and full-width ones. What
/// is no letter, or malformed, stays as it is. Replaces what `out` held.
void foldCase(std::string_view text, std::string &out);

} // namespace assay
