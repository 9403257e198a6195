// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/parquet/DeltaReader.h"

#include <algorithm>

namespace assay::parquet {
namespace {

constexpr std::uint64_t largestBlock = 1U << 20;
constexpr std::size_t mostMade = 256U << 20;

bool takeVarint(Bytes &bytes, std::uint64_t &value)
{
    value = 0;
    for (unsigned shift = 0; shift < 64 && !bytes.empty(); shift += 7) {
        const std::uint64_t next = bytes.front();
        bytes = bytes.subspan(1);
        value |= (next & 0x7FU) << shift;
        if ((next & 0x80U) == 0)
            return true;
    }
    return false;
}

bool takeZigzag(Bytes &bytes, std::uint64_t &value)
{
    const bool isGood = takeVarint(bytes, value);
    value = (value >> 1U) ^ (~(value & 1U) + 1U);
    return isGood;
}

/// The number of `width` bits (at most 64) that begins at a bit.
std::uint64_t bitsAt(Bytes bytes, std::size_t bit, unsigned width)
{
    std::uint64_t value = 0;
    for (unsigned done = 0; done < width;) {
        const std::size_t at = bit + done;
        const unsigned within = at % 8, taken = std::min(8 - within, width - done);
        const std::uint64_t part = (bytes[at / 8] >> within) & ((1U << taken) - 1);
        value |= part << done;
        done += taken;
    }
    return value;
}

/// How the numbers are grouped.
struct DeltaHead
{
    std::uint64_t block = 0;  ///< numbers in one
    std::uint64_t minis = 0;  ///< parts of a block
    std::uint64_t count = 0;  ///< of all numbers
    std::uint64_t value = 0;  ///< the first

    bool take(Bytes &bytes)
    {
        return takeVarint(bytes, block) && takeVarint(bytes, minis) && takeVarint(bytes, count) &&
               takeZigzag(bytes, value) && block > 0 && block <= largestBlock && block % 128 == 0 && minis > 0 &&
               block % minis == 0 && (block / minis) % 32 == 0;
    }
};

/// Reckons modulo 2^64, as writers do.
bool takeBlock(Bytes &bytes, const DeltaHead &head, std::size_t count, std::uint64_t &value,
               std::vector<std::int64_t> &out)
{
    std::uint64_t least = 0;
    if (!takeZigzag(bytes, least) || bytes.size() < head.minis)
        return false;
    const Bytes widths = bytes.first(static_cast<std::size_t>(head.minis));
    bytes = bytes.subspan(widths.size());
    const auto each = static_cast<std::size_t>(head.block / head.minis);
    for (const std::uint8_t width : widths) {
        if (out.size() == count)
            break; // what is not needed is not there
        const std::size_t size = each / 8 * width;
        if (width > 64 || bytes.size() < size)
            return false;
        for (std::size_t i = 0; i < each && out.size() < count; ++i) {
            value += least + bitsAt(bytes, i * width, width);
            out.push_back(static_cast<std::int64_t>(value));
        }
        bytes = bytes.subspan(size);
    }
    return true;
}

} // namespace

bool takeDeltas(Bytes &bytes, std::size_t count, std::vector<std::int64_t> &out)
{
    DeltaHead head;
    if (!head.take(bytes) || head.count != count)
        return false;
    out.clear();
    if (count > 0)
        out.push_back(static_cast<std::int64_t>(head.value));
    while (out.size() < count)
        if (!takeBlock(bytes, head, count, head.value, out))
            return false;
    return true;
}

bool takeDeltaTexts(Bytes &bytes, std::size_t count, std::vector<std::string_view> &out)
{
    std::vector<std::int64_t> lengths;
    if (!takeDeltas(bytes, count, lengths))
        return false;
    for (const std::int64_t length : lengths) {
        if (length < 0 || static_cast<std::uint64_t>(length) > bytes.size())
            return false;
        out.emplace_back(reinterpret_cast<const char *>(bytes.data()), static_cast<std::size_t>(length));
        bytes = bytes.subspan(static_cast<std::size_t>(length));
    }
    return true;
}

bool readFrontCodedTexts(Bytes bytes, std::size_t count, std::string &made, std::vector<std::string_view> &out)
{
    std::vector<std::int64_t> kept;
    std::vector<std::string_view> rests;
    if (!takeDeltas(bytes, count, kept) || !takeDeltaTexts(bytes, count, rests))
        return false;
    // First their size, so that what is made never moves.
    std::size_t size = 0, before = 0;
    for (std::size_t i = 0; i < count; ++i) {
        if (kept[i] < 0 || static_cast<std::uint64_t>(kept[i]) > before)
            return false;
        before = static_cast<std::size_t>(kept[i]) + rests[i].size();
        size += before;
        if (size > mostMade)
            return false;
    }
    made.clear();
    made.reserve(size);
    std::size_t last = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t begin = made.size();
        made.append(made, last, static_cast<std::size_t>(kept[i]));
        made.append(rests[i]);
        out.push_back(std::string_view(made).substr(begin));
        last = begin;
    }
    return true;
}

} // namespace assay::parquet
