// SPDX-License-Identifier: GPL-3.0-or-later
// Parquet files as our own reader finds them; pandas' view of them is tst_ExportPandas'.
#include "data/files/parquet/ParquetFile.h"
#include "export/parquet/DecimalCell.h"
#include "export/parquet/HybridWriter.h"
#include "tests/export/ExportBench.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

using Strings = std::vector<std::string>;

/// Values as they are stored.
class StoredTexts : public parquet::ValueSink
{
public:
    Strings texts;

    void missing() override { texts.emplace_back(1, '-'); }
    void integer(std::int64_t value) override { texts.push_back(std::to_string(value)); }
    void real(double value) override { texts.push_back(std::isinf(value) ? (value < 0 ? "-inf" : "inf") : QByteArray::number(value, 'g', 9).toStdString()); }
    void bytes(std::string_view value) override { texts.emplace_back(value); }
};

/// A file that must be read.
parquet::ParquetFile opened(const std::string &path)
{
    Result<parquet::ParquetFile> file = parquet::ParquetFile::open(path);
    if (!file)
        qFatal("%s", file.error().text.c_str());
    return std::move(*file);
}

Strings stored(const parquet::ParquetFile &file, std::string_view name)
{
    const auto found = std::ranges::find(file.columns(), name, &parquet::Column::name);
    StoredTexts sink;
    if (found == file.columns().end())
        return {"there is no such column"};
    const Result<void> read = file.read(static_cast<std::size_t>(found - file.columns().begin()), sink, {});
    return read ? sink.texts : Strings{read.error().text};
}

std::string typeOf(const parquet::ParquetFile &file, std::string_view name)
{
    const auto found = std::ranges::find(file.columns(), name, &parquet::Column::name);
    return found != file.columns().end() ? parquet::typeText(*found) : "none";
}

void parquetOf(const Frame &frame, const ExportFolder &folder, ExportRequest request = {})
{
    request.form = ExportForm::Parquet;
    const Result<void> written = exported(frame, folder.path("out"), request);
    QVERIFY2(written, written ? "" : written.error().text.c_str());
}

} // namespace

class ExportParquetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeComesBack()
    {
        const ExportFolder folder;
        parquetOf(*everyType(), folder);
        const auto file = opened(folder.path("out"));
        QCOMPARE(file.rows(), 4);
        QCOMPARE(file.columns()[0].name, std::string("__index_level_0__"));
        QCOMPARE(file.columns()[1].name, std::string("venue"));
        QCOMPARE(stored(file, "__index_level_0__"), (Strings{"10", "20", "30", "40"}));
        QCOMPARE(stored(file, "Int8"), (Strings{"-128", "127", "7", "-"}));
        QCOMPARE(stored(file, "Int16"), (Strings{"-32768", "32767", "7", "-"}));
        QCOMPARE(stored(file, "Int32"), (Strings{"-2147483648", "2147483647", "7", "-"}));
        QCOMPARE(stored(file, "Int64"), (Strings{"-9223372036854775808", "9223372036854775807", "7", "-"}));
        QCOMPARE(stored(file, "UInt16"), (Strings{"0", "65535", "7", "-"}));
        QCOMPARE(stored(file, "UInt64"), (Strings{"0", "-1", "7", "-"})); // by its bits
        QCOMPARE(stored(file, "float32"), (Strings{"0.100000001", "-1.5", "inf", "-"}));
        QCOMPARE(stored(file, "float64"), (Strings{"0.1", "-1e+300", "-inf", "-"}));
        QCOMPARE(stored(file, "bool"), (Strings{"1", "0", "1", "-"}));
        QCOMPARE(stored(file, "ns"), (Strings{"1763640000582000000", "1763640000000000001", "-2208988800000000000", "-"}));
        QCOMPARE(stored(file, "seconds"), (Strings{"1763640000000", "0", "-1000", "-"}));
        QCOMPARE(stored(file, "delta"), (Strings{"-1", "93600000000000", "0", "-"}));
        QCOMPARE(stored(file, "day"), (Strings{"20412", "0", "-30000", "-"}));
        QCOMPARE(stored(file, "text"), (Strings{"=1+1", "\u00e4\u65e5\U0001F600\x08_x0041_\r", "", "-"}));
        QCOMPARE(stored(file, "mixed decimal"), (Strings{"1.5", "NaN", "0.000001", "-"}));
        QCOMPARE(stored(file, "shown"), (Strings{"[1, 2]", "-x", "\uFFFD", "-"}));
        QCOMPARE(stored(file, "category"), (Strings{"@a", "b", "@a", "-"}));
        QCOMPARE(stored(file, "exchange"), (Strings{"okx", "kraken", "okx", "-"}));
    }

    void typesAreNamed()
    {
        const ExportFolder folder;
        parquetOf(*everyType(), folder);
        const auto file = opened(folder.path("out"));
        QCOMPARE(typeOf(file, "ns"), std::string("TIMESTAMP(ns)"));
        QCOMPARE(typeOf(file, "seconds"), std::string("TIMESTAMP(ms)"));
        QCOMPARE(typeOf(file, "berlin"), std::string("TIMESTAMP(ns, UTC)"));
        QCOMPARE(typeOf(file, "day"), std::string("DATE"));
        QCOMPARE(typeOf(file, "text"), std::string("STRING"));
        QCOMPARE(typeOf(file, "decimal"), std::string("DECIMAL(22, 2)"));
        QCOMPARE(typeOf(file, "mixed decimal"), std::string("STRING"));
        QCOMPARE(typeOf(file, "float64"), std::string("DOUBLE"));
    }

    void decimals()
    {
        RawFrame raw(3);
        raw.addTexts(ColumnType::Decimal, {"1.10", "-0.005", "2E+2"});
        raw.addTexts(ColumnType::Decimal, {"99999999999999999999999999999999999999", "-1", "0"}); // the most there is
        raw.addTexts(ColumnType::Decimal, {"999999999999999999999999999999999999999", "0.1", "0"});
        raw.addTexts(ColumnType::Decimal, {"1E+30", "1E-30", "0"});
        for (std::size_t i = 0; i < 4; ++i)
            raw.schema.columns[i].name.assign(1, static_cast<char>('a' + i));
        const ExportFolder folder;
        parquetOf(*mapped(raw.bytes()), folder);
        const auto file = opened(folder.path("out"));
        QCOMPARE(typeOf(file, "a"), std::string("DECIMAL(6, 3)"));
        QCOMPARE(stored(file, "a"), (Strings{"1100", "-5", "200000"}));
        QCOMPARE(typeOf(file, "b"), std::string("DECIMAL(38, 0)"));
        QCOMPARE(stored(file, "b")[1], std::string(16, '\xFF'));
        QCOMPARE(stored(file, "c"), (Strings{"999999999999999999999999999999999999999", "0.1", "0"}));
        QCOMPARE(stored(file, "d"), (Strings{"1E+30", "1E-30", "0"}));
    }

    void decimalCells()
    {
        using exporting::parseDecimalCell;
        for (const char *text : {"", "-", ".", "1.2.3", "NaN", "Infinity", "1e", "1e99", "1e-99", "1 ", "--1"})
            QVERIFY2(!parseDecimalCell(text), text);
        QCOMPARE(parseDecimalCell("0.0010")->length, 2);
        QCOMPARE(parseDecimalCell("-0.0010")->exponent, -4);
        QVERIFY(exporting::unscaled(*parseDecimalCell("1E+3"), 2) == 100'000);
    }

    void rowsAndColumns()
    {
        const ExportFolder folder;
        const RowList rows{2, 0, 3, 0};
        parquetOf(*everyType(), folder, {ExportForm::Parquet, &rows, {17, 3, 22}});
        const auto file = opened(folder.path("out"));
        QCOMPARE(file.columns().size(), std::size_t{3});
        QCOMPARE(stored(file, "__index_level_0__"), (Strings{"30", "10", "40", "10"}));
        QCOMPARE(stored(file, "Int64"), (Strings{"7", "-9223372036854775808", "-", "-9223372036854775808"}));
    }

    void namesAreThereOnce()
    {
        RawFrame raw(1);
        for (int i = 0; i < 3; ++i)
            raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({static_cast<std::int8_t>(i)}));
        const ExportFolder folder;
        parquetOf(*mapped(raw.bytes()), folder);
        const auto file = opened(folder.path("out"));
        QCOMPARE(stored(file, ""), Strings{"0"});
        QCOMPARE(stored(file, ".1"), Strings{"1"});
        QCOMPARE(stored(file, ".2"), Strings{"2"});
    }

    /// More than one page, and texts that are worth a dictionary and such that are not.
    void manyRows()
    {
        constexpr std::int64_t rows = 1'200'000; // two row groups
        const auto frame = longFrame(rows);
        const ExportFolder folder;
        parquetOf(*frame, folder);
        const auto file = opened(folder.path("out"));
        const Strings numbers = stored(file, "number");
        const Strings texts = stored(file, "text");
        QCOMPARE(numbers.size(), static_cast<std::size_t>(rows));
        QCOMPARE(texts.size(), static_cast<std::size_t>(rows));
        for (std::int64_t row = 0; row < rows; ++row) {
            QCOMPARE(numbers[static_cast<std::size_t>(row)], std::to_string(row));
            QCOMPARE(texts[static_cast<std::size_t>(row)], frame->text(1, row));
        }
    }

    void largeDictionaries()
    {
        constexpr std::size_t rows = 300'000;
        std::vector<std::optional<std::string>> texts(rows);
        for (std::size_t i = 0; i < rows; ++i)
            if (i % 7 != 0)
                texts[i] = std::to_string(i * i % 1009);
        FrameBuilder builder(rows);
        builder.addText("t", texts);
        const ExportFolder folder;
        parquetOf(*built(builder), folder);
        const Strings read = stored(opened(folder.path("out")), "t");
        QCOMPARE(read.size(), rows);
        for (std::size_t i = 0; i < rows; ++i)
            QCOMPARE(read[i], texts[i].value_or("-"));
        QVERIFY(folder.read("out").size() < 600'000); // 10 bits a code
    }

    void hybridOfEveryWidth()
    {
        for (unsigned width = 0; width <= 32; ++width) {
            const std::uint32_t largest = width == 0 ? 0 : std::numeric_limits<std::uint32_t>::max() >> (32 - width);
            QCOMPARE(exporting::bitsFor(largest), width);
            std::string out;
            exporting::appendHybrid(std::vector<std::uint32_t>{largest, 0, largest}, width, out);
            QCOMPARE(out.size(), std::size_t{1} + width);
        }
    }

    void timesBeyondParquet()
    {
        RawFrame raw(1);
        raw.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({std::numeric_limits<std::int64_t>::max() / 1000 + 1}));
        raw.schema.columns.back().unit = TimeUnit::Second;
        raw.schema.columns.back().name.assign(1, 't');
        const ExportFolder folder;
        const Result<void> written = exported(*mapped(raw.bytes()), folder.path("out"), {ExportForm::Parquet});
        QVERIFY(!written);
        QVERIFY(written.error().text.find("column t has times beyond") != std::string::npos);
        QVERIFY(folder.names().isEmpty());
    }
};

QTEST_APPLESS_MAIN(ExportParquetTest)
#include "tst_ExportParquet.moc"
