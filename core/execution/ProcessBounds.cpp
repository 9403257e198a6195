// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/ProcessBounds.h"

#include <algorithm>
#include <chrono>

namespace assay {
namespace {

/// The wall's clock ends a run first; this is for what happens without anyone looking.
constexpr std::int64_t cpuGraceSeconds = 5;
// Within what the engine understands, whatever the user set.
constexpr std::uint64_t mostBytes = 1ULL << 45;
constexpr std::int64_t mostSeconds = 1LL << 30;

} // namespace

PrepareRequest boundsOf(const Limits &limits)
{
    const auto bytes = [](std::uint64_t number) {
        return static_cast<std::int64_t>(std::clamp<std::uint64_t>(number, 1, mostBytes));
    };
    const std::int64_t seconds = std::chrono::ceil<std::chrono::seconds>(limits.wall).count();
    return {0, bytes(limits.memoryBytes), bytes(limits.resultBytes),
            std::clamp<std::int64_t>(seconds, 0, mostSeconds) + cpuGraceSeconds};
}

bool sameBounds(const PrepareRequest &a, const PrepareRequest &b)
{
    return a.memoryBytes == b.memoryBytes && a.resultBytes == b.resultBytes &&
           a.cpuSeconds == b.cpuSeconds;
}

} // namespace assay
