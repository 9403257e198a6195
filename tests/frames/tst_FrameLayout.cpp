// SPDX-License-Identifier: GPL-3.0-or-later
#include "protocol/FrameLayout.h"
#include "protocol/FrameSchemaCbor.h"
#include "tests/support/RawFrame.h"

#include <functional>
#include <limits>
#include <QTest>

using namespace assay;
using assay::test::bytesOf;
using assay::test::RawFrame;

namespace {

constexpr auto low = std::numeric_limits<std::int64_t>::min();

/// Three rows of every type there is.
RawFrame everyType()
{
    RawFrame frame(3);
    frame.addValues(ColumnType::Int8, bytesOf<std::int8_t>({-128, 0, 127}));
    frame.addValues(ColumnType::Int16, bytesOf<std::int16_t>({-1, 0, 1}));
    frame.addValues(ColumnType::Int32, bytesOf<std::int32_t>({-1, 0, 1}));
    frame.addValues(ColumnType::Int64, bytesOf<std::int64_t>({low, 0, 1}), bytesOf<char>({5}));
    frame.addValues(ColumnType::UInt8, bytesOf<std::uint8_t>({0, 1, 255}));
    frame.addValues(ColumnType::UInt16, bytesOf<std::uint16_t>({0, 1, 65535}));
    frame.addValues(ColumnType::UInt32, bytesOf<std::uint32_t>({0, 1, ~0U}));
    frame.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({0, 1, ~0ULL}));
    frame.addValues(ColumnType::Float32, bytesOf<float>({0, 1, 2}));
    frame.addValues(ColumnType::Float64, bytesOf<double>({0, 1, 2}));
    frame.addValues(ColumnType::Bool, bytesOf<char>({0, 1, 1}));
    frame.addTexts(ColumnType::Text, {"a", "", "ä€𝄞"});
    frame.addDictionary({-1, 1, 0}, {"kraken", "mexc"});
    frame.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({low, 0, 1}));
    frame.addValues(ColumnType::Duration, bytesOf<std::int64_t>({low, 0, 1}));
    frame.addTexts(ColumnType::Decimal, {"1.10", "2", "NaN"});
    frame.addValues(ColumnType::Date, bytesOf<std::int32_t>({-1, 0, 20000}));
    frame.addTexts(ColumnType::Shown, {"{1}", "<x>", ""}, bytesOf<char>({7}));
    frame.schema.columns[3].name = "größe";
    frame.schema.columns[13].unit = TimeUnit::Millisecond;
    frame.schema.columns[13].zone = "Europe/Berlin";
    frame.schema.columns[13].dtype = "datetime64[ms, Europe/Berlin]";
    frame.schema.columns[0].isIndex = true;
    return frame;
}

/// A small frame of the columns lies are told about: 0 Int64, 1 Text, 2 Dictionary, 3 Bool.
RawFrame smallFrame()
{
    RawFrame frame(3);
    frame.addValues(ColumnType::Int64, bytesOf<std::int64_t>({1, 2, 3}), bytesOf<char>({7}));
    frame.addTexts(ColumnType::Text, {"a", "bc", "def"});
    frame.addDictionary({0, 1, -1}, {"x", "yz"});
    frame.addValues(ColumnType::Bool, bytesOf<char>({0, 1, 0}));
    return frame;
}

using Lie = std::function<void(FrameSchema &)>;

void put(std::vector<std::byte> &frame, std::uint64_t offset, const std::vector<std::byte> &bytes)
{
    std::ranges::copy(bytes, frame.begin() + static_cast<std::ptrdiff_t>(offset));
}

std::string cborText(std::string_view text)
{
    return std::string(1, static_cast<char>(0x60 + text.size())) + std::string(text);
}

} // namespace

Q_DECLARE_METATYPE(Lie)

class tst_FrameLayout : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyTypeSurvives();
    void buffersAreAligned();
    void emptyFramesHold();
    void liesInTheSchema_data();
    void liesInTheSchema();
    void liesInTheBytes_data();
    void liesInTheBytes();
    void stepsOfZones_data();
    void stepsOfZones();
    void everyTruncationIsRefused();
    void unknownKeysArePassedOver();
    void brokenSchemas_data();
    void brokenSchemas();
    void deepNestingCostsNothing();
    void manyRowsAreChecked();
};

void tst_FrameLayout::everyTypeSurvives()
{
    RawFrame frame = everyType();
    const std::vector<std::byte> bytes = frame.bytes();
    const Result<FrameSchema> read = readFrame(bytes);
    QVERIFY2(read.has_value(), read ? "" : read.error().detail.c_str());
    QVERIFY(*read == frame.schema);
}

