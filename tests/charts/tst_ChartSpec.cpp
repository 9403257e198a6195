// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartSpec.h"
#include "tests/support/RawFrame.h"

#include <QTest>

using namespace assay;

class ChartSpecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        ChartSpec spec{ChartKind::Candlestick, ColumnRef{"time", 0}, {ColumnRef{"price", 1}}, {ColumnRef{"price", 1}}, ColumnRef{"a \"b\"\n", 0},
                       ColumnRef{"amount", 0}, Aggregate::Median, 60'000'000'000, true, true, 7};
        const auto read = readChart(chartText(spec));
        QVERIFY(read.has_value());
        QVERIFY(*read == spec);
        QVERIFY(*readChart("{}") == ChartSpec());
    }

    void refusesWhatIsNoChart_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("named");
        QTest::newRow("no JSON") << "{" << "JSON";
        QTest::newRow("a list") << "[]" << "object";
        QTest::newRow("kind") << R"({"kind": "spiral"})" << "kind";
        QTest::newRow("kind's type") << R"({"kind": 3})" << "kind";
        QTest::newRow("bins") << R"({"bins": 0})" << "bins";
        QTest::newRow("many bins") << R"({"bins": 99999999999999999999})" << "bins";
        QTest::newRow("interval") << R"({"interval": -1})" << "interval";
        QTest::newRow("truth") << R"({"stacked": "yes"})" << "stacked";
        QTest::newRow("column") << R"({"x": "time"})" << "x";
        QTest::newRow("occurrence") << R"({"x": {"name": "a", "occurrence": -1}})" << "occurrence";
        QTest::newRow("columns") << R"({"y": {"name": "a"}})" << "y";
        QTest::newRow("long name") << QStringLiteral(R"({"x": {"name": "%1"}})").arg(QString(10'001, u'a')) << "x";
    }

    void refusesWhatIsNoChart()
    {
        QFETCH(QString, text);
        QFETCH(QString, named);
        const auto read = readChart(text.toStdString());
        QVERIFY(!read.has_value());
        QVERIFY2(QString::fromStdString(read.error().text).contains(named), read.error().text.c_str());
    }

    void suggestsByTheColumns()
    {
        const std::vector<std::int64_t> times{1, 2};
        const std::vector<double> prices{1, 2};
        const std::vector<std::optional<std::string>> names{"a", "b"};
        FrameBuilder trades(2);
        trades.addTimestamp("timestamp", times);
        trades.addFloat64("amount", prices);
        trades.addFloat64("price", prices);
        const ChartSpec line = suggestedChart(*test::built(trades));
        QVERIFY(line.kind == ChartKind::Line && line.x->name == "timestamp" && line.y.front().name == "price" && line.volume->name == "amount");
        FrameBuilder sums(2);
        sums.addText("asset", names);
        sums.addFloat64("value", prices);
        const ChartSpec bars = suggestedChart(*test::built(sums));
        QVERIFY(bars.kind == ChartKind::Bar && bars.x->name == "asset" && bars.aggregate == Aggregate::Sum);
        FrameBuilder texts(2);
        texts.addText("asset", names);
        QVERIFY(suggestedChart(*test::built(texts)).y.empty());
    }

    void findsColumnsOfOneName()
    {
        const std::vector<double> values{1};
        FrameBuilder builder(1);
        builder.addFloat64("a", values);
        builder.addFloat64("a", values);
        const auto frame = test::built(builder);
        QCOMPARE(columnOf(*frame, {"a", 1}).value(), std::size_t{1});
        QVERIFY(!columnOf(*frame, {"a", 2}));
        QVERIFY(refOf(*frame, 1) == (ColumnRef{"a", 1}));
    }
};

QTEST_GUILESS_MAIN(ChartSpecTest)
#include "tst_ChartSpec.moc"
