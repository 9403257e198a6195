// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <string>
#include <vector>

namespace assay {

/// A column of a frame that is written somewhere, and the name it has there.
struct NamedColumn
{
    std::size_t column = 0; ///< of the frame
    std::string name;
    const ColumnSchema *schema = nullptr; ///< the frame's
};

/// The columns `wanted` of a frame (empty: all), index levels first, else in their order.
[[nodiscard]] std::vector<NamedColumn> columnsToWrite(const Frame &frame, const std::vector<std::size_t> &wanted);

/// Numbers names that would stand there twice: `a`, `a.1`.
void makeNamesUnique(std::vector<NamedColumn> &columns);

} // namespace assay
