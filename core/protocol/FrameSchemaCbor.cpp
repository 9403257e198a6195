// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/FrameSchemaCbor.h"

#include "protocol/CborReader.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace assay {

namespace {

constexpr std::array<std::string_view, 18> typeNames{
    "int8",       "int16",     "int32",    "int64",   "uint8", "uint16",
    "uint32",     "uint64",    "float32",  "float64", "bool",  "text",
    "dictionary", "timestamp", "duration", "decimal", "date",  "shown"};
constexpr std::array<std::string_view, 4> unitNames{"s", "ms", "us", "ns"};
constexpr std::array<std::string_view, 3> kinds{"DataFrame", "Series", "ndarray"};
constexpr std::array<std::pair<std::string_view, BufferSpan ColumnSchema::*>, 4> spanKeys{{
    {"validity", &ColumnSchema::validity},
    {"values", &ColumnSchema::values},
    {"offsets", &ColumnSchema::offsets},
    {"data", &ColumnSchema::data},
}};

constexpr unsigned majorText = 3;
constexpr unsigned majorArray = 4;
constexpr unsigned majorMap = 5;

/// Eight bytes always, so that a length never depends on a number.
void putHead(std::string &out, unsigned major, std::uint64_t value)
{
    constexpr unsigned eightBytesFollow = 27;
    out.push_back(static_cast<char>((major << 5) | eightBytesFollow));
    for (int shift = 56; shift >= 0; shift -= 8)
        out.push_back(static_cast<char>((value >> shift) & 0xff));
}

void putText(std::string &out, std::string_view text)
{
    putHead(out, majorText, text.size());
    out += text;
}

void putPair(std::string &out, std::string_view key, std::string_view text)
{
    putText(out, key);
    putText(out, text);
}

void putColumn(std::string &out, const ColumnSchema &column)
{
    const auto spans = std::ranges::count_if(
        spanKeys, [&](const auto &key) { return (column.*key.second).bytes > 0; });
    putHead(out, majorMap, 6 + static_cast<std::uint64_t>(spans));
    putPair(out, "name", column.name);
    putPair(out, "dtype", column.dtype);
    putPair(out, "type", typeNames[static_cast<std::size_t>(column.type)]);
    putPair(out, "unit", unitNames[static_cast<std::size_t>(column.unit)]);
    putPair(out, "zone", column.zone);
    putText(out, "index");
    out.push_back(static_cast<char>(column.isIndex ? 0xf5 : 0xf4));
    for (const auto &[key, member] : spanKeys) {
        const BufferSpan &span = column.*member;
        if (span.bytes == 0)
            continue;
        putText(out, key);
        putHead(out, majorArray, 2);
        putHead(out, 0, span.offset);
        putHead(out, 0, span.bytes);
    }
}

template <typename Enum, std::size_t N>
bool readName(CborReader &in, const std::array<std::string_view, N> &names, Enum &target)
{
    const std::optional<std::string_view> text = in.text();
    const auto found = text ? std::ranges::find(names, *text) : names.end();
    if (found == names.end())
        return false;
    target = static_cast<Enum>(found - names.begin());
    return true;
}

bool readText(CborReader &in, std::string &target)
{
    const std::optional<std::string_view> text = in.text();
    if (text)
        target = *text;
    return text.has_value();
}

bool readSpan(CborReader &in, BufferSpan &target)
{
    if (in.arraySize() != 2U)
        return false;
    const std::optional<std::uint64_t> offset = in.unsignedInteger();
    const std::optional<std::uint64_t> bytes = offset ? in.unsignedInteger() : std::nullopt;
    if (bytes)
        target = *bytes > 0 ? BufferSpan{*offset, *bytes} : BufferSpan{};
    return bytes.has_value();
}

bool readColumnKey(CborReader &in, std::string_view key, ColumnSchema &column, bool &hasType)
{
    if (key == "name")
        return readText(in, column.name);
    if (key == "dtype")
        return readText(in, column.dtype);
    if (key == "zone")
        return readText(in, column.zone);
    if (key == "unit")
        return readName(in, unitNames, column.unit);
    if (key == "type")
        return hasType = readName(in, typeNames, column.type);
    if (key == "index") {
        const std::optional<bool> value = in.boolean();
        column.isIndex = value.value_or(false);
        return value.has_value();
    }
    for (const auto &[name, member] : spanKeys) {
        if (key == name)
            return readSpan(in, column.*member);
    }
    return in.skip();
}

bool readColumn(CborReader &in, ColumnSchema &column)
{
    bool hasType = false;
    const std::optional<std::uint64_t> pairs = in.mapSize();
    for (std::uint64_t i = 0; i < pairs.value_or(0); ++i) {
        const std::optional<std::string_view> key = in.text();
        if (!key || !readColumnKey(in, *key, column, hasType))
            return false;
    }
    return hasType;
}

bool readColumns(CborReader &in, std::vector<ColumnSchema> &columns)
{
    columns.clear();
    const std::optional<std::uint64_t> count = in.arraySize();
    if (!count || *count > frame_layout::maxColumns)
        return false;
    for (std::uint64_t i = 0; i < *count; ++i) {
        if (!readColumn(in, columns.emplace_back()))
            return false;
    }
    return true;
}

bool readRows(CborReader &in, std::int64_t &rows)
{
    const std::optional<std::uint64_t> value = in.unsignedInteger();
    if (!value || *value > static_cast<std::uint64_t>(frame_layout::maxRows))
        return false;
    rows = static_cast<std::int64_t>(*value);
    return true;
}

bool readKind(CborReader &in, std::string &kind)
{
    return readText(in, kind) && std::ranges::find(kinds, kind) != kinds.end();
}

bool readSchemaKey(CborReader &in, std::string_view key, FrameSchema &schema)
{
    if (key == "kind")
        return readKind(in, schema.kind);
    if (key == "rows")
        return readRows(in, schema.rows);
    if (key == "columns")
        return readColumns(in, schema.columns);
    return in.skip();
}

tl::unexpected<Error> badSchema(std::string detail)
{
    return failure(ErrorCode::Protocol, "The frame cannot be read: its schema is damaged.",
                   std::move(detail));
}

} // namespace

std::string encodeSchema(const FrameSchema &schema)
{
    std::string out;
    putHead(out, majorMap, 3);
    putPair(out, "kind", schema.kind);
    putText(out, "rows");
    putHead(out, 0, static_cast<std::uint64_t>(schema.rows));
    putText(out, "columns");
    putHead(out, majorArray, schema.columns.size());
    for (const ColumnSchema &column : schema.columns)
        putColumn(out, column);
    return out;
}

Result<FrameSchema> decodeSchema(std::string_view cbor)
{
    CborReader in(cbor);
    FrameSchema schema;
    const std::optional<std::uint64_t> pairs = in.mapSize();
    if (!pairs)
        return badSchema("the schema is no map");
    for (std::uint64_t i = 0; i < *pairs; ++i) {
        const std::optional<std::string_view> key = in.text();
        if (!key)
            return badSchema("a key of the schema is no text");
        if (!readSchemaKey(in, *key, schema)) {
            return badSchema("the schema's key \"" + std::string(key->substr(0, 32)) +
                             "\" holds something wrong, in column " +
                             std::to_string(schema.columns.size()));
        }
    }
    if (!in.atEnd())
        return badSchema("something follows the schema");
    return schema;
}

} // namespace assay
