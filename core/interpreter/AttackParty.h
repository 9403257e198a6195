// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/EngineMessages.h"
#include "sandbox/Policy.h"

namespace assay {

/// Runs every attack of sandbox/Attack.h in forked children, each confined by the attack's own
/// layer alone, and reports. Blocks for some milliseconds; a child that does not come back counts
/// as got through. Only for the zygote, with no other children waiting to be buried on SIGCHLD.
[[nodiscard]] AttacksDone attackEveryLayer(Policy &policy);

} // namespace assay
