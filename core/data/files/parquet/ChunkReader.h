// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/LoadWatch.h"
#include "data/files/parquet/Values.h"

namespace assay::parquet {

/// Bytes of a file from an offset on; errors are the end of a sentence about it.
[[nodiscard]] Result<std::vector<std::uint8_t>> readBytes(int file, std::uint64_t offset, std::size_t size);

/// Reads the pages of one column in one row group.
class ChunkReader
{
public:
    /// All must outlive it. `end`: of the part of the file that holds pages.
    ChunkReader(int file, const Column &column, const Chunk &chunk, std::uint64_t end);

    /// The first `rows` rows. Errors are the end of a sentence about the file.
    [[nodiscard]] Result<void> read(std::int64_t rows, ValueSink &sink, const LoadWatch &watch);

private:
    /// The decompressed parts of a data page.
    struct Page
    {
        std::vector<std::uint8_t> held;
        Bytes levels, values;
    };

    [[nodiscard]] Result<void> findPages();
    [[nodiscard]] Result<PageHeader> nextHeader();
    [[nodiscard]] Result<void> readDictionary(const PageHeader &header, Bytes body);
    [[nodiscard]] Result<void> readData(const PageHeader &header, Bytes body, std::size_t rows, ValueSink &sink);
    [[nodiscard]] Result<Page> unpack(const PageHeader &header, Bytes body) const;
    [[nodiscard]] Result<Page> unpackV2(const PageHeader &header, Bytes body) const;
    [[nodiscard]] Result<void> giveCoded(const std::vector<std::uint32_t> &levels, Bytes bytes, std::size_t there,
                                         ValueSink &sink) const;

    int m_file;
    const Column &m_column;
    const Chunk &m_chunk;
    std::uint64_t m_offset = 0; ///< of the next page
    std::uint64_t m_end;        ///< of the pages
    std::vector<std::uint8_t> m_dictionaryBytes;
    Values m_dictionary;
    bool m_hasDictionary = false;
};

} // namespace assay::parquet
