// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Thinning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace assay {
namespace {

constexpr std::size_t firstStretch = 64;
constexpr std::size_t growth = 8;

} // namespace

LinePyramid::LinePyramid(std::span<const double> x, std::span<const double> y)
    : m_x(x)
    , m_y(y)
{
    for (std::size_t stretch = firstStretch; stretch < y.size(); stretch *= growth) {
        std::vector<Extremes> level((y.size() + stretch - 1) / stretch);
        for (std::size_t i = 0; i < level.size(); ++i)
            level[i] = extremesOf(i * stretch, std::min(y.size(), (i + 1) * stretch));
        m_levels.push_back(std::move(level));
    }
}

/// From the longest whole stretches there are within, and points at the edges.
LinePyramid::Extremes LinePyramid::extremesOf(std::size_t begin, std::size_t end) const
{
    const auto none = static_cast<std::uint32_t>(m_y.size());
    Extremes all{none, none};
    const auto add = [&](std::uint32_t low, std::uint32_t high) {
        if (low != none && (all.low == none || m_y[low] < m_y[all.low]))
            all.low = low;
        if (high != none && (all.high == none || m_y[high] > m_y[all.high]))
            all.high = high;
    };
    while (begin < end) {
        std::size_t stretch = 1, level = 0;
        for (std::size_t next = firstStretch; level < m_levels.size() && begin % next == 0 && begin + next <= end; next *= growth) {
            stretch = next;
            ++level;
        }
        if (level > 0) {
            const Extremes &known = m_levels[level - 1][begin / stretch];
            add(known.low, known.high);
        } else if (!std::isnan(m_y[begin])) {
            add(static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin));
        }
        begin += stretch;
    }
    return all;
}

std::vector<std::uint32_t> LinePyramid::thinned(double from, double to, int pixels) const
{
    std::vector<std::uint32_t> places;
    const auto indexOf = [this](double x) { return static_cast<std::size_t>(std::ranges::lower_bound(m_x, x) - m_x.begin()); };
    const auto endOf = [this](double x) { return static_cast<std::size_t>(std::ranges::upper_bound(m_x, x) - m_x.begin()); };
    std::size_t begin = indexOf(from), end = endOf(to);
    const auto columns = static_cast<std::size_t>(std::max(1, pixels));
    const std::size_t before = begin > 0 ? begin - 1 : begin, after = std::min(end + 1, m_x.size());
    if (begin >= end || end - begin <= 4 * columns) {
        for (std::size_t i = before; i < after; ++i)
            places.push_back(static_cast<std::uint32_t>(i));
        return places;
    }
    if (before < begin)
        places.push_back(static_cast<std::uint32_t>(before));
    for (std::size_t column = 0; column < columns && begin < end; ++column) {
        const double edge = from + (to - from) * static_cast<double>(column + 1) / static_cast<double>(columns);
        const std::size_t next = column + 1 == columns ? end : std::min(end, indexOf(edge));
        if (next <= begin)
            continue;
        const Extremes extremes = extremesOf(begin, next);
        std::array<std::uint32_t, 4> four{static_cast<std::uint32_t>(begin), extremes.low, extremes.high, static_cast<std::uint32_t>(next - 1)};
        std::ranges::sort(four);
        for (const std::uint32_t place : four)
            if (place < m_x.size() && (places.empty() || places.back() != place))
                places.push_back(place);
        begin = next;
    }
    if (end < after)
        places.push_back(static_cast<std::uint32_t>(end));
    return places;
}

std::pair<double, double> LinePyramid::bounds(double from, double to) const
{
    const auto begin = static_cast<std::size_t>(std::ranges::lower_bound(m_x, from) - m_x.begin());
    const auto end = static_cast<std::size_t>(std::ranges::upper_bound(m_x, to) - m_x.begin());
    const Extremes extremes = extremesOf(begin, end);
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return extremes.low < m_y.size() ? std::pair(m_y[extremes.low], m_y[extremes.high]) : std::pair(none, none);
}

std::size_t LinePyramid::nearest(double x) const
{
    if (m_x.empty())
        return 0;
    const auto after = static_cast<std::size_t>(std::ranges::lower_bound(m_x, x) - m_x.begin());
    if (after == m_x.size())
        return after - 1;
    return after > 0 && x - m_x[after - 1] < m_x[after] - x ? after - 1 : after;
}

std::vector<std::uint32_t> thinnedCloud(std::span<const double> x, std::span<const double> y, const PixelWindow &window)
{
    const auto width = static_cast<std::size_t>(std::max(1, window.width)), height = static_cast<std::size_t>(std::max(1, window.height));
    std::vector<bool> isLit(width * height);
    std::vector<std::uint32_t> places;
    const double perX = static_cast<double>(width) / (window.right - window.left), perY = static_cast<double>(height) / (window.top - window.bottom);
    const auto begin = static_cast<std::size_t>(std::ranges::lower_bound(x, window.left) - x.begin());
    const auto end = static_cast<std::size_t>(std::ranges::upper_bound(x, window.right) - x.begin());
    for (std::size_t i = begin; i < end; ++i) {
        if (!(y[i] >= window.bottom && y[i] <= window.top))
            continue;
        const std::size_t column = std::min(width - 1, static_cast<std::size_t>((x[i] - window.left) * perX));
        const std::size_t line = std::min(height - 1, static_cast<std::size_t>((y[i] - window.bottom) * perY));
        if (isLit[line * width + column])
            continue;
        isLit[line * width + column] = true;
        places.push_back(static_cast<std::uint32_t>(i));
    }
    return places;
}

} // namespace assay
