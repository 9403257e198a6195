// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "data/files/parquet/ThriftReader.h"

#include <cstdint>
#include <vector>

namespace assay::parquet {

/// The bytes of a page, which must come to `size`. A page that claims to grow beyond all reason is
/// refused before memory is taken for it. Errors are the end of a sentence about the file.
[[nodiscard]] Result<std::vector<std::uint8_t>> decompress(std::int32_t codec, Bytes bytes, std::size_t size);

} // namespace assay::parquet
