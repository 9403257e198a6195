// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/ValueText.h"

namespace assay::exporting {

/// A finite decimal number: `digits` times ten to the power of `exponent`.
struct DecimalCell
{
    Wide digits = 0;
    int exponent = 0;
    int length = 0; ///< how many digits there are
};

/// The most digits that a DECIMAL of Parquet, and `Wide`, has.
inline constexpr int mostDecimalDigits = 38;

/// Nothing where the text is no finite number of at most 38 digits, or beyond 10^±38.
[[nodiscard]] std::optional<DecimalCell> parseDecimalCell(std::string_view text);

/// The number in units of 10^-scale, which must be fine enough for it, and it must have at most 38 digits so.
[[nodiscard]] Wide unscaled(const DecimalCell &cell, int scale);

} // namespace assay::exporting
