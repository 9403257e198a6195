// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <QImage>
#include <QSize>
#include <QString>

namespace assay {

class Appearance;
class ChartPlot;

/// A picture of what a chart shows, at any size, `scale` pixels to each of its own.
[[nodiscard]] QImage chartImage(const Appearance &appearance, const ChartPlot &plot, const QSize &size, double scale);

/// Writes what a chart shows to a file, as PNG, SVG or PDF by its suffix (ErrorCode::InvalidInput for another);
/// the file is whole afterwards, the old or the new one.
[[nodiscard]] Result<void> exportChart(const Appearance &appearance, const ChartPlot &plot, const QString &path, const QSize &size);

/// Writes a picture there is already, by the suffix of the file.
[[nodiscard]] Result<void> exportImage(const QImage &image, const QString &path);

} // namespace assay
