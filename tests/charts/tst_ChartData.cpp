// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartData.h"
#include "charts/ChartShapes.h"
#include "tests/support/RawFrame.h"

#include <cmath>
#include <QTest>

using namespace assay;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t second = 1'000'000'000;

/// Six trades in no order of time, one without a price.
std::shared_ptr<const Frame> trades()
{
    static const std::vector<std::int64_t> times{61 * second, 0, 30 * second, 59 * second, 125 * second, 126 * second};
    static const std::vector<double> prices{12, 10, 15, 9, missing, 20};
    static const std::vector<double> amounts{1, 2, 3, 4, 5, 6};
    static const std::vector<std::optional<std::string>> venues{"b", "a", "b", "a", "a", {}};
    FrameBuilder builder(6);
    builder.addTimestamp("time", times);
    builder.addFloat64("price", prices);
    builder.addFloat64("amount", amounts);
    builder.addText("venue", venues);
    return test::built(builder);
}

ChartSpec specOf(ChartKind kind, const char *x, const char *y)
{
    ChartSpec spec;
    spec.kind = kind;
    if (x != nullptr)
        spec.x = ColumnRef{x, 0};
    spec.y = {ColumnRef{y, 0}};
    return spec;
}

ChartData made(const ChartSpec &spec, const RowList *rows = nullptr)
{
    const auto frame = trades();
    auto data = chartData(*frame, rows, spec, {});
    if (!data)
        qFatal("%s", data.error().text.c_str());
    return std::move(*data);
}

} // namespace

class ChartDataTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void linesAreOrderedAndKeepTheirRows()
    {
        const ChartData data = made(specOf(ChartKind::Line, "time", "price"));
        const ChartSeries &series = data.series.front();
        QVERIFY(series.rows == (std::vector<std::uint32_t>{1, 2, 3, 0, 4, 5}));
        QCOMPARE(series.x.back(), 126e9);
        QVERIFY(std::isnan(series.y[4]));
        QCOMPARE(data.missing, std::int64_t{1});
        QCOMPARE(data.notes.size(), std::size_t{1}); // told of the order
        QVERIFY(data.xScale == ChartData::Scale::Time);
    }

    void someRowsAlone()
    {
        const RowList rows{5, 1};
        const ChartData data = made(specOf(ChartKind::Line, nullptr, "price"), &rows);
        QVERIFY(data.series.front().y == (std::vector<double>{20, 10}));
        QVERIFY(data.series.front().rows == rows);
    }

    void groupsAndSums()
    {
        ChartSpec spec = specOf(ChartKind::Bar, "venue", "amount");
        ChartData data = made(spec);
        QVERIFY(data.categories == (std::vector<std::string>{"b", "a"}));
        QVERIFY(data.series.front().y == (std::vector<double>{4, 11}));
        QCOMPARE(data.missing, std::int64_t{1}); // the row without a venue
        spec = specOf(ChartKind::Line, "time", "amount");
        spec.group = ColumnRef{"venue", 0};
        spec.interval = 60 * second;
        spec.aggregate = Aggregate::Mean;
        data = made(spec);
        QCOMPARE(data.series.size(), std::size_t{2});
        QCOMPARE(QString::fromStdString(data.series[1].name), QStringLiteral("a"));
        QVERIFY(data.series[1].x == (std::vector<double>{0, 120e9}));
        QVERIFY(data.series[1].y == (std::vector<double>{3, 5}));
        QVERIFY(data.series[1].rows.empty());
    }

    void aggregatesAsNamed()
    {
        const std::pair<Aggregate, double> expected[] = {{Aggregate::Sum, 10}, {Aggregate::Mean, 2.5}, {Aggregate::Count, 4}, {Aggregate::Min, 1},
                                                         {Aggregate::Max, 4}, {Aggregate::Median, 2.5}, {Aggregate::First, 4}, {Aggregate::Last, 2}};
        for (const auto &[aggregate, value] : expected) {
            std::vector<double> values{4, 1, 3, 2};
            QCOMPARE(aggregated(aggregate, values), value);
        }
    }

    void candles()
    {
        ChartSpec spec = specOf(ChartKind::Candlestick, "time", "price");
        spec.volume = ColumnRef{"amount", 0};
        spec.interval = 60 * second;
        const ChartData data = made(spec);
        QCOMPARE(data.candles.size(), std::size_t{3});
        const Candle &first = data.candles.front();
        QCOMPARE(first.open, 10.0);
        QCOMPARE(first.high, 15.0);
        QCOMPARE(first.low, 9.0);
        QCOMPARE(first.close, 9.0);
        QCOMPARE(first.volume, 9.0);
        QCOMPARE(first.trades, std::int64_t{3});
        QCOMPARE(data.candles.back().volume, 6.0); // the one without a price does not count
        QCOMPARE(QString::fromStdString(data.notes.front()), QStringLiteral("Each candle is of 1 minute."));
    }

    void histogramsCountEverything()
    {
        const std::vector<double> values{0, 1, 2, 3, 4, missing, std::numeric_limits<double>::infinity()};
        const auto bins = histogramOf(values, 4);
        QCOMPARE(bins.size(), std::size_t{4});
        std::int64_t all = 0;
        for (const HistogramBin &bin : bins)
            all += bin.count;
        QCOMPARE(all, std::int64_t{5});
        QCOMPARE(bins.back().count, std::int64_t{2}); // both edges
        const std::vector<double> alike{5, 5};
        QCOMPARE(histogramOf(alike, 4).size(), std::size_t{1});
        QVERIFY(histogramOf(std::vector<double>{missing}, 4).empty());
    }

    void boxes()
    {
        const BoxFigure box = boxOf("x", {1, 2, 3, 4, missing, 100});
        QCOMPARE(box.count, std::int64_t{5});
        QCOMPARE(box.lower, 2.0);
        QCOMPARE(box.median, 3.0);
        QCOMPARE(box.upper, 4.0);
        QCOMPARE(box.high, 4.0);
        QCOMPARE(box.low, 1.0);
        QVERIFY(box.outliers == std::vector<double>{100});
        QCOMPARE(made(specOf(ChartKind::Box, "venue", "price")).boxes.size(), std::size_t{2});
    }

    void piesPutTheSmallTogether()
    {
        std::vector<std::optional<std::string>> names;
        std::vector<double> values;
        for (int i = 0; i < 30; ++i) {
            names.emplace_back("n" + std::to_string(i));
            values.push_back(i + 1);
        }
        FrameBuilder builder(30);
        builder.addText("name", names);
        builder.addFloat64("value", values);
        const auto frame = test::built(builder);
        const auto data = chartData(*frame, nullptr, specOf(ChartKind::Pie, "name", "value"), {});
        QVERIFY(data.has_value());
        QCOMPARE(data->slices.size(), ChartData::mostSlices);
        QCOMPARE(QString::fromStdString(data->slices.back().name), QStringLiteral("19 others"));
        QCOMPARE(data->slices.back().value, 190.0);
        QCOMPARE(data->slices.front().value, 30.0);
    }

    void tooManyGroupsAreTold()
    {
        std::vector<std::optional<std::string>> names;
        std::vector<double> values;
        for (int i = 0; i < 30; ++i) {
            names.emplace_back("n" + std::to_string(i));
            values.push_back(i);
        }
        FrameBuilder builder(30);
        builder.addText("name", names);
        builder.addFloat64("value", values);
        ChartSpec spec = specOf(ChartKind::Line, nullptr, "value");
        spec.group = ColumnRef{"name", 0};
        const auto frame = test::built(builder);
        const auto data = chartData(*frame, nullptr, spec, {});
        QCOMPARE(data->series.size(), ChartData::mostSeries);
        QVERIFY(data->notes.front().find("10 others are left out") != std::string::npos);
    }

    void whatCannotBeDrawnIsRefused()
    {
        const auto frame = trades();
        const auto problem = [&](const ChartSpec &spec) {
            const auto data = chartData(*frame, nullptr, spec, {});
            return data ? QString() : QString::fromStdString(data.error().text);
        };
        QVERIFY(problem(specOf(ChartKind::Line, "time", "gone")).contains(QStringLiteral("gone")));
        QVERIFY(problem(specOf(ChartKind::Line, "time", "venue")).contains(QStringLiteral("no numbers")));
        QVERIFY(problem(specOf(ChartKind::Candlestick, "venue", "price")).contains(QStringLiteral("times")));
        QVERIFY(problem(ChartSpec()).contains(QStringLiteral("Choose")));
        std::stop_source stop;
        stop.request_stop();
        const auto cancelled = chartData(*frame, nullptr, specOf(ChartKind::Line, "time", "price"), stop.get_token());
        QCOMPARE(cancelled.error().code, ErrorCode::Cancelled);
    }

    void logarithmsTellOfWhatTheyLack()
    {
        const std::vector<double> values{-1, 0, 10};
        FrameBuilder builder(3);
        builder.addFloat64("v", values);
        ChartSpec spec = specOf(ChartKind::Line, nullptr, "v");
        spec.isLogarithmic = true;
        const auto frame = test::built(builder);
        QCOMPARE(chartData(*frame, nullptr, spec, {})->notes.size(), std::size_t{1});
    }
};

QTEST_GUILESS_MAIN(ChartDataTest)
#include "tst_ChartData.moc"
