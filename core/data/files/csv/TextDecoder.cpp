// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/csv/TextDecoder.h"

#include "frames/SafeText.h"

#include <cstring>
#include <iconv.h>

namespace assay::files {
namespace {

bool isAscii(std::string_view bytes)
{
    std::uint64_t seen = 0;
    std::size_t i = 0;
    for (; i + sizeof seen <= bytes.size(); i += sizeof seen) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, bytes.data() + i, sizeof eight);
        seen |= eight;
    }
    for (; i < bytes.size(); ++i)
        seen |= static_cast<unsigned char>(bytes[i]);
    return (seen & 0x8080808080808080ULL) == 0;
}

} // namespace

void TextDecoder::Close::operator()(void *converter) const
{
    iconv_close(converter);
}

Result<TextDecoder> TextDecoder::create(Encoding encoding)
{
    TextDecoder decoder;
    if (encoding == Encoding::Utf8)
        return decoder;
    const std::string name(encodingName(encoding));
    iconv_t converter = iconv_open("UTF-8", name.c_str());
    // iconv's own sign of failure.
    if (converter == reinterpret_cast<iconv_t>(-1)) // NOLINT(performance-no-int-to-ptr)
        return failure(ErrorCode::Unsupported, "This system cannot read the encoding " + name + ".");
    decoder.m_converter.reset(converter);
    return decoder;
}

std::optional<std::string_view> TextDecoder::decode(std::string_view bytes)
{
    if (!m_converter) {
        if (isAscii(bytes) || validUtf8(bytes) == bytes)
            return bytes;
        return std::nullopt;
    }
    // No encoding of ours makes more than three bytes of one, and UTF-16 makes less.
    m_text.resize(bytes.size() * 3);
    char *in = const_cast<char *>(bytes.data()); // it is only read
    char *out = m_text.data();
    std::size_t inLeft = bytes.size(), outLeft = m_text.size();
    iconv(m_converter.get(), nullptr, nullptr, nullptr, nullptr);
    if (iconv(m_converter.get(), &in, &inLeft, &out, &outLeft) == static_cast<std::size_t>(-1))
        return std::nullopt;
    return std::string_view(m_text).substr(0, m_text.size() - outLeft);
}

} // namespace assay::files
