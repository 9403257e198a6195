// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/ChunkReader.h"

#include "data/files/parquet/Codec.h"
#include "data/files/parquet/HybridReader.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace assay::parquet {
namespace {

constexpr std::uint64_t firstPage = 4; // behind the magic
constexpr std::size_t usualHeader = 4U << 10;
constexpr std::size_t largestHeader = 4U << 20; // with statistics of long texts
constexpr std::int32_t rleLevels = 3;

tl::unexpected<Error> damaged(const std::string &what)
{
    return failure(ErrorCode::InvalidInput, "is damaged: " + what);
}

/// Hands the rows over: `next()` gives the next value that is there.
template <typename Next>
void giveRows(const std::vector<std::uint32_t> &levels, std::size_t there, ValueSink &sink, Next next)
{
    if (levels.empty()) {
        for (std::size_t i = 0; i < there; ++i)
            next();
        return;
    }
    for (const std::uint32_t level : levels)
        level != 0 ? next() : sink.missing();
}

} // namespace

Result<std::vector<std::uint8_t>> readBytes(int file, std::uint64_t offset, std::size_t size)
{
    std::vector<std::uint8_t> bytes(size);
    for (std::size_t have = 0; have < size;) {
        const ssize_t got = ::pread(file, bytes.data() + have, size - have, static_cast<off_t>(offset + have));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return systemFailure("cannot be read");
        if (got == 0)
            return damaged("it has become shorter.");
        have += static_cast<std::size_t>(got);
    }
    return bytes;
}

ChunkReader::ChunkReader(int file, const Column &column, const Chunk &chunk, std::uint64_t end)
    : m_file(file)
    , m_column(column)
    , m_chunk(chunk)
    , m_end(end)
{
}

Result<void> ChunkReader::findPages()
{
    if (m_chunk.isElsewhere)
        return failure(ErrorCode::Unsupported, "has its pages in another file, or encrypted, which is not supported.");
    if (m_chunk.physical != m_column.physical)
        return damaged("a row group has another type than the schema.");
    // Some writers give 0 where there is no dictionary.
    const std::int64_t dictionary = m_chunk.dictionaryOffset.value_or(0);
    const std::int64_t begin = dictionary > 0 ? std::min(dictionary, m_chunk.dataOffset) : m_chunk.dataOffset;
    if (begin < static_cast<std::int64_t>(firstPage) || m_chunk.bytes < 0 || static_cast<std::uint64_t>(begin) > m_end ||
        static_cast<std::uint64_t>(m_chunk.bytes) > m_end - static_cast<std::uint64_t>(begin))
        return damaged("its pages lie beyond its end.");
    m_offset = static_cast<std::uint64_t>(begin);
    m_end = m_offset + static_cast<std::uint64_t>(m_chunk.bytes);
    return {};
}

Result<PageHeader> ChunkReader::nextHeader()
{
    for (std::size_t size = usualHeader;; size = largestHeader) {
        const auto given = static_cast<std::size_t>(std::min<std::uint64_t>(size, m_end - m_offset));
        const Result<std::vector<std::uint8_t>> bytes = readBytes(m_file, m_offset, given);
        if (!bytes)
            return tl::unexpected(bytes.error());
        ThriftReader in(*bytes);
        const std::optional<PageHeader> header = readPageHeader(in);
        if (!header && in.wantsMore() && given == usualHeader)
            continue;
        if (!header)
            return damaged("a page has no header that can be read.");
        m_offset += in.used();
        if (static_cast<std::uint64_t>(header->compressed) > m_end - m_offset)
            return damaged("a page lies beyond its column's end.");
        return *header;
    }
}

Result<void> ChunkReader::read(std::int64_t rows, ValueSink &sink, const LoadWatch &watch)
{
    if (const Result<void> found = findPages(); !found)
        return found;
    while (rows > 0) {
        if (watch.stop.stop_requested())
            return failure(ErrorCode::Cancelled, "was not read to its end: the load was cancelled.");
        const Result<PageHeader> header = m_offset < m_end ? nextHeader() : damaged("a column has too few pages.");
        if (!header)
            return tl::unexpected(header.error());
        const auto size = static_cast<std::size_t>(header->compressed);
        const Result<std::vector<std::uint8_t>> body = readBytes(m_file, m_offset, size);
        if (!body)
            return tl::unexpected(body.error());
        m_offset += size;
        Result<void> done;
        const auto kind = static_cast<PageHeader::Kind>(header->kind);
        if (kind == PageHeader::Kind::Dictionary) {
            done = readDictionary(*header, *body);
        } else if (kind == PageHeader::Kind::Data || kind == PageHeader::Kind::DataV2) {
            const std::int64_t given = std::min<std::int64_t>(rows, header->values);
            done = readData(*header, *body, static_cast<std::size_t>(given), sink);
            rows -= given;
        }
        if (!done)
            return done;
    }
    return {};
}

