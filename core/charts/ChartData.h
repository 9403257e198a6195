// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartSpec.h"
#include "frames/RowOrder.h"

#include <stop_token>

namespace assay {

/// Points of one line, area, scatter or row of bars, ordered by x. Times are nanoseconds since 1970 (a
/// double tells some 256 ns apart: the frame's cell is exact).
struct ChartSeries
{
    std::string name; ///< of the column, the group or both; valid UTF-8, not to be trusted
    bool isSecond = false;
    std::vector<double> x;
    std::vector<double> y; ///< NaN: a gap
    std::vector<std::uint32_t> rows; ///< the frame's row of each point; empty where a point is of several
};

struct Candle
{
    double from = 0; ///< where its stretch of time begins, ns since 1970
    double open = 0, high = 0, low = 0, close = 0;
    double volume = 0;
    std::int64_t trades = 0;
};

/// Quartiles as pandas has them (linear), whiskers at the last value within 1.5 of their distance.
struct BoxFigure
{
    std::string name;
    double low = 0, lower = 0, median = 0, upper = 0, high = 0;
    std::vector<double> outliers; ///< the furthest thousand
    std::int64_t count = 0;
};

struct Slice
{
    std::string name;
    double value = 0;
};

struct HistogramBin
{
    double from = 0, to = 0; ///< the last has its upper edge, too
    std::int64_t count = 0;
};

/// What is drawn: of the parts those that the kind of chart has.
struct ChartData
{
    enum class Scale : std::uint8_t { Number, Time, Category };

    static constexpr std::size_t mostSeries = 20;
    static constexpr std::size_t mostCategories = 200;
    static constexpr std::size_t mostSlices = 12; ///< the last is of all others

    ChartKind kind = ChartKind::Line;
    Scale xScale = Scale::Number;
    std::string xName, yName; ///< for the axes
    std::vector<std::string> categories; ///< of Scale::Category: x counts them from 0
    std::vector<ChartSeries> series;
    std::vector<Candle> candles;
    std::vector<BoxFigure> boxes;
    std::vector<Slice> slices;
    std::vector<HistogramBin> bins;
    std::int64_t rows = 0;    ///< looked at
    std::int64_t missing = 0; ///< rows (or cells of y) without a value to draw
    /// What a person has to know: rows put in order, groups left out, values that a logarithm does not
    /// have. Whole sentences. Nothing is left out without one.
    std::vector<std::string> notes;
};

/// All rows of a frame, or of `rows`, as a chart. ErrorCode::InvalidInput where a column is not there or
/// cannot be drawn so; ErrorCode::Cancelled once `stop` is requested. May be called on any thread.
[[nodiscard]] Result<ChartData> chartData(const Frame &frame, const RowList *rows, const ChartSpec &spec, const std::stop_token &stop);

} // namespace assay
