// SPDX-License-Identifier: GPL-3.0-or-later
// The confinement on Linux. The order matters: session, death signal, descriptors, limits, no new
// privileges, no dump, no new code, Landlock, seccomp. The reasons stand in docs/threats.md.
#include "sandbox/ForbiddenCall.h"
#include "sandbox/Landlock.h"
#include "sandbox/Namespaces.h"
#include "sandbox/Policy.h"
#include "sandbox/ProcessLimits.h"
#include "sandbox/SystemCallFilter.h"

#include <algorithm>
#include <csignal>
#include <optional>
#include <sys/prctl.h>
#include <unistd.h>
#include <utility>
#include <vector>

namespace assay {
namespace {

// Linux 6.3; newer than Debian 12's headers.
constexpr int setMemoryDenyWriteExecute = 65; // PR_SET_MDWE
constexpr unsigned long refuseExecGain = 1;

Result<void> newSession()
{
    if (setsid() < 0)
        return systemFailure("setsid");
    return {};
}

/// The parent may have died before the signal was asked for; then its place is taken already.
Result<void> dieWith(pid_t parent)
{
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0)
        return systemFailure("PR_SET_PDEATHSIG");
    if (getppid() != parent)
        return failure(ErrorCode::System, "the engine is gone");
    return {};
}

Result<void> keepOnly(std::vector<int> kept)
{
    std::ranges::sort(kept);
    unsigned from = 3;
    for (const int file : kept) {
        const auto number = static_cast<unsigned>(file);
        if (number > from && close_range(from, number - 1, 0) != 0)
            return systemFailure("close_range");
        from = std::max(from, number + 1);
    }
    if (close_range(from, ~0U, 0) != 0)
        return systemFailure("close_range");
    return {};
}

Result<void> forbidNewPrivileges()
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return systemFailure("PR_SET_NO_NEW_PRIVS");
    return {};
}

Result<void> forbidDumping()
{
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0)
        return systemFailure("PR_SET_DUMPABLE");
    return {};
}

/// Older kernels lack it; the filter refuses executable memory in any case.
void forbidNewCode()
{
    (void)prctl(setMemoryDenyWriteExecute, refuseExecGain, 0, 0, 0);
}

class LinuxPolicy final : public Policy
{
public:
    void leaveHost() override
    {
        if (Result<void> left = leaveHostNamespaces(); left) {
            m_left = true;
            note(Layer::Namespaces, LayerState::Active,
                 "user, mount, PID, network, IPC, UTS, cgroup");
        } else {
            note(Layer::Namespaces, LayerState::Unavailable, left.error().text);
        }
    }

    Result<void> closeDoors(const std::vector<std::string> &readable) override
    {
        Result<std::uint64_t> idle = mappedAddressSpace();
        if (!idle)
            return tl::unexpected(idle.error());
        m_idleBytes = *idle;
        note(Layer::ResourceLimits, LayerState::Active, "memory, processor time, files, no core");
        volunteerForOutOfMemory();
        if (m_left)
            hideFiles(readable);
        giveUpPrivileges();
        prepareLandlock(readable);
        prepareFilter();
        return forbidDumping();
    }

    Result<void> confine(const Cell &cell) override
    {
        std::vector<int> kept = cell.kept;
        if (m_landlock)
            kept.push_back(m_landlock->descriptor());
        const auto wanted = [&](Layer layer) { return !cell.only || *cell.only == layer; };
        return newSession()
            .and_then([&] { return dieWith(m_zygote); })
            .and_then([&] { return keepOnly(std::move(kept)); })
            .and_then([&] {
                return wanted(Layer::ResourceLimits) ? limitResources(cell.bounds, m_idleBytes)
                                                     : Result<void>();
            })
            .and_then([&] { return forbidDumping(); })
            .and_then([&] { return answerForbiddenCalls(cell.lastWords, cell.reaction); })
            .and_then([&] { return restrictFiles(wanted(Layer::Landlock)); })
            .and_then([&] { return filterCalls(wanted(Layer::Seccomp)); });
    }

    std::string systemCallName(std::uint32_t number) const override
    {
        return SystemCallFilter::nameOf(number);
    }

private:
    void hideFiles(const std::vector<std::string> &readable)
    {
        if (const Result<void> hidden = showOnly(readable); !hidden)
            note(Layer::Namespaces, LayerState::Failed, hidden.error().text);
    }

    void giveUpPrivileges()
    {
        const Result<void> given =
            dropCapabilities().and_then([] { return forbidNewPrivileges(); });
        if (given)
            note(Layer::NoNewPrivileges, LayerState::Active, "and no capability");
        else
            note(Layer::NoNewPrivileges, LayerState::Failed, given.error().text);
    }

    void prepareLandlock(const std::vector<std::string> &readable)
    {
        const int abi = Landlock::abi();
        Result<Landlock> rules = Landlock::readOnly(readable);
        if (rules) {
            m_landlock.emplace(std::move(*rules));
            note(Layer::Landlock, LayerState::Active, Landlock::coverage(abi));
        } else {
            note(Layer::Landlock, abi == 0 ? LayerState::Unavailable : LayerState::Failed,
                 rules.error().text);
        }
    }

    void prepareFilter()
    {
        m_zygote = getpid();
        if (!SystemCallFilter::isOffered()) {
            note(Layer::Seccomp, LayerState::Unavailable, "this kernel offers no seccomp filters");
            return;
        }
        Result<SystemCallFilter> filter = SystemCallFilter::compile();
        if (filter) {
            note(Layer::Seccomp, LayerState::Active,
                 "allow-list, " + std::to_string(filter->instructions()) + " instructions");
            m_filter.emplace(std::move(*filter));
        } else {
            note(Layer::Seccomp, LayerState::Failed, filter.error().text);
        }
    }

    Result<void> restrictFiles(bool wanted)
    {
        if (!m_landlock)
            return {};
        const Result<void> restricted = wanted ? m_landlock->restrictSelf() : Result<void>();
        m_landlock.reset();
        return restricted;
    }

    Result<void> filterCalls(bool wanted)
    {
        if (!m_filter || !wanted)
            return {};
        forbidNewCode();
        return m_filter->load();
    }

    bool m_left = false;
    pid_t m_zygote = -1;
    std::uint64_t m_idleBytes = 0;
    std::optional<Landlock> m_landlock;
    std::optional<SystemCallFilter> m_filter;
};

} // namespace

std::unique_ptr<Policy> Policy::forThisSystem()
{
    return std::make_unique<LinuxPolicy>();
}

} // namespace assay
