// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <sys/types.h>
#include <vector>

namespace assay {

/// A process below ours, and its proportional set size: shared pages count in parts, so that the
/// sum over a tree is what the tree really takes.
struct ProcessMemory
{
    pid_t pid = 0;
    std::string name;
    double megabytes = 0;
};

/// All living descendants of this process.
[[nodiscard]] std::vector<ProcessMemory> descendants();

} // namespace assay
