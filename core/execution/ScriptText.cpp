// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/ScriptText.h"

namespace assay {
namespace {

void append(std::string &bytes, char32_t point)
{
    const auto tail = [&](int shift) {
        bytes += static_cast<char>(0x80 | ((point >> shift) & 0x3F));
    };
    if (point < 0x80) {
        bytes += static_cast<char>(point);
    } else if (point < 0x800) {
        bytes += static_cast<char>(0xC0 | (point >> 6));
        tail(0);
    } else if (point < 0x10000) {
        bytes += static_cast<char>(0xE0 | (point >> 12));
        tail(6);
        tail(0);
    } else {
        bytes += static_cast<char>(0xF0 | (point >> 18));
        tail(12);
        tail(6);
        tail(0);
    }
}

} // namespace

std::string scriptBytes(const QString &code)
{
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(code.size()));
    for (qsizetype i = 0; i < code.size(); ++i) {
        const QChar unit = code.at(i);
        const bool isPair =
            unit.isHighSurrogate() && i + 1 < code.size() && code.at(i + 1).isLowSurrogate();
        append(bytes, isPair ? QChar::surrogateToUcs4(unit, code.at(i + 1)) : unit.unicode());
        i += isPair ? 1 : 0;
    }
    return bytes;
}

} // namespace assay
