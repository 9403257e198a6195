// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/Codec.h"

#include <algorithm>
#include <array>
#include <memory>
#include <snappy.h>
#include <string>
#include <zlib.h>
#include <zstd.h>

namespace assay::parquet {
namespace {

enum Codec { Plain = 0, Snappy = 1, Gzip = 2, Zstd = 6 };
constexpr std::array codecNames{"none", "Snappy", "gzip", "LZO", "Brotli", "LZ4", "Zstandard", "LZ4_RAW"};

/// A page is about one MiB large, as a rule.
constexpr std::size_t alwaysAllowed = 16U << 20;
constexpr std::size_t largestPage = 1U << 30;
/// What gzip makes of zeros.
constexpr std::size_t plausibleRatio = 1100;

bool unpackSnappy(Bytes bytes, std::vector<std::uint8_t> &out)
{
    const char *data = reinterpret_cast<const char *>(bytes.data());
    std::size_t size = 0;
    return snappy::GetUncompressedLength(data, bytes.size(), &size) && size == out.size() &&
           snappy::RawUncompress(data, bytes.size(), reinterpret_cast<char *>(out.data()));
}

bool unpackGzip(Bytes bytes, std::vector<std::uint8_t> &out)
{
    constexpr int gzipOrZlib = 32 + MAX_WBITS;
    z_stream stream = {};
    if (inflateInit2(&stream, gzipOrZlib) != Z_OK)
        return false;
    stream.next_in = const_cast<Bytef *>(bytes.data()); // it is only read
    stream.avail_in = static_cast<uInt>(bytes.size());
    stream.next_out = out.data();
    stream.avail_out = static_cast<uInt>(out.size());
    const int code = inflate(&stream, Z_FINISH);
    const bool isGood = code == Z_STREAM_END && stream.avail_out == 0;
    inflateEnd(&stream);
    return isGood;
}

bool unpackZstd(Bytes bytes, std::vector<std::uint8_t> &out)
{
    return ZSTD_decompress(out.data(), out.size(), bytes.data(), bytes.size()) == out.size();
}

std::string nameOf(std::int32_t codec)
{
    const auto place = static_cast<std::size_t>(codec);
    return codec >= 0 && place < codecNames.size() ? codecNames[place] : "number " + std::to_string(codec);
}

} // namespace

Result<std::vector<std::uint8_t>> decompress(std::int32_t codec, Bytes bytes, std::size_t size)
{
    if (codec != Plain && codec != Snappy && codec != Gzip && codec != Zstd)
        return failure(ErrorCode::Unsupported, "is compressed by " + nameOf(codec) +
                                                   ", which is not supported; Snappy, gzip and Zstandard are.");
    if (size > largestPage || size > std::max(alwaysAllowed, bytes.size() * plausibleRatio))
        return failure(ErrorCode::InvalidInput, "is damaged: a page would grow beyond all reason.");
    std::vector<std::uint8_t> out(size);
    bool isGood = size == bytes.size();
    if (codec == Snappy)
        isGood = unpackSnappy(bytes, out);
    else if (codec == Gzip)
        isGood = unpackGzip(bytes, out);
    else if (codec == Zstd)
        isGood = unpackZstd(bytes, out);
    else if (isGood)
        std::ranges::copy(bytes, out.begin());
    if (!isGood)
        return failure(ErrorCode::InvalidInput, "is damaged: a page cannot be decompressed.");
    return out;
}

} // namespace assay::parquet
