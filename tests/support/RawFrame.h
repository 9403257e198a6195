// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"
#include "frames/FrameBuilder.h"

#include <cstring>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace assay::test {

/// The bytes of some values, as a buffer holds them.
template <typename T>
std::vector<std::byte> bytesOf(std::initializer_list<T> values)
{
    std::vector<std::byte> bytes(values.size() * sizeof(T));
    if (!bytes.empty())
        std::memcpy(bytes.data(), values.begin(), bytes.size());
    return bytes;
}

template <typename T>
std::vector<std::byte> bytesOf(const std::vector<T> &values)
{
    const auto bytes = std::as_bytes(std::span(values));
    return {bytes.begin(), bytes.end()};
}

/// The buffers of one column.
struct RawColumn
{
    ColumnSchema schema; ///< spans are set from the buffers
    std::vector<std::byte> validity;
    std::vector<std::byte> values;
    std::vector<std::byte> offsets;
    std::vector<std::byte> data;
};

/// A frame put together buffer by buffer, without any check: tests tell lies with it.
class RawFrame
{
public:
    FrameSchema schema;

    explicit RawFrame(std::int64_t rows) { schema.rows = rows; }

    /// A column of values that are as wide as the type wants.
    void addValues(ColumnType type, std::vector<std::byte> values,
                   std::vector<std::byte> validity = {});
    /// A Text, Decimal or Shown column.
    void addTexts(ColumnType type, const std::vector<std::string> &texts,
                  std::vector<std::byte> validity = {});
    void addDictionary(std::initializer_list<std::int32_t> codes,
                       const std::vector<std::string> &texts);
    void add(RawColumn column);

    /// The laid-out frame; `schema` then says where everything lies.
    [[nodiscard]] std::vector<std::byte> bytes();
    /// The same with the schema as it now stands, which may no longer be true. The schema must not
    /// have grown.
    [[nodiscard]] std::vector<std::byte> bytesWith(const FrameSchema &lie);

private:
    std::vector<RawColumn> m_columns;
};

inline constexpr int allSeals = 0x0001 | 0x0002 | 0x0004 | 0x0008; ///< SEAL, SHRINK, GROW, WRITE

/// A memfd that holds `bytes` and is sealed so.
[[nodiscard]] UniqueFd memoryFile(const std::vector<std::byte> &bytes, int seals = allSeals);
/// Maps a frame that must hold; ends the test program otherwise.
[[nodiscard]] std::shared_ptr<const Frame> mapped(const std::vector<std::byte> &bytes);
/// What a builder makes, mapped; ends the test program where it makes none.
[[nodiscard]] std::shared_ptr<const Frame> built(FrameBuilder &builder);

} // namespace assay::test
