// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartMaking.h"

namespace assay {

[[nodiscard]] Result<void> makeHistogram(ChartMaking &making);

} // namespace assay
