// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/Thinning.h"

#include <cmath>
#include <map>
#include <QTest>
#include <random>
#include <set>

using namespace assay;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

/// Lowest and highest of each pixel's column.
std::map<int, std::pair<double, double>> extremes(const std::vector<double> &x, const std::vector<double> &y, const std::vector<std::uint32_t> &places, double from, double to, int pixels)
{
    std::map<int, std::pair<double, double>> found;
    for (const std::uint32_t place : places) {
        if (x[place] < from || x[place] > to || std::isnan(y[place]))
            continue;
        const int column = std::min(pixels - 1, int((x[place] - from) / (to - from) * pixels));
        const auto [at, isNew] = found.try_emplace(column, y[place], y[place]);
        if (!isNew)
            at->second = {std::min(at->second.first, y[place]), std::max(at->second.second, y[place])};
    }
    return found;
}

} // namespace

class ThinningTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noExtremeIsLost()
    {
        std::mt19937 chance(7); // NOLINT: the same each time
        for (int round = 0; round < 300; ++round) {
            const std::size_t count = chance() % 20'000;
            std::vector<double> x(count), y(count);
            std::vector<std::uint32_t> all(count);
            double at = 0;
            for (std::size_t i = 0; i < count; ++i) {
                at += round % 5 == 0 ? double(chance() % 3) : double(chance() % 1000) / 64.0;
                x[i] = at;
                y[i] = chance() % 50 == 0 ? missing : double(int(chance() % 100'000)) - 50'000;
                all[i] = std::uint32_t(i);
            }
            const LinePyramid pyramid(x, y);
            // Columns begin at whole numbers, so that each point is in one of them for certain.
            const int pixels = 1 << (chance() % 10);
            const double from = double(chance() % (unsigned(at) + 1)), to = from + pixels * double(1 + chance() % 300);
            const auto thinned = pyramid.thinned(from, to, pixels);
            QVERIFY(std::ranges::is_sorted(thinned));
            QVERIFY(std::ranges::adjacent_find(thinned) == thinned.end());
            QVERIFY(thinned.size() <= std::size_t(4 * pixels + 3));
            const auto expected = extremes(x, y, all, from, to, pixels), found = extremes(x, y, thinned, from, to, pixels);
            QVERIFY2(found == expected, qPrintable(QStringLiteral("round %1").arg(round)));
            const auto whole = pyramid.bounds(from, to);
            double low = missing, high = missing;
            for (const auto &[column, bounds] : expected) {
                low = std::isnan(low) ? bounds.first : std::min(low, bounds.first);
                high = std::isnan(high) ? bounds.second : std::max(high, bounds.second);
            }
            QVERIFY(std::isnan(low) ? std::isnan(whole.first) : whole == std::pair(low, high));
        }
    }

    void oneSpikeAmongAMillion()
    {
        std::vector<double> x(1'000'000), y(1'000'000, 1.0);
        for (std::size_t i = 0; i < x.size(); ++i)
            x[i] = double(i);
        y[777'777] = 5;
        y[333'333] = -5;
        const LinePyramid pyramid(x, y);
        const auto thinned = pyramid.thinned(0, 999'999, 800);
        QVERIFY(std::ranges::find(thinned, 777'777U) != thinned.end());
        QVERIFY(std::ranges::find(thinned, 333'333U) != thinned.end());
        QVERIFY(thinned.size() < 3300);
    }

    void oddLines()
    {
        const std::vector<double> none;
        const LinePyramid empty(none, none);
        QVERIFY(empty.thinned(0, 1, 10).empty());
        QVERIFY(std::isnan(empty.bounds(0, 1).first));
        QCOMPARE(empty.nearest(5), std::size_t{0});
        const std::vector<double> x{1, 2, 4}, gaps(3, missing);
        const LinePyramid line(x, gaps);
        QVERIFY(std::isnan(line.bounds(0, 9).second));
        QCOMPARE(line.nearest(2.9), std::size_t{1});
        QCOMPARE(line.nearest(3.1), std::size_t{2});
        QCOMPARE(line.nearest(99), std::size_t{2});
        QCOMPARE(line.nearest(-99), std::size_t{0});
        QVERIFY(line.thinned(2.5, 3, 10) == (std::vector<std::uint32_t>{1, 2})); // one beyond either end
    }

    void everyPixelOfACloudIsLit()
    {
        std::mt19937 chance(3); // NOLINT: the same each time
        std::vector<double> x(50'000), y(50'000);
        for (std::size_t i = 0; i < x.size(); ++i) {
            x[i] = double(i) / 50'000 * 64;
            y[i] = double(chance() % 6400) / 100;
        }
        const PixelWindow window{0, 64, 0, 64, 64, 64};
        const auto lit = [&](const std::vector<std::uint32_t> &places) {
            std::set<std::pair<int, int>> pixels;
            for (const std::uint32_t place : places)
                pixels.emplace(int(x[place]), int(y[place]));
            return pixels;
        };
        std::vector<std::uint32_t> all(x.size());
        for (std::size_t i = 0; i < all.size(); ++i)
            all[i] = std::uint32_t(i);
        const auto thinned = thinnedCloud(x, y, window);
        QVERIFY(lit(thinned) == lit(all));
        QVERIFY(thinned.size() <= 64 * 64);
    }
};

QTEST_GUILESS_MAIN(ThinningTest)
#include "tst_Thinning.moc"
