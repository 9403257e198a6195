// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"
#include "interpreter/Interpreter.h"
#include "protocol/EngineMessages.h"
#include "sandbox/Policy.h"

#include <map>
#include <memory>
#include <string>
#include <sys/resource.h>
#include <sys/types.h>

namespace assay {

/// Makes confined processes on the host's request and buries them. Single-threaded; holds no data
/// and runs no user code. It lives until the host or its guardian is gone.
class Zygote
{
public:
    /// `control`: the socket to the host. `guardian`: a pipe that closes when the guardian dies.
    /// `null`: /dev/null, opened before the doors were closed.
    Zygote(Interpreter interpreter, std::unique_ptr<Policy> policy, UniqueFd control,
           UniqueFd guardian, UniqueFd null);
    ~Zygote();

    /// Greets the host and serves it. `acceptedMissing`: layers the user does without, by name.
    [[nodiscard]] Result<void> serve(const std::vector<std::string> &acceptedMissing);

private:
    struct Child
    {
        PrepareRequest request;
        LastWords *lastWords = nullptr; ///< shared with the child
        UniqueFd confirmation;          ///< an eventfd: it is confined
    };
    struct Pipes;

    [[nodiscard]] Hello hello(const std::vector<std::string> &acceptedMissing) const;
    [[nodiscard]] Result<void> handle(const ToEngine &message);
    [[nodiscard]] Result<void> prepare(const PrepareRequest &request);
    [[nodiscard]] Result<void> announce(const PrepareRequest &request, Pipes &pipes);
    [[noreturn]] void becomeRun(const PrepareRequest &request, Pipes &pipes, LastWords *lastWords);
    [[nodiscard]] Result<void> attack();
    [[nodiscard]] Result<void> bury();
    [[nodiscard]] Ended howItEnded(const Child &child, int status, const rusage &usage) const;
    [[nodiscard]] Result<void> say(const FromEngine &message, const std::vector<int> &files = {});

    Interpreter m_interpreter;
    std::unique_ptr<Policy> m_policy;
    UniqueFd m_control;
    UniqueFd m_guardian;
    UniqueFd m_null;
    UniqueFd m_childSignals; ///< a signalfd for SIGCHLD
    std::map<pid_t, Child> m_children;
};

} // namespace assay
