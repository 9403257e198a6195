// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/FrameText.h"

namespace assay {

/// Gathers text and hands it on in pieces.
class TextPieces
{
public:
    static constexpr std::size_t mostBytes = std::size_t{1} << 20U;

    explicit TextPieces(const TextSink &sink)
        : m_sink(sink)
    {
        m_text.reserve(mostBytes);
    }

    /// Where text is added.
    [[nodiscard]] std::string &text() { return m_text; }
    /// Whether it is time to hand something on.
    [[nodiscard]] bool isFull() const { return m_text.size() >= mostBytes / 2; }
    /// Hands on all there is.
    [[nodiscard]] Result<void> flush()
    {
        std::string_view rest = m_text;
        while (!rest.empty()) {
            const std::size_t bytes = pieceOf(rest);
            if (Result<void> taken = m_sink(rest.substr(0, bytes)); !taken)
                return taken;
            rest.remove_prefix(bytes);
        }
        m_text.clear();
        return {};
    }

private:
    /// As much as a piece may have, but no letter in part.
    static std::size_t pieceOf(std::string_view text)
    {
        if (text.size() <= mostBytes)
            return text.size();
        std::size_t bytes = mostBytes;
        while ((static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U && bytes + 4 > mostBytes)
            --bytes;
        return bytes;
    }

    const TextSink &m_sink;
    std::string m_text;
};

} // namespace assay
