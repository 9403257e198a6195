// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/PandasMetadata.h"

#include "base/Json.h"

#include <algorithm>
#include <array>

namespace assay::exporting {
namespace {

/// pandas fails on a dtype it does not know; these every pandas does.
constexpr std::array<std::string_view, 24> knownTypes{
    "int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64", "bool",
    "Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "Float32", "Float64", "boolean",
    "string", "object"};

constexpr std::array<std::string_view, 10> plainNames{"int8", "int16", "int32", "int64", "uint8", "uint16", "uint32", "uint64", "float32", "float64"};
constexpr std::array<std::string_view, 8> nullableNames{"Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64"};
constexpr std::array<std::string_view, 4> unitNames{"s", "ms", "us", "ns"};

bool isWhole(ColumnType type)
{
    return type <= ColumnType::UInt64;
}

/// What pandas calls the kind of values.
std::string_view kindOf(const ParquetColumn &column)
{
    switch (column.type()) {
    case ColumnType::Bool:
        return "bool";
    case ColumnType::Timestamp:
        return column.zone.empty() ? "datetime" : "datetimetz";
    case ColumnType::Duration:
        return "timedelta";
    case ColumnType::Date:
        return "date";
    case ColumnType::Decimal:
        return column.isDecimal ? "decimal" : "unicode";
    case ColumnType::Dictionary:
        return column.isCategory ? "categorical" : "unicode";
    case ColumnType::Text:
    case ColumnType::Shown:
        return "unicode";
    default:
        return plainNames[static_cast<std::size_t>(column.type())];
    }
}

/// The dtype it is to get back.
std::string dtypeOf(const ParquetColumn &column)
{
    const ColumnSchema &schema = column.schema();
    if (schema.type == ColumnType::Timestamp || schema.type == ColumnType::Duration)
        return (schema.type == ColumnType::Timestamp ? "datetime64[" : "timedelta64[") + std::string(unitNames[static_cast<std::size_t>(schema.unit)]) + "]";
    if (column.isCategory)
        return "int32"; // of the codes
    const bool isKnown = std::ranges::find(knownTypes, schema.dtype) != knownTypes.end();
    // Integers with something missing among Python's objects would become float64, and lose digits.
    const bool isNullable = isKnown && schema.dtype.front() >= 'A' && schema.dtype.front() <= 'Z';
    if (isWhole(schema.type) && schema.validity.bytes > 0 && !isNullable)
        return std::string(nullableNames[static_cast<std::size_t>(schema.type)]);
    return isKnown ? schema.dtype : "object";
}

Json columnJson(const ParquetColumn &column)
{
    Json entry;
    const bool isNamed = !column.schema().isIndex || !column.schema().name.empty();
    entry["name"] = isNamed ? Json(column.name) : Json(nullptr);
    entry["field_name"] = column.name;
    entry["pandas_type"] = std::string(kindOf(column));
    entry["numpy_type"] = dtypeOf(column);
    entry["metadata"] = nullptr;
    if (!column.zone.empty())
        entry["metadata"] = {{"timezone", column.zone}};
    else if (column.isDecimal)
        entry["metadata"] = {{"precision", column.precision}, {"scale", column.scale}};
    else if (column.isCategory)
        entry["metadata"] = {{"num_categories", column.schema().offsets.bytes / 8 - 1}, {"ordered", false}};
    return entry;
}

} // namespace

std::string pandasMetadata(const std::vector<ParquetColumn> &columns, std::int64_t rows)
{
    Json index = Json::array();
    Json entries = Json::array();
    for (const ParquetColumn &column : columns) {
        if (column.schema().isIndex)
            index.push_back(column.name);
        entries.push_back(columnJson(column));
    }
    if (index.empty())
        index.push_back({{"kind", "range"}, {"name", nullptr}, {"start", 0}, {"stop", rows}, {"step", 1}});
    Json labels; // the columns' names are texts
    labels["name"] = nullptr;
    labels["field_name"] = nullptr;
    labels["pandas_type"] = "unicode";
    labels["numpy_type"] = "object";
    labels["metadata"] = {{"encoding", "UTF-8"}};
    Json all;
    all["index_columns"] = std::move(index);
    all["column_indexes"] = Json::array({std::move(labels)});
    all["columns"] = std::move(entries);
    all["creator"] = {{"library", "assay"}, {"version", "1"}};
    all["pandas_version"] = "1.5.3";
    return all.dump(-1, ' ', false, Json::error_handler_t::replace);
}

} // namespace assay::exporting
