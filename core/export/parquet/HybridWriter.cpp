// SPDX-License-Identifier: GPL-3.0-or-later
#include "export/parquet/HybridWriter.h"

#include "export/parquet/ThriftWriter.h"

#include <algorithm>
#include <bit>

namespace assay::exporting {
namespace {

void appendRun(std::uint32_t number, std::size_t count, unsigned width, std::string &out)
{
    appendVarint(out, count << 1U);
    for (unsigned bit = 0; bit < width; bit += 8)
        out += static_cast<char>(number >> bit);
}

/// In groups of eight, the last one filled up with zeros.
void appendPacked(std::span<const std::uint32_t> numbers, unsigned width, std::string &out)
{
    const std::size_t groups = (numbers.size() + 7) / 8;
    appendVarint(out, (groups << 1U) | 1U);
    const std::size_t end = out.size() + groups * width;
    std::uint64_t bits = 0;
    unsigned held = 0;
    for (const std::uint32_t number : numbers) {
        bits |= static_cast<std::uint64_t>(number) << held;
        for (held += width; held >= 8; held -= 8, bits >>= 8U)
            out += static_cast<char>(bits);
    }
    if (held > 0)
        out += static_cast<char>(bits);
    out.resize(end, '\0');
}

} // namespace

unsigned bitsFor(std::uint32_t largest)
{
    return static_cast<unsigned>(std::bit_width(largest));
}

void appendHybrid(std::span<const std::uint32_t> numbers, unsigned width, std::string &out)
{
    if (numbers.empty())
        return;
    const bool areAlike = std::ranges::all_of(numbers, [&](std::uint32_t number) { return number == numbers.front(); });
    if (areAlike)
        appendRun(numbers.front(), numbers.size(), width, out);
    else
        appendPacked(numbers, width, out);
}

} // namespace assay::exporting
