// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "frames/SealedFrame.h"
#include "protocol/FrameLayout.h"

#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

/// The bytes of a column, as ColumnSchema's spans name them.
struct ColumnBuffers
{
    std::vector<std::byte> validity;
    std::vector<std::byte> values;
    std::vector<std::byte> offsets;
    std::vector<std::byte> data;
};

/// Makes a sealed frame of columns, in the order they are added. What a span refers to must live
/// until build(); texts are copied at once.
class FrameBuilder
{
public:
    explicit FrameBuilder(std::int64_t rows);

    /// NaN is missing.
    void addFloat64(std::string name, std::span<const double> values);
    void addInt64(std::string name, std::span<const std::int64_t> values);
    /// Naive, nanoseconds since 1970; the smallest int64 is missing.
    void addTimestamp(std::string name, std::span<const std::int64_t> values);
    // A temporary would be gone before build().
    void addFloat64(std::string, std::vector<double> &&) = delete;
    void addInt64(std::string, std::vector<std::int64_t> &&) = delete;
    void addTimestamp(std::string, std::vector<std::int64_t> &&) = delete;
    /// An absent text is missing.
    void addText(std::string name, std::span<const std::optional<std::string>> texts);
    /// Texts one after the other in `data`: text i from offsets[i] to offsets[i + 1], so there is an
    /// offset more than texts. `validity` holds a bit a text, least first, 0: missing; empty: none is.
    void addPackedText(std::string name, std::vector<std::byte> validity,
                       std::span<const std::int64_t> offsets, std::string_view data);
    /// `codes` count from 0 into `texts`; -1 is missing.
    void addDictionary(std::string name, std::span<const std::int32_t> codes,
                       std::span<const std::string> texts);
    /// A column of any type; `column` says everything but where it lies. Its buffers must be as the layout
    /// wants them, or the frame cannot be mapped.
    void addColumn(ColumnSchema column, ColumnBuffers buffers);

    /// Fails where a column has not as many rows as the frame, a code has no text, or the system
    /// has no memory to give. May be called once.
    [[nodiscard]] Result<SealedFrame> build();

private:
    /// Validity, values, offsets and data, as BufferSpan names them.
    using Buffers = std::array<std::span<const std::byte>, 4>;

    void add(std::string name, std::string dtype, ColumnType type, std::size_t rows,
             const Buffers &buffers);
    void add(ColumnSchema column, const Buffers &buffers);
    std::span<const std::byte> keep(std::vector<std::byte> bytes);
    [[nodiscard]] Result<void> fill(const SealedFrame &frame) const;

    FrameSchema m_schema;
    std::vector<Buffers> m_buffers;              ///< of each column
    std::vector<std::vector<std::byte>> m_owned; ///< buffers made here
    std::string m_problem;
};

} // namespace assay
