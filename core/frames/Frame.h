// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"
#include "protocol/FrameLayout.h"

#include <memory>
#include <span>
#include <string_view>

namespace assay {

/// A checked, immutable frame mapped from a sealed memfd. Nothing is copied; cells are read on
/// demand. The schema's names are valid UTF-8. Safe to read from several threads.
/// A cell's row and column must exist; asking for a value the column's type does not have gives
/// nothing (an empty text, 0).
class Frame
{
public:
    /// Takes a memfd that is sealed against shrinking, growing and writing (anything else is
    /// refused: whoever could truncate it could kill the reader). The frame starts at `offset` (a
    /// multiple of the page size) and is `bytes` long.
    [[nodiscard]] static Result<std::shared_ptr<const Frame>> map(UniqueFd fd, std::uint64_t offset,
                                                                  std::uint64_t bytes);
    ~Frame();
    Frame(const Frame &) = delete;
    Frame &operator=(const Frame &) = delete;

    [[nodiscard]] const FrameSchema &schema() const { return m_schema; }
    [[nodiscard]] std::int64_t rows() const { return m_schema.rows; }
    [[nodiscard]] std::size_t columnCount() const { return m_schema.columns.size(); }

    /// True where the cell holds no value (validity bit, NaN, NaT, dictionary code -1).
    [[nodiscard]] bool isMissing(std::size_t column, std::int64_t row) const;
    /// Raw text of a Text, Dictionary, Decimal or Shown cell; UTF-8, possibly malformed.
    [[nodiscard]] std::string_view text(std::size_t column, std::int64_t row) const;
    /// The text that a code of a Dictionary column stands for; there must be one.
    [[nodiscard]] std::string_view dictionaryText(std::size_t column, std::uint64_t code) const;
    /// Value of an integer, Bool, Timestamp, Duration or Date cell (UInt64 reinterpreted), or the
    /// code of a Dictionary cell.
    [[nodiscard]] std::int64_t integer(std::size_t column, std::int64_t row) const;
    /// Value of a Float32 or Float64 cell.
    [[nodiscard]] double real(std::size_t column, std::int64_t row) const;
    /// The raw buffer behind one of the schema's spans, for loops over a whole column.
    [[nodiscard]] std::span<const std::byte> buffer(const BufferSpan &span) const
    {
        return {m_base + span.offset, span.bytes};
    }

private:
    Frame() = default;

    const std::byte *m_base = nullptr; ///< of the mapping
    std::size_t m_bytes = 0;           ///< of the mapping
    FrameSchema m_schema;
};

} // namespace assay
