// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <string>

namespace assay::exporting {

/// Bits that numbers from 0 to `largest` need.
[[nodiscard]] unsigned bitsFor(std::uint32_t largest);

/// Parquet's hybrid of runs and packed bits, of numbers of `width` bits (at most 32), put behind `out`:
/// one run where all are the same, packed bits otherwise.
void appendHybrid(std::span<const std::uint32_t> numbers, unsigned width, std::string &out);

} // namespace assay::exporting
