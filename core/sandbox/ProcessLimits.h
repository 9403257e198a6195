// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "sandbox/Policy.h"

#include <cstdint>

namespace assay {

/// Address space this process has mapped now, in bytes; needs /proc.
[[nodiscard]] Result<std::uint64_t> mappedAddressSpace();

/// Sets hard limits equal to soft ones: address space (`idleBytes` plus the bounds), processor
/// time, open files; no file growth, no core, no locked memory, no message queue, no raised
/// priority.
[[nodiscard]] Result<void> limitResources(const Bounds &bounds, std::uint64_t idleBytes);

/// Makes this process the kernel's first choice when memory runs out, so that the window is not.
/// Needs /proc; inherited by children. Failing is harmless.
void volunteerForOutOfMemory();

} // namespace assay
