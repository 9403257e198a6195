// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/Curer.h"
#include "interpreter/Interpreter.h"
#include "interpreter/RunChannel.h"
#include "interpreter/Predictor.h"
#include "interpreter/ProfileCheck.h"

#include <cstddef>
#include <span>

namespace assay {

/// The life of a forked, confined process: it waits for its jobs, answers any number of checks,
/// runs one script, and is gone.
class ConfinedProcess
{
public:
    ConfinedProcess(Interpreter &interpreter, int channel, std::span<std::byte> area);

    /// Serves the host until a script was run or the host is gone; ends the process.
    [[noreturn]] void serve();

private:
    [[nodiscard]] bool check(const CheckJob &job);

    Interpreter &m_interpreter;
    RunChannel m_channel;
    ProfileCheck m_check;
    Predictor m_predictor;
    Curer m_curer;
};

} // namespace assay
