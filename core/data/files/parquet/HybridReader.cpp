// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/HybridReader.h"

#include <algorithm>

namespace assay::parquet {
namespace {

/// Takes the length of a run off the front.
bool takeHead(Bytes &bytes, std::uint64_t &head)
{
    head = 0;
    for (unsigned shift = 0; shift < 35 && !bytes.empty(); shift += 7) {
        const std::uint64_t next = bytes.front();
        bytes = bytes.subspan(1);
        head |= (next & 0x7FU) << shift;
        if ((next & 0x80U) == 0)
            return true;
    }
    return false;
}

} // namespace

bool unpackBits(Bytes bytes, unsigned width, std::size_t count, std::vector<std::uint32_t> &out)
{
    if (width > 32 || (static_cast<std::uint64_t>(count) * width + 7) / 8 > bytes.size())
        return false;
    const std::uint64_t mask = (1ULL << width) - 1;
    std::uint64_t held = 0;
    unsigned bits = 0;
    std::size_t next = 0;
    for (std::size_t i = 0; i < count; ++i) {
        for (; bits < width; bits += 8)
            held |= static_cast<std::uint64_t>(bytes[next++]) << bits;
        out.push_back(static_cast<std::uint32_t>(held & mask));
        held >>= width;
        bits -= width;
    }
    return true;
}

bool readHybrid(Bytes bytes, unsigned width, std::size_t count, std::vector<std::uint32_t> &out)
{
    if (width > 32)
        return false;
    const std::size_t valueBytes = (width + 7) / 8;
    while (count > 0) {
        std::uint64_t head = 0;
        if (!takeHead(bytes, head))
            return false;
        const bool isPacked = (head & 1U) != 0;
        // Packed ones come in eights, of which the last need not all be meant.
        const std::uint64_t length = isPacked ? (head >> 1U) * 8 : head >> 1U;
        const auto wanted = static_cast<std::size_t>(std::min<std::uint64_t>(length, count));
        if (isPacked) {
            if (!unpackBits(bytes, width, wanted, out))
                return false;
            bytes = bytes.subspan(std::min<std::size_t>(bytes.size(), static_cast<std::size_t>((head >> 1U) * width)));
        } else {
            if (bytes.size() < valueBytes)
                return false;
            std::uint32_t value = 0;
            for (std::size_t i = 0; i < valueBytes; ++i)
                value |= static_cast<std::uint32_t>(bytes[i]) << (8 * i);
            if (width < 32 && (value >> width) != 0)
                return false; // the byte has room for more than there may be
            out.insert(out.end(), wanted, value);
            bytes = bytes.subspan(valueBytes);
        }
        count -= wanted;
    }
    return true;
}

} // namespace assay::parquet
