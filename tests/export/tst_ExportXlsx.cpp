// SPDX-License-Identifier: GPL-3.0-or-later
// Cells as Excel gets them; a whole workbook is read back by tst_ExportPandas.
#include "export/XlsxCell.h"
#include "tests/export/ExportBench.h"

#include <limits>
#include <numeric>
#include <QTest>

using namespace assay;
using namespace assay::test;
using namespace assay::exporting;

namespace {

/// The cell of a value of a column's own.
template <typename T>
XlsxCell cellOf(ColumnType type, T value, TimeUnit unit = TimeUnit::Nanosecond, const char *zone = "")
{
    RawFrame raw(1);
    raw.addValues(type, bytesOf<T>({value}));
    raw.schema.columns.back().unit = unit;
    raw.schema.columns.back().zone = zone;
    return xlsxCell(*mapped(raw.bytes()), 0, 0);
}

XlsxCell decimalOf(const char *text)
{
    RawFrame raw(1);
    raw.addTexts(ColumnType::Decimal, {text});
    return xlsxCell(*mapped(raw.bytes()), 0, 0);
}

XlsxCell number(double value, XlsxStyle style = XlsxStyle::General)
{
    return XlsxNumber{value, style};
}

XlsxCell text(const char *letters)
{
    return std::string(letters);
}

} // namespace

class ExportXlsxTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersLoseNoDigit()
    {
        QVERIFY(cellOf<std::int64_t>(ColumnType::Int64, -999'999'999'999'999) == number(-999'999'999'999'999, XlsxStyle::Whole));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Int64, 1'000'000'000'000'000) == text("1000000000000000"));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Int64, std::numeric_limits<std::int64_t>::min()) == text("-9223372036854775808"));
        QVERIFY(cellOf<std::uint64_t>(ColumnType::UInt64, std::numeric_limits<std::uint64_t>::max()) == text("18446744073709551615"));
        QVERIFY(cellOf<double>(ColumnType::Float64, 0.1) == number(0.1));
        QVERIFY(cellOf<float>(ColumnType::Float32, 0.1F) == number(0.1));
        QVERIFY(cellOf<double>(ColumnType::Float64, -std::numeric_limits<double>::infinity()) == text("-inf"));
        QVERIFY(cellOf<double>(ColumnType::Float64, std::numeric_limits<double>::quiet_NaN()) == XlsxCell());
        QVERIFY(cellOf<std::uint8_t>(ColumnType::Bool, 1) == XlsxCell(true));
        QVERIFY(decimalOf("-1.50") == number(-1.5));
        QVERIFY(decimalOf("0.000000123456789012345") == number(0.000000123456789012345));
        QVERIFY(decimalOf("1234567890.123456") == text("1234567890.123456"));
        QVERIFY(decimalOf("NaN") == text("NaN"));
    }

    void times()
    {
        constexpr std::int64_t milliseconds = 1'000'000;
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 0) == number(25'569, XlsxStyle::Second));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 500 * milliseconds) == number(25'569 + 0.5 / 86'400, XlsxStyle::Millisecond));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 1'500) == text("1970-01-01T00:00:00.000001500"));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 0, TimeUnit::Second, "UTC") == text("1970-01-01T00:00:00+00:00"));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 0, TimeUnit::Second, "Asia/Tokyo") == text("1970-01-01T00:00:00+00:00"));
        const std::int64_t march1900 = -25'508 * std::int64_t{86'400};
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, march1900, TimeUnit::Second) == number(61, XlsxStyle::Second));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, march1900 - 1, TimeUnit::Second) == text("1900-02-28T23:59:59"));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 253'402'300'799, TimeUnit::Second) == number(2'958'465 + 86'399.0 / 86'400, XlsxStyle::Second));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, 253'402'300'800, TimeUnit::Second) == text("10000-01-01T00:00:00"));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Timestamp, std::numeric_limits<std::int64_t>::min()) == XlsxCell());
        QVERIFY(cellOf<std::int32_t>(ColumnType::Date, 0) == number(25'569, XlsxStyle::Day));
        QVERIFY(cellOf<std::int32_t>(ColumnType::Date, -25'509) == text("1900-02-28"));
        QVERIFY(cellOf<std::int64_t>(ColumnType::Duration, -1) == text("-1 days +23:59:59.999999999"));
    }

    void texts()
    {
        QCOMPARE(xlsxText("=1+1\n\t\u00e4"), std::string("=1+1\n\t\u00e4"));
        QCOMPARE(xlsxText(std::string_view("a\0\x08\r\x1B", 5)), std::string("a_x0000__x0008__x000D__x001B_"));
        QCOMPARE(xlsxText("_x0041_ _x004_ _xZZZZ_ _x00e9_"), std::string("_x005F_x0041_ _x004_ _xZZZZ_ _x005F_x00e9_"));
        QCOMPARE(xlsxText("\uFFFE\uFFFF\uFFFD"), std::string("_xFFFE__xFFFF_\uFFFD"));
        QCOMPARE(xlsxLength("a\u00e4\u65e5\U0001F600"), std::size_t{5});
    }

    void limits()
    {
        const ExportFolder folder;
        const auto frame = longFrame(2);
        const RowList rows(1'048'576, 0);
        const Result<void> long_ = exported(*frame, folder.path("out.xlsx"), {ExportForm::Xlsx, &rows});
        QVERIFY(!long_);
        QCOMPARE(long_.error().text, "The file " + folder.path("out.xlsx") + " cannot be written: a sheet of Excel holds 1,048,576 rows, the header "
                                     "among them, and there are 1,048,576. CSV and Parquet hold them all.");
        const Result<void> wide = exported(*frame, folder.path("out.xlsx"), {ExportForm::Xlsx, nullptr, std::vector<std::size_t>(16'385, 0)});
        QVERIFY(!wide);
        QVERIFY(wide.error().text.find("holds 16,384 columns, and there are 16,385.") != std::string::npos);
        QVERIFY(exported(*frame, folder.path("wide.xlsx"), {ExportForm::Xlsx, nullptr, std::vector<std::size_t>(16'384, 0)}));
        QCOMPARE(folder.names(), QStringList{QStringLiteral("wide.xlsx")});
    }

    void longTexts()
    {
        const ExportFolder folder;
        const auto frameOf = [](std::size_t letters) {
            RawFrame raw(1);
            std::string faces;
            for (std::size_t i = 0; i < letters / 2; ++i)
                faces += "\U0001F600";
            raw.addTexts(ColumnType::Text, {faces + (letters % 2 != 0 ? "x" : "")});
            raw.schema.columns.back().name = "note";
            return mapped(raw.bytes());
        };
        QVERIFY(exported(*frameOf(32'767), folder.path("a.xlsx"), {ExportForm::Xlsx}));
        const Result<void> written = exported(*frameOf(32'768), folder.path("b.xlsx"), {ExportForm::Xlsx});
        QVERIFY(!written);
        QVERIFY(written.error().text.ends_with("the text in row 1 of column note is longer than the 32,767 letters that Excel allows. CSV and Parquet hold it."));
        QCOMPARE(folder.names(), QStringList{QStringLiteral("a.xlsx")});
    }
};

QTEST_APPLESS_MAIN(ExportXlsxTest)
#include "tst_ExportXlsx.moc"
