// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/ExitCode.h"

namespace assay {

/// What a command that works on several scripts tells its caller in the end: that the user stopped
/// it, else that there was no engine, else how the first script ended that did not end well. A
/// batch has done its work when every line has its answer: how each ended stands there.
class Outcome
{
public:
    void add(ExitCode code)
    {
        const bool replaces = rank(code) > rank(m_code);
        m_code = replaces ? code : m_code;
    }
    void addUnusable() { m_hasUnusable = true; }

    [[nodiscard]] ExitCode ofFiles() const
    {
        return m_hasUnusable && m_code == ExitCode::Done ? ExitCode::BadInput : m_code;
    }
    [[nodiscard]] ExitCode ofBatch() const
    {
        if (rank(m_code) > rank(ExitCode::ScriptFailed))
            return m_code;
        return m_hasUnusable ? ExitCode::BadInput : ExitCode::Done;
    }

private:
    static constexpr int rank(ExitCode code)
    {
        switch (code) {
        case ExitCode::Done:
            return 0;
        case ExitCode::ScriptFailed:
        case ExitCode::BadInput:
        case ExitCode::Refused:
        case ExitCode::Timeout:
        case ExitCode::Memory:
        case ExitCode::Crashed:
            return 1;
        case ExitCode::Unavailable:
            return 2;
        case ExitCode::Cancelled:
            return 3;
        }
        return 1;
    }

    ExitCode m_code = ExitCode::Done;
    bool m_hasUnusable = false;
};

} // namespace assay
