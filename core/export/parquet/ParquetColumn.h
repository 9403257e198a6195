// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ExportJob.h"

namespace assay::exporting {

/// How values lie in a Parquet file, by its own numbers.
enum class PhysicalType : std::int32_t { Boolean = 0, Int32 = 1, Int64 = 2, Float = 4, Double = 5, ByteArray = 6, FixedBytes = 7 };

/// A column of the frame as it is written to a Parquet file.
struct ParquetColumn
{
    const NamedColumn *source = nullptr;
    std::string name; ///< in the file, there once; valid UTF-8
    PhysicalType physical = PhysicalType::ByteArray;
    std::string zone;        ///< of a Timestamp, as Arrow knows zones; empty: naive
    bool isDecimal = false;  ///< a number; else a Decimal column is text
    int scale = 0;           ///< of a decimal: digits behind the point
    int precision = 0;       ///< of a decimal: digits in all
    bool isCategory = false; ///< its texts are kept in their order, used or not

    [[nodiscard]] const ColumnSchema &schema() const { return *source->schema; }
    [[nodiscard]] ColumnType type() const { return source->schema->type; }
    [[nodiscard]] bool isText() const { return physical == PhysicalType::ByteArray; }
};

inline constexpr int wideDecimalBytes = 16; ///< of a decimal in FixedBytes

/// The columns of a job. Looks through Decimal columns, for what they need. An error where a time is beyond
/// what Parquet holds.
[[nodiscard]] Result<std::vector<ParquetColumn>> parquetColumns(const ExportJob &job);

} // namespace assay::exporting
