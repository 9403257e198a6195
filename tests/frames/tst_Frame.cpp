// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/Frame.h"
#include "tests/support/RawFrame.h"

#include <algorithm>
#include <cmath>
#include <fcntl.h>
#include <limits>
#include <QTest>

using namespace assay;
using assay::test::bytesOf;
using assay::test::memoryFile;
using assay::test::RawFrame;

class tst_Frame : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anythingUnsealedIsRefused_data();
    void anythingUnsealedIsRefused();
    void filesAndPipesAreRefused();
    void placesOutsideAreRefused();
    void aFrameMayStartOnALaterPage();
    void valuesOfEveryType();
    void missingValues();
    void textsOfAllKinds();
    void wrongQuestionsGiveNothing();
    void namesAreMadeValid();
    void aFrameOutlivesItsFile();
};

void tst_Frame::anythingUnsealedIsRefused_data()
{
    QTest::addColumn<int>("seals");
    QTest::newRow("none") << 0;
    QTest::newRow("sealed as it is") << F_SEAL_SEAL;
    QTest::newRow("may shrink") << (F_SEAL_GROW | F_SEAL_WRITE);
    QTest::newRow("may grow") << (F_SEAL_SHRINK | F_SEAL_WRITE);
    QTest::newRow("may be written") << (F_SEAL_SHRINK | F_SEAL_GROW);
}

void tst_Frame::anythingUnsealedIsRefused()
{
    QFETCH(int, seals);
    RawFrame raw(0);
    const std::vector<std::byte> bytes = raw.bytes();
    const auto frame = Frame::map(memoryFile(bytes, seals), 0, bytes.size());
    QVERIFY(!frame.has_value());
    QCOMPARE(frame.error().code, ErrorCode::Protocol);
    QCOMPARE(frame.error().text,
             std::string("The frame cannot be read: its memory is not sealed."));
}

void tst_Frame::filesAndPipesAreRefused()
{
    int ends[2];
    QCOMPARE(::pipe2(ends, O_CLOEXEC), 0);
    const UniqueFd writer(ends[1]);
    QVERIFY(!Frame::map(UniqueFd(ends[0]), 0, 4096).has_value());
    QVERIFY(!Frame::map(UniqueFd(::open(__FILE__, O_RDONLY | O_CLOEXEC)), 0, 4096).has_value());
    QVERIFY(!Frame::map(UniqueFd(), 0, 4096).has_value());
}

void tst_Frame::placesOutsideAreRefused()
{
    RawFrame raw(0);
    const std::vector<std::byte> bytes = raw.bytes();
    const std::uint64_t size = bytes.size();
    QVERIFY(Frame::map(memoryFile(bytes), 0, size).has_value());
    QVERIFY(!Frame::map(memoryFile(bytes), 0, size + 1).has_value());
    QVERIFY(!Frame::map(memoryFile(bytes), 0, 0).has_value());
    QVERIFY(!Frame::map(memoryFile(bytes), 0, ~0ULL).has_value());
    QVERIFY(!Frame::map(memoryFile(bytes), 64, size - 64).has_value());
    QVERIFY(!Frame::map(memoryFile(bytes), 4096, size).has_value());
    QVERIFY(!Frame::map(memoryFile(bytes), ~std::uint64_t{4095}, 8192).has_value());
}

void tst_Frame::aFrameMayStartOnALaterPage()
{
    RawFrame raw(1);
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({42}));
    const std::vector<std::byte> frameBytes = raw.bytes();
    std::vector<std::byte> bytes(4096 + frameBytes.size());
    std::ranges::copy(frameBytes, bytes.begin() + 4096);
    const auto frame = Frame::map(memoryFile(bytes), 4096, frameBytes.size());
    QVERIFY(frame.has_value());
    QCOMPARE((*frame)->integer(0, 0), std::int64_t{42});
}

