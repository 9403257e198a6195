// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace assay {

/// What an item must keep to before a reader that recurses, or that makes an object of each value,
/// may have it.
struct CborBounds
{
    std::size_t depth = 0; ///< containers inside one another
    std::size_t keys = 0;  ///< of one map
    std::size_t items = 0; ///< of all kinds together
};

/// Reads CBOR item by item without ever recursing or trusting a length: a reader for hostile bytes
/// whose shape is known. Items of indefinite length are refused. A call that finds something else
/// than it asks for gives nothing; the place is then unspecified and reading should end.
/// (nlohmann's reader recurses without limit, even below a callback: a chunked text may open a
/// chunked text, and a few megabytes of 0x7f end the process.)
class CborReader
{
public:
    explicit CborReader(std::string_view bytes)
        : m_rest(bytes)
    {
    }

    [[nodiscard]] bool atEnd() const { return m_rest.empty(); }

    [[nodiscard]] std::optional<std::uint64_t> unsignedInteger();
    [[nodiscard]] std::optional<bool> boolean();
    [[nodiscard]] std::optional<std::string_view> text();
    /// Number of items that follow; never more than there are bytes left.
    [[nodiscard]] std::optional<std::uint64_t> arraySize();
    /// Number of pairs of items that follow; never more than there are bytes left.
    [[nodiscard]] std::optional<std::uint64_t> mapSize();
    /// Passes over one item with all it holds.
    [[nodiscard]] bool skip();
    /// The same, if the item keeps to `bounds` and has no tags.
    [[nodiscard]] bool skipWithin(const CborBounds &bounds);

private:
    enum class Major : std::uint8_t { Unsigned, Negative, Bytes, Text, Array, Map, Tag, Simple };
    struct Head
    {
        Major major;
        std::uint8_t info; ///< the low five bits
        std::uint64_t value;
    };

    std::optional<Head> head();
    std::optional<std::uint64_t> headOf(Major major);

    std::string_view m_rest;
};

} // namespace assay
