// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Thinning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

namespace assay {
namespace {

constexpr std::size_t blockPoints = 64;
constexpr std::size_t fanOut = 8; ///< how many stretches of a level are one of the next
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
/// More pixels than any screen has: a bound for what a window may ask for.
constexpr int mostPixels = 1 << 14;

/// Which of so many pixels a value falls on; never falls where the value rises, whatever the rounding.
class PixelScale
{
public:
    PixelScale(double from, double to, int pixels)
        : m_from(from)
        , m_last(pixels - 1)
    {
        const double scale = pixels / (to - from);
        m_scale = std::isfinite(scale) && scale > 0 ? scale : 0;
    }

    /// Of a value between the two ends.
    [[nodiscard]] int pixelOf(double value) const
    {
        // Without a scale the distance may be endless, and that times 0 no number.
        return m_scale > 0 ? std::min(static_cast<int>((value - m_from) * m_scale), m_last) : 0;
    }

private:
    double m_from;
    double m_scale = 0;
    int m_last;
};

/// The lowest and the highest value of a stretch; NaN is passed over. Lanes, since vectors of the
/// processor have them: a single running minimum is a chain that each value waits for.
std::pair<double, double> valuesOf(const double *values, std::size_t count)
{
    constexpr std::size_t lanes = 8;
    constexpr double infinity = std::numeric_limits<double>::infinity();
    std::array<double, lanes> low{}, high{};
    low.fill(infinity);
    high.fill(-infinity);
    std::size_t at = 0;
    for (; at + lanes <= count; at += lanes)
        for (std::size_t lane = 0; lane < lanes; ++lane) {
            const double value = values[at + lane];
            low[lane] = value < low[lane] ? value : low[lane];
            high[lane] = value > high[lane] ? value : high[lane];
        }
    for (; at < count; ++at) {
        low[0] = values[at] < low[0] ? values[at] : low[0];
        high[0] = values[at] > high[0] ? values[at] : high[0];
    }
    return {*std::ranges::min_element(low), *std::ranges::max_element(high)};
}

/// Where a value that is there is; the count where it is not.
std::size_t placeOf(const double *values, std::size_t count, double value)
{
    std::size_t at = 0;
    while (at < count && values[at] != value)
        ++at;
    return at;
}

/// The first place from `begin` to `end` that is not before a pixel, sought from a guess outwards: the guess
/// is near as a rule, and each step further costs a look into memory.
template <typename IsBefore>
std::size_t boundary(std::size_t begin, std::size_t end, std::size_t guess, const IsBefore &isBefore)
{
    std::size_t low = begin, high = end;
    guess = std::clamp(guess, begin, end);
    if (guess < end && isBefore(guess)) {
        low = guess + 1;
        for (std::size_t step = 1; low + step < high; step *= 2) {
            if (!isBefore(low + step)) {
                high = low + step;
                break;
            }
            low += step + 1;
        }
    } else {
        high = guess;
        for (std::size_t step = 1; low + step < high; step *= 2) {
            if (isBefore(high - step)) {
                low = high - step + 1;
                break;
            }
            high -= step;
        }
    }
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (isBefore(middle))
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/// First, lowest, highest and last place of a stretch, each once and in their order.
void addPlaces(std::vector<std::uint32_t> &places, std::array<std::uint32_t, 4> four)
{
    std::ranges::sort(four);
    const auto end = std::unique(four.begin(), four.end());
    places.insert(places.end(), four.begin(), end);
}

} // namespace

LinePyramid::LinePyramid(std::span<const double> x, std::span<const double> y)
    : m_x(x)
    , m_y(y)
{
    const auto none = static_cast<std::uint32_t>(y.size());
    std::vector<Extremes> level(y.size() / blockPoints, Extremes{none, none});
    for (std::size_t block = 0; block < level.size(); ++block) {
        const double *values = y.data() + block * blockPoints;
        const auto [low, high] = valuesOf(values, blockPoints);
        if (low <= high)
            level[block] = {static_cast<std::uint32_t>(block * blockPoints + placeOf(values, blockPoints, low)),
                            static_cast<std::uint32_t>(block * blockPoints + placeOf(values, blockPoints, high))};
    }
    while (!level.empty()) {
        m_levels.push_back(std::move(level));
        const std::vector<Extremes> &below = m_levels.back();
        level.assign(below.size() / fanOut, Extremes{none, none});
        for (std::size_t i = 0; i < level.size() * fanOut; ++i)
            widen(level[i / fanOut], below[i]);
    }
}

void LinePyramid::widen(Extremes &extremes, Extremes other) const
{
    if (other.low == m_y.size())
        return;
    if (extremes.low == m_y.size()) {
        extremes = other;
        return;
    }
    if (m_y[other.low] < m_y[extremes.low])
        extremes.low = other.low;
    if (m_y[other.high] > m_y[extremes.high])
        extremes.high = other.high;
}

void LinePyramid::widenByPoints(Extremes &extremes, std::size_t begin, std::size_t end) const
{
    if (begin >= end)
        return;
    const auto [low, high] = valuesOf(m_y.data() + begin, end - begin);
    if (low <= high)
        widen(extremes, {static_cast<std::uint32_t>(begin + placeOf(m_y.data() + begin, end - begin, low)),
                         static_cast<std::uint32_t>(begin + placeOf(m_y.data() + begin, end - begin, high))});
}

/// Up the levels as far as whole stretches lie between the ends, what sticks out at either taken from the
/// level below.
LinePyramid::Extremes LinePyramid::extremesOf(std::size_t begin, std::size_t end) const
{
    const auto none = static_cast<std::uint32_t>(m_y.size());
    Extremes extremes{none, none};
    std::size_t from = (begin + blockPoints - 1) / blockPoints, to = end / blockPoints;
    if (from >= to) {
        widenByPoints(extremes, begin, end);
        return extremes;
    }
    widenByPoints(extremes, begin, from * blockPoints);
    widenByPoints(extremes, to * blockPoints, end);
    for (const std::vector<Extremes> &level : m_levels) {
        const bool isLast = &level == &m_levels.back();
        while (from < to && (isLast || from % fanOut != 0))
            widen(extremes, level[from++]);
        while (from < to && to % fanOut != 0)
            widen(extremes, level[--to]);
        from /= fanOut;
        to /= fanOut;
    }
    return extremes;
}

std::vector<std::uint32_t> LinePyramid::thinned(double from, double to, int pixels) const
{
    std::vector<std::uint32_t> places;
    if (m_x.empty() || !(from <= to) || pixels < 1)
        return places;
    pixels = std::min(pixels, mostPixels);
    const auto begin = static_cast<std::size_t>(std::ranges::lower_bound(m_x, from) - m_x.begin());
    const auto end = static_cast<std::size_t>(std::ranges::upper_bound(m_x, to) - m_x.begin());
    if (begin > 0)
        places.push_back(static_cast<std::uint32_t>(begin - 1));
    if (end - begin <= 4 * static_cast<std::size_t>(pixels))
        for (std::size_t at = begin; at < end; ++at)
            places.push_back(static_cast<std::uint32_t>(at));
    else
        addColumns(places, begin, end, PixelWindow{from, to, 0, 0, pixels, 1});
    if (end < m_x.size())
        places.push_back(static_cast<std::uint32_t>(end));
    return places;
}

void LinePyramid::addColumns(std::vector<std::uint32_t> &places, std::size_t begin, std::size_t end, const PixelWindow &window) const
{
    const PixelScale scale(window.left, window.right, window.width);
    places.reserve(places.size() + 4 * static_cast<std::size_t>(window.width) + 1);
    for (std::size_t first = begin, last = (end - begin) / static_cast<std::size_t>(window.width); first < end;) {
        const int pixel = scale.pixelOf(m_x[first]);
        const std::size_t next = boundary(first + 1, end, first + last, [&](std::size_t at) { return scale.pixelOf(m_x[at]) <= pixel; });
        const auto one = static_cast<std::uint32_t>(first), other = static_cast<std::uint32_t>(next - 1);
        const Extremes extremes = extremesOf(first, next);
        const bool isGap = extremes.low == m_y.size();
        addPlaces(places, {one, isGap ? one : extremes.low, isGap ? one : extremes.high, other});
        last = next - first;
        first = next;
    }
}

std::pair<double, double> LinePyramid::bounds(double from, double to) const
{
    if (m_x.empty() || !(from <= to))
        return {notANumber, notANumber};
    const auto begin = static_cast<std::size_t>(std::ranges::lower_bound(m_x, from) - m_x.begin());
    const auto end = static_cast<std::size_t>(std::ranges::upper_bound(m_x, to) - m_x.begin());
    const Extremes extremes = extremesOf(begin, end);
    if (extremes.low == m_y.size())
        return {notANumber, notANumber};
    return {m_y[extremes.low], m_y[extremes.high]};
}

/// Gaps are no points: they are passed over, a stretch at a time where all of it is one.
std::size_t LinePyramid::nearest(double x) const
{
    const std::size_t none = m_x.size();
    const auto isGap = [&](std::size_t block) { return block < m_y.size() / blockPoints && m_levels.front()[block].low == none; };
    const auto middle = static_cast<std::size_t>(std::ranges::lower_bound(m_x, x) - m_x.begin());
    std::size_t after = middle;
    while (after < none && std::isnan(m_y[after]))
        after = after % blockPoints == 0 && isGap(after / blockPoints) ? after + blockPoints : after + 1;
    std::size_t before = middle; // one more than the place
    while (before > 0 && std::isnan(m_y[before - 1]))
        before = before % blockPoints == 0 && isGap(before / blockPoints - 1) ? before - blockPoints : before - 1;
    if (before == 0 || std::isnan(x))
        return std::isnan(x) ? none : after;
    return after < none && m_x[after] - x < x - m_x[before - 1] ? after : before - 1;
}

std::vector<std::uint32_t> thinnedCloud(std::span<const double> x, std::span<const double> y, const PixelWindow &window)
{
    const int width = std::clamp(window.width, 1, mostPixels), height = std::clamp(window.height, 1, mostPixels);
    const PixelScale across(window.left, window.right, width), up(window.bottom, window.top, height);
    std::vector<bool> isTaken(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    std::vector<std::uint32_t> places;
    for (std::size_t at = 0; at < x.size(); ++at) {
        // What is NaN lies nowhere.
        if (!(x[at] >= window.left && x[at] <= window.right && y[at] >= window.bottom && y[at] <= window.top))
            continue;
        const auto pixel = static_cast<std::size_t>(up.pixelOf(y[at])) * static_cast<std::size_t>(width) + static_cast<std::size_t>(across.pixelOf(x[at]));
        if (isTaken[pixel])
            continue;
        isTaken[pixel] = true;
        places.push_back(static_cast<std::uint32_t>(at));
    }
    return places;
}

} // namespace assay
