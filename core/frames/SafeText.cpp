// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/SafeText.h"

#include <algorithm>
#include <cstdint>
#include <cstdio>

namespace assay {

namespace {

constexpr std::string_view replacement = "\xEF\xBF\xBD";

/// The first character of a text, or the stretch that is none.
struct Character
{
    char32_t code = 0;
    std::size_t bytes = 1;
    bool isValid = false;
};

std::uint8_t byteAt(std::string_view text, std::size_t i)
{
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : 0;
}

bool isContinuation(std::uint8_t byte)
{
    return (byte & 0xC0) == 0x80;
}

/// Whether `second` may follow `first`: keeps out overlong forms, surrogates and what lies beyond
/// U+10FFFF.
bool mayFollow(std::uint8_t first, std::uint8_t second)
{
    switch (first) {
    case 0xE0:
        return second >= 0xA0 && second <= 0xBF;
    case 0xED:
        return second >= 0x80 && second <= 0x9F;
    case 0xF0:
        return second >= 0x90 && second <= 0xBF;
    case 0xF4:
        return second >= 0x80 && second <= 0x8F;
    default:
        return isContinuation(second);
    }
}

Character firstOf(std::string_view text)
{
    const std::uint8_t first = byteAt(text, 0);
    if (first < 0x80)
        return {first, 1, true};
    if (first < 0xC2 || first > 0xF4 || !mayFollow(first, byteAt(text, 1)))
        return {};
    const std::size_t length = first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    char32_t code = first & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if (!isContinuation(byteAt(text, i)))
            return {0, i, false};
        code = (code << 6) | (byteAt(text, i) & 0x3FU);
    }
    return {code, length, true};
}

/// A surrogate written as UTF-8 would write it; Python's `surrogatepass` makes such bytes.
char32_t loneSurrogate(std::string_view text)
{
    const std::uint8_t second = byteAt(text, 1);
    const std::uint8_t third = byteAt(text, 2);
    if (byteAt(text, 0) != 0xED || second < 0xA0 || second > 0xBF || !isContinuation(third))
        return 0;
    return 0xD000U | ((second & 0x3FU) << 6) | (third & 0x3FU);
}

bool isNoncharacter(char32_t code)
{
    return (code >= 0xFDD0 && code <= 0xFDEF) || (code & 0xFFFE) == 0xFFFE;
}

bool isBidirectionalControl(char32_t code)
{
    return code == 0x061C || code == 0x200E || code == 0x200F ||
           (code >= 0x202A && code <= 0x202E) || (code >= 0x2066 && code <= 0x2069);
}

bool isHidden(char32_t code)
{
    if (code < 0x20)
        return code != '\n' && code != '\t';
    return (code >= 0x7F && code <= 0x9F) || code == 0x2028 || code == 0x2029 ||
           isBidirectionalControl(code) || isNoncharacter(code);
}

void writeOut(std::string &out, char32_t code)
{
    const char *format = code <= 0xFF ? "\\x%02x" : code <= 0xFFFF ? "\\u%04x" : "\\U%08x";
    char buffer[16];
    std::snprintf(buffer, sizeof buffer, format, static_cast<unsigned>(code));
    out += buffer;
}

} // namespace

std::string validUtf8(std::string_view text)
{
    // Most texts are ASCII alone, and then done.
    const auto odd = std::ranges::find_if(text, [](char letter) { return static_cast<unsigned char>(letter) >= 0x80; });
    std::string out(text.begin(), odd);
    text.remove_prefix(out.size());
    if (text.empty())
        return out;
    out.reserve(out.size() + text.size());
    while (!text.empty()) {
        const Character character = firstOf(text);
        out += character.isValid ? text.substr(0, character.bytes) : replacement;
        text.remove_prefix(character.bytes);
    }
    return out;
}

std::string safeText(std::string_view text)
{
    std::string out;
    out.reserve(text.size());
    while (!text.empty()) {
        Character character = firstOf(text);
        if (const char32_t surrogate = character.isValid ? 0 : loneSurrogate(text)) {
            writeOut(out, surrogate);
            character.bytes = 3;
        } else if (!character.isValid) {
            out += replacement;
        } else if (isHidden(character.code)) {
            writeOut(out, character.code);
        } else {
            out += text.substr(0, character.bytes);
        }
        text.remove_prefix(character.bytes);
    }
    return out;
}

} // namespace assay
