// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace assay {

/// Random numbers that are the same on every machine: integers only, no mathematical library.
/// Fractions are fixed-point, in units of 1/65536.
class SampleRandom
{
public:
    static constexpr int fractionBits = 16;

    explicit SampleRandom(std::uint64_t seed)
        : m_state(seed)
    {
    }

    std::uint64_t next();
    /// From 0 to `limit` - 1.
    std::int64_t below(std::int64_t limit);
    /// Of a bell curve with mean 0 and deviation 1, within ±6; fixed-point.
    std::int64_t normal();

    /// Two to the power of `exponent`, both fixed-point.
    [[nodiscard]] static std::int64_t powerOfTwo(std::int64_t exponent);

private:
    std::uint64_t m_state;
};

} // namespace assay
