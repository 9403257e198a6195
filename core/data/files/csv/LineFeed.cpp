// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/csv/LineFeed.h"

#include "frames/SafeText.h"

#include <algorithm>
#include <cerrno>

namespace assay::files {
namespace {

constexpr std::size_t pieceBytes = 256U << 10;

bool isWide(Encoding encoding)
{
    return encoding == Encoding::Utf16le || encoding == Encoding::Utf16be;
}

std::size_t plainEnd(std::string_view bytes, std::size_t from)
{
    const auto isEnd = [](char letter) { return letter == '\n' || letter == '\r'; };
    return static_cast<std::size_t>(std::find_if(bytes.begin() + static_cast<std::ptrdiff_t>(from), bytes.end(), isEnd) -
                                    bytes.begin());
}

std::string_view markOf(Encoding encoding)
{
    switch (encoding) {
    case Encoding::Utf8:
        return "\xEF\xBB\xBF";
    case Encoding::Utf16le:
        return "\xFF\xFE";
    case Encoding::Utf16be:
        return "\xFE\xFF";
    default:
        return {};
    }
}

} // namespace

LineFeed::LineFeed(UniqueFd file, TextDecoder decoder, Encoding encoding, std::uint64_t limit)
    : m_file(std::move(file))
    , m_decoder(std::move(decoder))
    , m_encoding(encoding)
    , m_unit(isWide(encoding) ? 2 : 1)
    , m_limit(limit)
{
}

Result<LineFeed> LineFeed::create(UniqueFd file, Encoding encoding, std::uint64_t limit)
{
    Result<TextDecoder> decoder = TextDecoder::create(encoding);
    if (!decoder)
        return tl::unexpected(decoder.error());
    LineFeed feed(std::move(file), std::move(*decoder), encoding, limit);
    if (const Result<void> passed = feed.passMark(); !passed)
        return tl::unexpected(passed.error());
    return feed;
}

Result<void> LineFeed::passMark()
{
    Result<void> filled = fill();
    const std::string_view mark = markOf(m_encoding);
    if (filled && !mark.empty() && held().starts_with(mark)) {
        m_begin += mark.size();
        m_next.offset += mark.size();
    }
    return filled;
}

std::string_view LineFeed::held() const
{
    return std::string_view(m_buffer).substr(m_begin);
}

/// Makes the buffer hold more, from the line that is next on.
Result<void> LineFeed::fill()
{
    m_buffer.erase(0, m_begin);
    m_begin = 0;
    const std::size_t before = m_buffer.size();
    const std::uint64_t from = m_next.offset + before;
    const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(pieceBytes, m_limit - std::min(from, m_limit)));
    m_buffer.resize(before + wanted);
    ssize_t got = 0;
    do
        got = ::pread(m_file.get(), m_buffer.data() + before, wanted, static_cast<off_t>(from));
    while (got < 0 && errno == EINTR);
    m_buffer.resize(before + static_cast<std::size_t>(std::max<ssize_t>(got, 0)));
    if (got < 0)
        return systemFailure("The file cannot be read");
    m_atEnd = got == 0;
    return {};
}

/// The letter of the encoding's unit there, where it is ASCII; else 0.
char LineFeed::letterAt(std::size_t place) const
{
    const std::string_view bytes = held();
    if (m_unit == 1)
        return bytes[place];
    const bool isLittle = m_encoding == Encoding::Utf16le;
    return bytes[place + (isLittle ? 1 : 0)] == '\0' ? bytes[place + (isLittle ? 0 : 1)] : '\0';
}

/// The place behind the line's end; npos where the buffer holds none, or not for sure.
std::size_t LineFeed::lineEnd(std::size_t from) const
{
    const std::size_t bytes = held().size();
    for (std::size_t i = from; i + m_unit <= bytes; i += m_unit) {
        if (m_unit == 1)
            i = plainEnd(held(), i);
        if (i == bytes)
            break;
        const char letter = letterAt(i);
        if (letter == '\n')
            return i + m_unit;
        if (letter != '\r')
            continue;
        const std::size_t behind = i + m_unit;
        if (behind + m_unit > bytes)
            return m_atEnd ? behind : std::string_view::npos;
        return letterAt(behind) == '\n' ? behind + m_unit : behind;
    }
    return std::string_view::npos;
}

Result<bool> LineFeed::next(Line &line)
{
    std::size_t looked = 0; // what of the line surely holds no end
    std::size_t end = lineEnd(0);
    while (end == std::string_view::npos && !m_atEnd && held().size() < longestLine) {
        looked = held().size() - std::min(held().size(), 2 * m_unit);
        looked -= looked % m_unit;
        if (const Result<void> filled = fill(); !filled)
            return tl::unexpected(filled.error());
        end = lineEnd(looked);
    }
    line.number = m_next.line;
    if (end == std::string_view::npos && held().size() >= longestLine) {
        m_text = validUtf8(held().substr(0, pieceBytes));
        line.state = State::TooLong;
        line.text = m_text;
        if (const Result<void> passed = passTheRest(); !passed)
            return tl::unexpected(passed.error());
        ++m_next.line;
        return true;
    }
    end = std::min(end, held().size());
    if (end == 0)
        return false;
    decode(held().substr(0, end), line);
    m_begin += end;
    m_next.offset += end;
    ++m_next.line;
    return true;
}

/// Of a line that is too long.
Result<void> LineFeed::passTheRest()
{
    for (;;) {
        const std::size_t end = lineEnd(0);
        // A last CR, or half a letter, may belong to what follows.
        const std::size_t sure = held().size() - std::min(held().size(), 2 * m_unit);
        const std::size_t passed = end != std::string_view::npos ? end : m_atEnd ? held().size() : sure - sure % m_unit;
        m_begin += passed;
        m_next.offset += passed;
        if (end != std::string_view::npos || m_atEnd)
            return {};
        if (const Result<void> filled = fill(); !filled)
            return filled;
    }
}

void LineFeed::decode(std::string_view bytes, Line &line)
{
    const std::optional<std::string_view> text = m_decoder.decode(bytes);
    line.state = text ? State::Good : State::Undecodable;
    line.text = text.value_or(std::string_view());
    const bool hasEnd = text && !text->empty() && (text->back() == '\n' || text->back() == '\r');
    if (hasEnd)
        return;
    m_text = text ? std::string(*text) : m_unit == 1 ? validUtf8(bytes) : std::string("\uFFFD");
    if (m_text.empty() || (m_text.back() != '\n' && m_text.back() != '\r'))
        m_text += '\n';
    line.text = m_text;
}

void LineFeed::goBackTo(const Place &place)
{
    m_next = place;
    m_buffer.clear();
    m_begin = 0;
    m_atEnd = false;
}

} // namespace assay::files
