// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace assay {

/// What one run may use. Exceeding the first two ends the run; output beyond its limit is counted
/// and dropped; a result beyond its limit is an error of the script.
struct Limits
{
    std::chrono::milliseconds wall{30'000}; ///< from start until the answer is complete
    std::uint64_t memoryBytes = 2ULL << 30; ///< beyond what the idle interpreter holds
    std::uint64_t outputBytes = 1ULL << 20; ///< of each of the two streams
    std::uint64_t resultBytes = 512ULL << 20;

    bool operator==(const Limits &) const = default;
};

} // namespace assay
