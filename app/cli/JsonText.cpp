// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/JsonText.h"

#include <array>

namespace assay {

namespace {

/// One character of UTF-8 that is written as an escape.
struct Escaped
{
    char32_t character;
    std::size_t bytes; ///< 0: the character may stand as it is
};

/// Serialised JSON escapes C0 itself, so only what lies above has to be found. Outside of strings
/// there is nothing but ASCII.
Escaped escapedAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) {
        return at + i < text.size() ? static_cast<unsigned char>(text[at + i]) : 0U;
    };
    if (byte(0) == 0x7f)
        return {0x7f, 1};
    if (byte(0) == 0xc2 && byte(1) >= 0x80 && byte(1) <= 0x9f)
        return {byte(1), 2};
    if (byte(0) != 0xe2 || (byte(1) != 0x80 && byte(1) != 0x81))
        return {0, 0};
    const char32_t character = 0x2000U + ((byte(1) & 0x3fU) << 6U) + (byte(2) & 0x3fU);
    const bool separates = character == 0x2028 || character == 0x2029;
    const bool turns = (character >= 0x202a && character <= 0x202e) ||
                       (character >= 0x2066 && character <= 0x2069);
    return {character, separates || turns ? 3U : 0U};
}

void appendEscape(std::string &text, char32_t character)
{
    static constexpr std::string_view digits = "0123456789abcdef";
    text += "\\u";
    for (const unsigned shift : std::array{12U, 8U, 4U, 0U})
        text += digits[(character >> shift) & 0xfU];
}

std::string dumped(const Json &value)
{
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace

void JsonObject::add(std::string_view key, const Json &value)
{
    addText(key, dumped(value));
}

void JsonObject::addText(std::string_view key, std::string_view json)
{
    m_members += m_members.empty() ? "" : ",";
    m_members += dumped(Json(key));
    m_members += ':';
    m_members += json;
}

std::string jsonTextLine(std::string_view json)
{
    std::string text;
    text.reserve(json.size() + 1);
    for (std::size_t i = 0; i < json.size();) {
        const Escaped escaped = escapedAt(json, i);
        if (escaped.bytes == 0) {
            const char byte = json[i++];
            text += byte == '\n' || byte == '\r' ? ' ' : byte;
            continue;
        }
        appendEscape(text, escaped.character);
        i += escaped.bytes;
    }
    return text + '\n';
}

std::string jsonLine(const Json &document)
{
    return jsonTextLine(dumped(document));
}

} // namespace assay
