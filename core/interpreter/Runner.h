// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/Interpreter.h"
#include "interpreter/RunChannel.h"
#include "policy/Profile.h"

namespace assay {

/// Runs one script in this process: checks it against its profile, executes the very tree that was
/// checked, and reports. Its process ends with it; nothing is cleaned up.
class Runner
{
public:
    /// Both must outlive this.
    Runner(const Interpreter &interpreter, RunChannel &channel);

    /// Goes the whole way once with a script of its own, so that the pages it needs are there when
    /// the real one comes.
    void rehearse();
    [[nodiscard]] RunReport run(const RunJob &job);

private:
    struct Scope
    {
        PyRef globals;
        PyRef locals;
    };

    [[nodiscard]] Scope surroundings(const Profile &profile);
    void execute(const Profile &profile, PyObject *tree, RunReport &report);
    void describeResult(PyObject *result, RunReport &report);
    void describeFrame(PyObject *result, RunReport &report);
    /// Moves the pending Python exception into the report.
    void describeError(RunReport &report);

    const Interpreter &m_interpreter;
    RunChannel &m_channel;
    PyRef m_compile;
    PyRef m_surroundings;
    PyRef m_flush;
    PyRef m_kindOf;
    PyRef m_plainScalar;
    PyRef m_columnsOf;
    PyRef m_describeError;
};

} // namespace assay
