// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/ArrowSchema.h"
#include "export/parquet/ChunkWriter.h"
#include "export/parquet/PandasMetadata.h"
#include "export/parquet/ThriftWriter.h"

#include <array>

namespace assay::exporting {
namespace {

constexpr std::int64_t groupRows = std::int64_t{1} << 20U;
constexpr std::string_view magic = "PAR1";

struct WrittenGroup
{
    std::int64_t rows = 0;
    std::vector<WrittenChunk> chunks;
};

/// The older names of types, for readers that do not know the newer; -1: there is none.
std::int32_t convertedType(const ParquetColumn &column)
{
    enum { Utf8 = 0, Decimal = 5, Date = 6, Milliseconds = 9, Microseconds = 10, UInt8 = 11, Int8 = 15 };
    const ColumnType type = column.type();
    if (column.isText())
        return Utf8;
    if (column.isDecimal)
        return Decimal;
    if (type == ColumnType::Date)
        return Date;
    if (type == ColumnType::Timestamp && !column.zone.empty() && column.schema().unit != TimeUnit::Nanosecond)
        return column.schema().unit == TimeUnit::Microsecond ? Microseconds : Milliseconds;
    if (type <= ColumnType::Int64)
        return Int8 + static_cast<std::int32_t>(type);
    if (type <= ColumnType::UInt64)
        return UInt8 + static_cast<std::int32_t>(type) - static_cast<std::int32_t>(ColumnType::UInt8);
    return -1;
}

void describeTime(const ParquetColumn &column, ThriftWriter &out)
{
    const TimeUnit unit = column.schema().unit;
    out.boolean(1, !column.zone.empty()); // adjusted to UTC
    out.structure(2, [&] {
        out.structure(unit == TimeUnit::Nanosecond ? 3 : unit == TimeUnit::Microsecond ? 2 : 1, [] {});
    });
}

/// The newer name of the type; of a number without one nothing.
void describeLogical(const ParquetColumn &column, ThriftWriter &out)
{
    const ColumnType type = column.type();
    if (column.isText()) {
        out.structure(1, [] {});
    } else if (column.isDecimal) {
        out.structure(5, [&] {
            out.int32(1, column.scale);
            out.int32(2, column.precision);
        });
    } else if (type == ColumnType::Date) {
        out.structure(6, [] {});
    } else if (type == ColumnType::Timestamp) {
        out.structure(8, [&] { describeTime(column, out); });
    } else if (type <= ColumnType::UInt64) {
        out.structure(10, [&] {
            out.int8(1, static_cast<std::int8_t>(8 * valueWidth(type)));
            out.boolean(2, type <= ColumnType::Int64);
        });
    }
}

bool hasLogical(const ParquetColumn &column)
{
    return column.isText() || column.isDecimal || column.type() == ColumnType::Date || column.type() == ColumnType::Timestamp ||
           column.type() <= ColumnType::UInt64;
}

void describeColumn(const ParquetColumn &column, ThriftWriter &out)
{
    constexpr std::int32_t optional = 1;
    out.int32(1, static_cast<std::int32_t>(column.physical));
    if (column.physical == PhysicalType::FixedBytes)
        out.int32(2, wideDecimalBytes);
    out.int32(3, optional);
    out.text(4, column.name);
    if (convertedType(column) >= 0)
        out.int32(6, convertedType(column));
    if (column.isDecimal) {
        out.int32(7, column.scale);
        out.int32(8, column.precision);
    }
    if (hasLogical(column)) // an empty union would be no union
        out.structure(10, [&] { describeLogical(column, out); });
}

void describeChunk(const ParquetColumn &column, const WrittenChunk &chunk, ThriftWriter &out)
{
    constexpr std::array<std::int32_t, 2> plain{0, 3}, coded{3, 8};
    out.int64(2, chunk.offset);
    out.structure(3, [&] {
        out.int32(1, static_cast<std::int32_t>(column.physical));
        out.ints32(2, chunk.hasDictionary ? coded : plain);
        out.texts(3, std::array{column.name});
        out.int32(4, snappyCodec);
        out.int64(5, chunk.values);
        out.int64(6, chunk.plainBytes);
        out.int64(7, chunk.bytes);
        out.int64(9, chunk.dataOffset);
        if (chunk.hasDictionary)
            out.int64(11, chunk.offset);
        out.structure(12, [&] { out.int64(3, chunk.missing); });
    });
}

void describeGroup(const std::vector<ParquetColumn> &columns, const WrittenGroup &group, ThriftWriter &out)
{
    std::int64_t plainBytes = 0, bytes = 0;
    for (const WrittenChunk &chunk : group.chunks) {
        plainBytes += chunk.plainBytes;
        bytes += chunk.bytes;
    }
    std::size_t place = 0;
    out.structures(1, group.chunks, [&](const WrittenChunk &chunk) { describeChunk(columns[place++], chunk, out); });
    out.int64(2, plainBytes);
    out.int64(3, group.rows);
    if (!group.chunks.empty())
        out.int64(5, group.chunks.front().offset);
    out.int64(6, bytes);
}

/// The outermost element first, which holds the columns.
void describeSchema(const std::vector<ParquetColumn> &columns, ThriftWriter &out)
{
    std::vector<const ParquetColumn *> elements{nullptr};
    for (const ParquetColumn &column : columns)
        elements.push_back(&column);
    out.structures(2, elements, [&](const ParquetColumn *column) {
        if (column != nullptr)
            return describeColumn(*column, out);
        out.text(4, "schema");
        out.int32(5, static_cast<std::int32_t>(columns.size()));
    });
}

std::string footerOf(const std::vector<ParquetColumn> &columns, const std::vector<WrittenGroup> &groups, std::int64_t rows)
{
    using Pair = std::pair<std::string_view, std::string>;
    const std::string pandas = pandasMetadata(columns, rows);
    const std::array notes{Pair{"pandas", pandas}, Pair{"ARROW:schema", arrowSchema(columns, pandas)}};
    ThriftWriter out;
    out.int32(1, 2); // the version of the format: unsigned integers in their own width
    describeSchema(columns, out);
    out.int64(3, rows);
    out.structures(4, groups, [&](const WrittenGroup &group) { describeGroup(columns, group, out); });
    out.structures(5, notes, [&](const Pair &note) {
        out.text(1, note.first);
        out.text(2, note.second);
    });
    out.text(6, "assay");
    out.end();
    return out.bytes();
}

Result<WrittenGroup> writeGroup(const ExportJob &job, const std::vector<ParquetColumn> &columns, std::int64_t begin, PageFile &file)
{
    WrittenGroup group{std::min(groupRows, job.rowCount - begin), {}};
    for (const ParquetColumn &column : columns) {
        Result<WrittenChunk> chunk = writeChunk(job, column, begin, begin + group.rows, file);
        if (!chunk)
            return tl::unexpected<Error>(chunk.error());
        group.chunks.push_back(*chunk);
        // As if each column were so many of the group's rows.
        job.tell(begin + group.rows * static_cast<std::int64_t>(group.chunks.size()) / static_cast<std::int64_t>(columns.size()));
    }
    return group;
}

} // namespace

Result<void> writeParquet(const ExportJob &job, AtomicFileWriter &file)
{
    const Result<std::vector<ParquetColumn>> columns = parquetColumns(job);
    if (!columns)
        return tl::unexpected<Error>(columns.error());
    PageFile pages{file};
    std::vector<WrittenGroup> groups;
    Result<void> written = pages.write(magic);
    for (std::int64_t begin = 0; written && begin < job.rowCount; begin += groupRows) {
        Result<WrittenGroup> group = writeGroup(job, *columns, begin, pages);
        if (!group)
            return tl::unexpected<Error>(group.error());
        groups.push_back(std::move(*group));
    }
    std::string footer = footerOf(*columns, groups, job.rowCount);
    for (unsigned shift = 0, size = static_cast<unsigned>(footer.size()); shift < 32; shift += 8)
        footer += static_cast<char>(size >> shift);
    if (written)
        written = pages.write(footer.append(magic));
    job.tell(job.rowCount);
    return written;
}

} // namespace assay::exporting
