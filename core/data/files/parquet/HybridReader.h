// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/parquet/ThriftReader.h"

#include <cstdint>
#include <vector>

namespace assay::parquet {

/// `count` small numbers of `width` bits each, least bit first. False where the bytes do not hold
/// them.
[[nodiscard]] bool unpackBits(Bytes bytes, unsigned width, std::size_t count, std::vector<std::uint32_t> &out);

/// Parquet's hybrid of runs and packed bits, of numbers of `width` bits (at most 32): `count` of them
/// are put behind `out`. False where the bytes do not hold them.
[[nodiscard]] bool readHybrid(Bytes bytes, unsigned width, std::size_t count, std::vector<std::uint32_t> &out);

} // namespace assay::parquet
