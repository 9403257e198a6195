// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/Theme.h"

namespace assay {

/// Colours of the series of a chart, one after the other, then again from the first: told apart also by
/// those who confuse red and green (after Okabe and Ito, darker or lighter by the theme's ground).
[[nodiscard]] QColor seriesColor(const Theme &theme, std::size_t series);

} // namespace assay
