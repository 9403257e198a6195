// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "frames/TimeText.h"
#include "tests/support/RawFrame.h"

#include <cmath>
#include <limits>
#include <QTest>

using namespace assay;
using assay::test::bytesOf;
using assay::test::RawFrame;

namespace {

constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
constexpr auto largest = std::numeric_limits<std::int64_t>::max();

std::string cell(const Frame &frame, std::size_t column, std::int64_t row = 0)
{
    return cellText(frame, column, row).text;
}

} // namespace

class tst_CellText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reals_data();
    void reals();
    void shortReals();
    void timestamps_data();
    void timestamps();
    void durations_data();
    void durations();
    void integersToTheLastDigit();
    void otherCells();
    void zones();
    void stepsOfAZone();
    void missingCells();
    void isoTimes_data();
    void isoTimes();
    void badIsoTimes_data();
    void badIsoTimes();
    void daysBeforeNeverOverflow();
};

void tst_CellText::reals_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QByteArray>("text");
    // What repr() of CPython 3.11 gives.
    QTest::newRow("0") << 0.0 << QByteArray("0.0");
    QTest::newRow("-0") << -0.0 << QByteArray("-0.0");
    QTest::newRow("1") << 1.0 << QByteArray("1.0");
    QTest::newRow("100") << 100.0 << QByteArray("100.0");
    QTest::newRow("0.1") << 0.1 << QByteArray("0.1");
    QTest::newRow("0.1+0.2") << 0.1 + 0.2 << QByteArray("0.30000000000000004");
    QTest::newRow("price") << 91138.153223 << QByteArray("91138.153223");
    QTest::newRow("negative") << -15.4165 << QByteArray("-15.4165");
    QTest::newRow("1e-4") << 1e-4 << QByteArray("0.0001");
    QTest::newRow("1e-5") << 1e-5 << QByteArray("1e-05");
    QTest::newRow("1e-8") << 1e-8 << QByteArray("1e-08");
    QTest::newRow("1.5e-7") << 1.5e-7 << QByteArray("1.5e-07");
    QTest::newRow("1e15") << 1e15 << QByteArray("1000000000000000.0");
    QTest::newRow("1e16") << 1e16 << QByteArray("1e+16");
    QTest::newRow("2^53") << 9007199254740992.0 << QByteArray("9007199254740992.0");
    QTest::newRow("1.2e22") << 1.2e22 << QByteArray("1.2e+22");
    QTest::newRow("largest") << 1.7976931348623157e308 << QByteArray("1.7976931348623157e+308");
    QTest::newRow("smallest") << 5e-324 << QByteArray("5e-324");
    QTest::newRow("inf") << double(INFINITY) << QByteArray("inf");
    QTest::newRow("-inf") << -double(INFINITY) << QByteArray("-inf");
    QTest::newRow("nan") << std::nan("") << QByteArray("nan");
}

void tst_CellText::reals()
{
    QFETCH(double, value);
    QFETCH(QByteArray, text);
    QCOMPARE(realText(value), text.toStdString());
}

void tst_CellText::shortReals()
{
    QCOMPARE(realText(0.1F), std::string("0.1"));
    QCOMPARE(realText(16777216.0F), std::string("16777216.0"));
    QCOMPARE(realText(1e-10F), std::string("1e-10"));
}

void tst_CellText::timestamps_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](qint64 value, TimeUnit unit, const char *text) {
        QTest::newRow(text) << value << static_cast<int>(unit) << QByteArray(text);
    };
    row(0, TimeUnit::Nanosecond, "1970-01-01 00:00:00");
    row(1763628777582000000, TimeUnit::Nanosecond, "2025-11-20 08:52:57.582");
    row(1763628777582001000, TimeUnit::Nanosecond, "2025-11-20 08:52:57.582001");
    row(1763628777582000001, TimeUnit::Nanosecond, "2025-11-20 08:52:57.582000001");
    row(1763628777, TimeUnit::Second, "2025-11-20 08:52:57");
    row(1763628777582, TimeUnit::Millisecond, "2025-11-20 08:52:57.582");
    row(-1, TimeUnit::Microsecond, "1969-12-31 23:59:59.999999");
    row(-1, TimeUnit::Second, "1969-12-31 23:59:59");
    row(951782400, TimeUnit::Second, "2000-02-29 00:00:00");
    row(-2203891200, TimeUnit::Second, "1900-03-01 00:00:00");
    row(smallest + 1, TimeUnit::Nanosecond, "1677-09-21 00:12:43.145224193");
    row(largest, TimeUnit::Nanosecond, "2262-04-11 23:47:16.854775807");
    row(largest, TimeUnit::Second, "292277026596-12-04 15:30:07");
    row(smallest + 1, TimeUnit::Second, "-292277022657-01-27 08:29:53");
    row(-62198755200, TimeUnit::Second, "-001-01-01 00:00:00");
}

