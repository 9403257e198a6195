// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/FileReading.h"
#include "data/files/FileSource.h"
#include "data/files/parquet/CellValue.h"
#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "tests/data/files/FileFolder.h"
#include "tests/data/files/ParquetProbe.h"
#include "tests/support/SourceFrames.h"

#include <QByteArrayList>
#include <QTest>
#include <algorithm>

using namespace assay;
using namespace assay::files;
using namespace assay::test;

namespace {

constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00
constexpr int rows = 300;                                // of make_fixtures.py

std::string fixture(const QByteArray &name)
{
    return std::string(ASSAY_TEST_DATA "/files/parquet/") + name.toStdString() + ".parquet";
}

QByteArray contentOf(const std::string &path)
{
    QFile file(QString::fromStdString(path));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("%s cannot be read", path.c_str());
    return file.readAll();
}

std::string cell(const Frame &frame, std::string_view column, std::int64_t row)
{
    const std::size_t place = columnOf(frame, column);
    return frame.isMissing(place, row) ? "-" : cellText(frame, place, row).text;
}

/// The first values of a column as texts.
class TextSink : public parquet::ValueSink
{
public:
    explicit TextSink(const parquet::Column &column)
        : m_column(column)
    {
    }
    void missing() override { texts << "-"; }
    void integer(std::int64_t value) override { texts << QByteArray::fromStdString(parquet::textOf(m_column, value)); }
    void real(double value) override { texts << QByteArray::fromStdString(parquet::textOf(value)); }
    void bytes(std::string_view value) override
    {
        const auto number = m_column.logical == parquet::Logical::Decimal ? parquet::decimalOf(m_column, value) : std::nullopt;
        texts << (number ? QByteArray::fromStdString(parquet::textOf(*number)) : QByteArray(value.data(), static_cast<qsizetype>(value.size())));
    }

    QByteArrayList texts;

private:
    const parquet::Column &m_column;
};

/// `TYPE: values` of a column; its problem where it has one.
QByteArray columnText(const parquet::ParquetFile &file, std::string_view name)
{
    for (std::size_t i = 0; i < file.columns().size(); ++i) {
        if (file.columns()[i].name != name)
            continue;
        TextSink sink(file.columns()[i]);
        const auto done = file.read(i, sink, {});
        return done ? QByteArray::fromStdString(parquet::typeText(file.columns()[i])) + ": " + sink.texts.join(' ')
                    : QByteArray::fromStdString(done.error().text);
    }
    return "no such column";
}

} // namespace

class ParquetTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(m_folder.path())); }

    void trades_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"codec-none", "codec-snappy", "codec-gzip", "codec-zstd", "page-1.0-dictionary",
                                 "page-1.0-plain", "page-2.0-dictionary", "page-2.0-plain", "pages-small", "groups",
                                 "encodings"})
            QTest::newRow(name) << QByteArray(name);
    }
    void trades()
    {
        QFETCH(QByteArray, name);
        const auto source = openSource("parquet:" + fixture(name));
        QVERIFY2(source.has_value(), source ? "" : source.error().text.c_str());
        const auto read = (*source)->trades({}, noon, {});
        QVERIFY2(read.has_value(), read ? "" : read.error().text.c_str());
        const auto frame = tradesOf(**source, {}, noon);
        QCOMPARE(frame->rows(), std::int64_t{rows});
        for (int row = 0; row < rows; ++row) {
            const int i = rows - 1 - row; // newest first
            QCOMPARE(frame->integer(columnOf(*frame, "timestamp"), row), noon + i * 1'500'000'000LL);
            QCOMPARE(cell(*frame, "exchange", row), i % 3 != 0 ? "mexc" : "kraken");
            QCOMPARE(cell(*frame, "account_name", row), i % 5 == 0 ? "-" : "MM" + std::to_string(i % 2));
            QCOMPARE(cell(*frame, "symbol", row), i % 4 != 0 ? "BTC" : "ALKIMI");
            QCOMPARE(cell(*frame, "side", row), i % 2 != 0 ? "buy" : "sell");
            QCOMPARE(frame->real(columnOf(*frame, "amount"), row), i * 0.5);
            QCOMPARE(frame->real(columnOf(*frame, "price"), row), 100 + i * 0.25);
            if (i % 7 == 0)
                QVERIFY(frame->isMissing(columnOf(*frame, "fee"), row));
            else
                QCOMPARE(frame->real(columnOf(*frame, "fee"), row), i * 0.125);
            QCOMPARE(cell(*frame, "fee_currency", row), "USDT");
            QCOMPARE(QByteArray::fromStdString(cell(*frame, "trade_id", row)),
                     "id-" + QByteArray::number(i).rightJustified(6, '0'));
        }
    }

    void types()
    {
        const auto file = parquet::ParquetFile::open(fixture("types")).value();
        QCOMPARE(columnText(file, "bool"), "BOOLEAN: true - true false");
        QCOMPARE(columnText(file, "int8"), "INT32: 0 - -2 -3");
        QCOMPARE(columnText(file, "uint32"), "UINT32: 4294967295 - 4294967293 4294967292");
        QCOMPARE(columnText(file, "int64"), "INT64: 1152921504606846976 - 1152921504606846978 1152921504606846979");
        QCOMPARE(columnText(file, "uint64"), "UINT64: 18446744073709551615 - 18446744073709551613 18446744073709551612");
        QCOMPARE(columnText(file, "float"), "FLOAT: 0.5 - 2.5 3.5");
        QCOMPARE(columnText(file, "double"), "DOUBLE: 0.1 - 2.1 3.1");
        QCOMPARE(columnText(file, "text"), "STRING: größe-0 - größe-2 größe-3");
        QCOMPARE(columnText(file, "bytes"), "BYTE_ARRAY: b0 - b2 b3");
        QCOMPARE(columnText(file, "fixed"), "FIXED_LEN_BYTE_ARRAY: fix0 - fix2 fix3");
        QCOMPARE(columnText(file, "date"), "DATE: 2025-11-20T00:00:00 - 2025-11-22T00:00:00 2025-11-23T00:00:00");
        QCOMPARE(columnText(file, "ms"), "TIMESTAMP(ms): 2025-11-20T12:00:00.123 - 2025-11-20T12:00:00.123 2025-11-20T12:00:00.123");
        QVERIFY(columnText(file, "us").startsWith("TIMESTAMP(us): 2025-11-20T12:00:00.123456 - "));
        QVERIFY(columnText(file, "us_utc").startsWith("TIMESTAMP(us, UTC): 2025-11-20T12:00:00.123456 - "));
        QVERIFY(columnText(file, "ns").startsWith("TIMESTAMP(ns): 2025-11-20T12:00:00.123456789 - "));
        QVERIFY(columnText(file, "time").startsWith("TIME(us): 3720000000 - "));
        QCOMPARE(columnText(file, "dec9"), "DECIMAL(9, 2): 0 - -2.5 -3.75");
        QCOMPARE(columnText(file, "dec18"), "DECIMAL(18, 8): 0 - 2e-08 3e-08");
        QCOMPARE(columnText(file, "dec38").left(38), "DECIMAL(38, 9): -12345678901234567168 ");
        QCOMPARE(columnText(file, "dec76"), "DECIMAL(60, 3): 0 - 3 4.5");
        QCOMPARE(columnText(file, "none"), "INT32: - - - -");
        QVERIFY2(columnText(file, "list").contains("nested"), columnText(file, "list").constData());
        QVERIFY(columnText(file, "struct").contains("nested"));

        const auto delta = parquet::ParquetFile::open(fixture("types-delta")).value();
        for (const char *name : {"int8", "int64", "fixed", "dec38", "bool", "us"})
            QCOMPARE(columnText(delta, name), columnText(file, name));
        const auto integers = parquet::ParquetFile::open(fixture("types-decimal-integers")).value();
        for (const char *name : {"dec9", "dec18"})
            QCOMPARE(columnText(integers, name), columnText(file, name));
        const auto old = parquet::ParquetFile::open(fixture("types-int96")).value();
        QVERIFY(columnText(old, "us").startsWith("INT96: 2025-11-20T12:00:00.123456 - "));
        QVERIFY(columnText(old, "ns").startsWith("INT96: 2025-11-20T12:00:00.123456789 - "));
    }

    /// Each type as a time, a number and a text.
    void typesInTrades()
    {
        Mapping mapping;
        mapping.kind = FileKind::Parquet;
        mapping.time.zone = 7200;
        const auto read = [&](const char *time, const char *number, const char *text) {
            mapping.origin(Field::Timestamp) = NamedColumn{time};
            mapping.origin(Field::Price) = NamedColumn{number};
            mapping.origin(Field::TradeId) = NamedColumn{text};
            const auto source = FileSource::open(fixture("types"), mapping);
            if (!source)
                return QByteArray::fromStdString(source.error().text);
            const auto frame = tradesOf(**source, {}, noon);
            return QByteArray::fromStdString(cell(*frame, "timestamp", 0) + "|" + cell(*frame, "price", 0) + "|" +
                                             cell(*frame, "trade_id", 0) + "|" + cell(*frame, "price", 3));
        };
        QCOMPARE(read("us_utc", "double", "text"), "2025-11-20 12:00:00.123456|0.1|größe-0|-");
        QCOMPARE(read("us", "dec18", "int64"), "2025-11-20 10:00:00.123456|0.0|1152921504606846976|-");
        QCOMPARE(read("us_utc", "uint64", "dec9"), "2025-11-20 12:00:00.123456|1.8446744073709552e+19|0|-");
        QCOMPARE(read("us_utc", "dec38", "bool"), "2025-11-20 12:00:00.123456|-1.2345678901234567e+19|true|-");
        QVERIFY(read("us", "bool", "text").contains("holds no numbers"));
        QVERIFY(read("bool", "double", "text").contains("holds no times"));
        QVERIFY(read("double", "double", "text").contains("in which unit"));
        QVERIFY(read("us", "list", "text").contains("nested"));
        QVERIFY(read("us", "gone", "text").contains("which the file has not"));
    }

    void aForeignFileNeedsAMapping()
    {
        const auto unknown = openSource("parquet:" + fixture("foreign"));
        QVERIFY(!unknown.has_value());
        for (const char *part : {"assay data import", "timestamp: Time", "time: milliseconds", "symbol: Pair", "trade_id: Trade ID"})
            QVERIFY2(unknown.error().text.find(part) != std::string::npos, unknown.error().text.c_str());
        Mapping mapping = propose(FileKind::Parquet, fixture("foreign"))->mapping;
        mapping.origin(Field::Exchange) = FixedText{"mexc"};
        const auto source = FileSource::open(fixture("foreign"), mapping).value();
        const auto sealed = source->trades({}, noon, {});
        QCOMPARE(sealed->warnings.size(), std::size_t{1});
        QVERIFY(sealed->warnings[0].find("'x' in row 2") != std::string::npos);
        const auto frame = tradesOf(*source, {}, noon);
        QCOMPARE(cell(*frame, "timestamp", 1), "2025-11-20 12:00:00.123");
        QCOMPARE(cell(*frame, "side", 1), "buy");
        QCOMPARE(cell(*frame, "exchange", 1), "mexc");
        QCOMPARE(cell(*frame, "amount", 1), "1.5");
        QCOMPARE(cell(*frame, "trade_id", 1), "7");
        QVERIFY(frame->isMissing(columnOf(*frame, "amount"), 0));
    }

    void describesItself()
    {
        const auto source = openSource("parquet:" + fixture("codec-zstd")).value();
        const SourceInfo info = source->describe(noon, {}).value();
        QCOMPARE(info.tables[0].columns[0].type, "TIMESTAMP(us)");
        QCOMPARE(info.tables[0].columns[5].type, "DOUBLE");
        QCOMPARE(info.tables[0].rows, std::optional<std::int64_t>(rows));
        QCOMPARE(info.tables[0].first, std::optional<std::int64_t>(noon));
        const auto empty = openSource("parquet:" + fixture("empty"));
        QVERIFY2(empty.has_value(), empty ? "" : empty.error().text.c_str());
        QCOMPARE(tradesOf(**empty, {}, noon)->rows(), std::int64_t{0});
    }

    void unsupported()
    {
        for (const auto &[name, codec] : {std::pair("codec-lz4", "LZ4_RAW"), std::pair("codec-brotli", "Brotli")}) {
            const auto source = openSource(std::string("parquet:") + fixture(name));
            QVERIFY(!source.has_value());
            QCOMPARE(source.error().code, ErrorCode::Unsupported);
            QVERIFY2(source.error().text.find(codec) != std::string::npos, source.error().text.c_str());
        }
    }

    void bombs()
    {
        Mapping mapping;
        mapping.kind = FileKind::Parquet;
        mapping.origin(Field::TradeId) = NamedColumn{"trade_id"};
        const auto texts = FileSource::open(fixture("bomb-texts"), mapping).value()->trades({}, noon, {});
        QVERIFY(!texts.has_value());
        QVERIFY2(texts.error().text.find("implausibly large") != std::string::npos, texts.error().text.c_str());
        const auto page = FileSource::open(fixture("bomb-page"), mapping).value()->trades({}, noon, {});
        QVERIFY2(!page && page.error().text.find("grow beyond all reason") != std::string::npos,
                 page ? "" : page.error().text.c_str());
        const auto many = openSource("parquet:" + fixture("bomb-rows"));
        QVERIFY2(!many && many.error().text.find("more than such a file can hold") != std::string::npos,
                 many ? "" : many.error().text.c_str());
    }

    void wrongFiles()
    {
        QCOMPARE(openSource("parquet:/nowhere/t.parquet").error().code, ErrorCode::NotFound);
        QVERIFY(openSource("parquet:" + m_folder.path()).error().text.find("is a folder") != std::string::npos);
        QVERIFY(openSource("parquet:" + m_folder.write("")).error().text.find("too short") != std::string::npos);
        QVERIFY(openSource("parquet:" + m_folder.write("a,b,c\n1,2,3\n")).error().text.find("no Parquet file") != std::string::npos);
        const QByteArray good = contentOf(fixture("small"));
        QVERIFY(openSource("parquet:" + m_folder.write(good.chopped(1))).error().text.find("its end is missing") != std::string::npos);
        QVERIFY(openSource("parquet:" + m_folder.write(good.chopped(4) + "PARE")).error().text.find("encrypted") != std::string::npos);
    }

    /// The test that follows means nothing where the good file is not read.
    void theGoodFile()
    {
        const QByteArray good = contentOf(fixture("small"));
        QCOMPARE(probeParquet(good.constData(), static_cast<std::size_t>(good.size())), 10);
    }

    void everyTruncation()
    {
        const QByteArray good = contentOf(fixture("small"));
        for (qsizetype size = 0; size < good.size(); ++size)
            QCOMPARE(probeParquet(good.constData(), static_cast<std::size_t>(size)), -1);
        // And from within: the footer stays.
        for (qsizetype from = 4; from < good.size() - 8; from += 7) {
            const QByteArray cut = QByteArray(good).remove(from, 7);
            static_cast<void>(probeParquet(cut.constData(), static_cast<std::size_t>(cut.size())));
        }
    }

    void everyByteChanged_data()
    {
        QTest::addColumn<QByteArray>("name");
        for (const char *name : {"small", "types-delta", "types-int96"})
            QTest::newRow(name) << QByteArray(name);
    }
    void everyByteChanged()
    {
        QFETCH(QByteArray, name);
        QByteArray bytes = contentOf(fixture(name));
        int refused = 0;
        for (char &byte : bytes) {
            const char before = byte;
            for (const int mask : {0x01, 0x10, 0x80, 0xFF}) {
                byte = static_cast<char>(before ^ mask);
                refused += probeParquet(bytes.constData(), static_cast<std::size_t>(bytes.size())) < 0 ? 1 : 0;
            }
            byte = before;
        }
        QVERIFY(refused > 0);
    }

private:
    FileFolder m_folder;
};

QTEST_GUILESS_MAIN(ParquetTest)
#include "tst_Parquet.moc"
