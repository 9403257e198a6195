// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartMaking.h"

namespace assay {

[[nodiscard]] Result<void> makeBoxes(ChartMaking &making);

} // namespace assay
