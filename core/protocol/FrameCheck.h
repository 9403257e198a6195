// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/FrameLayout.h"

namespace assay {

/// Checks every buffer of `schema` against `frame`, whose schema ends at byte `schemaEnd`: place,
/// length, alignment, text offsets, codes and bools.
[[nodiscard]] Result<void> checkBuffers(const FrameSchema &schema, std::span<const std::byte> frame,
                                        std::uint64_t schemaEnd);

} // namespace assay
