// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartData.h"

#include "charts/Boxes.h"
#include "charts/Candles.h"
#include "charts/Histogram.h"
#include "charts/Lines.h"
#include "charts/Slices.h"

#include <limits>

namespace assay {
namespace {

Result<void> make(ChartMaking &making)
{
    switch (making.spec.kind) {
    case ChartKind::Line:
    case ChartKind::Area:
    case ChartKind::Bar:
    case ChartKind::Scatter:
        return makeLines(making);
    case ChartKind::Histogram:
        return makeHistogram(making);
    case ChartKind::Box:
        return makeBoxes(making);
    case ChartKind::Candlestick:
        return makeCandles(making);
    case ChartKind::Pie:
        return makeSlices(making);
    }
    return failure(ErrorCode::InvalidInput, "There is no such kind of chart.");
}

} // namespace

Result<ChartData> chartData(const Frame &frame, const RowList *rows, const ChartSpec &spec, const std::stop_token &stop)
{
    if (frame.rows() > std::numeric_limits<std::uint32_t>::max())
        return tl::unexpected<Error>(allRows(frame).error());
    ChartMaking making{frame, rows, spec, stop, {}};
    making.data.kind = spec.kind;
    making.data.rows = static_cast<std::int64_t>(rowCount(frame, rows));
    Result<void> made = make(making);
    if (stop.stop_requested())
        made = making.goOn();
    if (!made)
        return tl::unexpected<Error>(std::move(made.error()));
    return std::move(making.data);
}

} // namespace assay
