// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "frames/FoldCase.h"
#include "frames/RowFilter.h"
#include "frames/ValueText.h"
#include "tests/support/RawFrame.h"

#include <cmath>
#include <limits>
#include <QTest>
#include <random>

using namespace assay;
using namespace assay::test;

namespace {

using Strings = std::vector<std::string>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();
constexpr auto leastInt = std::numeric_limits<std::int64_t>::min(), mostInt = std::numeric_limits<std::int64_t>::max();

RowList met(const Frame &frame, const Condition &condition)
{
    auto rows = filteredRows(frame, {condition}, {});
    if (!rows)
        qFatal("%s", rows.error().text.c_str());
    return *rows;
}

RangeCondition from(const char *min)
{
    return {0, min, std::nullopt, true};
}

RangeCondition upTo(const char *max)
{
    return {0, std::nullopt, max, true};
}

RangeCondition above(const char *min)
{
    return {0, min, std::nullopt, false};
}

RangeCondition below(const char *max)
{
    return {0, std::nullopt, max, false};
}

TextCondition text(TextMatch match, std::string pattern, bool isCaseSensitive = true)
{
    return {0, match, isCaseSensitive, std::move(pattern)};
}

Error problemOf(const Frame &frame, const Condition &condition)
{
    const auto rows = filteredRows(frame, {condition}, {});
    return rows ? Error() : rows.error();
}

std::string folded(std::string_view of)
{
    std::string out;
    foldCase(of, out);
    return out;
}

std::shared_ptr<const Frame> timesIn(TimeUnit unit, std::vector<std::int64_t> values, ColumnType type = ColumnType::Timestamp)
{
    RawFrame raw(static_cast<std::int64_t>(values.size()));
    raw.addValues(type, bytesOf(values));
    raw.schema.columns[0].unit = unit;
    return mapped(raw.bytes());
}

} // namespace

class RowFilterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersToTheLastDigit()
    {
        RawFrame raw(5);
        raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({9007199254740993, mostInt, 9007199254740992, leastInt, -1}), bytesOf<std::uint8_t>({0b01111}));
        const auto frame = mapped(raw.bytes());
        QCOMPARE(met(*frame, from("9007199254740993")), (RowList{0, 1}));
        QCOMPARE(met(*frame, above("9007199254740992")), (RowList{0, 1}));
        QCOMPARE(met(*frame, upTo("-9223372036854775808")), (RowList{3}));
        QCOMPARE(met(*frame, above("9223372036854775807")), RowList());
        QCOMPARE(met(*frame, from("99999999999999999999999999999999999999999999")), RowList());
        QCOMPARE(met(*frame, upTo("99999999999999999999999999999999999999999999")), (RowList{0, 1, 2, 3}));
        QCOMPARE(met(*frame, RangeCondition{}), (RowList{0, 1, 2, 3})); // what is missing has no place
    }

    void unsignedAndSmallIntegers()
    {
        RawFrame raw(3);
        raw.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({std::numeric_limits<std::uint64_t>::max(), 0, 1ULL << 63U}));
        QCOMPARE(met(*mapped(raw.bytes()), from("9223372036854775808")), (RowList{0, 2}));
        QCOMPARE(met(*mapped(raw.bytes()), upTo("-1")), RowList());
        RawFrame small(3);
        small.addValues(ColumnType::Int8, bytesOf<std::int8_t>({-128, 0, 127}));
        QCOMPARE(met(*mapped(small.bytes()), upTo("300")), (RowList{0, 1, 2}));
        QCOMPARE(met(*mapped(small.bytes()), from("127")), (RowList{2}));
        QCOMPARE(met(*mapped(small.bytes()), from("128")), RowList());
    }

    void reals()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        FrameBuilder builder(7);
        const std::vector<double> numbers{notANumber, -0.0, 0.1, 0.1 + 0.2, infinity, -infinity, 0.3};
        builder.addFloat64("n", numbers);
        const auto frame = built(builder);
        QCOMPARE(met(*frame, from("0")), (RowList{1, 2, 3, 4, 6}));
        QCOMPARE(met(*frame, above("0")), (RowList{2, 3, 4, 6}));
        QCOMPARE(met(*frame, above("0.3")), (RowList{3, 4}));
        QCOMPARE(met(*frame, from("inf")), (RowList{4}));
        QCOMPARE(met(*frame, above("inf")), RowList());
        QCOMPARE(met(*frame, below("-1e400")), RowList());
        QCOMPARE(met(*frame, above("1e-400")), (RowList{2, 3, 4, 6})); // too small to be other than 0
        QCOMPARE(met(*frame, RangeCondition{}), (RowList{1, 2, 3, 4, 5, 6}));
        RawFrame raw(2);
        raw.addValues(ColumnType::Float32, bytesOf<float>({0.1F, 0.2F}));
        QCOMPARE(met(*mapped(raw.bytes()), upTo("0.1")), (RowList{0})); // the nearest float32
    }

    void timesInEveryUnit()
    {
        const auto nanoseconds = timesIn(TimeUnit::Nanosecond, {1'763'640'000'000'000'001, 1'763'640'000'000'000'000, leastInt, mostInt});
        QCOMPARE(met(*nanoseconds, above("2025-11-20T12:00:00")), (RowList{0, 3}));
        QCOMPARE(met(*nanoseconds, upTo("2025-11-20 12:00:00.000000000+00:00")), (RowList{1})); // NaT is no early time
        QCOMPARE(met(*nanoseconds, upTo("2025-11-20 13:00:00+01:00")), (RowList{1}));
        const auto seconds = timesIn(TimeUnit::Second, {1'763'640'000, 1'763'640'001, -1, leastInt});
        QCOMPARE(met(*seconds, from("2025-11-20 12:00:00.5")), (RowList{1}));
        QCOMPARE(met(*seconds, below("2025-11-20 12:00:00.5")), (RowList{0, 2}));
        QCOMPARE(met(*seconds, upTo("1969-12-31 23:59:59.5 UTC")), (RowList{2}));
        const auto durations = timesIn(TimeUnit::Millisecond, {90'000, -1, 86'400'000}, ColumnType::Duration);
        QCOMPARE(met(*durations, from("00:01:30")), (RowList{0, 2}));
        QCOMPARE(met(*durations, upTo("-1 days +23:59:59.999")), (RowList{1}));
        QCOMPARE(met(*durations, from("1 days")), (RowList{2}));
        RawFrame raw(2);
        raw.addValues(ColumnType::Date, bytesOf<std::int32_t>({0, -1}));
        QCOMPARE(met(*mapped(raw.bytes()), below("1970-01-01")), (RowList{1}));
    }

    void decimals()
    {
        RawFrame raw(4);
        raw.addTexts(ColumnType::Decimal, {"1.10", "123456789012345678901234567890.1", "NaN", "-1E+3"}, bytesOf<std::uint8_t>({0b1111}));
        const auto frame = mapped(raw.bytes());
        QCOMPARE(met(*frame, from("1.1")), (RowList{0, 1}));
        QCOMPARE(met(*frame, above("123456789012345678901234567890")), (RowList{1}));
        QCOMPARE(met(*frame, below("1.1")), (RowList{3}));
        QCOMPARE(met(*frame, ValuesCondition{0, {"1.1", "-1000"}, false, false}), (RowList{0, 3}));
    }

    void boundsThatAreNone_data()
    {
        QTest::addColumn<int>("type");
        QTest::addColumn<QString>("bound");
        const auto add = [](ColumnType type, const char *bound) { QTest::addRow("%d %s", int(type), bound) << int(type) << bound; };
        for (const char *bound : {"", "x", "1.5", "1e3", "--1", "0x10", "nan", "1 2"})
            add(ColumnType::Int64, bound);
        for (const char *bound : {"", "nan", "1,5", "--1", "+-1", "1.5x"})
            add(ColumnType::Float64, bound);
        for (const char *bound : {"", "yesterday", "2025-02-30", "12:00"})
            add(ColumnType::Timestamp, bound);
        for (const char *bound : {"", "1", "days", "1 days +", "25:00:00", "9999999 days"})
            add(ColumnType::Duration, bound);
        for (const char *bound : {"", "2025-02-30", "2025-11-20 12:00", "20"})
            add(ColumnType::Date, bound);
    }
    void boundsThatAreNone()
    {
        QFETCH(int, type);
        QFETCH(QString, bound);
        RawFrame raw(1);
        raw.addValues(static_cast<ColumnType>(type), std::vector<std::byte>(valueWidth(static_cast<ColumnType>(type))));
        raw.schema.columns[0].name = "price";
        const auto frame = mapped(raw.bytes());
        for (const Condition &condition : {Condition(RangeCondition{0, bound.toStdString(), {}, true}), Condition(ValuesCondition{0, {bound.toStdString()}, false, false})}) {
            const Error problem = problemOf(*frame, condition);
            QCOMPARE(problem.code, ErrorCode::InvalidInput);
            QVERIFY(problem.text.find("\"" + bound.toStdString() + "\"") != std::string::npos);
            QVERIFY(problem.text.find("price") != std::string::npos);
        }
    }

    void textsHaveNoRange()
    {
        RawFrame raw(1);
        raw.addTexts(ColumnType::Text, {"a"});
        QCOMPARE(problemOf(*mapped(raw.bytes()), from("1")).code, ErrorCode::InvalidInput);
    }

    void textsByPattern_data()
    {
        QTest::addColumn<bool>("isDictionary");
        QTest::addRow("text") << false;
        QTest::addRow("dictionary") << true;
    }
    void textsByPattern()
    {
        QFETCH(bool, isDictionary);
        const Strings texts{"mexc", "MEXC", "", std::string("a\0mexc", 6), "\xFF\xFEmexc", "me", "xc", "größe GRÖSSE"};
        RawFrame raw(9);
        if (isDictionary) {
            raw.addDictionary({0, 1, 2, 3, 4, 5, 6, 7, -1}, texts);
        } else {
            Strings all = texts;
            all.emplace_back();
            raw.addTexts(ColumnType::Text, all, bytesOf<std::uint8_t>({0xFF, 0}));
        }
        const auto frame = mapped(raw.bytes());
        QCOMPARE(met(*frame, text(TextMatch::Contains, "mexc")), (RowList{0, 3, 4})); // not over me|xc
        QCOMPARE(met(*frame, text(TextMatch::ContainsNot, "mexc")), (RowList{1, 2, 5, 6, 7, 8}));
        QCOMPARE(met(*frame, text(TextMatch::Contains, "mexc", false)), (RowList{0, 1, 3, 4}));
        QCOMPARE(met(*frame, text(TextMatch::Contains, "")), (RowList{0, 1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(met(*frame, text(TextMatch::ContainsNot, "")), (RowList{8}));
        QCOMPARE(met(*frame, text(TextMatch::Equals, "")), (RowList{2}));
        QCOMPARE(met(*frame, text(TextMatch::Equals, "Mexc", false)), (RowList{0, 1}));
        QCOMPARE(met(*frame, text(TextMatch::StartsWith, "me")), (RowList{0, 5}));
        QCOMPARE(met(*frame, text(TextMatch::EndsWith, "xc")), (RowList{0, 3, 4, 6}));
        QCOMPARE(met(*frame, text(TextMatch::Contains, "GRÖ", false)), (RowList{7}));
        QCOMPARE(met(*frame, text(TextMatch::Contains, std::string("\0m", 2))), (RowList{3}));
        QCOMPARE(met(*frame, ValuesCondition{0, {"mexc", "\uFFFD\uFFFDmexc"}, false, false}), (RowList{0, 4}));
        QCOMPARE(met(*frame, ValuesCondition{0, {"mexc"}, true, false}), (RowList{0, 8}));
        QCOMPARE(met(*frame, ValuesCondition{0, {"mexc"}, true, true}), (RowList{1, 2, 3, 4, 5, 6, 7}));
        QCOMPARE(met(*frame, ValuesCondition{0, {"mexc"}, false, true}), (RowList{1, 2, 3, 4, 5, 6, 7, 8}));
        QCOMPARE(met(*frame, MissingCondition{0, true}), (RowList{8}));
        QCOMPARE(met(*frame, MissingCondition{0, false}).size(), std::size_t(8));
    }

    void textsOverManyBlocks()
    {
        std::mt19937 chance(1); // NOLINT: the same every time
        std::vector<std::optional<std::string>> texts;
        for (int i = 0; i < 30'000; ++i) {
            std::string one;
            for (unsigned length = chance() % 12; length > 0; --length)
                one += static_cast<char>('a' + chance() % 2);
            texts.push_back(i % 13 == 0 ? std::nullopt : std::optional(one));
        }
        texts[12'345] = std::string(1 << 20, 'a');
        FrameBuilder builder(static_cast<std::int64_t>(texts.size()));
        builder.addText("t", texts);
        const auto frame = built(builder);
        for (const char *pattern : {"a", "ab", "aba", "aaaa", "bbbbbbbbbbb"})
            for (const bool isNegated : {false, true}) {
                RowList expected;
                for (std::size_t i = 0; i < texts.size(); ++i)
                    if ((texts[i] && texts[i]->find(pattern) != std::string::npos) != isNegated)
                        expected.push_back(static_cast<std::uint32_t>(i));
                QVERIFY(met(*frame, text(isNegated ? TextMatch::ContainsNot : TextMatch::Contains, pattern)) == expected);
            }
    }

    void numbersAsTexts()
    {
        FrameBuilder builder(4);
        const std::vector<double> numbers{1.5, 100, notANumber, 0.15};
        builder.addFloat64("n", numbers);
        const auto frame = built(builder);
        QCOMPARE(met(*frame, text(TextMatch::Contains, "1.5")), (RowList{0}));
        QCOMPARE(met(*frame, text(TextMatch::StartsWith, "10")), (RowList{1}));
        QCOMPARE(met(*frame, text(TextMatch::ContainsNot, "1")), (RowList{2}));
    }

    void valuesOfEveryKind()
    {
        RawFrame raw(4);
        raw.addValues(ColumnType::Bool, bytesOf<std::uint8_t>({1, 0, 1, 0}), bytesOf<std::uint8_t>({0b0111}));
        QCOMPARE(met(*mapped(raw.bytes()), ValuesCondition{0, {"True"}, false, false}), (RowList{0, 2}));
        QCOMPARE(met(*mapped(raw.bytes()), ValuesCondition{0, {"false"}, true, false}), (RowList{1, 3}));
        QCOMPARE(met(*mapped(raw.bytes()), ValuesCondition{0, {}, false, true}), (RowList{0, 1, 2, 3}));
        FrameBuilder builder(4);
        const std::vector<double> numbers{0.1, -0.0, notANumber, 0.1};
        builder.addFloat64("n", numbers);
        QCOMPARE(met(*built(builder), ValuesCondition{0, {"0.1", "0"}, false, false}), (RowList{0, 1, 3}));
        QCOMPARE(met(*built(builder), ValuesCondition{0, {}, true, false}), (RowList{2}));
        const auto times = timesIn(TimeUnit::Second, {1'763'640'000, 0, leastInt});
        QCOMPARE(met(*times, ValuesCondition{0, {"2025-11-20 12:00:00", "1970-01-01 00:00:00.5"}, true, false}), (RowList{0, 2}));
    }

    void severalConditions()
    {
        FrameBuilder builder(5);
        const std::vector<std::int32_t> codes{1, 0, 1, 0, 1};
        const std::vector<double> numbers{1, 2, 3, 4, notANumber};
        builder.addDictionary("t", codes, Strings{"a", "b"});
        builder.addFloat64("n", numbers);
        const auto frame = built(builder);
        const RangeCondition range{1, "1", "3", false};
        QCOMPARE(filteredRows(*frame, {text(TextMatch::Equals, "b"), RangeCondition{1, "2", "3", true}}, {}).value(), (RowList{2}));
        QCOMPARE(filteredRows(*frame, {range}, {}).value(), (RowList{1}));
        QCOMPARE(filteredRows(*frame, {}, {}).value(), (RowList{0, 1, 2, 3, 4}));
    }

    void nothingToFilter()
    {
        RawFrame raw(0);
        raw.addValues(ColumnType::Int64, {});
        raw.addTexts(ColumnType::Text, {});
        raw.addDictionary({}, {});
        const auto frame = mapped(raw.bytes());
        for (std::size_t column = 0; column < 3; ++column) {
            QCOMPARE(met(*frame, TextCondition{column, TextMatch::Contains, true, "a"}), RowList());
            QCOMPARE(met(*frame, MissingCondition{column, true}), RowList());
        }
    }

    void canBeCancelled()
    {
        RawFrame raw(1);
        raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({1}));
        std::stop_source stop;
        stop.request_stop();
        const auto rows = filteredRows(*mapped(raw.bytes()), {from("0")}, stop.get_token());
        QVERIFY(!rows.has_value());
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
    }

    void lettersAreFolded()
    {
        QCOMPARE(folded("ÀÉÞ×ß ŸĀ ΑΣς Ά ЁЖ Ա Ａ"), std::string("àéþ×ß ÿā ασσ ά ёж ա ａ"));
        QCOMPARE(folded("\xC3"), std::string("\xC3")); // half a letter
        QCOMPARE(folded("\xE0\x80\x80\xED\xA0\x80"), std::string("\xE0\x80\x80\xED\xA0\x80"));
        QCOMPARE(folded(std::string_view("A\0B", 3)), std::string("a\0b", 3));
    }

    void valuesAreRead()
    {
        QVERIFY(parseWhole(" -12 ") == Wide{-12});
        QCOMPARE(parseDuration("1 day 00:00:01.25"), std::optional<std::int64_t>(86'401'250'000'000));
        QCOMPARE(parseDuration("-1 days +22:00:00"), std::optional<std::int64_t>(-7'200'000'000'000));
        QCOMPARE(parseDuration("-02:00"), std::optional<std::int64_t>(-7'200'000'000'000));
        QCOMPARE(parseDate("-0044-03-15"), parseDate(" -44-3-15"));
        QCOMPARE(wideText(Wide{leastInt} * 10), std::string("-92233720368547758080"));
    }
};

QTEST_GUILESS_MAIN(RowFilterTest)
#include "tst_RowFilter.moc"
