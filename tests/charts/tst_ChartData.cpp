// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartData.h"
#include "tests/support/RawFrame.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

using Numbers = std::vector<double>;
using Times = std::vector<std::int64_t>;
using Texts = std::vector<std::optional<std::string>>;
using Strings = std::vector<std::string>;
using Rows = std::vector<std::uint32_t>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr double infinite = std::numeric_limits<double>::infinity();
constexpr std::int64_t second = 1'000'000'000, minute = 60 * second, leastInt = std::numeric_limits<std::int64_t>::min();

ChartData drawn(const Frame &frame, const ChartSpec &spec, const RowList *rows = nullptr)
{
    Result<ChartData> data = chartData(frame, rows, spec, {});
    if (!data)
        qFatal("%s", data.error().text.c_str());
    return std::move(*data);
}

std::string problemOf(const Frame &frame, const ChartSpec &spec)
{
    const Result<ChartData> data = chartData(frame, nullptr, spec, {});
    if (data)
        return "";
    return data.error().code == ErrorCode::InvalidInput ? data.error().text : "another code";
}

ColumnRef column(const char *name)
{
    return {name, 0};
}

bool hasNote(const ChartData &data, const char *part)
{
    return std::ranges::any_of(data.notes, [&](const std::string &note) { return note.find(part) != std::string::npos; });
}

/// NaN is NaN.
bool isSame(const Numbers &left, const Numbers &right)
{
    return std::ranges::equal(left, right, [](double one, double other) { return one == other || (std::isnan(one) && std::isnan(other)); });
}

/// `t`, `p`, `q`, `who`: as much as most need.
std::shared_ptr<const Frame> frameOf(const Times &t, const Numbers &p, const Numbers &q, const Texts &who)
{
    FrameBuilder builder(static_cast<std::int64_t>(t.size()));
    builder.addTimestamp("t", t);
    builder.addFloat64("p", p);
    builder.addFloat64("q", q);
    builder.addText("who", who);
    return built(builder);
}

RawColumn rawColumn(const char *name, ColumnType type, TimeUnit unit, std::vector<std::byte> values)
{
    RawColumn raw;
    raw.schema.name = name;
    raw.schema.type = type;
    raw.schema.unit = unit;
    raw.values = std::move(values);
    return raw;
}

} // namespace

class ChartDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aPointPerRow()
    {
        const auto frame = frameOf({10, 20, 20, 40}, {1, notANumber, 3, infinite}, {5, 6, 7, 8}, {"a", "b", "a", "b"});
        const ChartData data = drawn(*frame, {.x = column("t"), .y = {column("p"), column("q")}, .second = {column("q")}});
        QCOMPARE(data.xScale, ChartData::Scale::Time);
        QCOMPARE(data.series.size(), std::size_t{2});
        QCOMPARE(data.series[0].x, (Numbers{10, 20, 20, 40}));
        QVERIFY(isSame(data.series[0].y, {1, notANumber, 3, notANumber}));
        QCOMPARE(data.series[1].x, data.series[0].x);
        QCOMPARE(data.series[1].y, (Numbers{5, 6, 7, 8}));
        QCOMPARE(data.series[1].rows, (Rows{0, 1, 2, 3}));
        QVERIFY(!data.series[0].isSecond && data.series[1].isSecond);
        QCOMPARE(data.missing, std::int64_t{2});
        QCOMPARE(data.rows, std::int64_t{4});
        QCOMPARE(data.notes, (Strings{"1 infinite value of `p` is not drawn."}));
    }

    void rowsArePutInOrder()
    {
        const auto frame = frameOf({30, leastInt, 10, 30, 20}, {1, 2, 3, 4, 5}, {0, 0, 0, 0, 0}, {"a", "a", "a", "a", "a"});
        const ChartData data = drawn(*frame, {.x = column("t"), .y = {column("p")}});
        QCOMPARE(data.series[0].x, (Numbers{10, 20, 30, 30}));
        QCOMPARE(data.series[0].y, (Numbers{3, 5, 1, 4}));
        QCOMPARE(data.series[0].rows, (Rows{2, 4, 0, 3}));
        QCOMPARE(data.missing, std::int64_t{1});
        QCOMPARE(data.notes, (Strings{"Rows were put in the order of `t`."}));
        const RowList some{4, 1, 0};
        QCOMPARE(drawn(*frame, {.x = column("t"), .y = {column("p")}}, &some).series[0].rows, (Rows{4, 0}));
    }

    void withoutX()
    {
        const auto frame = frameOf({3, 2, 1}, {1, 2, 3}, {0, 0, 0}, {"a", "b", "c"});
        const RowList some{2, 0};
        const ChartData data = drawn(*frame, {.y = {column("p")}}, &some);
        QCOMPARE(data.series[0].x, (Numbers{0, 1}));
        QCOMPARE(data.series[0].y, (Numbers{3, 1}));
        QCOMPARE(data.series[0].rows, (Rows{2, 0}));
        QVERIFY(data.notes.empty());
    }

    void textsAreCategories()
    {
        const auto frame = frameOf({1, 2, 3, 4}, {1, 2, 3, 4}, {0, 0, 0, 0}, {"b", "a", std::nullopt, "b"});
        const ChartData data = drawn(*frame, {.kind = ChartKind::Scatter, .x = column("who"), .y = {column("p")}});
        QCOMPARE(data.xScale, ChartData::Scale::Category);
        QCOMPARE(data.categories, (Strings{"b", "a"}));
        QCOMPARE(data.series[0].x, (Numbers{0, 0, 1}));
        QCOMPARE(data.series[0].y, (Numbers{1, 4, 2}));
        QCOMPARE(data.missing, std::int64_t{1});
        const ChartData bars = drawn(*frame, {.kind = ChartKind::Bar, .x = column("who"), .y = {column("p")}});
        QCOMPARE(bars.series[0].y, (Numbers{5, 2}));
        QVERIFY(bars.series[0].rows.empty());
        QVERIFY(hasNote(bars, "added up"));
        QCOMPARE(drawn(*frame, {.kind = ChartKind::Bar, .x = column("who")}).series[0].y, (Numbers{2, 1}));
    }

    void aggregates_data()
    {
        QTest::addColumn<int>("aggregate");
        QTest::addColumn<double>("first");
        QTest::addColumn<double>("second");
        const auto row = [](const char *name, Aggregate aggregate, double one, double other) { QTest::newRow(name) << static_cast<int>(aggregate) << one << other; };
        row("sum", Aggregate::Sum, 14, notANumber);
        row("mean", Aggregate::Mean, 3.5, notANumber);
        row("count", Aggregate::Count, 4, 0);
        row("min", Aggregate::Min, 1, notANumber);
        row("max", Aggregate::Max, 8, notANumber);
        row("median", Aggregate::Median, 2.5, notANumber);
        row("first", Aggregate::First, 3, notANumber);
        row("last", Aggregate::Last, 8, notANumber);
    }

    void aggregates()
    {
        QFETCH(int, aggregate);
        QFETCH(double, first);
        QFETCH(double, second);
        // Before 1970, too, a time lies in the stretch that began before it.
        const auto frame = frameOf({minute - 1, -1, -minute, -1, 0, -2}, {notANumber, 1, 3, 8, notANumber, 2}, {0, 0, 0, 0, 0, 0}, {"a", "a", "a", "a", "a", "a"});
        const ChartData data = drawn(*frame, {.x = column("t"), .y = {column("p")}, .aggregate = static_cast<Aggregate>(aggregate), .interval = minute});
        QCOMPARE(data.series[0].x, (Numbers{-static_cast<double>(minute), 0}));
        QVERIFY(isSame(data.series[0].y, {first, second}));
    }

    void timesAreFlooredExactly()
    {
        const std::int64_t at = 1'763'640'000 * second; // one nanosecond before is the same double
        const auto frame = frameOf({at - 1, at}, {1, 2}, {0, 0}, {"a", "a"});
        const ChartData data = drawn(*frame, {.x = column("t"), .y = {column("p")}, .aggregate = Aggregate::Sum, .interval = minute});
        QCOMPARE(data.series[0].x, (Numbers{static_cast<double>(at - minute), static_cast<double>(at)}));
    }

    void groups()
    {
        const auto frame = frameOf({1, 2, 3, 4}, {1, 2, 3, 4}, {5, 6, 7, 8}, {"x", "y", "x", std::nullopt});
        const ChartData one = drawn(*frame, {.x = column("t"), .y = {column("p")}, .group = column("who")});
        QCOMPARE(one.series.size(), std::size_t{3});
        QCOMPARE(one.series[0].name, std::string("x"));
        QCOMPARE(one.series[0].y, (Numbers{1, 3}));
        QCOMPARE(one.series[0].rows, (Rows{0, 2}));
        QCOMPARE(one.series[2].name, std::string("(missing)"));
        const ChartData two = drawn(*frame, {.x = column("t"), .y = {column("p"), column("q")}, .group = column("who")});
        QCOMPARE(two.series.size(), std::size_t{6});
        QCOMPARE(two.series[4].name, std::string("q · y"));
    }

    void groupsAndCategoriesAreBounded()
    {
        std::vector<std::int32_t> codes;
        Strings names;
        for (int i = 0; i < 300; ++i) {
            names.push_back("n" + std::to_string(i));
            codes.insert(codes.end(), i % 2 == 0 && i < 40 ? 3U : i < 250 ? 2U : 1U, i);
        }
        FrameBuilder builder(static_cast<std::int64_t>(codes.size()));
        const Numbers ones(codes.size(), 1);
        builder.addDictionary("who", codes, names);
        builder.addFloat64("p", ones);
        const auto frame = built(builder);
        const ChartData grouped = drawn(*frame, {.y = {column("p")}, .group = column("who")});
        QCOMPARE(grouped.series.size(), ChartData::mostSeries);
        QCOMPARE(grouped.series[1].name, std::string("n2"));
        QVERIFY(hasNote(grouped, "280 groups of `who`"));
        const ChartData bars = drawn(*frame, {.kind = ChartKind::Bar, .x = column("who"), .y = {column("p")}});
        QCOMPARE(bars.categories.size(), ChartData::mostCategories);
        QCOMPARE(bars.series[0].y[1], 2.0);
        QVERIFY(hasNote(bars, "100 values of `who`"));
    }

    void aLogarithmHasNoZero()
    {
        const auto frame = frameOf({1, 2, 3}, {0, 10, -1}, {0, 0, 0}, {"a", "a", "a"});
        const ChartData data = drawn(*frame, {.x = column("t"), .y = {column("p")}, .isLogarithmic = true});
        QVERIFY(isSame(data.series[0].y, {notANumber, 10, notANumber}));
        QVERIFY(hasNote(data, "2 values that are not above 0"));
    }

    void stackedAreasStandOnOneAnother()
    {
        const auto frame = frameOf({1, 1, 2, 3}, {1, 2, 3, 4}, {0, 0, 0, 0}, {"a", "b", "a", "b"});
        const ChartData data = drawn(*frame, {.kind = ChartKind::Area, .x = column("t"), .y = {column("p")}, .group = column("who"), .isStacked = true});
        QCOMPARE(data.series[0].x, (Numbers{1, 2, 3}));
        QCOMPARE(data.series[1].x, (Numbers{1, 2, 3}));
        QCOMPARE(data.series[0].y, (Numbers{1, 3, 0}));
        QCOMPARE(data.series[1].y, (Numbers{2, 0, 4}));
    }

    void unitsOfTime()
    {
        RawFrame raw(2);
        raw.add(rawColumn("s", ColumnType::Timestamp, TimeUnit::Second, bytesOf<std::int64_t>({1, 61})));
        raw.add(rawColumn("d", ColumnType::Date, TimeUnit::Second, bytesOf<std::int32_t>({-1, 1})));
        raw.add(rawColumn("took", ColumnType::Duration, TimeUnit::Millisecond, bytesOf<std::int64_t>({1500, leastInt})));
        raw.add(rawColumn("is", ColumnType::Bool, TimeUnit::Second, bytesOf<std::uint8_t>({1, 0})));
        const auto frame = mapped(raw.bytes());
        const ChartData data = drawn(*frame, {.x = column("s"), .y = {column("took"), column("is")}});
        QCOMPARE(data.series[0].x, (Numbers{1e9, 61e9}));
        QVERIFY(isSame(data.series[0].y, {1.5, notANumber}));
        QCOMPARE(data.series[1].y, (Numbers{1, 0}));
        QCOMPARE(drawn(*frame, {.x = column("d"), .y = {column("is")}}).series[0].x, (Numbers{-86'400e9, 86'400e9}));
        QCOMPARE(drawn(*frame, {.kind = ChartKind::Bar, .x = column("is"), .y = {column("took")}}).categories, (Strings{"False", "True"}));
        QCOMPARE(drawn(*frame, {.x = column("s"), .y = {column("is")}, .aggregate = Aggregate::Sum, .interval = minute}).series[0].x, (Numbers{0, 60e9}));
    }

    void histograms()
    {
        const auto frame = frameOf({1, 2, 3, 4, 5, 6}, {0, 1, 2, 10, notANumber, infinite}, {7, 7, 7, 7, 7, 7}, {"a", "a", "a", "a", "a", "a"});
        const ChartData data = drawn(*frame, {.kind = ChartKind::Histogram, .y = {column("p")}, .bins = 5});
        QCOMPARE(data.bins.size(), std::size_t{5});
        QCOMPARE(data.bins[0].count, std::int64_t{2});
        QCOMPARE(data.bins[1].count, std::int64_t{1});
        QCOMPARE(data.bins[1].from, 2.0);
        QCOMPARE(data.bins[4].count, std::int64_t{1});
        QCOMPARE(data.bins[4].to, 10.0);
        QCOMPARE(data.missing, std::int64_t{2});
        const ChartData alike = drawn(*frame, {.kind = ChartKind::Histogram, .y = {column("q")}, .bins = 2});
        QCOMPARE(alike.bins[0].from, 6.5);
        QCOMPARE(alike.bins[0].count + alike.bins[1].count, std::int64_t{6});
        constexpr double most = std::numeric_limits<double>::max();
        const auto wide = frameOf({1, 2, 3}, {-most, 0, most}, {0, 5e-324, 1e-323}, {"a", "a", "a"});
        for (const char *name : {"p", "q"}) {
            std::int64_t count = 0;
            for (const HistogramBin &bin : drawn(*wide, {.kind = ChartKind::Histogram, .y = {column(name)}, .bins = 7}).bins)
                count += bin.count;
            QCOMPARE(count, std::int64_t{3});
        }
    }

    void boxes()
    {
        const auto frame = frameOf({1, 2, 3, 4, 5, 6}, {4, 1, 3, 2, 100, 9}, {0, 0, 0, 0, 0, 0}, {"a", "a", "a", "a", "a", "b"});
        const ChartData data = drawn(*frame, {.kind = ChartKind::Box, .x = column("who"), .y = {column("p")}});
        QCOMPARE(data.categories, (Strings{"a", "b"}));
        const BoxFigure &box = data.boxes[0];
        QCOMPARE((Numbers{box.low, box.lower, box.median, box.upper, box.high}), (Numbers{1, 2, 3, 4, 4}));
        QCOMPARE(box.outliers, (Numbers{100}));
        QCOMPARE(box.count, std::int64_t{5});
        QCOMPARE(data.boxes[1].median, 9.0);
        const ChartData columns = drawn(*frame, {.kind = ChartKind::Box, .y = {column("q"), column("p")}});
        QCOMPARE(columns.categories, (Strings{"q", "p"}));
    }

    void theFurthestOutliers()
    {
        Numbers values(20'000, 0);
        for (std::size_t i = 0; i < 800; ++i) {
            values[i] = 1 + static_cast<double>(i);
            values[800 + i] = -2 - static_cast<double>(i);
        }
        FrameBuilder builder(static_cast<std::int64_t>(values.size()));
        builder.addFloat64("p", values);
        const ChartData data = drawn(*built(builder), {.kind = ChartKind::Box, .y = {column("p")}});
        const Numbers &outliers = data.boxes[0].outliers;
        QCOMPARE(outliers.size(), std::size_t{1000});
        QVERIFY(std::ranges::is_sorted(outliers));
        QVERIFY(std::ranges::all_of(outliers, [](double value) { return std::abs(value) >= 301; }));
        QVERIFY(hasNote(data, "600 outliers"));
    }

    void candles()
    {
        const auto frame = frameOf({minute + 5, 3, 1, 1, minute + 9, 2}, {7, 4, 2, 3, notANumber, 9}, {1, 2, 3, notANumber, 5, 6}, {"a", "a", "a", "a", "a", "a"});
        const ChartData data = drawn(*frame, {.kind = ChartKind::Candlestick, .x = column("t"), .y = {column("p")}, .volume = column("q"), .interval = minute});
        QCOMPARE(data.candles.size(), std::size_t{2});
        const Candle &candle = data.candles[0];
        QCOMPARE((Numbers{candle.from, candle.open, candle.high, candle.low, candle.close, candle.volume}), (Numbers{0, 2, 9, 2, 4, 11}));
        QCOMPARE(candle.trades, std::int64_t{4});
        QCOMPARE(data.candles[1].trades, std::int64_t{1});
        QCOMPARE(data.missing, std::int64_t{1});
        QVERIFY(hasNote(data, "order of `t`"));
    }

    void candlesOfAFittingLength_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("length");
        QTest::newRow("one") << qint64{0} << "1 second";
        QTest::newRow("two minutes") << qint64{120} << "1 second";
        QTest::newRow("two hours") << qint64{7200} << "1 minute";
        QTest::newRow("a week") << qint64{604'800} << "1 hour";
        QTest::newRow("half a year") << qint64{15'768'000} << "1 day";
        QTest::newRow("twenty years") << qint64{630'720'000} << "1 week";
    }

    void candlesOfAFittingLength()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, length);
        const auto frame = frameOf({0, seconds * second}, {1, 2}, {1, 1}, {"a", "a"});
        const ChartData data = drawn(*frame, {.kind = ChartKind::Candlestick, .x = column("t"), .y = {column("p")}});
        QVERIFY2(hasNote(data, length.toLatin1().constData()), data.notes.at(0).c_str());
    }

    void pies()
    {
        const auto frame = frameOf({1, 2, 3}, {1, 2, 3}, {1, -2, 3}, {"a", "b", "a"});
        const ChartData sums = drawn(*frame, {.kind = ChartKind::Pie, .x = column("who"), .y = {column("p")}});
        QCOMPARE(sums.slices[0].name, std::string("a"));
        QCOMPARE(sums.slices[0].value, 4.0);
        QCOMPARE(drawn(*frame, {.kind = ChartKind::Pie, .x = column("who")}).slices[1].value, 1.0);
        QVERIFY(problemOf(*frame, {.kind = ChartKind::Pie, .x = column("who"), .y = {column("q")}}).find("negative") != std::string::npos);
        Numbers values(30);
        std::iota(values.begin(), values.end(), 1.0);
        FrameBuilder builder(30);
        builder.addFloat64("p", values);
        const ChartData many = drawn(*built(builder), {.kind = ChartKind::Pie, .x = column("p"), .y = {column("p")}});
        QCOMPARE(many.slices.size(), ChartData::mostSlices);
        QCOMPARE(many.slices[0].name, std::string("30.0"));
        QCOMPARE(many.slices.back().name, std::string("others"));
        QCOMPARE(many.slices.back().value, 190.0);
        QVERIFY(hasNote(many, "19 values"));
    }

    void whatCannotBeDrawn()
    {
        const auto frame = frameOf({1}, {1}, {1}, {"a"});
        QVERIFY(problemOf(*frame, {.x = column("gone"), .y = {column("p")}}).find("`gone`") != std::string::npos);
        QVERIFY(problemOf(*frame, {.y = {column("who")}}).find("`who`") != std::string::npos);
        QVERIFY(problemOf(*frame, {.y = {column("p")}, .group = column("gone")}).find("`gone`") != std::string::npos);
        QVERIFY(!problemOf(*frame, {.kind = ChartKind::Candlestick, .x = column("p"), .y = {column("p")}}).empty());
        QVERIFY(!problemOf(*frame, {.kind = ChartKind::Candlestick, .y = {column("p")}}).empty());
        QVERIFY(!problemOf(*frame, {.kind = ChartKind::Histogram, .y = {column("who")}}).empty());
        for (int kind = 0; kind <= static_cast<int>(ChartKind::Pie); ++kind)
            if (static_cast<ChartKind>(kind) != ChartKind::Bar)
                QVERIFY(!problemOf(*frame, {.kind = static_cast<ChartKind>(kind)}).empty());
    }

    void nothingToDraw()
    {
        const auto empty = frameOf({}, {}, {}, {});
        const auto missing = frameOf({leastInt, leastInt}, {notANumber, notANumber}, {1, 1}, {std::nullopt, std::nullopt});
        for (const auto &frame : {empty, missing})
            for (int kind = 0; kind <= static_cast<int>(ChartKind::Pie); ++kind)
                for (const char *x : {"t", "who"}) {
                    const bool isCandles = static_cast<ChartKind>(kind) == ChartKind::Candlestick;
                    const ChartData data = drawn(*frame, {.kind = static_cast<ChartKind>(kind), .x = column(isCandles ? "t" : x), .y = {column("p")}, .group = column("who")});
                    QVERIFY(data.candles.empty() && data.slices.empty() && data.boxes.empty() && data.bins.empty());
                }
    }

    void canBeCancelled()
    {
        const auto frame = frameOf({1}, {1}, {1}, {"a"});
        std::stop_source stop;
        stop.request_stop();
        for (int kind = 0; kind <= static_cast<int>(ChartKind::Pie); ++kind) {
            const auto data = chartData(*frame, nullptr, {.kind = static_cast<ChartKind>(kind), .x = column("t"), .y = {column("p")}, .group = column("who")}, stop.get_token());
            QVERIFY(!data.has_value());
            QCOMPARE(data.error().code, ErrorCode::Cancelled);
        }
    }
};

QTEST_GUILESS_MAIN(ChartDataTest)
#include "tst_ChartData.moc"
