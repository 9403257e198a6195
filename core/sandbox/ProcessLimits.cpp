// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/ProcessLimits.h"

#include <array>
#include <fstream>
#include <sys/resource.h>
#include <unistd.h>

namespace assay {
namespace {

constexpr rlim_t openFiles = 64;
constexpr rlim_t stackBytes = 8U << 20;

struct Limit
{
    int resource;
    rlim_t value;
};

} // namespace

Result<std::uint64_t> mappedAddressSpace()
{
    std::uint64_t pages = 0;
    if (!(std::ifstream("/proc/self/statm") >> pages))
        return failure(ErrorCode::System, "the size of this process could not be read");
    return pages * static_cast<std::uint64_t>(sysconf(_SC_PAGESIZE));
}

Result<void> limitResources(const Bounds &bounds, std::uint64_t idleBytes)
{
    const rlim_t space = idleBytes + bounds.memoryBytes + bounds.resultBytes;
    const std::array<Limit, 11> limits{{{RLIMIT_AS, space},
                                        {RLIMIT_DATA, space},
                                        {RLIMIT_CPU, bounds.cpuSeconds},
                                        {RLIMIT_NOFILE, openFiles},
                                        {RLIMIT_STACK, stackBytes},
                                        {RLIMIT_FSIZE, 0},
                                        {RLIMIT_CORE, 0},
                                        {RLIMIT_MEMLOCK, 0},
                                        {RLIMIT_MSGQUEUE, 0},
                                        {RLIMIT_NICE, 0},
                                        {RLIMIT_RTPRIO, 0}}};
    for (const Limit &limit : limits) {
        // The soft limit on processor time ends a process in a way that can be told from others;
        // the hard one is for who ignores that.
        const rlimit both{limit.value, limit.value + (limit.resource == RLIMIT_CPU ? 1 : 0)};
        if (setrlimit(static_cast<__rlimit_resource>(limit.resource), &both) != 0)
            return systemFailure("setrlimit " + std::to_string(limit.resource));
    }
    return {};
}

void volunteerForOutOfMemory()
{
    std::ofstream("/proc/self/oom_score_adj") << 1000;
}

} // namespace assay
