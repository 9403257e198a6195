// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "data/files/parquet/Footer.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace assay::parquet {

/// True where the column's values are times by their type.
[[nodiscard]] bool isTime(const Column &column);
/// True where its integers or bytes are numbers, decimals among them.
[[nodiscard]] bool isNumeric(const Column &column);

/// Of a time by its type: nanoseconds since 1970; nothing where they do not fit.
[[nodiscard]] std::optional<std::int64_t> timeOf(const Column &column, std::int64_t value);
/// Of an integer, signed or not, or a decimal kept as one.
[[nodiscard]] double numberOf(const Column &column, std::int64_t value);
/// Of a decimal kept as bytes; nothing where they are longer than any number.
[[nodiscard]] std::optional<double> decimalOf(const Column &column, std::string_view bytes);

/// As a person would write it.
[[nodiscard]] std::string textOf(const Column &column, std::int64_t value);
[[nodiscard]] std::string textOf(double value);

} // namespace assay::parquet