void tst_Frame::valuesOfEveryType()
{
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    RawFrame raw(2);
    raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({-128, 127}));
    raw.addValues(ColumnType::UInt8, bytesOf<std::uint8_t>({0, 255}));
    raw.addValues(ColumnType::Int16, bytesOf<std::int16_t>({-32768, 1}));
    raw.addValues(ColumnType::UInt16, bytesOf<std::uint16_t>({0, 65535}));
    raw.addValues(ColumnType::Int32, bytesOf<std::int32_t>({-2147483647, 1}));
    raw.addValues(ColumnType::UInt32, bytesOf<std::uint32_t>({0, 4294967295U}));
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({-largest, largest}));
    raw.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({1, ~0ULL}));
    raw.addValues(ColumnType::Float32, bytesOf<float>({0.5F, -1}));
    raw.addValues(ColumnType::Float64, bytesOf<double>({0.1, -1}));
    raw.addValues(ColumnType::Bool, bytesOf<char>({0, 1}));
    raw.addValues(ColumnType::Date, bytesOf<std::int32_t>({-1, 20'000}));
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(frame->rows(), std::int64_t{2});
    QCOMPARE(frame->columnCount(), std::size_t{12});
    QCOMPARE(frame->integer(0, 0), std::int64_t{-128});
    QCOMPARE(frame->integer(1, 1), std::int64_t{255});
    QCOMPARE(frame->integer(2, 0), std::int64_t{-32768});
    QCOMPARE(frame->integer(3, 1), std::int64_t{65535});
    QCOMPARE(frame->integer(4, 0), std::int64_t{-2147483647});
    QCOMPARE(frame->integer(5, 1), std::int64_t{4294967295});
    QCOMPARE(frame->integer(6, 1), largest);
    QCOMPARE(static_cast<std::uint64_t>(frame->integer(7, 1)), ~std::uint64_t{0});
    QCOMPARE(frame->real(8, 0), 0.5);
    QCOMPARE(frame->real(9, 0), 0.1);
    QCOMPARE(frame->integer(10, 1), std::int64_t{1});
    QCOMPARE(frame->integer(11, 0), std::int64_t{-1});
    QCOMPARE(frame->buffer(frame->schema().columns[9].values).size(), std::size_t{16});
}

void tst_Frame::missingValues()
{
    constexpr auto nat = std::numeric_limits<std::int64_t>::min();
    RawFrame raw(10);
    raw.addValues(ColumnType::Int8, std::vector<std::byte>(10), bytesOf<unsigned char>({0xFE, 1}));
    raw.addValues(ColumnType::Float64,
                  bytesOf<double>({std::nan(""), INFINITY, 0, 0, 0, 0, 0, 0, 0, 0}));
    raw.addValues(ColumnType::Float32,
                  bytesOf<float>({std::nanf(""), INFINITY, 0, 0, 0, 0, 0, 0, 0, 0}));
    raw.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({nat, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    raw.addValues(ColumnType::Duration, bytesOf<std::int64_t>({nat, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({nat, 0, 0, 0, 0, 0, 0, 0, 0, 0}));
    raw.addDictionary({-1, 0, 0, 0, 0, 0, 0, 0, 0, 0}, {"x"});
    const auto frame = test::mapped(raw.bytes());
    QVERIFY(frame->isMissing(0, 0));
    QVERIFY(!frame->isMissing(0, 1));
    QVERIFY(!frame->isMissing(0, 8));
    QVERIFY(frame->isMissing(0, 9));
    for (const std::size_t column : {1, 2, 3, 4, 6}) {
        QVERIFY(frame->isMissing(column, 0));
        QVERIFY(!frame->isMissing(column, 1));
    }
    QVERIFY(!frame->isMissing(5, 0)); // an int64 like any other
}

void tst_Frame::textsOfAllKinds()
{
    RawFrame raw(3);
    raw.addTexts(ColumnType::Text, {"", "ab", std::string("\0\xFF", 2)});
    raw.addDictionary({1, -1, 0}, {"first", "second"});
    raw.addTexts(ColumnType::Decimal, {"1.50", "", "-0"});
    raw.addTexts(ColumnType::Shown, {"[1]", "{}", ""});
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(frame->text(0, 0), std::string_view());
    QCOMPARE(frame->text(0, 1), std::string_view("ab"));
    QCOMPARE(frame->text(0, 2), std::string_view("\0\xFF", 2));
    QCOMPARE(frame->text(1, 0), std::string_view("second"));
    QCOMPARE(frame->text(1, 1), std::string_view());
    QCOMPARE(frame->text(2, 0), std::string_view("1.50"));
    QCOMPARE(frame->text(3, 1), std::string_view("{}"));
}

void tst_Frame::wrongQuestionsGiveNothing()
{
    RawFrame raw(1);
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({7}));
    raw.addTexts(ColumnType::Text, {"x"});
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(frame->text(0, 0), std::string_view());
    QCOMPARE(frame->real(0, 0), 0.0);
    QCOMPARE(frame->integer(1, 0), std::int64_t{0});
    QCOMPARE(frame->real(1, 0), 0.0);
}

void tst_Frame::namesAreMadeValid()
{
    RawFrame raw(0);
    raw.addValues(ColumnType::Timestamp, {});
    raw.schema.columns[0].name = "a\xFF";
    raw.schema.columns[0].dtype = "\xC3";
    raw.schema.columns[0].zone = "\xED\xA0\x80";
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(frame->schema().columns[0].name, std::string("a\uFFFD"));
    QCOMPARE(frame->schema().columns[0].dtype, std::string("\uFFFD"));
    QCOMPARE(frame->schema().columns[0].zone, std::string("\uFFFD\uFFFD\uFFFD"));
}

void tst_Frame::aFrameOutlivesItsFile()
{
    RawFrame raw(1);
    raw.addTexts(ColumnType::Text, {"still here"});
    const std::vector<std::byte> bytes = raw.bytes();
    UniqueFd fd = memoryFile(bytes);
    const UniqueFd other(::dup(fd.get()));
    const auto frame = Frame::map(std::move(fd), 0, bytes.size());
    QVERIFY(frame.has_value());
    QVERIFY(::ftruncate(other.get(), 0) != 0); // what the seals are for
    QCOMPARE((*frame)->text(0, 0), std::string_view("still here"));
}

QTEST_APPLESS_MAIN(tst_Frame)
#include "tst_Frame.moc"
