// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "frames/Frame.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace assay {

enum class ChartKind : std::uint8_t { Line, Area, Bar, Scatter, Histogram, Box, Candlestick, Pie };
/// What many rows come to where they stand at one place; Plain: each row is a point of its own.
enum class Aggregate : std::uint8_t { Plain, Sum, Mean, Count, Min, Max, Median, First, Last };

/// A column or level of the index by its name, so that a chart outlives the frame it was made for.
struct ColumnRef
{
    std::string name;
    int occurrence = 0; ///< which of several of that name, from 0

    bool operator==(const ColumnRef &) const = default;
};

/// A chart of a frame as a person chose it. Plain; kept as JSON with a function.
struct ChartSpec
{
    static constexpr int mostBins = 1000;

    ChartKind kind = ChartKind::Line;
    std::optional<ColumnRef> x = {}; ///< none: the place of the row. Candlestick: the time. Pie, Box, Bar: the category
    std::vector<ColumnRef> y = {};   ///< Candlestick: the price
    std::vector<ColumnRef> second = {};   ///< those of y that are held against the axis on the right
    std::optional<ColumnRef> group = {};  ///< a series for each of its values
    std::optional<ColumnRef> volume = {}; ///< Candlestick: the amounts that are added up
    Aggregate aggregate = Aggregate::Plain;
    std::int64_t interval = 0; ///< nanoseconds: times are put together in stretches of that; 0: they are not
    bool isStacked = false;     ///< Area, Bar
    bool isLogarithmic = false; ///< the axis of y
    int bins = 40;              ///< Histogram

    bool operator==(const ChartSpec &) const = default;
};

/// As JSON text, and back: what is no chart is refused with ErrorCode::InvalidInput, saying where.
[[nodiscard]] std::string chartText(const ChartSpec &spec);
[[nodiscard]] Result<ChartSpec> readChart(std::string_view json);

/// Where a frame has the column; nothing: nowhere.
[[nodiscard]] std::optional<std::size_t> columnOf(const Frame &frame, const ColumnRef &column);
[[nodiscard]] ColumnRef refOf(const Frame &frame, std::size_t column);

/// Whether a column can be drawn as numbers (numbers, durations as seconds), as times (Timestamp, Date).
[[nodiscard]] bool isNumeric(const ColumnSchema &column);
[[nodiscard]] bool isTemporal(const ColumnSchema &column);

/// What a person would most likely want to see of a frame: lines over a time, bars over few texts, …. Of a
/// time, a price and an amount (trades) the price over time. `y` is empty where there is nothing to draw.
[[nodiscard]] ChartSpec suggestedChart(const Frame &frame);

} // namespace assay
