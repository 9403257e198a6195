// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/SafeText.h"

#include <algorithm>
#include <string>
#include <string_view>

namespace assay::exporting {

/// `text` in valid UTF-8: as it is where it is ASCII, as most texts are, else put right in `scratch`.
[[nodiscard]] inline std::string_view cleanText(std::string_view text, std::string &scratch)
{
    if (std::ranges::all_of(text, [](char letter) { return static_cast<signed char>(letter) >= 0; }))
        return text;
    scratch = validUtf8(text);
    return scratch;
}

} // namespace assay::exporting
