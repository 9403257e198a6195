// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "data/files/parquet/ThriftReader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace assay::parquet {

enum class Physical { Boolean, Int32, Int64, Int96, Float, Double, ByteArray, FixedBytes };
enum class Logical { None, Text, Timestamp, Date, Time, Decimal, Signed, Unsigned };

/// One column of a file, as its schema has it.
struct Column
{
    std::string name; ///< UTF-8, possibly malformed
    Physical physical = Physical::Int32;
    Logical logical = Logical::None;
    int length = 0;             ///< of FixedBytes, in bytes
    bool isOptional = false;    ///< values may be missing
    std::int64_t unit = 0;      ///< of Timestamp and Time: nanoseconds in one
    bool isUtc = false;         ///< of Timestamp: else of no zone
    int scale = 0;              ///< of Decimal: digits behind the point
    int precision = 0;          ///< of Decimal
    std::string problem;        ///< why it cannot be read, such as `is nested`; mostly empty
    std::size_t leaf = 0;       ///< which of a row group's column chunks; of no meaning with a problem
    std::size_t leafCount = 1;  ///< of what is nested
};

/// `TIMESTAMP(us, UTC)`, `DECIMAL(18, 8)`, `STRING`, `DOUBLE`.
[[nodiscard]] std::string typeText(const Column &column);

/// The pages of one column in one row group.
struct Chunk
{
    std::int32_t codec = 0; ///< as in the file
    std::int64_t values = 0;
    std::int64_t bytes = 0;
    std::int64_t dataOffset = 0;
    std::optional<std::int64_t> dictionaryOffset;
    std::optional<Physical> physical;
    bool isElsewhere = false; ///< in another file, or encrypted
};

struct RowGroup
{
    std::int64_t rows = 0;
    std::vector<Chunk> chunks; ///< one a leaf of the schema
};

struct Footer
{
    std::vector<Column> columns;
    std::size_t leaves = 0;
    std::int64_t rows = 0;
    std::vector<RowGroup> groups;
};

/// What stands before a page. Sizes are in bytes.
struct PageHeader
{
    enum class Kind { Data, Index, Dictionary, DataV2 };

    std::int32_t kind = -1; ///< as in the file
    std::int32_t uncompressed = 0;
    std::int32_t compressed = 0;
    std::int32_t values = 0;
    std::int32_t encoding = 0;
    std::int32_t levelEncoding = 0;  ///< of Data
    std::int32_t definitionBytes = 0; ///< of DataV2, as are the rest
    std::int32_t repetitionBytes = 0;
    bool isCompressed = true;
};

/// Errors are the end of a sentence about the file: `is damaged: …`.
[[nodiscard]] Result<Footer> readFooter(Bytes bytes);

/// Takes a header off the front. Nothing: it is none; then `wantsMore()` of the reader says whether
/// more bytes might help.
[[nodiscard]] std::optional<PageHeader> readPageHeader(ThriftReader &in);

} // namespace assay::parquet
