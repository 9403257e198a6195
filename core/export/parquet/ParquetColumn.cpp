// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/ParquetColumn.h"

#include "export/parquet/DecimalCell.h"

#include <algorithm>
#include <charconv>
#include <cstdio>
#include <limits>

namespace assay::exporting {
namespace {

PhysicalType physicalOf(ColumnType type)
{
    switch (type) {
    case ColumnType::Bool:
        return PhysicalType::Boolean;
    case ColumnType::Int8:
    case ColumnType::Int16:
    case ColumnType::Int32:
    case ColumnType::UInt8:
    case ColumnType::UInt16:
    case ColumnType::UInt32:
    case ColumnType::Date:
        return PhysicalType::Int32;
    case ColumnType::Int64:
    case ColumnType::UInt64:
    case ColumnType::Timestamp:
    case ColumnType::Duration:
        return PhysicalType::Int64;
    case ColumnType::Float32:
        return PhysicalType::Float;
    case ColumnType::Float64:
        return PhysicalType::Double;
    case ColumnType::Text:
    case ColumnType::Dictionary:
    case ColumnType::Decimal:
    case ColumnType::Shown:
        break;
    }
    return PhysicalType::ByteArray;
}

/// An offset from UTC as Arrow writes it: `+02:00`.
std::string offsetText(int minutes)
{
    std::array<char, 32> text{};
    const int size = std::abs(minutes);
    std::snprintf(text.data(), text.size(), "%c%02d:%02d", minutes < 0 ? '-' : '+', size / 60, size % 60);
    return text.data();
}

/// pandas names a fixed offset `UTC+02:00` or `pytz.FixedOffset(120)`; Arrow calls it `+02:00`. Of a zone that
/// has no name it would know, the instants are kept, in UTC.
std::string zoneForArrow(std::string_view zone)
{
    constexpr std::string_view fixed = "pytz.FixedOffset(";
    if (zone.starts_with(fixed) && zone.ends_with(')')) {
        int minutes = 0;
        std::from_chars(zone.data() + fixed.size(), zone.data() + zone.size() - 1, minutes);
        return offsetText(minutes);
    }
    if (zone.size() == 9 && (zone.starts_with("UTC+") || zone.starts_with("UTC-")))
        zone.remove_prefix(3);
    const auto isNamed = [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= 'A' && letter <= 'Z') || (letter >= '0' && letter <= '9') ||
               std::string_view("+-_/:").find(letter) != std::string_view::npos;
    };
    return std::ranges::all_of(zone, isNamed) && !zone.starts_with('/') ? std::string(zone) : "UTC";
}

/// A DECIMAL where every number of the column fits into one, text otherwise.
Result<void> planDecimal(const ExportJob &job, ParquetColumn &column)
{
    int before = 0; // the point
    int behind = 0;
    for (std::int64_t at = 0; at < job.rowCount; ++at) {
        if (at % 65'536 == 0)
            if (Result<void> wanted = job.look(); !wanted)
                return wanted;
        const std::int64_t row = job.row(at);
        if (job.frame.isMissing(column.source->column, row))
            continue;
        const auto cell = parseDecimalCell(job.frame.text(column.source->column, row));
        if (!cell)
            return {};
        before = std::max(before, cell->length == 0 ? 0 : cell->length + cell->exponent);
        behind = std::max(behind, -cell->exponent);
        if (before + behind > mostDecimalDigits)
            return {};
    }
    column.isDecimal = true;
    column.scale = behind;
    column.precision = std::max(1, before + behind);
    column.physical = column.precision <= 18 ? PhysicalType::Int64 : PhysicalType::FixedBytes;
    return {};
}

/// Parquet knows no seconds: they are written as milliseconds.
Result<void> checkSeconds(const ExportJob &job, const ParquetColumn &column)
{
    constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max() / 1000;
    for (std::int64_t at = 0; at < job.rowCount; ++at) {
        const std::int64_t row = job.row(at);
        const std::int64_t value = job.frame.integer(column.source->column, row);
        if (!job.frame.isMissing(column.source->column, row) && (value > most || value < -most))
            return failure(ErrorCode::InvalidInput, "The file " + job.path + " cannot be written: column " + column.name +
                                                        " has times beyond what Parquet holds. CSV holds them.");
    }
    return {};
}

/// The names in the file. pandas' own for an index level without one, so that it comes back without.
std::vector<NamedColumn> namesOf(const ExportJob &job)
{
    std::vector<NamedColumn> named = job.columns;
    int level = 0;
    for (NamedColumn &column : named) {
        if (!column.schema->isIndex)
            continue;
        if (column.name.empty())
            column.name = "__index_level_" + std::to_string(level) + "__";
        ++level;
    }
    makeNamesUnique(named);
    return named;
}

} // namespace

Result<std::vector<ParquetColumn>> parquetColumns(const ExportJob &job)
{
    const std::vector<NamedColumn> named = namesOf(job);
    std::vector<ParquetColumn> columns(named.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        ParquetColumn &column = columns[i];
        column.source = &job.columns[i];
        column.name = named[i].name;
        column.physical = physicalOf(column.type());
        column.isCategory = column.type() == ColumnType::Dictionary && column.schema().dtype == "category";
        if (column.type() == ColumnType::Timestamp && !column.schema().zone.empty())
            column.zone = zoneForArrow(column.schema().zone);
        Result<void> planned;
        if (column.type() == ColumnType::Decimal)
            planned = planDecimal(job, column);
        else if (column.type() == ColumnType::Timestamp && column.schema().unit == TimeUnit::Second)
            planned = checkSeconds(job, column);
        if (!planned)
            return tl::unexpected<Error>(planned.error());
    }
    return columns;
}

} // namespace assay::exporting
