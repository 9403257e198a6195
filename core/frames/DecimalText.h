// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
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

} // namespace assay
