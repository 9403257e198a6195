// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/FoldCase.h"

#include <cstdint>

namespace assay {
namespace {

/// Capitals that each stand before their small letter.
bool isInPairs(std::uint32_t code)
{
    return (code >= 0x0100 && code <= 0x0137 && code != 0x0130 && code != 0x0131) || (code >= 0x014A && code <= 0x0177) ||
           (code >= 0x0460 && code <= 0x0481) || (code >= 0x048A && code <= 0x04BF) || (code >= 0x04D0 && code <= 0x052F) ||
           (code >= 0x1E00 && code <= 0x1E95) || (code >= 0x1EA0 && code <= 0x1EFF);
}

/// The same where the capitals have odd codes.
bool isInOddPairs(std::uint32_t code)
{
    return (code >= 0x0139 && code <= 0x0148) || (code >= 0x0179 && code <= 0x017E) || (code >= 0x04C1 && code <= 0x04CE);
}

std::uint32_t smallGreek(std::uint32_t code)
{
    if (code >= 0x0391 && code <= 0x03AB && code != 0x03A2)
        return code + 32;
    if (code == 0x0386)
        return 0x03AC;
    if (code >= 0x0388 && code <= 0x038A)
        return code + 37;
    if (code == 0x038C)
        return 0x03CC;
    if (code == 0x038E || code == 0x038F)
        return code + 63;
    return code == 0x03C2 ? 0x03C3 : code; // the sigma at a word's end
}

/// No small letter takes another number of bytes than its capital does here.
std::uint32_t smallLetter(std::uint32_t code)
{
    if (code < 0x0100)
        return code >= 0x00C0 && code <= 0x00DE && code != 0x00D7 ? code + 32 : code;
    if (code == 0x0178)
        return 0x00FF;
    if (isInPairs(code))
        return code | 1U;
    if (isInOddPairs(code))
        return code + (code & 1U);
    if (code >= 0x0370 && code < 0x0400)
        return smallGreek(code);
    if (code >= 0x0400 && code <= 0x042F)
        return code + (code < 0x0410 ? 80 : 32);
    if (code >= 0x0531 && code <= 0x0556)
        return code + 48;
    return code >= 0xFF21 && code <= 0xFF3A ? code + 32 : code;
}

std::uint32_t byteAt(std::string_view text, std::size_t i)
{
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0;
}

bool isContinuation(std::uint32_t byte)
{
    return (byte & 0xC0U) == 0x80U;
}

char byteOf(std::uint32_t bits)
{
    return static_cast<char>(static_cast<unsigned char>(bits));
}

} // namespace

void foldCase(std::string_view text, std::string &out)
{
    out.assign(text);
    for (std::size_t i = 0; i < out.size(); ++i) {
        const std::uint32_t first = byteAt(out, i);
        if (first < 0x80) {
            out[i] = first >= 'A' && first <= 'Z' ? byteOf(first + 32) : out[i];
            continue;
        }
        const std::uint32_t second = byteAt(out, i + 1), third = byteAt(out, i + 2);
        if (first >= 0xC2 && first <= 0xDF && isContinuation(second)) {
            const std::uint32_t small = smallLetter((first & 0x1FU) << 6U | (second & 0x3FU));
            out[i] = byteOf(0xC0U | small >> 6U);
            out[++i] = byteOf(0x80U | (small & 0x3FU));
        } else if (first >= 0xE0 && first <= 0xEF && isContinuation(second) && isContinuation(third)) {
            const std::uint32_t code = (first & 0x0FU) << 12U | (second & 0x3FU) << 6U | (third & 0x3FU);
            const std::uint32_t small = smallLetter(code);
            // An overlong form has a code that two bytes hold, and stays as it is.
            out[i + 1] = code >= 0x0800 ? byteOf(0x80U | (small >> 6U & 0x3FU)) : out[i + 1];
            out[i + 2] = code >= 0x0800 ? byteOf(0x80U | (small & 0x3FU)) : out[i + 2];
            i += 2;
        }
    }
}

} // namespace assay
