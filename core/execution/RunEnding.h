// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/Limits.h"
#include "execution/RunResult.h"
#include "protocol/EngineMessages.h"

#include <QString>

namespace assay {

/// How a run ended whose process died without a report, in words.
struct RunEnding
{
    RunEnd end = RunEnd::Crashed;
    QString error;
};

[[nodiscard]] RunEnding endingOf(const Ended &ended, const Limits &limits);
[[nodiscard]] QString timeoutText(const Limits &limits);

} // namespace assay
