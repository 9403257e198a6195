// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartMaking.h"

namespace assay {

/// The slices of a pie.
[[nodiscard]] Result<void> makeSlices(ChartMaking &making);

} // namespace assay