void tst_CellText::timestamps()
{
    QFETCH(qint64, value);
    QFETCH(int, unit);
    QFETCH(QByteArray, text);
    QCOMPARE(timestampText(value, static_cast<TimeUnit>(unit)), text.toStdString());
}

void tst_CellText::durations_data()
{
    QTest::addColumn<qint64>("value");
    QTest::addColumn<int>("unit");
    QTest::addColumn<QByteArray>("text");
    const auto row = [](qint64 value, TimeUnit unit, const char *text) {
        QTest::newRow(text) << value << static_cast<int>(unit) << QByteArray(text);
    };
    // What str(pandas.Timedelta) gives.
    row(0, TimeUnit::Nanosecond, "0 days 00:00:00");
    row(93600, TimeUnit::Second, "1 days 02:00:00");
    row(-7200, TimeUnit::Second, "-1 days +22:00:00");
    row(-1, TimeUnit::Nanosecond, "-1 days +23:59:59.999999999");
    row(1500, TimeUnit::Millisecond, "0 days 00:00:01.500000");
    row(1, TimeUnit::Microsecond, "0 days 00:00:00.000001");
    row(largest, TimeUnit::Nanosecond, "106751 days 23:47:16.854775807");
}

void tst_CellText::durations()
{
    QFETCH(qint64, value);
    QFETCH(int, unit);
    QFETCH(QByteArray, text);
    QCOMPARE(durationText(value, static_cast<TimeUnit>(unit)), text.toStdString());
}

void tst_CellText::integersToTheLastDigit()
{
    RawFrame raw(2);
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({smallest, largest}));
    raw.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({~0ULL, 9007199254740993ULL}));
    raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({-128, 0}));
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(cell(*frame, 0, 0), std::string("-9223372036854775808"));
    QCOMPARE(cell(*frame, 0, 1), std::string("9223372036854775807"));
    QCOMPARE(cell(*frame, 1, 0), std::string("18446744073709551615"));
    QCOMPARE(cell(*frame, 1, 1), std::string("9007199254740993"));
    QCOMPARE(cell(*frame, 2, 0), std::string("-128"));
}

void tst_CellText::otherCells()
{
    RawFrame raw(2);
    raw.addValues(ColumnType::Bool, bytesOf<char>({0, 1}));
    raw.addValues(ColumnType::Date, bytesOf<std::int32_t>({20'412, -719'162}));
    raw.addTexts(ColumnType::Text, {"a\xFFz", "\x1b[31m"});
    raw.addTexts(ColumnType::Decimal, {"1.10", "1E+3"});
    raw.addTexts(ColumnType::Shown, {"Interval(0, 1]", ""});
    raw.addDictionary({0, 0}, {"mexc"});
    raw.addValues(ColumnType::Float32, bytesOf<float>({0.1F, 3}));
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(cell(*frame, 0, 0), std::string("False"));
    QCOMPARE(cell(*frame, 0, 1), std::string("True"));
    QCOMPARE(cell(*frame, 1, 0), std::string("2025-11-20"));
    QCOMPARE(cell(*frame, 1, 1), std::string("0001-01-01"));
    QCOMPARE(cell(*frame, 2, 0), std::string("a\uFFFDz"));
    QCOMPARE(cell(*frame, 2, 1), std::string("\x1b[31m")); // safeText is the showing side's
    QCOMPARE(cell(*frame, 3, 0), std::string("1.10"));
    QCOMPARE(cell(*frame, 4, 0), std::string("Interval(0, 1]"));
    QCOMPARE(cell(*frame, 5, 0), std::string("mexc"));
    QCOMPARE(cell(*frame, 6, 0), std::string("0.1"));
}

void tst_CellText::zones()
{
    RawFrame raw(1);
    for (const char *zone : {"", "UTC", "Europe/Berlin"}) {
        test::RawColumn column;
        column.schema.type = ColumnType::Timestamp;
        column.schema.zone = zone;
        column.values = bytesOf<std::int64_t>({0});
        raw.add(column);
    }
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(cell(*frame, 0), std::string("1970-01-01 00:00:00"));
    QCOMPARE(cell(*frame, 1), std::string("1970-01-01 00:00:00+00:00"));
    QCOMPARE(cell(*frame, 2), std::string("1970-01-01 00:00:00 UTC"));
}

