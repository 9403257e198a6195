// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/SourceWarnings.h"

#include "policy/Warnings.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace assay {

namespace {

/// Unicode's property Bidi_Control.
bool isBidiControl(char32_t letter)
{
    return letter == 0x061C || letter == 0x200E || letter == 0x200F ||
           (letter >= 0x202A && letter <= 0x202E) || (letter >= 0x2066 && letter <= 0x2069);
}

bool isCookieName(char32_t letter)
{
    return letter == U'-' || letter == U'.' || (letter < 0x80 && isWordPart(letter));
}

bool isBlank(char32_t letter)
{
    return letter == U' ' || letter == U'\t' || letter == U'\f';
}

/// Where the encoding's name stands in a comment line, as PEP 263 finds it.
struct Cookie
{
    std::size_t begin = 0;
    std::size_t end = 0;
};

std::optional<Cookie> cookieIn(std::u32string_view line, std::size_t offset)
{
    constexpr std::u32string_view word = U"coding";
    for (std::size_t at = line.find(word); at != line.npos; at = line.find(word, at + 1)) {
        std::size_t begin = at + word.size();
        if (begin >= line.size() || (line[begin] != U':' && line[begin] != U'='))
            continue;
        do
            ++begin;
        while (begin < line.size() && (line[begin] == U' ' || line[begin] == U'\t'));
        std::size_t end = begin;
        while (end < line.size() && isCookieName(line[end]))
            ++end;
        if (end > begin)
            return Cookie{offset + begin, offset + end};
    }
    return {};
}

bool isUtf8Name(std::string name)
{
    std::ranges::replace(name, '_', '-');
    std::ranges::transform(name, name.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c; });
    return name == "utf-8" || name == "utf8" || name.starts_with("utf-8-");
}

/// A cookie counts on the first line, or on the second below a line without code.
void warnOfCookie(const SourceText &source, std::vector<Finding> &warnings)
{
    std::size_t begin = 0;
    for (int number = 1; number <= 2; ++number) {
        begin = source.atColumn(number, 1);
        const std::size_t end = source.endOfLine(begin);
        const std::u32string_view line =
            std::u32string_view(source.text()).substr(begin, end - begin);
        const auto code = std::ranges::find_if_not(line, isBlank);
        if (code != line.end() && *code != U'#')
            return;
        if (const auto cookie = cookieIn(line, begin)) {
            const std::string name = source.utf8(cookie->begin, cookie->end);
            if (!isUtf8Name(name))
                warnings.push_back(
                    warning::codingCookie(name, source.span(cookie->begin, cookie->end)));
            return;
        }
    }
}

void warnOfLetter(const SourceText &source, std::size_t at, std::vector<Finding> &warnings)
{
    const std::u32string &text = source.text();
    const Span span = source.span(at, at + 1);
    if (text[at] == U'\r' && (at + 1 == text.size() || text[at + 1] != U'\n'))
        warnings.push_back(warning::loneReturn(span));
    else if (text[at] == U'\f')
        warnings.push_back(warning::formFeed(span));
    else if (text[at] == 0xFEFF && at == 0)
        warnings.push_back(warning::byteOrderMark(span));
    else if (isBidiControl(text[at]))
        warnings.push_back(warning::bidiControl(text[at], span));
}

} // namespace

std::vector<Finding> sourceWarnings(const SourceText &source)
{
    std::vector<Finding> warnings;
    warnOfCookie(source, warnings);
    for (std::size_t at = 0; at < source.size() && warnings.size() < maxFindings; ++at) {
        const char32_t letter = source.text()[at];
        if (letter == U'\r' || letter == U'\f' || letter >= 0x80)
            warnOfLetter(source, at, warnings);
    }
    return warnings;
}

} // namespace assay
