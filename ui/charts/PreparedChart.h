// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "charts/ChartData.h"
#include "charts/Thinning.h"

#include <memory>
#include <QRectF>
#include <QString>

namespace assay {

/// The values between two ends of an axis.
struct Stretch
{
    double from = 0, to = 1;

    [[nodiscard]] double length() const { return to - from; }
    bool operator==(const Stretch &) const = default;
};

/// A chart with all that drawing any part of it at once takes. Made on any thread, then only read.
struct PreparedChart
{
    /// The frame is the one the data was made of; it gives the exact values.
    PreparedChart(std::shared_ptr<const Frame> frame, ChartSpec spec, ChartData data);

    std::shared_ptr<const Frame> frame;
    ChartSpec spec;
    ChartData data;
    std::vector<LinePyramid> pyramids; ///< of each series, over heights()
    std::optional<std::size_t> xColumn, yColumn; ///< of the frame

    /// What is drawn of a series: y, stacked where that is wanted; of a logarithmic axis its power of ten.
    [[nodiscard]] const std::vector<double> &heights(std::size_t series) const { return m_heights.empty() ? data.series[series].y : m_heights[series]; }
    /// Where a value stands on the axis of y; NaN: nowhere.
    [[nodiscard]] double height(double value) const;
    /// All of the chart.
    [[nodiscard]] Stretch wholeX() const;
    /// What the series (those that are shown) reach over between two values of x, with some air.
    [[nodiscard]] Stretch heightsOver(Stretch x, bool isSecond, const std::vector<bool> &isShown) const;
    [[nodiscard]] bool hasSecond() const;
    [[nodiscard]] bool isByPlace() const; ///< x counts categories, bars or boxes
    [[nodiscard]] bool hasTimes() const { return data.xScale == ChartData::Scale::Time; }
    /// What stands at a value of x, and what a series is at one of its points: exact where it is a cell.
    [[nodiscard]] QString xText(double x) const;
    [[nodiscard]] QString xText(std::size_t series, std::size_t point) const;
    [[nodiscard]] QString yText(std::size_t series, std::size_t point) const;
    /// The name of each thing that can be shown or not, for the legend.
    [[nodiscard]] QStringList names() const;
    /// Candles of a stretch of x, put together so that there are at most so many.
    [[nodiscard]] std::vector<Candle> candlesOver(Stretch x, std::size_t most) const;

private:
    /// Bars stand at whole numbers, one a category, a value of each series over each.
    void alignBars();
    void stack();
    void takeLogarithms();

    std::vector<std::vector<double>> m_heights; ///< empty: those of the data
};

} // namespace assay