void tst_FrameLayout::buffersAreAligned()
{
    RawFrame frame = everyType();
    const std::vector<std::byte> bytes = frame.bytes();
    QCOMPARE(bytes.size() % 64, std::size_t{0});
    for (const ColumnSchema &column : frame.schema.columns) {
        QCOMPARE(column.values.offset % 64, std::uint64_t{0});
        QCOMPARE(column.offsets.offset % 64, std::uint64_t{0});
        QCOMPARE(column.data.offset % 64, std::uint64_t{0});
    }
}

void tst_FrameLayout::emptyFramesHold()
{
    RawFrame bare(0);
    QVERIFY(readFrame(bare.bytes()).has_value());
    RawFrame rowsOnly(7); // DataFrame(index=range(7))
    QCOMPARE(readFrame(rowsOnly.bytes())->rows, std::int64_t{7});
    RawFrame noRows(0);
    noRows.addValues(ColumnType::Float64, {});
    noRows.addTexts(ColumnType::Text, {});
    noRows.addDictionary({}, {});
    noRows.add({}); // Int64 without a buffer
    QVERIFY(readFrame(noRows.bytes()).has_value());
    RawFrame allMissing(2);
    test::RawColumn column;
    column.schema.type = ColumnType::Dictionary;
    column.values = bytesOf<std::int32_t>({-1, -1});
    allMissing.add(column);
    QVERIFY(readFrame(allMissing.bytes()).has_value());
}

void tst_FrameLayout::liesInTheSchema_data()
{
    QTest::addColumn<Lie>("lie");
    const auto row = [](const char *name, Lie lie) { QTest::newRow(name) << lie; };
    row("more rows", [](FrameSchema &s) { ++s.rows; });
    row("fewer rows", [](FrameSchema &s) { --s.rows; });
    row("negative rows", [](FrameSchema &s) { s.rows = -1; });
    row("rows whose bytes overflow", [](FrameSchema &s) { s.rows = std::int64_t{1} << 61; });
    row("too many rows", [](FrameSchema &s) { s.rows = frame_layout::maxRows + 1; });
    row("another kind", [](FrameSchema &s) { s.kind = "DateFrame"; });
    row("offset in the schema", [](FrameSchema &s) { s.columns[0].values.offset = 64; });
    row("offset zero", [](FrameSchema &s) { s.columns[0].values.offset = 0; });
    row("offset askew", [](FrameSchema &s) { s.columns[0].values.offset += 8; });
    row("offset behind the end", [](FrameSchema &s) { s.columns[0].values.offset = 1 << 20; });
    row("offset at the end", [](FrameSchema &s) { s.columns[0].values.offset += 64 * 9; });
    row("offset that overflows",
        [](FrameSchema &s) { s.columns[0].values.offset = ~std::uint64_t{63}; });
    row("length beyond the end", [](FrameSchema &s) { s.columns[1].data.bytes = 1 << 20; });
    row("length that overflows", [](FrameSchema &s) { s.columns[1].data.bytes = ~0ULL; });
    row("values too long", [](FrameSchema &s) { s.columns[0].values.bytes = 32; });
    row("values too short", [](FrameSchema &s) { s.columns[0].values.bytes = 23; });
    row("validity too long", [](FrameSchema &s) { s.columns[0].validity.bytes = 2; });
    row("wider type", [](FrameSchema &s) { s.columns[3].type = ColumnType::Int64; });
    row("values taken for text", [](FrameSchema &s) { s.columns[0].type = ColumnType::Text; });
    row("text taken for values", [](FrameSchema &s) { s.columns[1].type = ColumnType::Int64; });
    row("offsets too short", [](FrameSchema &s) { s.columns[1].offsets.bytes = 24; });
    row("offsets of odd length", [](FrameSchema &s) { s.columns[2].offsets.bytes = 23; });
    row("data too short", [](FrameSchema &s) { s.columns[1].data.bytes = 5; });
    row("dictionary too short", [](FrameSchema &s) { s.columns[2].offsets.bytes = 16; });
    row("numbers taken for bools",
        [](FrameSchema &s) { s.columns[3].values.offset = s.columns[1].data.offset; });
    row("numbers taken for offsets",
        [](FrameSchema &s) { s.columns[1].offsets.offset = s.columns[1].data.offset; });
}

void tst_FrameLayout::liesInTheSchema()
{
    QFETCH(Lie, lie);
    RawFrame frame = smallFrame();
    static_cast<void>(frame.bytes());
    FrameSchema told = frame.schema;
    lie(told);
    const Result<FrameSchema> read = readFrame(frame.bytesWith(told));
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::Protocol);
    QVERIFY(read.error().text.starts_with("The frame cannot be read"));
}

