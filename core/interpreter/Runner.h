// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "interpreter/Interpreter.h"
#include "interpreter/ProfileCheck.h"
#include "interpreter/RunChannel.h"

#include <optional>
#include <string>

namespace assay {

/// Runs one script in this process: checks it against its profile, executes the very tree that was
/// checked, and reports. Its process ends with it; nothing is cleaned up.
class Runner
{
public:
    /// All must outlive this.
    Runner(const Interpreter &interpreter, RunChannel &channel, ProfileCheck &check);

    /// Goes the whole way with a script of its own under this profile, so that what the real one
    /// needs is there when it comes: the checker, the surroundings, the memory's pages.
    void rehearse(const std::string &profile);
    [[nodiscard]] RunReport run(const RunJob &job);

private:
    struct Scope
    {
        PyRef globals;
        PyRef locals;
    };

    [[nodiscard]] Scope surroundings(const Profile &profile);
    void execute(const Scope &scope, PyObject *tree, RunReport &report);
    void describeResult(PyObject *result, RunReport &report);
    void describeFrame(PyObject *result, RunReport &report);
    /// Moves the pending Python exception into the report.
    void describeError(RunReport &report);

    RunChannel &m_channel;
    ProfileCheck &m_check;
    std::string m_scopeProfile; ///< the profile that m_scope was made for
    std::optional<Scope> m_scope; ///< made ahead, used by nobody yet
    PyRef m_compile;
    PyRef m_surroundings;
    PyRef m_flush;
    PyRef m_kindOf;
    PyRef m_plainScalar;
    PyRef m_columnsOf;
    PyRef m_describeError;
};

} // namespace assay
