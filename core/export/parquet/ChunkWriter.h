// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/parquet/ParquetColumn.h"

namespace assay::exporting {

/// The pages of a column in one row group: what the footer says of them. Sizes and offsets in bytes.
struct WrittenChunk
{
    bool hasDictionary = false;
    std::int64_t offset = 0;     ///< of the first page
    std::int64_t dataOffset = 0; ///< of the first that is no dictionary
    std::int64_t plainBytes = 0; ///< before compression, with the pages' headers
    std::int64_t bytes = 0;      ///< with the pages' headers
    std::int64_t values = 0;     ///< missing ones among them
    std::int64_t missing = 0;
};

/// The compression of all pages, by Parquet's number.
inline constexpr std::int32_t snappyCodec = 1;

/// A file that knows how far it is.
struct PageFile
{
    AtomicFileWriter &file;
    std::int64_t bytes = 0; ///< so far

    [[nodiscard]] Result<void> write(std::string_view piece)
    {
        bytes += static_cast<std::int64_t>(piece.size());
        return file.write(piece);
    }
};

/// Writes the rows from `begin` to `end` of a column, page by page of about a mebibyte.
[[nodiscard]] Result<WrittenChunk> writeChunk(const ExportJob &job, const ParquetColumn &column, std::int64_t begin, std::int64_t end,
                                              PageFile &file);

} // namespace assay::exporting
