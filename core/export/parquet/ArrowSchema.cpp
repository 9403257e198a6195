// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/ArrowSchema.h"

#include "export/parquet/FlatWriter.h"

#include <array>

namespace assay::exporting {
namespace {

// Of Arrow's Schema.fbs.
enum ArrowType : std::uint8_t { Int = 2, FloatingPoint = 3, Utf8 = 5, Bool = 6, Decimal = 7, Date = 8, Timestamp = 10, Duration = 18 };

/// In the order of TimeUnit, as are Arrow's.
std::int64_t unitOf(const ParquetColumn &column)
{
    const TimeUnit unit = column.schema().unit;
    // Seconds are written as milliseconds, as Parquet has none; those of a duration stay.
    if (unit == TimeUnit::Second && column.type() == ColumnType::Timestamp)
        return static_cast<std::int64_t>(TimeUnit::Millisecond);
    return static_cast<std::int64_t>(unit);
}

ArrowType typeOf(const ParquetColumn &column)
{
    switch (column.type()) {
    case ColumnType::Float32:
    case ColumnType::Float64:
        return FloatingPoint;
    case ColumnType::Bool:
        return Bool;
    case ColumnType::Timestamp:
        return Timestamp;
    case ColumnType::Duration:
        return Duration;
    case ColumnType::Date:
        return Date;
    case ColumnType::Decimal:
        return column.isDecimal ? Decimal : Utf8;
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Shown:
        return Utf8;
    default:
        return Int;
    }
}

bool isSigned(ColumnType type)
{
    return type <= ColumnType::Int64;
}

void writeType(const ParquetColumn &column, FlatWriter &out)
{
    switch (typeOf(column)) {
    case Int:
        out.table({{0, 4, static_cast<std::int64_t>(8 * valueWidth(column.type()))}, {1, 1, isSigned(column.type()) ? 1 : 0}});
        return;
    case FloatingPoint:
        out.table({{0, 2, column.type() == ColumnType::Float32 ? 1 : 2}});
        return;
    case Decimal:
        out.table({{0, 4, column.precision}, {1, 4, column.scale}, {2, 4, 128}});
        return;
    case Date:
        out.table({{0, 2, 0}}); // days
        return;
    case Timestamp:
        if (!column.zone.empty()) {
            const auto places = out.table({{0, 2, unitOf(column)}, FlatWriter::reference(1)});
            out.refer(places[1], [&] { out.text(column.zone); });
            return;
        }
        out.table({{0, 2, unitOf(column)}});
        return;
    case Duration:
        out.table({{0, 2, unitOf(column)}});
        return;
    case Utf8:
    case Bool:
        out.table({});
        return;
    }
}

void writeField(const ParquetColumn &column, std::size_t place, FlatWriter &out)
{
    using Field = FlatWriter::Field;
    const Field name = FlatWriter::reference(0), type = FlatWriter::reference(3), children = FlatWriter::reference(5);
    const Field isNullable{1, 1, 1}, typeType{2, 1, typeOf(column)};
    const auto places = column.isCategory ? out.table({name, type, children, isNullable, typeType, FlatWriter::reference(4)})
                                          : out.table({name, type, children, isNullable, typeType});
    out.refer(places[0], [&] { out.text(column.name); });
    out.refer(places[1], [&] { writeType(column, out); });
    out.refer(places[2], [&] { out.references(0); });
    if (!column.isCategory)
        return;
    const auto encoding = out.refer(places[5], [&] {
        return out.table({{0, 8, static_cast<std::int64_t>(place)}, FlatWriter::reference(1)});
    });
    out.refer(encoding[1], [&] { out.table({{0, 4, 32}, {1, 1, 1}}); }); // codes are int32
}

std::string base64(std::string_view bytes)
{
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t bits = 0;
        const std::size_t there = std::min<std::size_t>(3, bytes.size() - i);
        for (std::size_t k = 0; k < 3; ++k)
            bits = bits << 8U | (k < there ? static_cast<unsigned char>(bytes[i + k]) : 0U);
        for (std::size_t k = 0; k < 4; ++k)
            text += k <= there ? letters[bits >> (18U - 6U * k) & 63U] : '=';
    }
    return text;
}

} // namespace

std::string arrowSchema(const std::vector<ParquetColumn> &columns, const std::string &pandas)
{
    FlatWriter out;
    constexpr FlatWriter::Field version{0, 2, 4}, headerIsSchema{1, 1, 1}, noBody{3, 8, 0};
    const auto message = out.table({noBody, FlatWriter::reference(2), version, headerIsSchema});
    const auto schema = out.refer(message[1], [&] { return out.table({{0, 2, 0}, FlatWriter::reference(1), FlatWriter::reference(2)}); });
    const auto fields = out.refer(schema[1], [&] { return out.references(columns.size()); });
    for (std::size_t i = 0; i < columns.size(); ++i)
        out.refer(fields[i], [&] { writeField(columns[i], i, out); });
    const auto notes = out.refer(schema[2], [&] { return out.references(1); });
    const auto note = out.refer(notes[0], [&] { return out.table({FlatWriter::reference(0), FlatWriter::reference(1)}); });
    out.refer(note[0], [&] { out.text("pandas"); });
    out.refer(note[1], [&] { out.text(pandas); });
    std::string bytes = out.bytes();
    bytes.resize((bytes.size() + 7) / 8 * 8, '\0');
    std::string framed(4, '\xFF'); // as messages of Arrow begin
    for (unsigned shift = 0; shift < 32; shift += 8)
        framed += static_cast<char>(bytes.size() >> shift);
    return base64(framed + bytes);
}

} // namespace assay::exporting
