// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/RowFilter.h"

#include <QString>

namespace assay {

/// A condition as a person reads it: `price ≥ 5`, `exchange is mexc or kraken`, `fee is missing`. Plain
/// text that is safe to show.
[[nodiscard]] QString conditionWords(const Frame &frame, const Condition &condition);

/// What `<` and `>` would compare as texts: a column of them has no range.
[[nodiscard]] bool holdsTexts(ColumnType type);

} // namespace assay
