// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay {

/// Which of two decimal numbers, as Python writes them (`-12.50`, `1E+3`, `Infinity`), is the larger: less
/// than, equal to or greater than 0, exactly, whatever their length. What is no number stands behind
/// all numbers.
[[nodiscard]] int compareDecimals(std::string_view left, std::string_view right);

/// Unsigned keys that stand in the order of the numbers: of two numbers with the same key, compareDecimals()
/// says which is the larger.
[[nodiscard]] std::uint64_t decimalKey(std::string_view text);

/// Whether a text is a number as compareDecimals() reads it.
[[nodiscard]] bool isDecimal(std::string_view text);

/// The same text for all numbers that are alike, `0.1` as `1E-1`; what is no number as it is.
[[nodiscard]] std::string canonicalDecimal(std::string_view text);

/// `left` less `right` to the last digit, as Python's str() writes it where it is neither huge nor tiny.
/// Nothing where one is no number, or infinite, or the difference has more than some thousand digits.
[[nodiscard]] std::optional<std::string> decimalDifference(std::string_view left, std::string_view right);

} // namespace assay
