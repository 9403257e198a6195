// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/TextTest.h"

#include "frames/FoldCase.h"

#include <cstring>

namespace assay {

TextTest::TextTest(const TextCondition &condition)
    : m_match(condition.match)
    , m_isCaseSensitive(condition.isCaseSensitive)
    , m_pattern(condition.pattern)
{
    if (!m_isCaseSensitive)
        foldCase(condition.pattern, m_pattern);
}

bool TextTest::isMet(std::string_view text)
{
    if (m_isCaseSensitive)
        return isMatch(text);
    foldCase(text, m_folded);
    return isMatch(m_folded);
}

bool TextTest::isMatch(std::string_view text) const
{
    switch (m_match) {
    case TextMatch::Contains:
        return placeOf(m_pattern, text) != std::string_view::npos;
    case TextMatch::ContainsNot:
        return placeOf(m_pattern, text) == std::string_view::npos;
    case TextMatch::Equals:
        return text == m_pattern;
    case TextMatch::StartsWith:
        return text.starts_with(m_pattern);
    case TextMatch::EndsWith:
        return text.ends_with(m_pattern);
    }
    return false;
}

std::size_t placeOf(std::string_view pattern, std::string_view text)
{
    if (pattern.empty())
        return 0;
    const void *found = ::memmem(text.data(), text.size(), pattern.data(), pattern.size());
    return found == nullptr ? std::string_view::npos : static_cast<std::size_t>(static_cast<const char *>(found) - text.data());
}

} // namespace assay
