// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace assay {

/// How a frame lies in memory. Little-endian, as every host of Assay is:
///
///     0   8 bytes  magic "ASYFRAM1"
///     8   u64      length of the schema in bytes
///     16  u64      length of the whole frame in bytes
///     24  schema   CBOR (see FrameSchema), then zeros up to a multiple of 64
///     …   buffers, each at a multiple of 64, in any order, never overlapping the schema nor one
///         another
///
/// Buffers follow Arrow: validity bits (1 = present, least significant bit first), values, int64
/// offsets (rows + 1 of them) into UTF-8 data, int32 codes into a dictionary of texts (-1:
/// missing).
namespace frame_layout {
inline constexpr std::array<char, 8> magic{'A', 'S', 'Y', 'F', 'R', 'A', 'M', '1'};
inline constexpr std::size_t headerBytes = 24;
inline constexpr std::size_t alignment = 64;
inline constexpr std::size_t maxColumns = 100'000;
inline constexpr std::size_t maxZoneSteps = 65'536; ///< of a column
inline constexpr std::int64_t maxRows = std::int64_t{1} << 40; ///< so that no product overflows
inline constexpr std::size_t maxSchemaBytes = 64U << 20;
} // namespace frame_layout

/// What a column holds. `Text` is a string; `Shown` is some other object given as its text.
enum class ColumnType : std::uint8_t {
    Int8,
    Int16,
    Int32,
    Int64,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Float32,
    Float64,
    Bool,
    Text,
    Dictionary,
    Timestamp,
    Duration,
    Decimal,
    Date,
    Shown
};
/// Unit of a Timestamp or Duration (int64 values).
enum class TimeUnit : std::uint8_t { Second, Millisecond, Microsecond, Nanosecond };

/// Where a buffer lies, in bytes from the frame's start. Empty: not there.
struct BufferSpan
{
    std::uint64_t offset = 0;
    std::uint64_t bytes = 0;

    bool operator==(const BufferSpan &) const = default;
};

/// Since when a zone's clocks have been how far ahead of UTC.
struct ZoneStep
{
    std::int64_t since = 0;   ///< an instant, in the column's unit since 1970
    std::int64_t seconds = 0; ///< less than a day

    bool operator==(const ZoneStep &) const = default;
};

/// One column of a frame.
/// values: Int*/UInt*/Float* as such; Bool one byte each (0 or 1); Timestamp/Duration int64 (the
/// smallest int64 is NaT); Date int32 days since 1970; Dictionary int32 codes. Text, Decimal and
/// Shown use offsets (int64, rows + 1) and data; a Dictionary's texts use offsets (int64, one more
/// than there are texts) and data. A Timestamp with a zone may use data for the ZoneSteps that its
/// values need, the earliest first; they are its local times' and change no value. Validity has (rows + 7) / 8 bytes. Buffers have exactly the
/// bytes their type needs, and those a type does not use are absent.
struct ColumnSchema
{
    std::string name;  ///< str() of the label, UTF-8
    std::string dtype; ///< pandas' own name, such as `datetime64[ns, UTC]`
    ColumnType type = ColumnType::Int64;
    TimeUnit unit = TimeUnit::Nanosecond;
    std::string zone;     ///< time zone's name; empty: naive
    bool isIndex = false; ///< a level of the row index rather than a column
    BufferSpan validity;  ///< absent: nothing is missing (but see NaT, NaN and code -1)
    BufferSpan values;
    BufferSpan offsets;
    BufferSpan data;
    std::vector<ZoneStep> steps; ///< as `data` has them; Frame fills them in

    bool operator==(const ColumnSchema &) const = default;
};

/// The schema of a frame. `kind` is `DataFrame`, `Series` or `ndarray`.
struct FrameSchema
{
    std::string kind = "DataFrame";
    std::int64_t rows = 0;
    std::vector<ColumnSchema> columns;

    bool operator==(const FrameSchema &) const = default;
};

/// Bytes of one value of a type; 0 for the types that have no values (Text, Decimal, Shown).
[[nodiscard]] std::size_t valueWidth(ColumnType type);

/// Reads and *checks* a frame that may be hostile: every offset, length, count, code and text
/// offset is inside its buffer before anyone uses it. After a success all values may be read
/// without further checks, except that UTF-8 may be malformed. Takes time in proportion to the
/// frame's bytes, whatever its schema says.
[[nodiscard]] Result<FrameSchema> readFrame(std::span<const std::byte> frame);

/// Lays out a frame: fills in the spans of `schema` from the buffers' sizes and returns the size in
/// bytes that the whole needs. Spans come in with `bytes` set and leave with `offset` set.
[[nodiscard]] std::uint64_t layOutFrame(FrameSchema &schema);

/// Writes header and schema of a laid-out frame into `target` (of the size layOutFrame gave). The
/// caller copies the buffers to their spans.
void writeFrameHeader(const FrameSchema &schema, std::span<std::byte> target);

} // namespace assay
