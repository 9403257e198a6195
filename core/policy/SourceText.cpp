// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/SourceText.h"

#include <algorithm>
#include <utility>

namespace assay {

namespace {

constexpr char32_t firstSurrogate = 0xD800;
constexpr char32_t lastSurrogate = 0xDFFF;
constexpr char32_t replacement = 0xFFFD;

std::size_t utf8Length(char32_t letter)
{
    if (letter < 0x80)
        return 1;
    if (letter < 0x800)
        return 2;
    return letter < 0x10000 ? 3 : 4;
}

void appendUtf8(std::string &target, char32_t letter)
{
    if (letter >= firstSurrogate && letter <= lastSurrogate)
        letter = replacement;
    const std::size_t length = utf8Length(letter);
    if (length == 1) {
        target += char(letter);
        return;
    }
    constexpr unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};
    for (std::size_t rest = length; rest-- > 0;) {
        const auto bits = static_cast<unsigned char>(letter >> (6 * rest));
        target += rest == length - 1 ? char(lead[length] | bits) : char(0x80 | (bits & 0x3F));
    }
}

} // namespace

SourceText::SourceText(std::u32string text)
    : m_text(std::move(text))
{
    findLines();
    if (std::ranges::all_of(m_text, [](char32_t letter) { return letter < 0x80; }))
        return;
    m_bytes.reserve(m_text.size() + 1);
    std::size_t bytes = 0;
    for (const char32_t letter : m_text) {
        m_bytes.push_back(bytes);
        bytes += utf8Length(letter);
    }
    m_bytes.push_back(bytes);
}

void SourceText::findLines()
{
    std::size_t begin = 0;
    for (std::size_t at = 0; at < m_text.size(); ++at) {
        if (m_text[at] != U'\n' && m_text[at] != U'\r')
            continue;
        m_lines.push_back({begin, at});
        if (m_text[at] == U'\r' && at + 1 < m_text.size() && m_text[at + 1] == U'\n')
            ++at;
        begin = at + 1;
    }
    m_lines.push_back({begin, m_text.size()});
}

const SourceText::Line &SourceText::line(int number) const
{
    return m_lines[std::size_t(std::clamp(number, 1, int(m_lines.size())) - 1)];
}

std::size_t SourceText::lineIndex(std::size_t position) const
{
    const auto next = std::ranges::upper_bound(m_lines, position, {}, &Line::begin);
    return std::size_t(next - m_lines.begin()) - 1;
}

std::size_t SourceText::endOfLine(std::size_t position) const
{
    return m_lines[lineIndex(position)].end;
}

Span SourceText::span(std::size_t begin, std::size_t end) const
{
    begin = std::min(begin, m_text.size());
    end = std::clamp(end, begin, m_text.size());
    const std::size_t first = lineIndex(begin);
    const std::size_t last = lineIndex(end);
    return {int(first + 1), int(begin - m_lines[first].begin + 1), int(last + 1),
            int(end - m_lines[last].begin + 1)};
}

std::size_t SourceText::atColumn(int number, int column) const
{
    const Line &found = line(number);
    return std::min(found.begin + std::size_t(std::max(column, 1) - 1), found.end);
}

std::size_t SourceText::atByte(int number, int offset) const
{
    const Line &found = line(number);
    const auto bytes = std::size_t(std::max(offset, 0));
    if (m_bytes.empty())
        return std::min(found.begin + bytes, found.end);
    const auto begin = m_bytes.begin() + std::ptrdiff_t(found.begin);
    const auto end = m_bytes.begin() + std::ptrdiff_t(found.end);
    return std::size_t(std::lower_bound(begin, end, *begin + bytes) - m_bytes.begin());
}

std::string SourceText::utf8(std::size_t begin, std::size_t end) const
{
    std::string text;
    for (std::size_t at = begin; at < std::min(end, m_text.size()); ++at)
        appendUtf8(text, m_text[at]);
    return text;
}

bool isWordPart(char32_t letter)
{
    return letter >= 0x80 || letter == U'_' || (letter >= U'0' && letter <= U'9') ||
           (letter >= U'a' && letter <= U'z') || (letter >= U'A' && letter <= U'Z');
}

} // namespace assay
