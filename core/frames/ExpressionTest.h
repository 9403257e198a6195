// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Expression.h"
#include "frames/RowTest.h"

namespace assay {

/// An expression made ready to be held against many rows. Refers to the frame. Errors as
/// filteredRows() has them.
[[nodiscard]] Result<std::unique_ptr<RowTest>> expressionTest(const Frame &frame, const BoolTerm &term);

} // namespace assay
