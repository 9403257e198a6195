// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "policy/Finding.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// A script as code points (lone surrogates are kept), with its lines as Python's tokenizer counts
/// them: `\n`, `\r\n` and a lone `\r` each end one. Every place that is asked for lies within the
/// text, whatever the numbers given.
class SourceText
{
public:
    explicit SourceText(std::u32string text);

    [[nodiscard]] const std::u32string &text() const { return m_text; }
    [[nodiscard]] std::size_t size() const { return m_text.size(); }
    /// One past the line's last code point, its end of line left out.
    [[nodiscard]] std::size_t endOfLine(std::size_t position) const;
    /// The stretch from `begin` to `end` (positions in code points) as lines and columns.
    [[nodiscard]] Span span(std::size_t begin, std::size_t end) const;
    /// The position of a line (from 1) and a column (from 1, in code points).
    [[nodiscard]] std::size_t atColumn(int line, int column) const;
    /// The position of a line (from 1) and an offset in UTF-8 bytes (from 0), as the tree has it.
    [[nodiscard]] std::size_t atByte(int line, int offset) const;
    /// A stretch as UTF-8; a lone surrogate becomes U+FFFD.
    [[nodiscard]] std::string utf8(std::size_t begin, std::size_t end) const;

private:
    struct Line
    {
        std::size_t begin;
        std::size_t end; ///< its end of line left out
    };

    [[nodiscard]] const Line &line(int number) const;
    [[nodiscard]] std::size_t lineIndex(std::size_t position) const;
    void findLines();

    std::u32string m_text;
    std::vector<Line> m_lines;        ///< at least one
    std::vector<std::size_t> m_bytes; ///< UTF-8 offset of each code point; empty: all ASCII
};

/// True for letters, digits and `_`, and for whatever is not ASCII: good enough to find a word.
[[nodiscard]] bool isWordPart(char32_t letter);

} // namespace assay
