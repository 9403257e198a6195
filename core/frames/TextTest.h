// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <string_view>

namespace assay {

/// Whether a text matches a condition's pattern. Not from two threads at once: it keeps memory for
/// folding.
class TextTest
{
public:
    explicit TextTest(const TextCondition &condition);

    [[nodiscard]] bool isMet(std::string_view text);
    /// Whether a missing cell meets it.
    [[nodiscard]] bool isMetByNone() const { return m_match == TextMatch::ContainsNot; }

private:
    [[nodiscard]] bool isMatch(std::string_view text) const;

    TextMatch m_match;
    bool m_isCaseSensitive;
    std::string m_pattern; ///< folded where case does not matter
    std::string m_folded;
};

/// Where `pattern` first stands in `text`; npos: nowhere. Fast for long texts.
[[nodiscard]] std::size_t placeOf(std::string_view pattern, std::string_view text);

} // namespace assay
