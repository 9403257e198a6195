// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "sandbox/Policy.h"

namespace assay {

/// Installs this process's answer to SIGSYS, before the filter that raises it is loaded and makes
/// the answer permanent. A call that libraries try as a matter of course (fcntl, ioctl, prctl,
/// prlimit64) fails with EPERM; any other writes `lastWords` and ends the process, or fails with
/// ENOSYS, as `reaction` says. `lastWords` must live as long as the process.
[[nodiscard]] Result<void> answerForbiddenCalls(LastWords *lastWords, OnForbiddenCall reaction);

} // namespace assay
