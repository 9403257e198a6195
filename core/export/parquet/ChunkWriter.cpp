// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/ChunkWriter.h"

#include "export/parquet/CellBytes.h"
#include "export/parquet/HybridWriter.h"
#include "export/parquet/TextCodes.h"
#include "export/parquet/ThriftWriter.h"

#include <algorithm>
#include <limits>
#include <snappy.h>

namespace assay::exporting {
namespace {

constexpr std::size_t pageBytes = std::size_t{1} << 20U;
constexpr std::size_t pageRows = std::size_t{1} << 17U;

// Parquet's numbers.
enum class PageType : std::int32_t { Data = 0, Dictionary = 2 };
enum Encoding : std::int32_t { Plain = 0, Rle = 3, RleDictionary = 8 };

/// One writing of a chunk.
class ChunkWriting
{
public:
    ChunkWriting(const ExportJob &job, const ParquetColumn &column, PageFile &file)
        : m_job(job)
        , m_column(column)
        , m_file(file)
    {
        m_chunk.offset = m_chunk.dataOffset = file.bytes;
    }

    [[nodiscard]] const WrittenChunk &chunk() const { return m_chunk; }

    Result<void> writePlain(std::int64_t begin, std::int64_t end)
    {
        const std::unique_ptr<CellBytes> cells = cellBytes(m_job.frame, m_column);
        for (std::int64_t at = begin; at < end; ++at) {
            m_levels.push_back(cells->append(m_job.row(at), m_values) ? 1 : 0);
            if (m_levels.size() >= pageRows || m_values.size() >= pageBytes)
                if (Result<void> written = endPlainPage(); !written)
                    return written;
        }
        return m_levels.empty() ? Result<void>() : endPlainPage();
    }

    Result<void> writeCoded(const TextCodes &coded)
    {
        m_chunk.hasDictionary = true;
        if (Result<void> written = writeDictionary(coded); !written)
            return written;
        m_chunk.dataOffset = m_file.bytes;
        std::span<const std::uint32_t> rest = coded.codes;
        const unsigned width = bitsFor(coded.count > 0 ? coded.count - 1 : 0);
        for (std::size_t begin = 0; begin < coded.isThere.size(); begin += pageRows) {
            const std::size_t rows = std::min(pageRows, coded.isThere.size() - begin);
            for (std::size_t i = 0; i < rows; ++i)
                m_levels.push_back(coded.isThere[begin + i] ? 1 : 0);
            const auto there = static_cast<std::size_t>(std::ranges::count(m_levels, 1U));
            m_values.assign(1, static_cast<char>(width));
            appendHybrid(rest.first(there), width, m_values);
            rest = rest.subspan(there);
            if (Result<void> written = endPage(RleDictionary); !written)
                return written;
        }
        return {};
    }

private:
    Result<void> endPlainPage()
    {
        if (m_column.physical == PhysicalType::Boolean)
            packBits();
        return endPage(Plain);
    }

    void packBits()
    {
        std::string packed((m_values.size() + 7) / 8, '\0');
        for (std::size_t i = 0; i < m_values.size(); ++i)
            if (m_values[i] != 0)
                packed[i / 8] = static_cast<char>(packed[i / 8] | 1 << (i % 8));
        m_values = std::move(packed);
    }

    /// A page of what lies in m_levels and m_values, which are empty afterwards.
    Result<void> endPage(Encoding encoding)
    {
        if (Result<void> wanted = m_job.look(); !wanted)
            return wanted;
        std::string levels;
        appendHybrid(m_levels, 1, levels);
        std::string body;
        appendLength(levels.size(), body);
        body.append(levels).append(m_values);
        const auto rows = static_cast<std::int32_t>(m_levels.size());
        m_chunk.values += rows;
        m_chunk.missing += std::ranges::count(m_levels, 0U);
        m_levels.clear();
        m_values.clear();
        return writePage(PageType::Data, body, [&](ThriftWriter &header) {
            header.structure(5, [&] {
                header.int32(1, rows);
                header.int32(2, encoding);
                header.int32(3, Rle); // of the levels
                header.int32(4, Rle);
            });
        });
    }

    Result<void> writeDictionary(const TextCodes &coded)
    {
        return writePage(PageType::Dictionary, coded.texts, [&](ThriftWriter &header) {
            header.structure(7, [&] {
                header.int32(1, static_cast<std::int32_t>(coded.count));
                header.int32(2, Plain);
            });
        });
    }

    template <typename Describe>
    Result<void> writePage(PageType type, const std::string &body, const Describe &describe)
    {
        if (body.size() > std::size_t{std::numeric_limits<std::int32_t>::max()} / 2)
            return failure(ErrorCode::InvalidInput, "The file " + m_job.path + " cannot be written: a text in column " + m_column.name +
                                                        " is larger than Parquet's pages may be. CSV holds it.");
        m_packed.resize(snappy::MaxCompressedLength(body.size()));
        std::size_t packedBytes = 0;
        snappy::RawCompress(body.data(), body.size(), m_packed.data(), &packedBytes);
        ThriftWriter header;
        header.int32(1, static_cast<std::int32_t>(type));
        header.int32(2, static_cast<std::int32_t>(body.size()));
        header.int32(3, static_cast<std::int32_t>(packedBytes));
        describe(header);
        header.end();
        m_chunk.plainBytes += static_cast<std::int64_t>(header.bytes().size() + body.size());
        m_chunk.bytes += static_cast<std::int64_t>(header.bytes().size() + packedBytes);
        if (Result<void> written = m_file.write(header.bytes()); !written)
            return written;
        return m_file.write(std::string_view(m_packed).substr(0, packedBytes));
    }

    static void appendLength(std::size_t length, std::string &out)
    {
        for (unsigned shift = 0; shift < 32; shift += 8)
            out += static_cast<char>(length >> shift);
    }

    const ExportJob &m_job;
    const ParquetColumn &m_column;
    PageFile &m_file;
    WrittenChunk m_chunk;
    std::vector<std::uint32_t> m_levels; ///< of the page's rows; 0: missing
    std::string m_values;                ///< of the page
    std::string m_packed;                ///< kept for its memory
};

} // namespace

Result<WrittenChunk> writeChunk(const ExportJob &job, const ParquetColumn &column, std::int64_t begin, std::int64_t end, PageFile &file)
{
    ChunkWriting writing(job, column, file);
    const std::optional<TextCodes> coded = textCodes(job, column, begin, end);
    const Result<void> written = coded ? writing.writeCoded(*coded) : writing.writePlain(begin, end);
    if (!written)
        return tl::unexpected<Error>(written.error());
    return writing.chunk();
}

} // namespace assay::exporting
