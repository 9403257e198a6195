// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/FrameLayout.h"

#include <string>
#include <string_view>

namespace assay {

/// A frame's schema as CBOR, one map:
///
///     kind     text    `DataFrame`, `Series` or `ndarray`
///     rows     integer
///     columns  array of maps:
///         name, dtype                      text
///         type                             text: `int8` … `uint64`, `float32`, `float64`, `bool`,
///                                          `text`, `dictionary`, `timestamp`, `duration`,
///                                          `decimal`, `date`, `shown`
///         unit                             text: `s`, `ms`, `us`, `ns` (left out: `ns`)
///         zone                             text (left out: naive)
///         index                            true or false (left out: false)
///         validity, values, offsets, data  array of offset and bytes (left out: not there)
///
/// Keys stand in any order; unknown ones are passed over; of one that stands twice the last counts.
/// The encoding's length depends on the spans' presence only, never on their numbers.
[[nodiscard]] std::string encodeSchema(const FrameSchema &schema);

/// Checks the shape and the names, not where the buffers lie.
[[nodiscard]] Result<FrameSchema> decodeSchema(std::string_view cbor);

} // namespace assay
