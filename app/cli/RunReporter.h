// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Outcome.h"
#include "app/cli/Script.h"
#include "execution/RunResult.h"

namespace assay {

/// Tells the user what became of runs, and remembers what to tell the caller.
class RunReporter
{
public:
    RunReporter() = default;
    virtual ~RunReporter() = default;
    RunReporter(const RunReporter &) = delete;
    RunReporter &operator=(const RunReporter &) = delete;

    /// A run of this script begins.
    virtual void begun(const Script &script) = 0;
    /// Text of the run that is going, as it comes.
    virtual void printed(OutputStream stream, const QString &text) = 0;

    void ended(const Script &script, const RunResult &result)
    {
        m_outcome.add(exitCodeOf(result.end));
        report(script, result);
    }
    /// A script that could not even be read.
    void unusable(const Script &script)
    {
        m_outcome.addUnusable();
        reportUnusable(script);
    }

    [[nodiscard]] const Outcome &outcome() const { return m_outcome; }

protected:
    virtual void report(const Script &script, const RunResult &result) = 0;
    virtual void reportUnusable(const Script &script) = 0;

private:
    Outcome m_outcome;
};

} // namespace assay
