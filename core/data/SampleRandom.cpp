// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/SampleRandom.h"

namespace assay {

// SplitMix64, by Sebastiano Vigna (public domain).
std::uint64_t SampleRandom::next()
{
    m_state += 0x9E3779B97F4A7C15ULL;
    std::uint64_t value = m_state;
    value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9ULL;
    value = (value ^ (value >> 27)) * 0x94D049BB133111EBULL;
    return value ^ (value >> 31);
}

std::int64_t SampleRandom::below(std::int64_t limit)
{
    return static_cast<std::int64_t>((next() >> 32) * static_cast<std::uint64_t>(limit) >> 32);
}

std::int64_t SampleRandom::normal()
{
    // The sum of twelve even deviates has variance 1, and its mean is six.
    std::int64_t sum = -6 * (std::int64_t{1} << fractionBits);
    for (int draw = 0; draw < 3; ++draw) {
        const std::uint64_t bits = next();
        for (int shift = 0; shift < 64; shift += 16)
            sum += static_cast<std::int64_t>((bits >> shift) & 0xFFFF);
    }
    return sum;
}

std::int64_t SampleRandom::powerOfTwo(std::int64_t exponent)
{
    // 2^f on [0, 1] by a cubic, right to four digits, which is plenty for sizes of trades.
    constexpr std::int64_t one = std::int64_t{1} << fractionBits;
    const std::int64_t whole = exponent >> fractionBits;
    const std::int64_t f = exponent & (one - 1);
    std::int64_t value = 5'131;                     // 0.0783
    value = 14'718 + ((value * f) >> fractionBits); // 0.2246
    value = 45'687 + ((value * f) >> fractionBits); // 0.6971
    value = one + ((value * f) >> fractionBits);
    return whole >= 0 ? value << whole : value >> -whole;
}

} // namespace assay
