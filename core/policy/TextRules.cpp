// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/TextRules.h"

#include <algorithm>
#include <string_view>
#include <utility>

namespace assay {

TextRules::TextRules(std::vector<std::u32string> patterns)
    : m_patterns(std::move(patterns))
{
    for (std::size_t rule = 0; rule < m_patterns.size(); ++rule) {
        const std::size_t letter = std::min<std::size_t>(m_patterns[rule].front(), firstLetters);
        m_byLetter[letter].push_back(rule);
    }
}

std::vector<TextHit> TextRules::find(const LoweredText &source) const
{
    std::vector<TextHit> hits;
    const std::u32string_view text = source.text;
    for (std::size_t at = 0; at < text.size(); ++at) {
        for (const std::size_t rule : m_byLetter[std::min<std::size_t>(text[at], firstLetters)]) {
            const std::u32string &pattern = m_patterns[rule];
            if (text.substr(at, pattern.size()) == pattern)
                hits.push_back(
                    {rule, source.source(at), source.source(at + pattern.size() - 1) + 1});
        }
    }
    return hits;
}

} // namespace assay
