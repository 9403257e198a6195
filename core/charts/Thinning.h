// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace assay {

/// A window onto points, and the pixels it has.
struct PixelWindow
{
    double left = 0, right = 0, bottom = 0, top = 0;
    int width = 1, height = 1;
};

/// Lowest and highest values of ever longer stretches of a line, so that of a hundred million points those
/// can be told at once that make a difference on the screen. Refers to the values, which must outlive it.
class LinePyramid
{
public:
    /// As long as each other; `x` never falls. NaN in `y` is a gap.
    LinePyramid(std::span<const double> x, std::span<const double> y);

    /// Places of the points to draw between two values of x on so many pixels, in their order: of each
    /// pixel's column the first, the lowest, the highest and the last, and one point beyond either end.
    /// All points, where these are not many more. Takes time by the pixels, not by the points.
    [[nodiscard]] std::vector<std::uint32_t> thinned(double from, double to, int pixels) const;
    /// Lowest and highest y between two values of x; NaN of none.
    [[nodiscard]] std::pair<double, double> bounds(double from, double to) const;
    /// The point nearest to a value of x; the number of points where there is none.
    [[nodiscard]] std::size_t nearest(double x) const;

private:
    /// Places of the lowest and the highest of a stretch; both the end where all is NaN.
    struct Extremes
    {
        std::uint32_t low = 0, high = 0;
    };

    [[nodiscard]] Extremes extremesOf(std::size_t begin, std::size_t end) const;
    void widen(Extremes &extremes, Extremes other) const;
    void widenByPoints(Extremes &extremes, std::size_t begin, std::size_t end) const;
    void addColumns(std::vector<std::uint32_t> &places, std::size_t begin, std::size_t end, const PixelWindow &window) const;

    std::span<const double> m_x, m_y;
    std::vector<std::vector<Extremes>> m_levels; ///< of 64 points, of 512, …
};

/// Places of one point for each pixel in which any lies: what is left out would be drawn over another.
[[nodiscard]] std::vector<std::uint32_t> thinnedCloud(std::span<const double> x, std::span<const double> y, const PixelWindow &window);

} // namespace assay