Result<void> ChunkReader::readDictionary(const PageHeader &header, Bytes body)
{
    if (m_hasDictionary)
        return damaged("a column has two dictionaries.");
    if (header.encoding != static_cast<std::int32_t>(Encoding::Plain) &&
        header.encoding != static_cast<std::int32_t>(Encoding::PlainDictionary))
        return failure(ErrorCode::Unsupported, "has a dictionary in an encoding that is not supported.");
    auto bytes = decompress(m_chunk.codec, body, static_cast<std::size_t>(header.uncompressed));
    if (!bytes)
        return tl::unexpected(bytes.error());
    m_dictionaryBytes = std::move(*bytes);
    m_hasDictionary = true;
    return readValues(m_column, static_cast<std::int32_t>(Encoding::Plain), m_dictionaryBytes,
                      static_cast<std::size_t>(header.values), m_dictionary);
}

/// Levels and values are compressed together.
Result<ChunkReader::Page> ChunkReader::unpack(const PageHeader &header, Bytes body) const
{
    auto bytes = decompress(m_chunk.codec, body, static_cast<std::size_t>(header.uncompressed));
    if (!bytes)
        return tl::unexpected(bytes.error());
    Page page{std::move(*bytes), {}, {}};
    page.values = page.held;
    if (!m_column.isOptional)
        return page;
    if (header.levelEncoding != rleLevels)
        return failure(ErrorCode::Unsupported, "marks missing values in an encoding that is not supported.");
    std::uint32_t size = 0;
    if (page.held.size() < sizeof size)
        return damaged("a page is too short.");
    std::memcpy(&size, page.held.data(), sizeof size);
    if (size > page.held.size() - sizeof size)
        return damaged("a page is too short.");
    page.levels = page.values.subspan(sizeof size, size);
    page.values = page.values.subspan(sizeof size + size);
    return page;
}

/// Only the values are compressed.
Result<ChunkReader::Page> ChunkReader::unpackV2(const PageHeader &header, Bytes body) const
{
    const auto levels = static_cast<std::size_t>(header.definitionBytes);
    const auto before = static_cast<std::size_t>(header.repetitionBytes) + levels;
    const auto size = static_cast<std::size_t>(header.uncompressed);
    if (before > body.size() || before > size)
        return damaged("a page is too short.");
    auto bytes = decompress(header.isCompressed ? m_chunk.codec : 0, body.subspan(before), size - before);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Page page{std::move(*bytes), {}, {}};
    page.levels = body.subspan(before - levels, levels);
    page.values = page.held;
    return page;
}

Result<void> ChunkReader::readData(const PageHeader &header, Bytes body, std::size_t rows, ValueSink &sink)
{
    if (rows == 0)
        return {};
    const bool isV2 = static_cast<PageHeader::Kind>(header.kind) == PageHeader::Kind::DataV2;
    const Result<Page> page = isV2 ? unpackV2(header, body) : unpack(header, body);
    if (!page)
        return tl::unexpected(page.error());
    // All rows of the page count for how many values are there, also those not wanted.
    const auto all = static_cast<std::size_t>(header.values);
    if (static_cast<std::int64_t>(all) > m_chunk.values)
        return damaged("a page has more rows than its column.");
    std::vector<std::uint32_t> levels;
    if (m_column.isOptional && !readHybrid(page->levels, 1, all, levels))
        return damaged("it does not say which values are missing.");
    auto there = m_column.isOptional ? static_cast<std::size_t>(std::ranges::count(levels, 1U)) : all;
    const auto encoding = static_cast<Encoding>(header.encoding);
    if (encoding == Encoding::RleDictionary || encoding == Encoding::PlainDictionary) {
        levels.resize(std::min(levels.size(), rows));
        there = m_column.isOptional ? static_cast<std::size_t>(std::ranges::count(levels, 1U)) : rows;
        return giveCoded(levels, page->values, there, sink);
    }
    Values values;
    if (const Result<void> read = readValues(m_column, header.encoding, page->values, there, values); !read)
        return read;
    if (values.size() != there)
        return damaged("a page has another number of values than it says.");
    levels.resize(std::min(levels.size(), rows));
    std::size_t next = 0;
    giveRows(levels, rows, sink, [&] { values.give(next++, sink); });
    return {};
}

Result<void> ChunkReader::giveCoded(const std::vector<std::uint32_t> &levels, Bytes bytes, std::size_t there,
                                    ValueSink &sink) const
{
    std::vector<std::uint32_t> codes;
    // Where all are missing there may be no width.
    const bool isGood = there == 0 || (!bytes.empty() && readHybrid(bytes.subspan(1), bytes.front(), there, codes));
    if (!isGood || std::ranges::any_of(codes, [this](std::uint32_t code) { return code >= m_dictionary.size(); }))
        return damaged("a page names values that its dictionary has not.");
    std::size_t next = 0;
    giveRows(levels, there, sink, [&] { m_dictionary.give(codes[next++], sink); });
    return {};
}

} // namespace assay::parquet
