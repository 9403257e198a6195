// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/FrameLayout.h"

#include "protocol/FrameCheck.h"
#include "protocol/FrameSchemaCbor.h"

#include <algorithm>
#include <cstring>

namespace assay {

namespace {

constexpr std::size_t schemaLengthAt = 8;
constexpr std::size_t frameLengthAt = 16;

std::uint64_t roundUp(std::uint64_t bytes)
{
    return (bytes + frame_layout::alignment - 1) / frame_layout::alignment *
           frame_layout::alignment;
}

std::uint64_t numberAt(std::span<const std::byte> frame, std::size_t offset)
{
    std::uint64_t value = 0;
    std::memcpy(&value, frame.data() + offset, sizeof value);
    return value;
}

tl::unexpected<Error> badHeader(std::string detail)
{
    return failure(ErrorCode::Protocol, "The frame cannot be read: its header is damaged.",
                   std::move(detail));
}

} // namespace

std::size_t valueWidth(ColumnType type)
{
    switch (type) {
    case ColumnType::Int8:
    case ColumnType::UInt8:
    case ColumnType::Bool:
        return 1;
    case ColumnType::Int16:
    case ColumnType::UInt16:
        return 2;
    case ColumnType::Int32:
    case ColumnType::UInt32:
    case ColumnType::Float32:
    case ColumnType::Dictionary:
    case ColumnType::Date:
        return 4;
    case ColumnType::Int64:
    case ColumnType::UInt64:
    case ColumnType::Float64:
    case ColumnType::Timestamp:
    case ColumnType::Duration:
        return 8;
    case ColumnType::Text:
    case ColumnType::Decimal:
    case ColumnType::Shown:
        return 0;
    }
    return 0;
}

Result<FrameSchema> readFrame(std::span<const std::byte> frame)
{
    if (frame.size() < frame_layout::headerBytes)
        return badHeader("the frame is shorter than a header");
    if (std::memcmp(frame.data(), frame_layout::magic.data(), frame_layout::magic.size()) != 0)
        return badHeader("the magic is another");
    const std::uint64_t schemaBytes = numberAt(frame, schemaLengthAt);
    if (numberAt(frame, frameLengthAt) != frame.size())
        return badHeader("the frame's length is another than it says");
    if (schemaBytes > frame_layout::maxSchemaBytes ||
        schemaBytes > frame.size() - frame_layout::headerBytes)
        return badHeader("the schema is longer than it may be");
    const auto cbor = frame.subspan(frame_layout::headerBytes, schemaBytes);
    Result<FrameSchema> schema =
        decodeSchema({reinterpret_cast<const char *>(cbor.data()), cbor.size()});
    if (!schema)
        return schema;
    const Result<void> checked =
        checkBuffers(*schema, frame, frame_layout::headerBytes + schemaBytes);
    if (!checked)
        return tl::unexpected<Error>(checked.error());
    return schema;
}

std::uint64_t layOutFrame(FrameSchema &schema)
{
    std::uint64_t end = roundUp(frame_layout::headerBytes + encodeSchema(schema).size());
    for (ColumnSchema &column : schema.columns) {
        for (BufferSpan *span : {&column.validity, &column.values, &column.offsets, &column.data}) {
            span->offset = span->bytes > 0 ? end : 0;
            end = roundUp(end + span->bytes);
        }
    }
    return end;
}

void writeFrameHeader(const FrameSchema &schema, std::span<std::byte> target)
{
    const std::string cbor = encodeSchema(schema);
    const std::uint64_t schemaBytes = cbor.size();
    const std::uint64_t frameBytes = target.size();
    std::memcpy(target.data(), frame_layout::magic.data(), frame_layout::magic.size());
    std::memcpy(target.data() + schemaLengthAt, &schemaBytes, sizeof schemaBytes);
    std::memcpy(target.data() + frameLengthAt, &frameBytes, sizeof frameBytes);
    std::memcpy(target.data() + frame_layout::headerBytes, cbor.data(), cbor.size());
    const std::uint64_t end = frame_layout::headerBytes + schemaBytes;
    std::ranges::fill(target.subspan(end, roundUp(end) - end), std::byte{0});
}

} // namespace assay
