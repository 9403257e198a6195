// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <string>
#include <sys/types.h>
#include <vector>

namespace assay {

/// What assay-engine is told on its command line. Its environment is empty.
struct EngineArguments
{
    int control = -1;  ///< descriptor of the socket to the host
    pid_t parent = -1; ///< the host; the engine does not outlive it
    std::string environment;
    std::vector<std::string> acceptedMissing;

    [[nodiscard]] static Result<EngineArguments> parse(const std::vector<std::string> &arguments);
};

/// Runs the engine: this process becomes the guardian, which keeps nothing and waits; its child, in
/// namespaces of its own, becomes the zygote. Returns the exit code.
[[nodiscard]] int runEngine(const EngineArguments &arguments);

} // namespace assay
