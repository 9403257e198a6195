// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/CborReader.h"

#include <vector>

namespace assay {

std::optional<CborReader::Head> CborReader::head()
{
    constexpr unsigned inlineValues = 24; // below it the value is the low bits themselves
    constexpr unsigned lengthCodes = 28;  // 24 to 27: 1, 2, 4 or 8 bytes follow
    if (m_rest.empty())
        return std::nullopt;
    const auto first = static_cast<std::uint8_t>(m_rest.front());
    m_rest.remove_prefix(1);
    Head result{static_cast<Major>(first >> 5), static_cast<std::uint8_t>(first & 0x1f), 0};
    if (result.info < inlineValues) {
        result.value = result.info;
        return result;
    }
    if (result.info >= lengthCodes)
        return std::nullopt;
    const std::size_t length = std::size_t{1} << (result.info - inlineValues);
    if (m_rest.size() < length)
        return std::nullopt;
    for (std::size_t i = 0; i < length; ++i)
        result.value = (result.value << 8) | static_cast<std::uint8_t>(m_rest[i]);
    m_rest.remove_prefix(length);
    return result;
}

std::optional<std::uint64_t> CborReader::headOf(Major major)
{
    const std::optional<Head> found = head();
    if (!found || found->major != major)
        return std::nullopt;
    return found->value;
}

std::optional<std::uint64_t> CborReader::unsignedInteger()
{
    return headOf(Major::Unsigned);
}

std::optional<bool> CborReader::boolean()
{
    constexpr std::uint8_t codeOfFalse = 20;
    constexpr std::uint8_t codeOfTrue = 21;
    const std::optional<Head> found = head();
    if (!found || found->major != Major::Simple ||
        (found->info != codeOfFalse && found->info != codeOfTrue))
        return std::nullopt;
    return found->info == codeOfTrue;
}

std::optional<std::string_view> CborReader::text()
{
    const std::optional<std::uint64_t> length = headOf(Major::Text);
    if (!length || *length > m_rest.size())
        return std::nullopt;
    const std::string_view result = m_rest.substr(0, *length);
    m_rest.remove_prefix(*length);
    return result;
}

std::optional<std::uint64_t> CborReader::arraySize()
{
    const std::optional<std::uint64_t> size = headOf(Major::Array);
    return size && *size <= m_rest.size() ? size : std::nullopt;
}

std::optional<std::uint64_t> CborReader::mapSize()
{
    const std::optional<std::uint64_t> size = headOf(Major::Map);
    return size && *size <= m_rest.size() / 2 ? size : std::nullopt;
}

bool CborReader::skip()
{
    // Each item still owed takes a byte at least, so `owed` stays below the bytes left.
    for (std::uint64_t owed = 1; owed > 0; --owed) {
        const std::optional<Head> item = head();
        if (!item)
            return false;
        switch (item->major) {
        case Major::Unsigned:
        case Major::Negative:
        case Major::Simple:
            break;
        case Major::Bytes:
        case Major::Text:
            if (item->value > m_rest.size())
                return false;
            m_rest.remove_prefix(item->value);
            break;
        case Major::Array:
        case Major::Map:
            if (item->value > m_rest.size())
                return false;
            owed += item->major == Major::Map ? 2 * item->value : item->value;
            break;
        case Major::Tag:
            ++owed;
            break;
        }
        if (owed - 1 > m_rest.size())
            return false;
    }
    return true;
}

bool CborReader::skipWithin(const CborBounds &bounds)
{
    std::vector<std::uint64_t> owed{1}; // by each open container, the document first
    std::size_t items = 0;
    const auto open = [&](std::uint64_t count) {
        owed.push_back(count);
        return owed.size() <= bounds.depth + 1 && count <= m_rest.size();
    };
    while (!owed.empty()) {
        if (owed.back() == 0) {
            owed.pop_back();
            continue;
        }
        --owed.back();
        const std::optional<Head> item = head();
        if (!item || ++items > bounds.items || item->major == Major::Tag)
            return false;
        const bool isText = item->major == Major::Bytes || item->major == Major::Text;
        if (isText && item->value > m_rest.size())
            return false;
        if (isText)
            m_rest.remove_prefix(item->value);
        else if (item->major == Major::Array && !open(item->value))
            return false;
        else if (item->major == Major::Map && (item->value > bounds.keys || !open(2 * item->value)))
            return false;
    }
    return true;
}

} // namespace assay