void tst_CellText::stepsOfAZone()
{
    constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min(), most = std::numeric_limits<std::int64_t>::max();
    RawFrame raw(5);
    test::RawColumn column;
    column.schema.type = ColumnType::Timestamp;
    column.schema.unit = TimeUnit::Second;
    column.schema.zone = "Europe/Berlin";
    column.values = bytesOf<std::int64_t>({-1, 0, 99, 100, most});
    column.data = bytesOf<std::int64_t>({0, 3208, 100, -1800});
    raw.add(column);
    column.values = bytesOf<std::int64_t>({least, least + 1, most, 0, 0});
    column.data = bytesOf<std::int64_t>({least, -60, 1, 60});
    raw.add(column);
    const auto frame = test::mapped(raw.bytes());
    QCOMPARE(cell(*frame, 0, 0), std::string("1969-12-31 23:59:59 UTC"));
    QCOMPARE(cell(*frame, 0, 1), std::string("1970-01-01 00:53:28+00:53:28"));
    QCOMPARE(cell(*frame, 0, 2), std::string("1970-01-01 00:55:07+00:53:28"));
    QCOMPARE(cell(*frame, 0, 3), std::string("1969-12-31 23:31:40-00:30"));
    QVERIFY(cell(*frame, 1, 1).ends_with(" UTC")); // its local time would be none
    QVERIFY(cell(*frame, 1, 2).ends_with(" UTC"));
    QCOMPARE(cell(*frame, 1, 3), std::string("1969-12-31 23:59:00-00:01"));
}

void tst_CellText::missingCells()
{
    RawFrame raw(1);
    raw.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({smallest}));
    raw.addValues(ColumnType::Float64, bytesOf<double>({std::nan("")}));
    raw.addDictionary({-1}, {"x"});
    raw.addTexts(ColumnType::Text, {"hidden"}, bytesOf<char>({0}));
    raw.addTexts(ColumnType::Text, {""});
    const auto frame = test::mapped(raw.bytes());
    for (std::size_t column = 0; column < 4; ++column)
        QVERIFY((cellText(*frame, column, 0) == CellText{"", true}));
    QVERIFY((cellText(*frame, 4, 0) == CellText{"", false})); // empty is not missing
}

void tst_CellText::isoTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("again");
    const auto row = [](const char *text, const char *again) {
        QTest::newRow(text) << QByteArray(text) << QByteArray(again);
    };
    row("2025-11-20", "2025-11-20T00:00:00");
    row("2025-11-20T08:52", "2025-11-20T08:52:00");
    row("2025-11-20T08:52:57", "2025-11-20T08:52:57");
    row("2025-11-20 08:52:57.582000", "2025-11-20T08:52:57.582");
    row("2025-11-20T08:52:57.5", "2025-11-20T08:52:57.500");
    row("2025-11-20T08:52:57.000000001", "2025-11-20T08:52:57.000000001");
    row("2025-11-20T08:52:57Z", "2025-11-20T08:52:57");
    row("2025-11-20T01:00:00+02:00", "2025-11-19T23:00:00");
    row("2025-11-20T23:00:00.25-0130", "2025-11-21T00:30:00.250");
    row("2024-02-29", "2024-02-29T00:00:00");
    row("1969-12-31T23:59:59.999999999", "1969-12-31T23:59:59.999999999");
    row("1678-01-01", "1678-01-01T00:00:00");
}

void tst_CellText::isoTimes()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, again);
    const auto time = parseIsoTime({text.constData(), static_cast<std::size_t>(text.size())});
    QVERIFY(time.has_value());
    QCOMPARE(isoTime(*time), again.toStdString());
}

void tst_CellText::badIsoTimes_data()
{
    QTest::addColumn<QByteArray>("text");
    for (const char *text : {"",
                             "now",
                             "2025",
                             "2025-11",
                             "2025-13-01",
                             "2025-02-29",
                             "2025-00-10",
                             "2025-11-31",
                             "2025-11-20T",
                             "2025-11-20T08",
                             "2025-11-20T24:00",
                             "2025-11-20T08:60",
                             "2025-11-20T08:52:60",
                             "2025-11-20T08:52:57.",
                             "2025-11-20T08:52:57.1234567890",
                             "2025-11-20T08:52:57 ",
                             " 2025-11-20",
                             "2025-11-20x",
                             "2025-11-20T08:52:57+2",
                             "25-11-20",
                             "1677-12-31",
                             "2262-01-01",
                             "-025-11-20",
                             "2025-11-20T-8:52"})
        QTest::newRow(text) << QByteArray(text);
}

void tst_CellText::badIsoTimes()
{
    QFETCH(QByteArray, text);
    QVERIFY(!parseIsoTime({text.constData(), static_cast<std::size_t>(text.size())}).has_value());
}

void tst_CellText::daysBeforeNeverOverflow()
{
    QCOMPARE(daysBefore(0, 1), -nanosecondsPerDay);
    QCOMPARE(daysBefore(0, -1), nanosecondsPerDay);
    QCOMPARE(daysBefore(0, std::numeric_limits<int>::max()), smallest);
    QCOMPARE(daysBefore(0, std::numeric_limits<int>::min()), largest);
    QCOMPARE(daysBefore(smallest, 1), smallest);
}

QTEST_APPLESS_MAIN(tst_CellText)
#include "tst_CellText.moc"
