// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Limits.h"
#include "protocol/EngineMessages.h"

namespace assay {

/// What the checker may use; it lives long, so its processor time is not counted.
inline constexpr PrepareRequest checkerBounds{0, 1LL << 30, 64LL << 20, 1LL << 30};

/// What the process of a run with these limits may use; within what the engine understands,
/// whatever the user set.
[[nodiscard]] PrepareRequest boundsOf(const Limits &limits);
[[nodiscard]] bool sameBounds(const PrepareRequest &a, const PrepareRequest &b);

} // namespace assay
