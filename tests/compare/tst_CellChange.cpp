// SPDX-License-Identifier: GPL-3.0-or-later
#include "compare/CellChange.h"
#include "frames/DecimalText.h"
#include "tests/support/RawFrame.h"

#include <cmath>
#include <limits>
#include <QTest>
#include <random>

using namespace assay;
using namespace assay::test;

namespace {

constexpr double notANumber = std::numeric_limits<double>::quiet_NaN(), infinity = std::numeric_limits<double>::infinity();
constexpr auto leastInt = std::numeric_limits<std::int64_t>::min(), mostInt = std::numeric_limits<std::int64_t>::max();

template <typename T>
std::shared_ptr<const Frame> values(ColumnType type, std::initializer_list<T> cells, TimeUnit unit = TimeUnit::Nanosecond, const char *zone = "")
{
    RawFrame raw(static_cast<std::int64_t>(cells.size()));
    RawColumn column;
    column.schema.type = type;
    column.schema.unit = unit;
    column.schema.zone = zone;
    column.values = bytesOf(cells);
    raw.add(std::move(column));
    return mapped(raw.bytes());
}

std::shared_ptr<const Frame> texts(ColumnType type, const std::vector<std::string> &cells)
{
    RawFrame raw(static_cast<std::int64_t>(cells.size()));
    raw.addTexts(type, cells);
    return mapped(raw.bytes());
}

std::shared_ptr<const Frame> dictionary(std::initializer_list<std::int32_t> codes, const std::vector<std::string> &cells)
{
    RawFrame raw(static_cast<std::int64_t>(codes.size()));
    raw.addDictionary(codes, cells);
    return mapped(raw.bytes());
}

std::string delta(const std::shared_ptr<const Frame> &before, const std::shared_ptr<const Frame> &after, std::uint32_t row = 0)
{
    return CellChange({before.get(), 0}, {after.get(), 0}).delta({row, row});
}

std::optional<double> percent(const std::shared_ptr<const Frame> &before, const std::shared_ptr<const Frame> &after, std::uint32_t row = 0)
{
    return CellChange({before.get(), 0}, {after.get(), 0}).percent({row, row});
}

/// Both ways round, and equal hashes where they are the same.
bool areSame(const std::shared_ptr<const Frame> &left, const std::shared_ptr<const Frame> &right, std::int64_t row = 0)
{
    const FrameColumn a{left.get(), 0}, b{right.get(), 0};
    const CellMatch match(a, b);
    const bool is = match.areSame(row, row);
    std::vector<std::uint64_t> ofLeft(static_cast<std::size_t>(left->rows())), ofRight(static_cast<std::size_t>(right->rows()));
    const bool isHashed = addHashes(a, match.form(), ofLeft, {}) && addHashes(b, match.form(), ofRight, {});
    const bool isConsistent = is == CellMatch(b, a).areSame(row, row) && (!is || ofLeft[std::size_t(row)] == ofRight[std::size_t(row)]);
    if (!isHashed || !isConsistent)
        qFatal("areSame() and the hashes do not agree");
    return is;
}

} // namespace

class CellChangeTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersToTheLastDigit()
    {
        const auto before = values<std::int64_t>(ColumnType::Int64, {9007199254740992, leastInt, mostInt});
        const auto after = values<std::int64_t>(ColumnType::Int64, {9007199254740993, mostInt, leastInt});
        QCOMPARE(delta(before, after, 0), std::string("1"));
        QCOMPARE(delta(before, after, 1), std::string("18446744073709551615"));
        QCOMPARE(delta(before, after, 2), std::string("-18446744073709551615"));
        const auto wide = values<std::uint64_t>(ColumnType::UInt64, {std::numeric_limits<std::uint64_t>::max()});
        QCOMPARE(delta(values<std::int64_t>(ColumnType::Int64, {-1}), wide), std::string("18446744073709551616"));
        QCOMPARE(delta(wide, values<std::int8_t>(ColumnType::Int8, {-1})), std::string("-18446744073709551616"));
    }

    void reals()
    {
        const auto before = values<double>(ColumnType::Float64, {0.1, 5, notANumber, 1e308, infinity, 0, -100});
        const auto after = values<double>(ColumnType::Float64, {0.3, 4.5, 1, -1e308, infinity, 2, -50});
        QCOMPARE(delta(before, after, 0), std::string("0.19999999999999998"));
        QCOMPARE(delta(before, after, 1), std::string("-0.5"));
        QCOMPARE(delta(before, after, 2), std::string());
        QCOMPARE(delta(before, after, 3), std::string("-inf"));
        QCOMPARE(delta(before, after, 4), std::string());
        QCOMPARE(percent(before, after, 1), std::optional(-10.0));
        QVERIFY(!percent(before, after, 2) && !percent(before, after, 4) && !percent(before, after, 5));
        QCOMPARE(percent(before, after, 6), std::optional(50.0)); // less was lost
        QCOMPARE(CellChange({before.get(), 0}, {after.get(), 0}).written({0, 0}), std::optional<std::string>("0.2"));
        QCOMPARE(delta(values<float>(ColumnType::Float32, {0.1F}), values<float>(ColumnType::Float32, {0.4F})), std::string("0.3"));
        QCOMPARE(delta(values<std::int64_t>(ColumnType::Int64, {5}), values<double>(ColumnType::Float64, {5.25})), std::string("0.25"));
    }

    void decimals()
    {
        const auto before = texts(ColumnType::Decimal, {"0.10", "123456789012345678901234567890.1", "1E+3", "NaN", "1E+999999", "-1"});
        const auto after = texts(ColumnType::Decimal, {"0.3", "123456789012345678901234567890.11", "999.5", "1", "2", "1"});
        QCOMPARE(delta(before, after, 0), std::string("0.2"));
        QCOMPARE(delta(before, after, 1), std::string("0.01"));
        QCOMPARE(delta(before, after, 2), std::string("-0.5"));
        QCOMPARE(delta(before, after, 3), std::string());
        QCOMPARE(delta(before, after, 4), std::string());
        QCOMPARE(delta(before, after, 5), std::string("2"));
        QCOMPARE(percent(before, after, 5), std::optional(200.0));
        QCOMPARE(delta(values<double>(ColumnType::Float64, {0.1}), texts(ColumnType::Decimal, {"0.1"})), std::string("0"));
    }

    void decimalDifferencesAgainstIntegers()
    {
        std::mt19937_64 chance(3); // NOLINT: the same every time
        for (int i = 0; i < 20'000; ++i) {
            const auto number = [&] { return static_cast<std::int64_t>(chance() >> (chance() % 60 + 2)) * (chance() % 2 == 0 ? 1 : -1); };
            const std::int64_t left = number(), right = number();
            const auto scaled = [](std::int64_t value) { return std::to_string(value) + "E-3"; };
            QCOMPARE(decimalDifference(std::to_string(left), std::to_string(right)), std::optional(wideText(Wide{left} - right)));
            const std::string difference = decimalDifference(scaled(left), scaled(right)).value();
            QCOMPARE(compareDecimals(difference, wideText(Wide{left} - right) + "E-3"), 0);
        }
    }

    void times()
    {
        const auto before = values<std::int64_t>(ColumnType::Timestamp, {1'000, leastInt}, TimeUnit::Second);
        const auto after = values<std::int64_t>(ColumnType::Timestamp, {1'060'500, 5}, TimeUnit::Millisecond);
        QCOMPARE(delta(before, after, 0), std::string("0 days 00:01:00.500000"));
        QCOMPARE(delta(before, after, 1), std::string());
        QVERIFY(!percent(before, after));
        const auto days = values<std::int32_t>(ColumnType::Date, {2});
        QCOMPARE(delta(values<std::int32_t>(ColumnType::Date, {0}), days), std::string("2 days 00:00:00"));
        const auto duration = values<std::int64_t>(ColumnType::Duration, {10}), longer = values<std::int64_t>(ColumnType::Duration, {15});
        QCOMPARE(percent(duration, longer), std::optional(50.0));
    }

    void textsHaveNone()
    {
        QCOMPARE(delta(texts(ColumnType::Text, {"1"}), texts(ColumnType::Text, {"2"})), std::string());
        QVERIFY(!percent(values<std::uint8_t>(ColumnType::Bool, {1}), values<std::uint8_t>(ColumnType::Bool, {0})));
    }

    void numbersOfSeveralTypes()
    {
        const auto five = values<std::int64_t>(ColumnType::Int64, {5});
        QVERIFY(areSame(five, values<double>(ColumnType::Float64, {5})));
        QVERIFY(areSame(five, values<float>(ColumnType::Float32, {5})));
        QVERIFY(areSame(five, values<std::uint8_t>(ColumnType::UInt8, {5})));
        QVERIFY(areSame(five, texts(ColumnType::Decimal, {"5.00"})));
        QVERIFY(areSame(values<double>(ColumnType::Float64, {0.1}), texts(ColumnType::Decimal, {"0.10"})));
        QVERIFY(areSame(values<double>(ColumnType::Float64, {-0.0}), values<double>(ColumnType::Float64, {0})));
        QVERIFY(!areSame(five, texts(ColumnType::Text, {"5"})));
        QVERIFY(!areSame(values<std::int64_t>(ColumnType::Int64, {9007199254740993}), values<double>(ColumnType::Float64, {9007199254740992})));
        QVERIFY(!areSame(values<std::uint64_t>(ColumnType::UInt64, {std::numeric_limits<std::uint64_t>::max()}), values<std::int64_t>(ColumnType::Int64, {-1})));
        QVERIFY(!areSame(values<std::int64_t>(ColumnType::Int64, {mostInt}), values<double>(ColumnType::Float64, {9223372036854775808.0})));
        QVERIFY(areSame(values<std::uint64_t>(ColumnType::UInt64, {1ULL << 63U}), values<double>(ColumnType::Float64, {9223372036854775808.0})));
        QVERIFY(!areSame(five, values<double>(ColumnType::Float64, {infinity})));
        QVERIFY(areSame(values<double>(ColumnType::Float64, {infinity}), texts(ColumnType::Decimal, {"Infinity"})));
    }

    void textsAndDictionaries()
    {
        QVERIFY(areSame(texts(ColumnType::Text, {"kraken"}), dictionary({1}, {"mexc", "kraken"})));
        QVERIFY(areSame(dictionary({0}, {"mexc"}), dictionary({2}, {"a", "b", "mexc"})));
        QVERIFY(!areSame(texts(ColumnType::Text, {"Kraken"}), texts(ColumnType::Text, {"kraken"})));
        QVERIFY(!areSame(texts(ColumnType::Text, {""}), dictionary({-1}, {"a"}))); // empty is not missing
    }

    void whatIsMissing()
    {
        const auto none = values<double>(ColumnType::Float64, {notANumber});
        QVERIFY(areSame(none, none));
        QVERIFY(areSame(none, values<std::int64_t>(ColumnType::Timestamp, {leastInt})));
        QVERIFY(areSame(none, dictionary({-1}, {"a"})));
        QVERIFY(!areSame(none, values<double>(ColumnType::Float64, {0})));
    }

    void timesOfSeveralUnits()
    {
        const auto second = values<std::int64_t>(ColumnType::Timestamp, {86'400}, TimeUnit::Second);
        QVERIFY(areSame(second, values<std::int64_t>(ColumnType::Timestamp, {86'400'000'000'000})));
        QVERIFY(areSame(second, values<std::int32_t>(ColumnType::Date, {1})));
        const auto utc = values<std::int64_t>(ColumnType::Timestamp, {86'400}, TimeUnit::Second, "UTC");
        QVERIFY(areSame(utc, values<std::int64_t>(ColumnType::Timestamp, {86'400}, TimeUnit::Second, "Europe/Berlin")));
        QVERIFY(!areSame(second, utc));
        QVERIFY(!areSame(second, values<std::int64_t>(ColumnType::Duration, {86'400}, TimeUnit::Second)));
        QVERIFY(!areSame(values<std::int64_t>(ColumnType::Timestamp, {mostInt}, TimeUnit::Second), second)); // no overflow
    }
};

QTEST_APPLESS_MAIN(CellChangeTest)
#include "tst_CellChange.moc"
