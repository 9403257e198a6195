// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartMaking.h"

namespace assay {

/// The series of a Line, Area, Scatter or Bar.
[[nodiscard]] Result<void> makeLines(ChartMaking &making);

} // namespace assay
