// SPDX-License-Identifier: GPL-3.0-or-later
// Feeds bytes to the reader of Parquet files. What it accepts must keep its promise: every column has
// as many rows as the file says.
#include "tests/data/files/ParquetProbe.h"

#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static_cast<void>(assay::test::probeParquet(data, size));
    // Once more with both ends put right, or chance would seldom get past them.
    constexpr std::size_t magic = 4, tail = 8;
    if (size < magic + tail)
        return 0;
    std::vector<std::uint8_t> bytes(data, data + size);
    std::memcpy(bytes.data(), "PAR1", magic);
    std::memcpy(bytes.data() + size - magic, "PAR1", magic);
    std::uint32_t length = 0;
    std::memcpy(&length, bytes.data() + size - tail, sizeof length);
    length %= static_cast<std::uint32_t>(size - magic - tail + 1);
    std::memcpy(bytes.data() + size - tail, &length, sizeof length);
    static_cast<void>(assay::test::probeParquet(bytes.data(), bytes.size()));
    return 0;
}
