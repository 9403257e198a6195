// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "frames/DecimalText.h"
#include "frames/FrameBuilder.h"
#include "frames/RowOrder.h"
#include "tests/support/RawFrame.h"

#include <cmath>
#include <limits>
#include <QTest>
#include <random>
#include <thread>

using namespace assay;
using namespace assay::test;

namespace {

using Strings = std::vector<std::string>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

RowList sorted(const Frame &frame, std::vector<SortKey> keys, const RowList *subset = nullptr)
{
    return sortedRows(frame, subset, keys, {}).value();
}

/// Both ways, by the rule said in plain words: stable, what is missing last.
void checkAgainstPlainSort(const Frame &frame, const std::function<bool(std::uint32_t, std::uint32_t)> &isLess)
{
    for (const bool isDescending : {false, true}) {
        RowList expected = allRows(frame).value();
        std::ranges::stable_sort(expected, [&](std::uint32_t left, std::uint32_t right) {
            const bool leftMissing = frame.isMissing(0, left), rightMissing = frame.isMissing(0, right);
            if (leftMissing || rightMissing)
                return !leftMissing && rightMissing;
            return isDescending ? isLess(right, left) : isLess(left, right);
        });
        QVERIFY(sorted(frame, {{0, isDescending}}) == expected);
    }
}

} // namespace

class RowOrderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void integersToTheLastDigit()
    {
        constexpr auto least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
        RawFrame raw(6);
        raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({9007199254740993, most, 9007199254740992, -1, least, 0}));
        const auto frame = mapped(raw.bytes());
        QCOMPARE(sorted(*frame, {{0, false}}), (RowList{4, 3, 5, 2, 0, 1}));
        QCOMPARE(sorted(*frame, {{0, true}}), (RowList{1, 0, 2, 5, 3, 4}));
    }

    void unsignedIntegers()
    {
        RawFrame raw(3);
        raw.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({std::numeric_limits<std::uint64_t>::max(), 0, 1ULL << 63U}));
        QCOMPARE(sorted(*mapped(raw.bytes()), {{0, false}}), (RowList{1, 2, 0}));
    }

    void realsWithTheirOddities()
    {
        const double infinity = std::numeric_limits<double>::infinity();
        RawFrame raw(8);
        raw.addValues(ColumnType::Float64, bytesOf<double>({notANumber, -0.0, infinity, 0.0, -infinity, -5e-324, 5e-324, notANumber}));
        const auto frame = mapped(raw.bytes());
        QCOMPARE(sorted(*frame, {{0, false}}), (RowList{4, 5, 1, 3, 6, 2, 0, 7})); // -0 and 0 as they lay
        QCOMPARE(sorted(*frame, {{0, true}}), (RowList{2, 6, 1, 3, 5, 4, 0, 7}));
    }

    void missingOnesComeLast()
    {
        RawFrame raw(4);
        raw.addValues(ColumnType::Int32, bytesOf<std::int32_t>({5, 4, 3, 2}), bytesOf<std::uint8_t>({0b1010}));
        const auto frame = mapped(raw.bytes());
        QCOMPARE(sorted(*frame, {{0, false}}), (RowList{3, 1, 0, 2}));
        QCOMPARE(sorted(*frame, {{0, true}}), (RowList{1, 3, 0, 2}));
    }

    void dictionaries()
    {
        RawFrame raw(6);
        raw.addDictionary({0, 1, 2, -1, 0, 3}, {"mexc", "Ω", "kraken", "mexc"});
        const auto frame = mapped(raw.bytes());
        QCOMPARE(sorted(*frame, {{0, false}}), (RowList{2, 0, 4, 5, 1, 3})); // the same text twice
        QCOMPARE(sorted(*frame, {{0, true}}), (RowList{1, 0, 4, 5, 2, 3}));
    }

    void decimalsAsNumbers()
    {
        RawFrame raw(7);
        raw.addTexts(ColumnType::Decimal, {"10", "9.99", "-1E+3", "1E+1", "0.1", "123456789012345678901234567890.1", "-0"});
        QCOMPARE(sorted(*mapped(raw.bytes()), {{0, false}}), (RowList{2, 6, 4, 1, 0, 3, 5}));
    }

    void decimalsAreCompared()
    {
        QCOMPARE(compareDecimals("1.0", "1"), 0);
        QCOMPARE(compareDecimals("-2", "-10"), 1);
        QCOMPARE(compareDecimals("0.001", "1E-3"), 0);
        QCOMPARE(compareDecimals("Infinity", "1E+999"), 1);
        QCOMPARE(compareDecimals("-Infinity", "-1E+999"), -1);
        QCOMPARE(compareDecimals("what", "1"), 1);
        QCOMPARE(compareDecimals("0", "-0.00"), 0);
    }

    void severalKeys()
    {
        FrameBuilder builder(5);
        const std::vector<std::int32_t> codes{1, 0, 1, 0, 1};
        const Strings texts{"a", "b"};
        const std::vector<double> numbers{1, 2, 3, 2, notANumber};
        builder.addDictionary("t", codes, texts);
        builder.addFloat64("n", numbers);
        const auto frame = built(builder);
        QCOMPARE(sorted(*frame, {{0, false}, {1, true}}), (RowList{1, 3, 2, 0, 4}));
        QCOMPARE(sorted(*frame, {{1, false}, {0, true}}), (RowList{0, 1, 3, 2, 4}));
        const RowList some{4, 2, 0};
        QCOMPARE(sorted(*frame, {{1, false}}, &some), (RowList{0, 2, 4}));
        QCOMPARE(sorted(*frame, {}, &some), some);
    }

    void longTexts_data()
    {
        QTest::addColumn<int>("kind");
        for (int kind = 0; kind < 4; ++kind)
            QTest::addRow("%d", kind) << kind;
    }
    void longTexts()
    {
        QFETCH(int, kind);
        std::mt19937 chance(static_cast<unsigned>(kind)); // NOLINT: the same every time
        const auto one = [&](int i) -> std::optional<std::string> {
            switch (kind) {
            case 0: // ids: alike in their beginning
                return "1000000" + std::to_string(chance() % 1'000'000);
            case 1: // alike for long
                return std::string(300, 'x') + std::to_string(chance() % 1000);
            case 2: // NULs, ends, missing ones
                return i % 17 == 0 ? std::nullopt : std::optional(std::string(chance() % 12, '\0') + (chance() % 2 ? "a" : ""));
            default:
                return std::string(chance() % 30, static_cast<char>(chance() % 256));
            }
        };
        std::vector<std::optional<std::string>> texts;
        for (int i = 0; i < 5000; ++i)
            texts.push_back(one(i));
        FrameBuilder builder(static_cast<std::int64_t>(texts.size()));
        builder.addText("t", texts);
        const auto frame = built(builder);
        checkAgainstPlainSort(*frame, [&](std::uint32_t left, std::uint32_t right) { return *texts[left] < *texts[right]; });
    }

    void manyNumbers()
    {
        std::mt19937_64 chance(7); // NOLINT
        std::vector<double> numbers;
        for (int i = 0; i < 20'000; ++i)
            numbers.push_back(i % 11 == 0 ? notANumber : std::bit_cast<double>(chance()));
        FrameBuilder builder(static_cast<std::int64_t>(numbers.size()));
        builder.addFloat64("n", numbers);
        const auto frame = built(builder);
        checkAgainstPlainSort(*frame, [&](std::uint32_t left, std::uint32_t right) { return numbers[left] < numbers[right]; });
    }

    void decimalsOfAllSizes()
    {
        std::mt19937 chance(3); // NOLINT
        Strings texts{"Infinity", "-Infinity", "NaN", "1E+9000", "2E+9000", "-1E+9000", "1E-9000", "2E-9000", "1E-9001", "0", "-0.0"};
        for (int i = 0; i < 3000; ++i) {
            std::string text = chance() % 2 ? "-" : "";
            for (unsigned digits = 1 + chance() % 20; digits > 0; --digits)
                text += static_cast<char>('0' + chance() % 3);
            texts.push_back(text + "." + std::to_string(chance() % 1000) + (chance() % 4 ? "" : "E-" + std::to_string(chance() % 30)));
        }
        RawFrame raw(static_cast<std::int64_t>(texts.size()));
        raw.addTexts(ColumnType::Decimal, texts);
        checkAgainstPlainSort(*mapped(raw.bytes()), [&](std::uint32_t left, std::uint32_t right) { return compareDecimals(texts[left], texts[right]) < 0; });
    }

    void dictionariesWithMissingOnes()
    {
        std::mt19937 chance(4); // NOLINT
        const Strings texts{"b", "", "a", "b", "Ω", std::string("a\0", 2)};
        std::vector<std::int32_t> codes;
        for (int i = 0; i < 10'000; ++i)
            codes.push_back(static_cast<std::int32_t>(chance() % 7) - 1);
        FrameBuilder builder(static_cast<std::int64_t>(codes.size()));
        builder.addDictionary("t", codes, texts);
        const auto textOf = [&](std::uint32_t row) { return texts[static_cast<std::size_t>(codes[row])]; };
        checkAgainstPlainSort(*built(builder), [&](std::uint32_t left, std::uint32_t right) { return textOf(left) < textOf(right); });
    }

    void isStoppedWithinAPass_data()
    {
        QTest::addColumn<std::size_t>("column");
        for (std::size_t column = 0; column < 4; ++column)
            QTest::addRow("%zu", column) << column;
    }
    void isStoppedWithinAPass()
    {
        QFETCH(std::size_t, column);
        constexpr std::int64_t rows = 400'000;
        std::vector<double> numbers(rows);
        std::vector<std::int32_t> codes(rows);
        std::vector<std::optional<std::string>> texts(rows);
        std::mt19937 chance(5); // NOLINT
        for (std::size_t i = 0; i < numbers.size(); ++i) {
            numbers[i] = chance();
            codes[i] = static_cast<std::int32_t>(i % 2);
            texts[i] = std::to_string(chance());
        }
        const std::vector<std::int64_t> ones(rows, 1);
        FrameBuilder builder(rows);
        builder.addFloat64("n", numbers);
        builder.addDictionary("c", codes, Strings{"b", "a"});
        builder.addText("t", texts);
        builder.addInt64("r", ones);
        const auto frame = built(builder);
        // Whenever it is asked to, it ends: with the whole order or with none.
        for (const int microseconds : {0, 300, 3000}) {
            std::stop_source stop;
            std::jthread asker([&] {
                std::this_thread::sleep_for(std::chrono::microseconds(microseconds));
                stop.request_stop();
            });
            const auto some = sortedRows(*frame, nullptr, {{column, false}}, stop.get_token());
            if (some)
                QCOMPARE(some->size(), std::size_t(rows));
            else
                QCOMPARE(some.error().code, ErrorCode::Cancelled);
        }
    }

    void nothingToSort()
    {
        RawFrame raw(0);
        raw.addValues(ColumnType::Int64, {});
        QCOMPARE(sorted(*mapped(raw.bytes()), {{0, false}}), RowList());
    }

    void canBeCancelled()
    {
        RawFrame raw(3);
        raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({1, 2, 3}));
        std::stop_source stop;
        stop.request_stop();
        const auto rows = sortedRows(*mapped(raw.bytes()), nullptr, {{0, false}}, stop.get_token());
        QVERIFY(!rows.has_value());
        QCOMPARE(rows.error().code, ErrorCode::Cancelled);
    }
};

QTEST_GUILESS_MAIN(RowOrderTest)
#include "tst_RowOrder.moc"
