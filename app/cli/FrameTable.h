// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <string>

namespace assay {

/// A frame as an aligned text table for a terminal: the row index first, numbers to the right,
/// missing values as pandas names them. Of a frame of more than 40 rows the first 20 and the last
/// 10, of a wide one the first columns, and a last line that says how much there is. Every cell is
/// one line of safe text of at most 40 characters.
[[nodiscard]] std::string frameTable(const Frame &frame);

/// How many cells of a terminal a character takes: 0, 1 or 2.
[[nodiscard]] int terminalWidth(char32_t character);

} // namespace assay