void tst_FrameLayout::liesInTheBytes_data()
{
    QTest::addColumn<int>("column");
    QTest::addColumn<bool>("inOffsets");
    QTest::addColumn<int>("at");
    QTest::addColumn<QByteArray>("bytes");
    const auto number = [](auto value) {
        return QByteArray(reinterpret_cast<const char *>(&value), sizeof value);
    };
    const auto row = [](const char *name, int column, bool inOffsets, int at, QByteArray bytes) {
        QTest::newRow(name) << column << inOffsets << at << bytes;
    };
    row("first text offset negative", 1, true, 0, number(std::int64_t{-1}));
    row("text offsets fall", 1, true, 8, number(std::int64_t{4}));
    row("text offset negative", 1, true, 8, number(low));
    row("text offset huge", 1, true, 16, number(std::numeric_limits<std::int64_t>::max()));
    row("last text offset beyond", 1, true, 24, number(std::int64_t{7}));
    row("dictionary offsets fall", 2, true, 8, number(std::int64_t{-8}));
    row("dictionary offset beyond", 2, true, 16, number(std::int64_t{4}));
    row("code too large", 2, false, 4, number(std::int32_t{2}));
    row("code below -1", 2, false, 0, number(std::int32_t{-2}));
    row("code smallest", 2, false, 8, number(std::numeric_limits<std::int32_t>::min()));
    row("code largest", 2, false, 8, number(std::numeric_limits<std::int32_t>::max()));
    row("bool of two", 3, false, 1, number(char{2}));
    row("bool of 255", 3, false, 2, number(static_cast<char>(-1)));
}

void tst_FrameLayout::liesInTheBytes()
{
    QFETCH(int, column);
    QFETCH(bool, inOffsets);
    QFETCH(int, at);
    QFETCH(QByteArray, bytes);
    RawFrame frame = smallFrame();
    std::vector<std::byte> lie = frame.bytes();
    const ColumnSchema &schema = frame.schema.columns[static_cast<std::size_t>(column)];
    const std::uint64_t offset = inOffsets ? schema.offsets.offset : schema.values.offset;
    std::memcpy(lie.data() + offset + at, bytes.constData(),
                static_cast<std::size_t>(bytes.size()));
    QVERIFY(!readFrame(lie).has_value());
}

