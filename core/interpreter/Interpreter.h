// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "interpreter/PyRef.h"

#include <string>
#include <vector>

namespace assay {

/// Versions of what scripts run on.
struct PythonVersions
{
    std::string python;
    std::string pandas;
    std::string numpy;
};

/// The embedded CPython: isolated from the user's environment, with pandas loaded and Assay's own
/// modules (resources/python). One a process, never taken down: processes end
/// by _exit. Not for a process with more than one thread.
class Interpreter
{
public:
    /// Starts Python from the system's or, if `environment` is not empty, from that virtual
    /// environment's folder. Takes some 400 ms: it imports pandas and exercises it, so that forked
    /// children find everything warm.
    [[nodiscard]] static Result<Interpreter> start(const std::string &environment);

    [[nodiscard]] const PythonVersions &versions() const { return m_versions; }
    /// Folders a run may read: Python's own library and its packages.
    [[nodiscard]] const std::vector<std::string> &libraries() const { return m_libraries; }

    /// Puts all living objects out of the garbage collector's sight, so that collecting in a child
    /// does not copy the zygote's pages.
    void freeze();
    /// In a forked child, first of all: Python's own bookkeeping, fresh random states, standard
    /// streams over descriptors 1 and 2, and some work done once so that its pages are there.
    [[nodiscard]] Result<void> afterFork();

    /// A function of the bootstrap module.
    [[nodiscard]] PyRef function(const char *name) const;

private:
    PythonVersions m_versions;
    std::vector<std::string> m_libraries;
    PyRef m_bootstrap;
};

/// The pending Python exception as `Type: text`, cleared. For errors of our own code.
[[nodiscard]] std::string takePythonError();

} // namespace assay
