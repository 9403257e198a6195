// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Json.h"
#include "frames/Frame.h"

namespace assay {

/// The columns of a frame, `[{"name", "dtype"}, …]`, without the levels of its row index.
[[nodiscard]] Json frameColumns(const Frame &frame);
/// The levels of its row index, `[{"name", "dtype", "values": […]}, …]`, with the first `rows`
/// values of each.
[[nodiscard]] Json frameIndex(const Frame &frame, std::int64_t rows);
/// The first `rows` rows, each a list of the columns' values.
[[nodiscard]] Json framePreview(const Frame &frame, std::int64_t rows);

/// One cell: integers to their last digit, floats as numbers, missing values, NaN and infinities
/// as null, everything that JSON has no type for as its text (beyond 10,000 bytes it is cut).
[[nodiscard]] Json cellJson(const Frame &frame, std::size_t column, std::int64_t row);

} // namespace assay
