// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Thinning.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <map>
#include <QTest>
#include <random>
#include <set>

using namespace assay;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

struct Points
{
    std::vector<double> x, y;
};

/// Points with equal x, gaps long and short, and stretches of one value, as chance has it.
Points somePoints(std::mt19937 &chance, std::size_t count)
{
    Points points;
    double x = 0, y = 0;
    const unsigned shape = chance() % 4;
    for (std::size_t i = 0; i < count; ++i) {
        x += chance() % 3 == 0 ? 0 : static_cast<double>(chance() % 1000) * (shape == 1 && chance() % 500 == 0 ? 100 : 0.01);
        y += shape == 2 ? 0 : static_cast<double>(chance() % 201) - 100;
        const bool isGap = (shape == 3 && (i / 300) % 3 == 1) || chance() % 11 == 0;
        points.x.push_back(x);
        points.y.push_back(isGap ? notANumber : y);
    }
    return points;
}

struct Range
{
    double low = std::numeric_limits<double>::infinity(), high = -low;

    void add(double value)
    {
        if (std::isnan(value))
            return;
        low = std::min(low, value);
        high = std::max(high, value);
    }
    bool operator==(const Range &) const = default;
};

int pixelOf(double x, double from, double to, int pixels)
{
    const double scale = pixels / (to - from);
    return std::isfinite(scale) && scale > 0 ? std::min(static_cast<int>((x - from) * scale), pixels - 1) : 0;
}

/// What each column of pixels shows of some places.
template <typename Places>
std::map<int, Range> columnsOf(const Points &points, const Places &places, double from, double to, int pixels)
{
    std::map<int, Range> columns;
    for (const std::size_t place : places)
        if (points.x[place] >= from && points.x[place] <= to)
            columns[pixelOf(points.x[place], from, to, pixels)].add(points.y[place]);
    return columns;
}

std::vector<std::size_t> everyPlace(const Points &points)
{
    std::vector<std::size_t> places(points.x.size());
    for (std::size_t i = 0; i < places.size(); ++i)
        places[i] = i;
    return places;
}

} // namespace

class ThinningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void looksAsAllPointsDo()
    {
        std::mt19937 chance(7); // NOLINT: the same every time
        for (int round = 0; round < 400; ++round) {
            const Points points = somePoints(chance, std::array<std::size_t, 6>{0, 1, 63, 64, 3000, 20'000}[chance() % 6]);
            const LinePyramid pyramid(points.x, points.y);
            const double end = points.x.empty() ? 1 : points.x.back();
            double from = std::uniform_real_distribution(-0.2, 1.0)(chance) * end, to = std::uniform_real_distribution(0.0, 1.2)(chance) * end;
            if (from > to)
                std::swap(from, to);
            const int pixels = 1 + static_cast<int>(chance() % 200);
            const std::vector<std::uint32_t> places = pyramid.thinned(from, to, pixels);
            QVERIFY(std::ranges::is_sorted(places, std::ranges::less_equal{}));
            QVERIFY(places.size() <= 4 * static_cast<std::size_t>(pixels) + 2);
            QVERIFY(columnsOf(points, places, from, to, pixels) == columnsOf(points, everyPlace(points), from, to, pixels));
            checkBounds(points, pyramid, from, to);
            checkEnds(points, places, from, to);
        }
    }

    void aGapStaysAGap()
    {
        Points points;
        for (int i = 0; i < 10'000; ++i) {
            points.x.push_back(i);
            points.y.push_back(i >= 3000 && i < 5000 ? notANumber : i);
        }
        const auto places = LinePyramid(points.x, points.y).thinned(0, 9999, 100);
        QVERIFY(std::ranges::any_of(places, [&](std::uint32_t place) { return std::isnan(points.y[place]); }));
    }

    void fewPointsAreAllThere()
    {
        const Points points{{1, 2, 2, 3, 9}, {1, notANumber, 4, 2, 8}};
        const LinePyramid pyramid(points.x, points.y);
        QCOMPARE(pyramid.thinned(2, 3, 100), (std::vector<std::uint32_t>{0, 1, 2, 3, 4}));
        QCOMPARE(pyramid.thinned(4, 5, 100), (std::vector<std::uint32_t>{3, 4}));
        QVERIFY(pyramid.thinned(5, 4, 100).empty());
        QVERIFY(pyramid.thinned(notANumber, 4, 100).empty());
        QVERIFY(pyramid.thinned(1, 4, 0).empty());
        constexpr double endless = std::numeric_limits<double>::infinity();
        QCOMPARE(pyramid.thinned(-endless, endless, 1), (std::vector<std::uint32_t>{0, 4}));
    }

    void nearestPoint()
    {
        const Points points{{1, 2, 4, 8}, {1, 1, notANumber, 1}};
        const LinePyramid pyramid(points.x, points.y);
        QCOMPARE(pyramid.nearest(-5), std::size_t{0});
        QCOMPARE(pyramid.nearest(1.4), std::size_t{0});
        QCOMPARE(pyramid.nearest(4), std::size_t{1}); // a gap is no point
        QCOMPARE(pyramid.nearest(6), std::size_t{3});
        QCOMPARE(pyramid.nearest(100), std::size_t{3});
        QCOMPARE(pyramid.nearest(notANumber), std::size_t{4});
        QCOMPARE(LinePyramid({}, {}).nearest(1), std::size_t{0});
        const std::vector<double> x(1000, 1.0), gaps(1000, notANumber);
        QCOMPARE(LinePyramid(x, gaps).nearest(1), std::size_t{1000});
        QVERIFY(std::isnan(LinePyramid(x, gaps).bounds(0, 2).first));
    }

    void nearestAsBruteForce()
    {
        std::mt19937 chance(3); // NOLINT: the same every time
        for (int round = 0; round < 100; ++round) {
            const Points points = somePoints(chance, 1 + chance() % 3000);
            const LinePyramid pyramid(points.x, points.y);
            const double x = std::uniform_real_distribution(-0.1, 1.1)(chance) * points.x.back();
            double distance = std::numeric_limits<double>::infinity();
            for (std::size_t i = 0; i < points.x.size(); ++i)
                if (!std::isnan(points.y[i]))
                    distance = std::min(distance, std::abs(points.x[i] - x));
            const std::size_t found = pyramid.nearest(x);
            QCOMPARE(found < points.x.size(), std::isfinite(distance));
            if (found < points.x.size())
                QCOMPARE(std::abs(points.x[found] - x), distance);
        }
    }

    void aCloudHasOnePointAPixel()
    {
        std::mt19937 chance(5); // NOLINT: the same every time
        Points points;
        std::normal_distribution<double> spread(0, 1);
        for (int i = 0; i < 20'000; ++i) {
            points.x.push_back(i % 50 == 0 ? notANumber : spread(chance));
            points.y.push_back(i % 70 == 0 ? notANumber : spread(chance));
        }
        const PixelWindow window{-1, 2, -1.5, 1, 40, 30};
        const auto pixelAt = [&](std::size_t i) { return std::pair(pixelOf(points.x[i], -1, 2, 40), pixelOf(points.y[i], -1.5, 1, 30)); };
        std::set<std::pair<int, int>> expected, found;
        for (std::size_t i = 0; i < points.x.size(); ++i)
            if (points.x[i] >= -1 && points.x[i] <= 2 && points.y[i] >= -1.5 && points.y[i] <= 1)
                expected.insert(pixelAt(i));
        const auto places = thinnedCloud(points.x, points.y, window);
        for (const std::uint32_t place : places)
            found.insert(pixelAt(place));
        QVERIFY(found == expected);
        QCOMPARE(places.size(), expected.size());
        QVERIFY(thinnedCloud({}, {}, {}).empty());
    }

private:
    static void checkBounds(const Points &points, const LinePyramid &pyramid, double from, double to)
    {
        Range expected;
        for (std::size_t i = 0; i < points.x.size(); ++i)
            if (points.x[i] >= from && points.x[i] <= to)
                expected.add(points.y[i]);
        const auto [low, high] = pyramid.bounds(from, to);
        if (expected.low <= expected.high) {
            QCOMPARE(low, expected.low);
            QCOMPARE(high, expected.high);
        } else {
            QVERIFY(std::isnan(low) && std::isnan(high));
        }
    }

    /// A line has to go on beyond what is seen.
    static void checkEnds(const Points &points, const std::vector<std::uint32_t> &places, double from, double to)
    {
        if (points.x.empty())
            return;
        QCOMPARE(!places.empty() && points.x[places.front()] < from, points.x.front() < from);
        QCOMPARE(!places.empty() && points.x[places.back()] > to, points.x.back() > to);
    }
};

QTEST_GUILESS_MAIN(ThinningTest)
#include "tst_Thinning.moc"
