// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/parquet/ThriftReader.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace assay::parquet {

/// Takes `count` numbers in DELTA_BINARY_PACKED off the front. False where they are not there.
[[nodiscard]] bool takeDeltas(Bytes &bytes, std::size_t count, std::vector<std::int64_t> &out);

/// DELTA_LENGTH_BYTE_ARRAY: the texts stay in `bytes`.
[[nodiscard]] bool takeDeltaTexts(Bytes &bytes, std::size_t count, std::vector<std::string_view> &out);

/// DELTA_BYTE_ARRAY, where a text begins as the one before: they are put together in `made`. Refused
/// where they would become implausibly large.
[[nodiscard]] bool readFrontCodedTexts(Bytes bytes, std::size_t count, std::string &made,
                                       std::vector<std::string_view> &out);

} // namespace assay::parquet
