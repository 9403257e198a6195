// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/Landlock.h"

#include <cstdint>
#include <fcntl.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace assay {
namespace {

// Debian 12's <linux/landlock.h> knows ABI 2 only; the kernel's numbers never change.
struct RulesetAttributes
{
    std::uint64_t files;
    std::uint64_t network;
    std::uint64_t scoped;
};
struct __attribute__((packed)) PathBeneath
{
    std::uint64_t allowed;
    std::int32_t parent;
};
constexpr std::uint32_t versionFlag = 1;
constexpr int rulePathBeneath = 1;
constexpr std::uint64_t readFile = 1U << 2;
constexpr std::uint64_t readDirectory = 1U << 3;

std::uint64_t fileRights(int abi)
{
    if (abi >= 5)
        return (1ULL << 16) - 1; // … and ioctl on devices
    if (abi >= 3)
        return (1ULL << 15) - 1; // … and truncate
    if (abi == 2)
        return (1ULL << 14) - 1; // … and moving between folders
    return (1ULL << 13) - 1;
}

RulesetAttributes everythingKnown(int abi)
{
    return {fileRights(abi), abi >= 4 ? 3ULL : 0, abi >= 6 ? 3ULL : 0};
}

std::size_t attributesSize(int abi)
{
    if (abi >= 6)
        return sizeof(RulesetAttributes);
    return abi >= 4 ? 2 * sizeof(std::uint64_t) : sizeof(std::uint64_t);
}

} // namespace

int Landlock::abi()
{
    const long version = syscall(SYS_landlock_create_ruleset, nullptr, 0, versionFlag);
    return version > 0 ? static_cast<int>(version) : 0;
}

std::string Landlock::coverage(int abi)
{
    std::string text = "ABI " + std::to_string(abi) + ": files";
    if (abi >= 4)
        text += ", TCP";
    if (abi >= 5)
        text += ", device control";
    if (abi >= 6)
        text += ", signals, abstract sockets";
    return text;
}

Result<Landlock> Landlock::readOnly(const std::vector<std::string> &folders)
{
    const int version = abi();
    if (version == 0)
        return failure(ErrorCode::Unavailable, "this kernel offers no Landlock");
    const RulesetAttributes attributes = everythingKnown(version);
    UniqueFd ruleset(static_cast<int>(
        syscall(SYS_landlock_create_ruleset, &attributes, attributesSize(version), 0)));
    if (!ruleset)
        return systemFailure("landlock_create_ruleset");
    for (const std::string &folder : folders) {
        const UniqueFd parent(open(folder.c_str(), O_PATH | O_CLOEXEC | O_DIRECTORY));
        if (!parent)
            return systemFailure("open " + folder);
        const PathBeneath rule{readFile | readDirectory, parent.get()};
        if (syscall(SYS_landlock_add_rule, ruleset.get(), rulePathBeneath, &rule, 0) != 0)
            return systemFailure("landlock_add_rule " + folder);
    }
    return Landlock(std::move(ruleset));
}

Result<void> Landlock::restrictSelf() const
{
    if (syscall(SYS_landlock_restrict_self, m_ruleset.get(), 0) != 0)
        return systemFailure("landlock_restrict_self");
    return {};
}

} // namespace assay
