// SPDX-License-Identifier: GPL-3.0-or-later
#include "charts/ChartSpec.h"
#include "tests/support/RawFrame.h"

#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

std::string problemOf(const std::string &json)
{
    const Result<ChartSpec> spec = readChart(json);
    if (spec)
        return "";
    return spec.error().code == ErrorCode::InvalidInput ? spec.error().text : "another code";
}

bool isRefusedFor(const std::string &json, const char *word)
{
    return problemOf(json).find(word) != std::string::npos;
}

std::string columns(std::size_t count)
{
    std::string list;
    for (std::size_t i = 0; i < count; ++i)
        list += (i > 0 ? "," : "") + std::string(R"({"name":"a"})");
    return "[" + list + "]";
}

/// A line chart with more keys. (Raw texts in macros are more than moc reads.)
std::string line(const std::string &more)
{
    return R"({"kind":"line",)" + more + "}";
}

std::string named(std::size_t bytes)
{
    return R"("x":{"name":")" + std::string(bytes, 'a') + R"("})";
}

} // namespace

class ChartSpecTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas()
    {
        ChartSpec spec;
        QVERIFY(readChart(chartText(spec)).value() == spec);
        spec = {ChartKind::Candlestick, ColumnRef{"tïme \"x\"", 1}, {{"p", 0}, {"q", 2}}, {{"q", 2}}, ColumnRef{"", 0}, ColumnRef{"v", 0}, Aggregate::Median, 60'000'000'000, true, true, 7};
        QVERIFY(readChart(chartText(spec)).value() == spec);
        for (int kind = 0; kind <= static_cast<int>(ChartKind::Pie); ++kind)
            for (int aggregate = 0; aggregate <= static_cast<int>(Aggregate::Last); ++aggregate) {
                spec.kind = static_cast<ChartKind>(kind);
                spec.aggregate = static_cast<Aggregate>(aggregate);
                QVERIFY(readChart(chartText(spec)).value() == spec);
            }
    }

    void littleIsEnough()
    {
        const ChartSpec spec = readChart("{\"kind\":\"bar\",\"x\":null}").value();
        QVERIFY(spec == ChartSpec{.kind = ChartKind::Bar});
    }

    void whatIsNoChartIsRefused()
    {
        QVERIFY(isRefusedFor("", "not JSON"));
        QVERIFY(isRefusedFor("{", "not JSON"));
        QVERIFY(isRefusedFor("{\"kind\":\"\xFF\"}", "not JSON"));
        QVERIFY(isRefusedFor(std::string(100'000, '['), "not JSON"));
        QVERIFY(isRefusedFor(std::string(100'000, '[') + std::string(100'000, ']'), "object"));
        QVERIFY(isRefusedFor("[]", "object"));
        QVERIFY(isRefusedFor("{}", "`kind`"));
        QVERIFY(isRefusedFor(std::string(10'000'000, ' '), "longer"));
    }

    void whatIsWrongIsNamed_data()
    {
        QTest::addColumn<QString>("part");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *part, const char *word) { QTest::newRow(part) << QString::fromLatin1(part) << QString::fromLatin1(word); };
        row(R"("aggregate":"mode")", "`aggregate`");
        row(R"("aggregate":3)", "`aggregate`");
        row(R"("bins":0)", "`bins`");
        row(R"("bins":1001)", "`bins`");
        row(R"("bins":1e300)", "`bins`");
        row(R"("bins":18446744073709551615)", "`bins`");
        row(R"("bins":"40")", "`bins`");
        row(R"("interval":-1)", "`interval`");
        row(R"("interval":9223372036854775808)", "`interval`");
        row(R"("interval":1.5)", "`interval`");
        row(R"("stacked":1)", "`stacked`");
        row(R"("logarithmic":"yes")", "`logarithmic`");
        row(R"("x":"a")", "`x`");
        row(R"("x":[])", "`x`");
        row(R"("x":{"occurrence":1})", "`x`");
        row(R"("x":{"name":1})", "`x`");
        row(R"("x":{"name":"a","occurrence":-1})", "x.occurrence");
        row(R"("group":7)", "`group`");
        row(R"("volume":true)", "`volume`");
        row(R"("y":{"name":"a"})", "`y`");
        row(R"("y":[{"name":"a"},2])", "`y[1]`");
        row(R"("second":[{"name":"a"}])", "`second`");
        row(R"("colour":"red")", "`colour`");
    }

    void whatIsWrongIsNamed()
    {
        QFETCH(QString, part);
        QFETCH(QString, word);
        QVERIFY(isRefusedFor(line(part.toStdString()), word.toLatin1().constData()));
    }

    void bounds()
    {
        QVERIFY(isRefusedFor("{\"kind\":\"radar\"}", "candlestick"));
        QVERIFY(isRefusedFor("{\"kind\":2}", "`kind`"));
        QCOMPARE(problemOf(line("\"y\":" + columns(50))), std::string());
        QVERIFY(isRefusedFor(line("\"y\":" + columns(51)), "50"));
        QCOMPARE(problemOf(line(named(10'000))), std::string());
        QVERIFY(isRefusedFor(line(named(10'001)), "longer"));
    }

    void columnsByName()
    {
        FrameBuilder builder(1);
        const std::vector<double> numbers{1};
        for (const char *name : {"a", "b", "a"})
            builder.addFloat64(name, numbers);
        const auto frame = built(builder);
        QCOMPARE(columnOf(*frame, {"a", 1}), std::optional<std::size_t>(2));
        QCOMPARE(columnOf(*frame, {"a", 2}), std::optional<std::size_t>());
        QCOMPARE(columnOf(*frame, {"c", 0}), std::optional<std::size_t>());
        for (std::size_t i = 0; i < 3; ++i)
            QCOMPARE(columnOf(*frame, refOf(*frame, i)), std::optional(i));
    }

    void suggestions()
    {
        const std::vector<double> numbers{1, 2, 3};
        const std::vector<std::int64_t> times{1, 2, 3};
        const std::vector<std::optional<std::string>> texts{"a", "b", "a"};
        FrameBuilder trades(3), lines(3), bars(3), cloud(3), words(3);
        trades.addInt64("trade_id", times);
        trades.addTimestamp("timestamp", times);
        trades.addText("exchange", texts);
        trades.addFloat64("Price", numbers);
        trades.addFloat64("amount", numbers);
        const ChartSpec ofTrades = suggestedChart(*built(trades));
        QVERIFY((ofTrades == ChartSpec{.x = ColumnRef{"timestamp", 0}, .y = {{"Price", 0}}}));
        lines.addTimestamp("t", times);
        lines.addFloat64("a", numbers);
        lines.addFloat64("b", numbers);
        QVERIFY((suggestedChart(*built(lines)) == ChartSpec{.x = ColumnRef{"t", 0}, .y = {{"a", 0}, {"b", 0}}}));
        bars.addText("who", texts);
        bars.addFloat64("a", numbers);
        QVERIFY((suggestedChart(*built(bars)) == ChartSpec{.kind = ChartKind::Bar, .x = ColumnRef{"who", 0}, .y = {{"a", 0}}}));
        cloud.addFloat64("a", numbers);
        cloud.addFloat64("b", numbers);
        QVERIFY((suggestedChart(*built(cloud)) == ChartSpec{.kind = ChartKind::Scatter, .x = ColumnRef{"a", 0}, .y = {{"b", 0}}}));
        words.addText("who", texts);
        QVERIFY(suggestedChart(*built(words)).y.empty());
        FrameBuilder nothing(0);
        QVERIFY(suggestedChart(*built(nothing)).y.empty());
    }
};

QTEST_GUILESS_MAIN(ChartSpecTest)
#include "tst_ChartSpec.moc"
