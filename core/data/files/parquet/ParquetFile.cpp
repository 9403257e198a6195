// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/ParquetFile.h"

#include "data/files/SmallFile.h"
#include "data/files/parquet/ChunkReader.h"
#include "frames/SafeText.h"

#include <algorithm>
#include <cstring>
#include <sys/stat.h>

namespace assay::parquet {
namespace {

constexpr std::string_view magic = "PAR1";
constexpr std::string_view encryptedMagic = "PARE";
constexpr std::size_t tailBytes = 8; // the footer's length and the magic
constexpr std::size_t largestFooter = 64U << 20;
/// Rows that a byte of a file may stand for. Runs make more of it possible, but not for trades, whose
/// times and prices differ.
constexpr std::int64_t plausibleRows = 64;
constexpr std::int64_t alwaysAllowed = 65'536;
constexpr std::int64_t mostRows = std::numeric_limits<std::int32_t>::max();

std::string_view textOf(Bytes bytes)
{
    return {reinterpret_cast<const char *>(bytes.data()), bytes.size()};
}

} // namespace

Result<ParquetFile> ParquetFile::open(const std::string &path)
{
    Result<UniqueFd> file = files::openFile(path, "Parquet file");
    if (!file)
        return tl::unexpected(file.error());
    return open(std::move(*file), path);
}

Result<ParquetFile> ParquetFile::open(UniqueFd file, std::string name)
{
    ParquetFile opened;
    opened.m_file = std::move(file);
    opened.m_name = std::move(name);
    if (const Result<void> read = opened.readEnds(); !read)
        return failure(read.error().code, "The Parquet file " + opened.m_name + " " + read.error().text,
                       read.error().detail);
    return opened;
}

Result<void> ParquetFile::readEnds()
{
    struct stat status = {};
    if (::fstat(m_file.get(), &status) != 0)
        return systemFailure("cannot be read");
    const auto size = static_cast<std::uint64_t>(status.st_size);
    if (size < magic.size() + tailBytes)
        return failure(ErrorCode::InvalidInput, "is too short to be one.");
    const auto head = readBytes(m_file.get(), 0, magic.size());
    const auto tail = readBytes(m_file.get(), size - tailBytes, tailBytes);
    if (!head || !tail)
        return tl::unexpected(head ? tail.error() : head.error());
    if (textOf(*tail).ends_with(encryptedMagic))
        return failure(ErrorCode::Unsupported, "is encrypted, which is not supported.");
    if (textOf(*head) != magic)
        return failure(ErrorCode::InvalidInput, "is no Parquet file.");
    if (!textOf(*tail).ends_with(magic))
        return failure(ErrorCode::InvalidInput, "is damaged: its end is missing.");
    std::uint32_t length = 0;
    std::memcpy(&length, tail->data(), sizeof length);
    if (length > size - tailBytes - magic.size() || length > largestFooter)
        return failure(ErrorCode::InvalidInput, "is damaged: its footer is said to be larger than it can be.");
    m_bytes = size - tailBytes - length;
    const auto bytes = readBytes(m_file.get(), m_bytes, length);
    if (!bytes)
        return tl::unexpected(bytes.error());
    Result<Footer> footer = readFooter(*bytes);
    if (!footer)
        return tl::unexpected(footer.error());
    m_footer = std::move(*footer);
    if (m_footer.rows > mostRows || m_footer.rows / plausibleRows > status.st_size + alwaysAllowed / plausibleRows)
        return failure(ErrorCode::InvalidInput, "says that it has " + std::to_string(m_footer.rows) +
                                                    " rows, more than such a file can hold.");
    return {};
}

Result<void> ParquetFile::read(std::size_t column, ValueSink &sink, const LoadWatch &watch, std::int64_t most) const
{
    const Column &read = m_footer.columns[column];
    Result<void> done;
    if (!read.problem.empty())
        done = failure(ErrorCode::Unsupported, "cannot be read: it " + read.problem + ".");
    else
        done = readAll(read, sink, watch, most);
    if (!done && done.error().code == ErrorCode::Cancelled)
        return failure(ErrorCode::Cancelled, "The load was cancelled.");
    if (!done)
        return failure(done.error().code,
                       "The column \"" + validUtf8(read.name) + "\" of the Parquet file " + m_name + " " + done.error().text,
                       done.error().detail);
    return {};
}

Result<void> ParquetFile::readAll(const Column &column, ValueSink &sink, const LoadWatch &watch, std::int64_t most) const
{
    for (const RowGroup &group : m_footer.groups) {
        if (group.rows == 0 || most == 0)
            continue;
        const Chunk &chunk = group.chunks[column.leaf];
        if (chunk.values != group.rows)
            return failure(ErrorCode::InvalidInput, "is damaged: it has another number of values than of rows.");
        const std::int64_t rows = std::min(group.rows, most);
        if (const Result<void> read = ChunkReader(m_file.get(), column, chunk, m_bytes).read(rows, sink, watch); !read)
            return read;
        most -= rows;
    }
    return {};
}

} // namespace assay::parquet