void tst_FrameLayout::stepsOfZones_data()
{
    QTest::addColumn<QString>("zone");
    QTest::addColumn<QList<qint64>>("steps");
    QTest::addColumn<bool>("holds");
    const auto row = [](const char *name, const char *zone, const QList<qint64> &steps, bool holds) {
        QTest::newRow(name) << QString::fromLatin1(zone) << steps << holds;
    };
    row("none", "Europe/Berlin", {}, true);
    row("two", "Europe/Berlin", {low, 86'399, 0, -86'399}, true);
    row("without a zone", "", {0, 0}, false);
    row("half of one", "Europe/Berlin", {0, 0, 1}, false);
    row("they fall", "Europe/Berlin", {1, 0, 0, 0}, false);
    row("one instant twice", "Europe/Berlin", {1, 0, 1, 60}, false);
    row("a day ahead", "Europe/Berlin", {0, 86'400}, false);
    row("a day behind", "Europe/Berlin", {0, -86'400}, false);
    QList<qint64> many;
    for (qint64 i = 0; i <= qint64(frame_layout::maxZoneSteps); ++i)
        many << i << 0;
    row("too many", "Europe/Berlin", many, false);
}

void tst_FrameLayout::stepsOfZones()
{
    QFETCH(QString, zone);
    QFETCH(QList<qint64>, steps);
    QFETCH(bool, holds);
    test::RawColumn column;
    column.schema.type = ColumnType::Timestamp;
    column.schema.zone = zone.toStdString();
    column.values = bytesOf<std::int64_t>({0});
    column.data = bytesOf(std::vector<qint64>(steps.cbegin(), steps.cend()));
    RawFrame frame(1);
    frame.add(column);
    QCOMPARE(readFrame(frame.bytes()).has_value(), holds);
}

void tst_FrameLayout::everyTruncationIsRefused()
{
    RawFrame frame = smallFrame();
    const std::vector<std::byte> whole = frame.bytes();
    for (std::size_t length = 0; length < whole.size(); ++length) {
        std::vector<std::byte> cut(whole.begin(),
                                   whole.begin() + static_cast<std::ptrdiff_t>(length));
        QVERIFY(!readFrame(cut).has_value());
        const std::uint64_t claimed = length; // a lie that agrees with itself
        if (length >= frame_layout::headerBytes) {
            std::memcpy(cut.data() + 16, &claimed, sizeof claimed);
            if (length < frame.schema.columns[3].values.offset + 3)
                QVERIFY(!readFrame(cut).has_value());
        }
    }
}

void tst_FrameLayout::unknownKeysArePassedOver()
{
    const std::string cbor = "\xA4" + cborText("later") + "\x82\xC1\x01\xA1\x01\x41z" +
                             cborText("kind") + cborText("Series") + cborText("rows") + "\x07" +
                             cborText("rows") + "\x05";
    const Result<FrameSchema> schema = decodeSchema(cbor);
    QVERIFY(schema.has_value());
    QCOMPARE(schema->kind, std::string("Series"));
    QCOMPARE(schema->rows, std::int64_t{5}); // the last of the two
}

void tst_FrameLayout::brokenSchemas_data()
{
    QTest::addColumn<QByteArray>("cbor");
    const auto row = [](const char *name, const std::string &cbor) {
        QTest::newRow(name) << QByteArray(cbor.data(), static_cast<qsizetype>(cbor.size()));
    };
    const auto column = [](const std::string &pairs) {
        return "\xA1" + cborText("columns") + "\x81" + pairs;
    };
    row("nothing", "");
    row("no map", "\x80");
    row("indefinite map", "\xBF\xFF");
    row("more pairs than bytes", "\xBB\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    row("key of number", std::string("\xA1\x01\x01"));
    row("key longer than all", "\xA1\x7B\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF");
    row("indefinite key", "\xA1\x7F\x61"
                          "a\xFF\x01");
    row("rows a float", "\xA1" + cborText("rows") + "\xFA\x41\x20\x01\x01");
    row("rows negative", "\xA1" + cborText("rows") + "\x20");
    row("columns a map", "\xA1" + cborText("columns") + "\xA1\x01\x01");
    row("columns beyond count", "\xA1" + cborText("columns") + "\x9A\x7F\xFF\xFF\xFF");
    row("column without a type", column("\xA1" + cborText("name") + cborText("x")));
    row("unknown type", column("\xA1" + cborText("type") + cborText("int128")));
    row("unknown unit",
        column("\xA2" + cborText("type") + cborText("int8") + cborText("unit") + cborText("min")));
    row("span of one",
        column("\xA2" + cborText("type") + cborText("int8") + cborText("values") + "\x81\x01"));
    row("span negative",
        column("\xA2" + cborText("type") + cborText("int8") + cborText("values") + "\x82\x20\x01"));
    row("index a number",
        column("\xA2" + cborText("type") + cborText("int8") + cborText("index") + "\x01"));
    row("something behind", std::string("\xA0\x01"));
    row("unknown key cut off", "\xA1" + cborText("later") + "\x9A\x01\x01");
    row("unknown key reserved", "\xA1" + cborText("later") + "\x1C");
}

void tst_FrameLayout::brokenSchemas()
{
    QFETCH(QByteArray, cbor);
    const Result<FrameSchema> read =
        decodeSchema({cbor.constData(), static_cast<std::size_t>(cbor.size())});
    QVERIFY(!read.has_value());
    QCOMPARE(read.error().code, ErrorCode::Protocol);
}

void tst_FrameLayout::deepNestingCostsNothing()
{
    constexpr std::size_t depth = 4'000'000;
    const std::string head = "\xA1" + cborText("later");
    for (const char opener : {'\x81', '\xA1', '\xC1', '\x7F', '\x5F', '\x9F'})
        QVERIFY(!decodeSchema(head + std::string(depth, opener)).has_value());
    // Nested to any depth but well-formed: passed over without a stack.
    QVERIFY(decodeSchema(head + std::string(depth, '\x81') + "\x01").has_value());
}

void tst_FrameLayout::manyRowsAreChecked()
{
    constexpr std::size_t rows = 100'003;
    RawFrame frame(rows);
    test::RawColumn column;
    column.schema.type = ColumnType::Dictionary;
    column.values.resize(rows * 4);
    column.offsets = bytesOf<std::int64_t>({0, 1});
    column.data = bytesOf<char>({'x'});
    frame.add(column);
    std::vector<std::byte> bytes = frame.bytes();
    QVERIFY(readFrame(bytes).has_value());
    for (const std::size_t row : {std::size_t{0}, rows / 2, rows - 1}) {
        std::vector<std::byte> lie = bytes;
        put(lie, frame.schema.columns[0].values.offset + row * 4, bytesOf<std::int32_t>({1}));
        QVERIFY(!readFrame(lie).has_value());
    }
}

QTEST_APPLESS_MAIN(tst_FrameLayout)
#include "tst_FrameLayout.moc"
