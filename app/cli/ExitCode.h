// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "execution/RunResult.h"

namespace assay {

/// What the program tells its caller. The numbers are fixed: scripts rely on them.
enum class ExitCode : int {
    Done = 0,
    ScriptFailed = 1,
    BadInput = 2, ///< wrong usage, unreadable file
    Refused = 3,
    Timeout = 4,
    Memory = 5,
    Crashed = 6,
    Cancelled = 7,
    Unavailable = 8 ///< the engine or the sandbox could not be started
};

[[nodiscard]] constexpr ExitCode exitCodeOf(RunEnd end)
{
    switch (end) {
    case RunEnd::Ok:
        return ExitCode::Done;
    case RunEnd::Refused:
        return ExitCode::Refused;
    case RunEnd::Error:
        return ExitCode::ScriptFailed;
    case RunEnd::Timeout:
        return ExitCode::Timeout;
    case RunEnd::Memory:
        return ExitCode::Memory;
    case RunEnd::Crashed:
        return ExitCode::Crashed;
    case RunEnd::Cancelled:
        return ExitCode::Cancelled;
    case RunEnd::Unavailable:
        return ExitCode::Unavailable;
    }
    return ExitCode::Unavailable;
}

} // namespace assay
