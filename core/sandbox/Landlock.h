// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "base/UniqueFd.h"

#include <string>
#include <vector>

namespace assay {

/// A Landlock rule set: read-only files below some folders; no other file, no TCP, no signal and no
/// abstract socket beyond the process itself, as far as the kernel's ABI goes.
/// Source of the numbers: the kernel's Documentation/userspace-api/landlock.rst.
class Landlock
{
public:
    /// The kernel's ABI version; 0 where Landlock is missing or switched off.
    [[nodiscard]] static int abi();
    [[nodiscard]] static Result<Landlock> readOnly(const std::vector<std::string> &folders);

    /// What this ABI covers, for a person.
    [[nodiscard]] static std::string coverage(int abi);

    /// Binds the calling thread and its children for good. Needs no_new_privs.
    [[nodiscard]] Result<void> restrictSelf() const;
    [[nodiscard]] int descriptor() const { return m_ruleset.get(); }

private:
    explicit Landlock(UniqueFd ruleset)
        : m_ruleset(std::move(ruleset))
    {
    }

    UniqueFd m_ruleset;
};

} // namespace assay
