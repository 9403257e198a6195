// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellStatistics.h"
#include "frames/ColumnSummary.h"
#include "tests/support/RawFrame.h"

#include <cmath>
#include <limits>
#include <numeric>
#include <QTest>
#include <random>

using namespace assay;
using namespace assay::test;

namespace {

using Strings = std::vector<std::string>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr auto leastInt = std::numeric_limits<std::int64_t>::min(), mostInt = std::numeric_limits<std::int64_t>::max();

ColumnSummary summed(const Frame &frame, const RowList *subset = nullptr, std::size_t column = 0)
{
    return summarize(frame, column, subset, {}).value();
}

std::shared_ptr<const Frame> realsOf(const std::vector<double> &numbers)
{
    FrameBuilder builder(static_cast<std::int64_t>(numbers.size()));
    builder.addFloat64("n", numbers);
    return built(builder);
}

std::int64_t sumOf(const std::array<std::int64_t, NumberSummary::binCount> &bins)
{
    return std::accumulate(bins.begin(), bins.end(), std::int64_t{0});
}

} // namespace

class ColumnSummaryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersToTheLastDigit()
    {
        RawFrame raw(5);
        raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({mostInt, mostInt, leastInt, 9007199254740993, 0}), bytesOf<std::uint8_t>({0b01111}));
        const ColumnSummary summary = summed(*mapped(raw.bytes()));
        QCOMPARE(summary.rows, 5);
        QCOMPARE(summary.missing, 1);
        QCOMPARE(summary.distinct, 3);
        QCOMPARE(summary.min, std::string("-9223372036854775808"));
        QCOMPARE(summary.max, std::string("9223372036854775807"));
        QCOMPARE(summary.numbers->sum.text, std::string("9232379236109516799"));
        QVERIFY(summary.frequent == (std::vector<ValueCount>{{"9223372036854775807", 2}, {"-9223372036854775808", 1}, {"9007199254740993", 1}}));
    }

    void reals()
    {
        const ColumnSummary summary = summed(*realsOf({4, 1, notANumber, 2, 2}));
        QCOMPARE(summary.missing, 1);
        QCOMPARE(summary.distinct, 3);
        const NumberSummary &numbers = *summary.numbers;
        QCOMPARE(numbers.mean.text, std::string("2.25"));
        QCOMPARE(numbers.deviation.value, std::sqrt(4.75 / 3));
        QCOMPARE(numbers.quantiles[1].text, std::string("1.75"));
        QCOMPARE(numbers.quantiles[2].text, std::string("2.0"));
        QCOMPARE(numbers.quantiles[3].text, std::string("2.5"));
        QCOMPARE(numbers.from, 1.0);
        QCOMPARE(numbers.to, 4.0);
        QCOMPARE(numbers.bins[0], 1);
        QCOMPARE(numbers.bins[8], 2);
        QCOMPARE(numbers.bins[23], 1);
    }

    void realsWithTheirOddities()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        const double huge = std::numeric_limits<double>::max();
        const ColumnSummary summary = summed(*realsOf({infinity, -huge, huge, 0.0, -0.0, infinity}));
        QCOMPARE(summary.distinct, 4);
        QCOMPARE(summary.max, std::string("inf"));
        QCOMPARE(summary.numbers->mean.text, std::string("inf"));
        QCOMPARE(sumOf(summary.numbers->bins), 4); // the finite ones
        QCOMPARE(summary.numbers->from, -huge);
        const ColumnSummary one = summed(*realsOf({7}));
        QVERIFY(std::isnan(one.numbers->deviation.value));
        QCOMPARE(one.numbers->from, 6.5);
        QCOMPARE(sumOf(one.numbers->bins), 1);
        const ColumnSummary none = summed(*realsOf({notANumber, notANumber}));
        QCOMPARE(none.missing, 2);
        QCOMPARE(none.distinct, 0);
        QVERIFY(!none.numbers.has_value());
        QVERIFY(none.frequent.empty() && none.min.empty());
        QCOMPARE(sumOf(summed(*realsOf({infinity})).numbers->bins), 0);
    }

    void times()
    {
        RawFrame raw(4);
        raw.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({1'763'640'000, leastInt, 1'763'640'003, 1'763'640'003}));
        raw.addValues(ColumnType::Duration, bytesOf<std::int64_t>({90, -90, leastInt, 1}));
        raw.addValues(ColumnType::Date, bytesOf<std::int32_t>({0, -1, 1, 0}));
        for (ColumnSchema &column : raw.schema.columns)
            column.unit = TimeUnit::Second;
        const auto frame = mapped(raw.bytes());
        const ColumnSummary stamps = summed(*frame);
        QCOMPARE(stamps.missing, 1);
        QCOMPARE(stamps.min, std::string("2025-11-20 12:00:00"));
        QCOMPARE(stamps.numbers->mean.text, std::string("2025-11-20 12:00:02"));
        QCOMPARE(stamps.numbers->sum.text, std::string());
        QCOMPARE(stamps.numbers->quantiles[2].text, std::string("2025-11-20 12:00:03"));
        QCOMPARE(stamps.frequent.front().count, 2);
        const ColumnSummary durations = summed(*frame, nullptr, 1);
        QCOMPARE(durations.numbers->sum.text, std::string("0 days 00:00:01"));
        QCOMPARE(durations.min, std::string("-1 days +23:58:30"));
        QCOMPARE(summed(*frame, nullptr, 2).max, std::string("1970-01-02"));
    }

    void texts_data()
    {
        QTest::addColumn<bool>("isDictionary");
        QTest::addRow("text") << false;
        QTest::addRow("dictionary") << true;
    }
    void texts()
    {
        QFETCH(bool, isDictionary);
        RawFrame raw(8);
        if (isDictionary)
            raw.addDictionary({0, 1, 0, 2, -1, 3, 4, 1}, {"b", "a", "", "b", "\xFF", "unused"});
        else
            raw.addTexts(ColumnType::Text, {"b", "a", "b", "", "", "b", "\xFF", "a"}, bytesOf<std::uint8_t>({0b11101111}));
        const ColumnSummary summary = summed(*mapped(raw.bytes()));
        QCOMPARE(summary.missing, 1);
        QCOMPARE(summary.distinct, 4);
        QCOMPARE(summary.min, std::string());
        QCOMPARE(summary.max, std::string("\uFFFD"));
        QVERIFY(!summary.numbers.has_value());
        QVERIFY(summary.frequent == (std::vector<ValueCount>{{"b", 3}, {"a", 2}, {"", 1}, {"\uFFFD", 1}}));
    }

    void manyTexts()
    {
        std::mt19937 chance(1); // NOLINT: the same every time
        std::vector<std::optional<std::string>> texts;
        std::map<std::string, std::int64_t> counts;
        for (int i = 0; i < 200'000; ++i) {
            texts.emplace_back(std::to_string(chance() % (1U << (i % 20))));
            ++counts[*texts.back()];
        }
        FrameBuilder builder(static_cast<std::int64_t>(texts.size()));
        builder.addText("t", texts);
        const ColumnSummary summary = summed(*built(builder));
        QCOMPARE(summary.distinct, std::int64_t(counts.size()));
        for (const ValueCount &value : summary.frequent)
            QCOMPARE(value.count, counts[value.text]);
        QCOMPARE(summary.frequent.size(), ColumnSummary::mostFrequent);
        QCOMPARE(summary.min, counts.begin()->first);
        QCOMPARE(summary.max, counts.rbegin()->first);
    }

    void decimalsAndBools()
    {
        RawFrame raw(4);
        raw.addTexts(ColumnType::Decimal, {"10", "9.5", "10.0", "x"}, bytesOf<std::uint8_t>({0b0111}));
        raw.addValues(ColumnType::Bool, bytesOf<std::uint8_t>({1, 0, 1, 1}));
        const auto frame = mapped(raw.bytes());
        const ColumnSummary decimals = summed(*frame);
        QCOMPARE(decimals.distinct, 2);
        QCOMPARE(decimals.missing, 1);
        QCOMPARE(decimals.min, std::string("9.5"));
        QVERIFY(decimals.frequent == (std::vector<ValueCount>{{"10", 2}, {"9.5", 1}}));
        const ColumnSummary bools = summed(*frame, nullptr, 1);
        QVERIFY(bools.frequent == (std::vector<ValueCount>{{"True", 3}, {"False", 1}}));
        QVERIFY(!bools.numbers.has_value());
    }

    void someRows()
    {
        const RowList rows{0, 2, 2};
        const ColumnSummary summary = summed(*realsOf({1, 100, 4}), &rows);
        QCOMPARE(summary.rows, 3);
        QCOMPARE(summary.numbers->mean.text, std::string("3.0"));
        QCOMPARE(summary.max, std::string("4.0"));
    }

    void canBeCancelled()
    {
        RawFrame raw(2);
        raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({1, 2}));
        raw.addTexts(ColumnType::Text, {"a", "b"});
        raw.addTexts(ColumnType::Decimal, {"1", "2"});
        raw.addDictionary({0, 0}, {"a"});
        const auto frame = mapped(raw.bytes());
        std::stop_source stop;
        stop.request_stop();
        for (std::size_t column = 0; column < 4; ++column) {
            const auto summary = summarize(*frame, column, nullptr, stop.get_token());
            QVERIFY(!summary.has_value());
            QCOMPARE(summary.error().code, ErrorCode::Cancelled);
        }
    }

    void selectedCells()
    {
        RawFrame raw(4);
        raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({mostInt, mostInt, 1, 0}), bytesOf<std::uint8_t>({0b0111}));
        raw.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({1ULL << 63U, 2, 3, 4}));
        raw.addTexts(ColumnType::Text, {"1", "a", "a", "b"});
        raw.addValues(ColumnType::Float64, bytesOf<double>({0.5, notANumber, 1, 2}));
        const auto frame = mapped(raw.bytes());
        const CellStatistics whole = statisticsOf(*frame, nullptr, {{0, 3, {0}}}, {}).value();
        QCOMPARE(whole.sum, std::string("18446744073709551615"));
        QCOMPARE(whole.max, std::string("9223372036854775807"));
        QCOMPARE(whole.missing, 1);
        QCOMPARE(*whole.distinct, 2);
        const CellStatistics mixed = statisticsOf(*frame, nullptr, {{2, 3, {0, 1, 3}}, {1, 1, {2, 3}}}, {}).value();
        QCOMPARE(mixed.cells, 8);
        QCOMPARE(mixed.missing, 2);
        QCOMPARE(mixed.numbers, 5);
        QCOMPARE(mixed.sum, std::string("11.0"));
        const RowList rows{3, 0};
        QCOMPARE(statisticsOf(*frame, &rows, {{1, 1, {1}}}, {}).value().sum, std::string("9223372036854775808"));
        QCOMPARE(statisticsOf(*frame, nullptr, {}, {}).value().cells, 0);
    }
};

QTEST_GUILESS_MAIN(ColumnSummaryTest)
#include "tst_ColumnSummary.moc"
