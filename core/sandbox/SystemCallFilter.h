// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <cstdint>
#include <linux/filter.h>
#include <string>
#include <vector>

namespace assay {

/// The allow-list of system calls of a run, compiled once and loaded by each child.
/// A call outside the list is not executed: the kernel raises SIGSYS instead, so that the child can
/// leave its number behind before it is killed (see ForbiddenCall.h). Some calls that
/// libraries try as a matter of course fail with EPERM or ENOSYS and the run goes on.
class SystemCallFilter
{
public:
    /// Whether this kernel takes such filters from this process.
    [[nodiscard]] static bool isOffered();
    [[nodiscard]] static Result<SystemCallFilter> compile();

    /// Binds the calling thread and its children for good. Needs no_new_privs.
    [[nodiscard]] Result<void> load() const;
    [[nodiscard]] std::size_t instructions() const { return m_program.size(); }

    /// The call that ends the process by SIGSYS for good, whatever its handlers: made by the
    /// handler as its last act.
    static void endProcess();

    [[nodiscard]] static std::string nameOf(std::uint32_t systemCall);

private:
    explicit SystemCallFilter(std::vector<sock_filter> program)
        : m_program(std::move(program))
    {
    }

    std::vector<sock_filter> m_program;
};

} // namespace assay
