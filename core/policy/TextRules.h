// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace assay {

/// A script as Python's `str.lower()` gives it. Lowering may change lengths (U+0130 becomes two
/// code points), so each lowered code point knows the one it came from.
struct LoweredText
{
    std::u32string text;
    std::vector<std::uint32_t> origin; ///< of each code point; empty: nothing has moved

    /// The position in the source that the lowered position `at` came from.
    [[nodiscard]] std::size_t source(std::size_t at) const
    {
        return origin.empty() ? at : origin[at];
    }
};

/// One place where the letters of a text rule stand, in code points of the source (not lowered).
struct TextHit
{
    std::size_t rule = 0; ///< number of the pattern
    std::size_t begin = 0;
    std::size_t end = 0;

    bool operator==(const TextHit &) const = default;
};

/// Searches a script for the letters of the profile's text rules, all of them in one pass.
/// Knows no Python: who calls it lowers both the patterns and the script.
class TextRules
{
public:
    /// `patterns` in lower case, in the profile's order; none may be empty.
    explicit TextRules(std::vector<std::u32string> patterns);

    /// Every hit of every pattern, in the order they begin in the text. Hits may overlap.
    [[nodiscard]] std::vector<TextHit> find(const LoweredText &source) const;

private:
    static constexpr std::size_t firstLetters = 128;

    std::vector<std::u32string> m_patterns;
    /// Numbers of the patterns by their first letter; the last bucket is for all beyond ASCII.
    std::array<std::vector<std::size_t>, firstLetters + 1> m_byLetter;
};

} // namespace assay
