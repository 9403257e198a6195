// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartMaking.h"

namespace assay {

/// Gives all series the same places, so that they can stand on one another: what is missing is 0. Each must
/// have one point at a place.
[[nodiscard]] Result<void> alignSeries(ChartMaking &making);

} // namespace assay
