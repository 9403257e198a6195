// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/CellReading.h"
#include "data/files/MappingBook.h"
#include "frames/CivilTime.h"
#include "tests/data/files/FileFolder.h"

#include <QDir>
#include <QTest>
#include <cmath>
#include <thread>

using namespace assay;
using namespace assay::files;
using namespace assay::test;

namespace {

Mapping sampleMapping()
{
    Mapping mapping;
    mapping.csv = {Encoding::Windows1252, ';', '\'', ',', ".", true, 3};
    mapping.time = {TimeForm::Kind::Pattern, "%d.%m.%Y %H:%M:%S", 7200};
    mapping.origin(Field::Timestamp) = NamedColumn{"Zeit"};
    mapping.origin(Field::Exchange) = FixedText{"mexc"};
    mapping.origin(Field::Amount) = NumberedColumn{3};
    mapping.sides = {{"B", "buy"}, {"S", "sell"}};
    return mapping;
}

CellReader numbers(char decimal, const std::string &thousands)
{
    Mapping mapping;
    mapping.csv.decimal = decimal;
    mapping.csv.thousands = thousands;
    return CellReader(mapping);
}

CellReader times(TimeForm form)
{
    Mapping mapping;
    mapping.time = std::move(form);
    return CellReader(mapping);
}

} // namespace

class MappingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackFromJson()
    {
        const Mapping mapping = sampleMapping();
        QVERIFY(mappingFromJson(Json::parse(toJson(mapping).dump())).value() == mapping);
        Mapping parquet;
        parquet.kind = FileKind::Parquet;
        parquet.origin(Field::Price) = NamedColumn{"p"};
        parquet.time = {TimeForm::Kind::Microseconds};
        QVERIFY(mappingFromJson(toJson(parquet)).value() == parquet);
        const Mapping least = mappingFromJson(Json::parse(R"({"kind": "csv", "columns": {"price": {"number": 1}}})")).value();
        QVERIFY(least.csv == CsvForm());
        QVERIFY(least.time == TimeForm());
    }

    void wrongJson_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("key");
        const auto row = [](const char *text, const char *key) { QTest::newRow(text) << QByteArray(text) << QByteArray(key); };
        const auto with = [&](const char *rest, const char *key) {
            row((std::string(R"({"kind": "csv", "columns": {"price": {"number": 1}}, )") + rest + "}").c_str(), key);
        };
        row("[]", "an object");
        row("{}", "\"kind\"");
        row(R"({"kind": "xls", "columns": {}})", "\"kind\"");
        row(R"({"kind": 5, "columns": {}})", "\"kind\"");
        row(R"({"kind": "csv"})", "\"columns\"");
        row(R"({"kind": "csv", "columns": {}})", "\"columns\"");
        row(R"({"kind": "csv", "columns": []})", "\"columns\"");
        row(R"({"kind": "csv", "columns": {"exchange": {"text": "x"}}})", "at least one column");
        row(R"({"kind": "csv", "columns": {"asset": {"number": 1}}})", "\"columns.asset\"");
        row(R"({"kind": "csv", "columns": {"price": 3}})", "\"columns.price\"");
        row(R"({"kind": "csv", "columns": {"price": {}}})", "\"columns.price\"");
        row(R"({"kind": "csv", "columns": {"price": {"column": "a", "number": 1}}})", "\"columns.price\"");
        row(R"({"kind": "csv", "columns": {"price": {"number": 0}}})", "\"columns.price.number\"");
        row(R"({"kind": "csv", "columns": {"price": {"number": 1.5}}})", "\"columns.price.number\"");
        row(R"({"kind": "csv", "columns": {"price": {"number": 18446744073709551615}}})", "\"columns.price.number\"");
        row(R"({"kind": "csv", "columns": {"price": {"column": null}}})", "\"columns.price\"");
        row(R"({"kind": "csv", "columns": {"price": {"name": "x"}}})", "\"columns.price.name\"");
        row(R"({"kind": "csv", "columns": {"price": {"number": 1}, "fee": {"text": "x"}}})", "\"columns.fee.text\"");
        row(R"({"kind": "csv", "columns": {"price": {"number": 1}, "timestamp": {"text": "x"}}})", "\"columns.timestamp.text\"");
        row(R"({"kind": "csv", "csv": {"header": false}, "columns": {"price": {"column": "a"}}})", "\"columns.price\"");
        row(R"({"kind": "parquet", "csv": {}, "columns": {"price": {"column": "a"}}})", "\"csv\"");
        with(R"("more": 1)", "\"more\"");
        with(R"("csv": [])", "\"csv\"");
        with(R"("csv": {"more": 1})", "\"csv.more\"");
        with(R"("csv": {"encoding": "utf8"})", "\"csv.encoding\"");
        with(R"("csv": {"encoding": 8})", "\"csv.encoding\"");
        with(R"("csv": {"separator": ",,"})", "\"csv.separator\"");
        with(R"("csv": {"separator": ""})", "\"csv.separator\"");
        with(R"("csv": {"quote": "x"})", "\"csv.quote\"");
        with(R"("csv": {"decimal": ";"})", "\"csv.decimal\"");
        with(R"("csv": {"thousands": "."})", "\"csv.thousands\"");
        with(R"("csv": {"thousands": "x"})", "\"csv.thousands\"");
        with(R"("csv": {"header": 1})", "\"csv.header\"");
        with(R"("csv": {"skip": -1})", "\"csv.skip\"");
        with(R"("csv": {"skip": true})", "\"csv.skip\"");
        with(R"("time": {"written": "%Y"})", "\"time.written\"");
        with(R"("time": {"written": "%Q"})", "\"time.written\"");
        with(R"("time": {"zone": "Europe/Berlin"})", "\"time.zone\"");
        with(R"("time": {"zone": "+15:00"})", "\"time.zone\"");
        with(R"("time": {"form": 1})", "\"time.form\"");
        with(R"("sides": {"B": 1})", "\"sides.B\"");
        with(R"("sides": {"B": null})", "\"sides.B\"");
    }
    void wrongJson()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, key);
        const auto mapping = mappingFromJson(Json::parse(text.toStdString()));
        QVERIFY(!mapping.has_value());
        QCOMPARE(mapping.error().code, ErrorCode::InvalidInput);
        QVERIFY2(mapping.error().text.find(key.toStdString()) != std::string::npos, mapping.error().text.c_str());
    }

    void fromFiles()
    {
        FileFolder folder;
        QVERIFY(readMapping(folder.write(QByteArray::fromStdString(toJson(sampleMapping()).dump()))).value() == sampleMapping());
        QVERIFY(readMapping(folder.write("{")).error().text.find("is not JSON") != std::string::npos);
        const std::string wrong = folder.write("{}");
        QVERIFY(readMapping(wrong).error().text.find(wrong) != std::string::npos);
        QCOMPARE(readMapping("/nowhere/m.json").error().code, ErrorCode::NotFound);
    }

    void placesInAFile()
    {
        const Mapping mapping = sampleMapping();
        const Places places = placesOf(mapping, {"a", "Zeit", "b"}).value();
        QVERIFY(places[Field::Timestamp] == std::optional<std::size_t>(1));
        QVERIFY(places[Field::Amount] == std::optional<std::size_t>(2));
        QVERIFY(!places[Field::Exchange] && !places[Field::Fee]);
        QVERIFY(placesOf(mapping, {"Zeit", "b"}).error().text.find("column 3") != std::string::npos);
        QVERIFY(placesOf(mapping, {"a", "zeit", "b"}).error().text.find("\"Zeit\"") != std::string::npos);
        QVERIFY(placesOf(mapping, {"Zeit", "Zeit", "b"}).error().text.find("2 of that name") != std::string::npos);
    }

    void numbersAsTheyAreWritten()
    {
        const CellReader plain = numbers('.', ""), german = numbers(',', "."), swiss = numbers('.', "'");
        QCOMPARE(plain.number(" 1.5 "), 1.5);
        QCOMPARE(plain.number("+1e3"), 1000.0);
        QCOMPARE(plain.number("-.5"), -0.5);
        for (const char *text : {"1,5", "1.5x", "", "inf", "-inf", "1e999", "0x10", "+-1", "+", "1 000", "1.2.3"})
            QVERIFY2(!plain.number(text), text);
        QVERIFY(std::isnan(plain.number("NaN").value()));
        QCOMPARE(german.number("1.234.567,89"), 1234567.89);
        QCOMPARE(german.number("-1.234"), -1234.0);
        QCOMPARE(german.number("1234,5"), 1234.5);
        for (const char *text : {"1.5", "1.23,4", ".123", "1234.567", "1,2,3", "1,234.567", "1..234", "1.234."})
            QVERIFY2(!german.number(text), text);
        QCOMPARE(swiss.number("1'234.5"), 1234.5);
        QCOMPARE(numbers(',', "\u202f").number("1\u202f234,5"), 1234.5);
        QVERIFY(!numbers(',', "").number("1.5"));
    }

    void timesAsTheyAreWritten()
    {
        const auto iso = [](const char *text) { return parseIsoTime(text); };
        using Kind = TimeForm::Kind;
        QCOMPARE(times({Kind::Iso}).time("2025-11-20T08:00:00.5"), iso("2025-11-20T08:00:00.5"));
        QCOMPARE(times({Kind::Iso, "", 7200}).time("2025-11-20 08:00:00"), iso("2025-11-20T06:00:00"));
        QCOMPARE(times({Kind::Iso, "", 7200}).time("2025-11-20 08:00:00Z"), iso("2025-11-20T08:00:00"));
        QCOMPARE(times({Kind::Iso, "", 7200}).time("2025-11-20"), iso("2025-11-19T22:00:00"));
        QCOMPARE(times({Kind::Seconds}).time("1763640000.25"), iso("2025-11-20T12:00:00.25"));
        QCOMPARE(times({Kind::Milliseconds, "", 7200}).time("1763640000123"), iso("2025-11-20T12:00:00.123"));
        QCOMPARE(times({Kind::Microseconds}).time("1763640000000001"), iso("2025-11-20T12:00:00.000001"));
        QCOMPARE(times({Kind::Nanoseconds}).time("-1"), std::optional<std::int64_t>(-1));
        QCOMPARE(times({Kind::Seconds}).time("-0.5"), std::optional<std::int64_t>(-500'000'000));
        for (const char *text : {"", ".", "1e9", "1763640000x", "99999999999999999999", "9223372036.9", "1.x", " "})
            QVERIFY2(!times({Kind::Seconds}).time(text), text);
        QVERIFY(!times({Kind::Nanoseconds}).timeOfCount(1e19));
    }

    void patterns_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArray>("time"); // empty: none
        const auto row = [](const char *pattern, const char *text, const char *time) {
            QTest::addRow("%s %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << QByteArray(time);
        };
        row("%d.%m.%Y %H:%M:%S", "20.11.2025 08:05:09", "2025-11-20T08:05:09");
        row("%d.%m.%Y %H:%M:%S", "2.1.2025 8:5:9", "2025-01-02T08:05:09");
        row("%d.%m.%Y", "31.04.2025", "");
        row("%d.%m.%Y", "29.02.2024", "2024-02-29");
        row("%d.%m.%Y", "29.02.2025", "");
        row("%d.%m.%Y", "20.11.2025 ", "");
        row("%d.%m.%Y", "20.13.2025", "");
        row("%d.%m.%y", "20.11.25", "2025-11-20");
        row("%d.%m.%y", "20.11.69", "1969-11-20");
        row("%m/%d/%Y, %I:%M:%S %p", "11/20/2025, 12:00:01 AM", "2025-11-20T00:00:01");
        row("%m/%d/%Y, %I:%M:%S %p", "11/20/2025, 12:00:01 pm", "2025-11-20T12:00:01");
        row("%m/%d/%Y, %I:%M:%S %p", "11/20/2025, 1:00:01 PM", "2025-11-20T13:00:01");
        row("%m/%d/%Y, %I:%M:%S %p", "11/20/2025, 13:00:01 PM", "");
        row("%d-%b-%Y %H:%M:%S.%f", "20-nov-2025 08:05:09.25", "2025-11-20T08:05:09.25");
        row("%d-%b-%Y", "20-Now-2025", "");
        row("%d-%b-%Y", "20-anf-2025", "");
        row("%Y%m%dT%H%M%S%z", "20251120T080509+0230", "2025-11-20T05:35:09");
        row("%Y-%m-%d %H:%M %z", "2025-11-20 08:05 -01:00", "2025-11-20T09:05:00");
        row("%Y-%m-%d %H:%M %z", "2025-11-20 08:05 Z", "2025-11-20T08:05:00");
        row("%Y-%m-%d %H:%M %z", "2025-11-20 08:05 CET", "");
        row("%Y-%m-%d 100%%", "2025-11-20 100%", "2025-11-20");
        row("%Y-%m-%d", "1600-01-01", "");
        row("%Y-%m-%d", "", "");
    }
    void patterns()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QFETCH(QByteArray, time);
        const TimePattern made = TimePattern::create(pattern.toStdString()).value();
        QCOMPARE(made.read(text.toStdString(), 0), parseIsoTime(time.toStdString()));
        if (!time.isEmpty() && !pattern.contains("%z"))
            QCOMPARE(made.read(text.toStdString(), 3600).value(), parseIsoTime(time.toStdString()).value() - 3600'000'000'000);
    }

    void wrongPatterns()
    {
        for (const char *pattern : {"", "%", "%d.%m.%Y %", "%H:%M", "%Y-%m", "%Y-%d", "%Y-%m-%d %d", "%Y %y %m %d",
                                    "%Y-%m-%d %I:%M", "%Y-%m-%d %H %p", "%Y-%m-%d %j", "%Y-%m-%d %H %I %p"})
            QVERIFY2(!TimePattern::create(pattern).has_value(), pattern);
    }

    void theBookRemembers()
    {
        const FileFolder folder;
        const std::string path = folder.path(QStringLiteral("deep/er/mappings.json"));
        const MappingBook book(path);
        FileShape shape;
        shape.names = {"a", "Größe"};
        QVERIFY(!book.recall(shape).value());
        QVERIFY(book.remember(shape, sampleMapping()).has_value());
        QVERIFY(MappingBook(path).recall(shape).value() == sampleMapping());
        FileShape other = shape;
        std::swap(other.names[0], other.names[1]);
        QVERIFY(!book.recall(other).value());
        other = shape;
        other.separator = ';';
        QVERIFY(!book.recall(other).value());
        Mapping changed = sampleMapping();
        changed.csv.skip = 7;
        QVERIFY(book.remember(other, sampleMapping()).has_value());
        QVERIFY(book.remember(shape, changed).has_value());
        QVERIFY(book.recall(shape).value() == changed);
        QVERIFY(book.recall(other).value() == sampleMapping());
        QVERIFY(book.forget(shape).has_value());
        QVERIFY(!book.recall(shape).value());
        QVERIFY(book.recall(other).value().has_value());
        // Nothing is left beside it but the lock.
        const QDir deep(QString::fromStdString(folder.path(QStringLiteral("deep/er"))));
        QCOMPARE(deep.entryList(QDir::Files), (QStringList{QStringLiteral("mappings.json"), QStringLiteral("mappings.json.lock")}));
    }

    void aDamagedBookIsKeptAside_data()
    {
        QTest::addColumn<QByteArray>("text");
        const char *const texts[] = {"", "{\"version\": 1, \"mappi", "[]", "{\"mappings\": []}", "{\"version\": 1}",
                                     R"({"version": 1, "mappings": [5]})", R"({"version": "1", "mappings": []})"};
        for (const char *text : texts)
            QTest::newRow(text) << QByteArray(text);
    }
    void aDamagedBookIsKeptAside()
    {
        QFETCH(QByteArray, text);
        FileFolder folder;
        const std::string path = folder.write(text, QStringLiteral("mappings.json"));
        const MappingBook book(path);
        const auto first = book.remember({}, sampleMapping());
        QVERIFY(!first.has_value());
        QVERIFY2(first.error().text.find("damaged-1") != std::string::npos, first.error().text.c_str());
        QFile aside(QString::fromStdString(path + ".damaged-1"));
        QVERIFY(aside.open(QIODevice::ReadOnly));
        QCOMPARE(aside.readAll(), text);
        QVERIFY(book.remember({}, sampleMapping()).has_value());
        QVERIFY(book.recall({}).value() == sampleMapping());
        // A second one does not take the first one's place.
        static_cast<void>(folder.write("{", QStringLiteral("mappings.json")));
        QVERIFY(book.recall({}).error().text.find("damaged-2") != std::string::npos);
        QVERIFY(aside.exists());
    }

    void aWrongEntryIsDamage()
    {
        FileFolder folder;
        const MappingBook book(folder.path(QStringLiteral("m.json")));
        QVERIFY(book.remember({}, sampleMapping()).has_value());
        QFile file(QString::fromStdString(folder.path(QStringLiteral("m.json"))));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll().replace("windows-1252", "windows-9999");
        static_cast<void>(folder.write(text, QStringLiteral("m.json")));
        QVERIFY(book.recall({}).error().text.find("csv.encoding") != std::string::npos);
        QVERIFY(!book.recall({}).value());
    }

    void aNewerBookStays()
    {
        FileFolder folder;
        const std::string path = folder.write(R"({"version": 2, "mappings": {}})", QStringLiteral("m.json"));
        QCOMPARE(MappingBook(path).recall({}).error().code, ErrorCode::Unsupported);
        QCOMPARE(MappingBook(path).remember({}, sampleMapping()).error().code, ErrorCode::Unsupported);
        QVERIFY(QFile::exists(QString::fromStdString(path)));
    }

    void severalWriteAtATime()
    {
        const FileFolder folder;
        const std::string path = folder.path(QStringLiteral("m.json"));
        std::vector<std::thread> writers;
        for (int i = 0; i < 4; ++i)
            writers.emplace_back([&path, i] {
                for (int k = 0; k < 5; ++k) {
                    FileShape shape;
                    shape.names = {std::to_string(i), std::to_string(k)};
                    static_cast<void>(MappingBook(path).remember(shape, sampleMapping()));
                }
            });
        for (std::thread &writer : writers)
            writer.join();
        for (int i = 0; i < 20; ++i) {
            FileShape shape;
            shape.names = {std::to_string(i / 5), std::to_string(i % 5)};
            QVERIFY(MappingBook(path).recall(shape).value().has_value());
        }
    }

    void withoutAFolder()
    {
        QVERIFY(!MappingBook("").recall({}).value());
        QCOMPARE(MappingBook("").remember({}, sampleMapping()).error().code, ErrorCode::Unavailable);
        qputenv("XDG_CONFIG_HOME", "/some/where");
        QCOMPARE(MappingBook::usualPath(), "/some/where/assay/mappings.json");
        qputenv("XDG_CONFIG_HOME", "relative");
        qputenv("HOME", "/home/x");
        QCOMPARE(MappingBook::usualPath(), "/home/x/.config/assay/mappings.json");
    }
};

QTEST_GUILESS_MAIN(MappingTest)
#include "tst_Mapping.moc"
