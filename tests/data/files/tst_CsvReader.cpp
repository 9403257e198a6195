// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/csv/CsvReader.h"
#include "tests/data/files/FileFolder.h"

#include <QByteArrayList>
#include <QTest>

using namespace assay;
using namespace assay::files;
using namespace assay::test;

namespace {

/// What a file gives: each row as `line:a|b|c`, each bad row as `line!what`.
QByteArrayList readAll(const std::string &path, const CsvForm &form = {})
{
    const auto reader = CsvReader::open(path, form);
    if (!reader)
        return {QByteArray::fromStdString("error: " + reader.error().text)};
    QByteArrayList rows;
    CsvReader::Row row;
    for (Result<bool> found = (*reader)->next(row); found && *found; found = (*reader)->next(row)) {
        QByteArrayList fields;
        for (const std::string_view field : row.fields)
            fields << QByteArray(field.data(), static_cast<qsizetype>(std::min<std::size_t>(field.size(), 60)));
        rows << QByteArray::number(static_cast<qlonglong>(row.line)) + ":" + fields.join('|');
    }
    for (const BadRow &bad : (*reader)->badRows().first)
        rows << QByteArray::number(static_cast<qlonglong>(bad.line)) + "!" + QByteArray::fromStdString(bad.what);
    return rows;
}

QByteArray utf16(const QString &text, bool isBig)
{
    QByteArray bytes;
    for (const QChar letter : text) {
        const char high = static_cast<char>(letter.unicode() >> 8), low = static_cast<char>(letter.unicode() & 0xFF);
        bytes += isBig ? high : low;
        bytes += isBig ? low : high;
    }
    return bytes;
}

} // namespace

class CsvReaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void rows_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QByteArrayList>("rows");
        const auto row = [](const char *name, const QByteArray &text, const QByteArrayList &rows) {
            QTest::newRow(name) << text << rows;
        };
        row("plain", "a,b\n1,2\n3,4\n", {"2:1|2", "3:3|4"});
        row("no line end", "a,b\n1,2", {"2:1|2"});
        row("CR LF", "a,b\r\n1,2\r\n3,4\r\n", {"2:1|2", "3:3|4"});
        row("CR", "a,b\r1,2\r3,4", {"2:1|2", "3:3|4"});
        row("mark", "\xEF\xBB\xBF" "a,b\n1,2\n", {"2:1|2"});
        row("blank lines", "a,b\n\n1,2\n\n\n3,4\n\n", {"3:1|2", "6:3|4"});
        row("quotes", "a,b\n\"1,\"\"x\"\"\",2\n", {"2:1,\"x\"|2"});
        row("line in quotes", "a,b\n\"1\n1\",2\n3,4\n", {"2:1\n1|2", "4:3|4"});
        row("CR LF in quotes", "a,b\r\n\"1\r\n1\",2\r\n3,4\r\n", {"2:1\r\n1|2", "4:3|4"});
        row("empty fields", "a,b,c\n,,\n\"\",x,\n", {"2:||", "3:|x|"});
        row("spaces around", "a,b\n 1 , \"2\" \n", {"2:1|2"});
        row("header only", "a,b\n", {});
        row("too few", "a,b\n1\n2,3\n", {"3:2|3", "2!has 1 field instead of 2"});
        row("too many", "a,b\n1,2,3\n2,3\n", {"3:2|3", "2!has 3 fields instead of 2"});
        row("quote within", "a,b\n1\"2,3\n4,5\n", {"3:4|5", "2!has a quote in the midst of a field, or text behind one"});
        row("text behind a quote", "a,b\n\"1\"2,3\n4,5\n",
            {"3:4|5", "2!has a quote in the midst of a field, or text behind one"});
        row("unterminated at the end", "a,b\n1,2\n3,\"4\n", {"2:1|2", "3!has a quote that is never closed"});
        row("unterminated, rows behind", "a,b\n1,\"2\n3,4\n5,6\n", {"3:3|4", "4:5|6", "2!has a quote that is never closed"});
        row("two unterminated", "a,b\n1,\"2\n3,\"4\n5,6\n",
            {"4:5|6", "2!has a quote in the midst of a field, or text behind one", "3!has a quote that is never closed"});
        row("NUL", QByteArray("a,b\n1,\0002\n3,4\n", 13), {"3:3|4", "2!holds a NUL byte"});
        row("NUL in quotes", QByteArray("a,b\n\"1\n\0\",2\n3,4\n", 16), {"4:3|4", "2!holds a NUL byte"});
        row("no text", "a,b\n1,\xFF\n3,4\n", {"3:3|4", "2!holds bytes that are no text of its encoding"});
        row("umlauts", "a,b\nGr\xC3\xB6\xC3\x9F" "e,2\n", {QByteArray("2:Größe|2")});
        row("a bad one after lines in quotes", "a,b\n\"x\ny\nz\",1\n1\n2,3\n",
            {"2:x\ny\nz|1", "6:2|3", "5!has 1 field instead of 2"});
        row("empty", "", {"error: empty"});
        row("bad header", "\"a,b\n1,2\n", {"error: header"});
    }
    void rows()
    {
        QFETCH(QByteArray, text);
        QFETCH(QByteArrayList, rows);
        const QByteArrayList found = readAll(m_folder.write(text));
        if (!rows.isEmpty() && rows[0].startsWith("error: ")) {
            QVERIFY2(found.value(0).startsWith("error: ") && found[0].contains(rows[0].mid(7)), found.join('\n').constData());
            return;
        }
        QCOMPARE(found, rows);
    }

    void encodings()
    {
        const QString text = QStringLiteral("a,b\nGröße,€\n😀,\"x\ny\"\n");
        const QByteArrayList rows{QByteArray("2:Größe|€"), QByteArray("3:😀|x\ny")};
        for (const bool isBig : {false, true}) {
            CsvForm form;
            form.encoding = isBig ? Encoding::Utf16be : Encoding::Utf16le;
            const QByteArray mark = isBig ? "\xFE\xFF" : "\xFF\xFE";
            QCOMPARE(readAll(m_folder.write(utf16(text, isBig)), form), rows);
            QCOMPARE(readAll(m_folder.write(mark + utf16(text, isBig)), form), rows);
            // CR LF whose halves look like it across letters.
            QCOMPARE(readAll(m_folder.write(utf16(QStringLiteral("a,b\r\n\u0a0a,\u0d0a\r\n"), isBig)), form),
                     QByteArrayList{QByteArray("2:\u0a0a|\u0d0a")});
            const QByteArray half = utf16(QStringLiteral("a,b\n1,2\n3,"), isBig) + '4';
            QCOMPARE(readAll(m_folder.write(half), form).first(), QByteArray("2:1|2"));
            QVERIFY(readAll(m_folder.write(half), form).last().startsWith("3!holds bytes"));
        }
        CsvForm form;
        form.encoding = Encoding::Windows1252;
        QCOMPARE(readAll(m_folder.write("a,b\nGr\xF6\xDF" "e,\x80\n\x81,2\n"), form),
                 (QByteArrayList{QByteArray("2:Größe|€"), "3!holds bytes that are no text of its encoding"}));
        form.encoding = Encoding::Iso8859_15;
        QCOMPARE(readAll(m_folder.write("a,b\n\xA4,\xE4\n"), form), QByteArrayList{QByteArray("2:€|ä")});
        form.encoding = Encoding::Iso8859_1;
        QCOMPARE(readAll(m_folder.write("a,b\n\xA4,\xE4\n"), form), QByteArrayList{QByteArray("2:¤|ä")});
    }

    void forms()
    {
        CsvForm form;
        form.separator = ';';
        form.quote = '\'';
        QCOMPARE(readAll(m_folder.write("a;b\n'1;\"';2,5\n"), form), QByteArrayList{"2:1;\"|2,5"});
        form.quote = '\0';
        QCOMPARE(readAll(m_folder.write("a;b\n\"1;'2\n"), form), QByteArrayList{"2:\"1|'2"});
        form = {};
        form.skip = 2;
        QCOMPARE(readAll(m_folder.write("report \"of\nsome, kind,\na,b\n1,2\n"), form), QByteArrayList{"4:1|2"});
        form.skip = 0;
        form.hasHeader = false;
        QCOMPARE(readAll(m_folder.write("1,2\n3\n"), form), (QByteArrayList{"1:1|2", "2!has 1 field instead of 2"}));
        QCOMPARE(readAll(m_folder.write(""), form), QByteArrayList());
        form.separator = '\t';
        QCOMPARE(readAll(m_folder.write("1 1\t\t2\n"), form), QByteArrayList{"1:1 1||2"});
        form.separator = ' ';
        QCOMPARE(readAll(m_folder.write("1 \"2 3\"\n"), form), QByteArrayList{"1:1|2 3"});
    }

    void largeThings()
    {
        const QByteArray most(CsvReader::longestField, 'x'), more(CsvReader::longestField + 1, 'x');
        QCOMPARE(readAll(m_folder.write("a,b\n" + most + ",1\n2,3\n")).size(), 2);
        QCOMPARE(readAll(m_folder.write("a,b\n" + more + ",1\n2,3\n")),
                 (QByteArrayList{"3:2|3", "2!has a field of more than 1 MiB"}));
        QByteArray lines;
        for (int i = 0; i < 300'000; ++i)
            lines += "1234,5678\n";
        const QByteArrayList open = readAll(m_folder.write("a,b\n1,\"2\n" + lines));
        QCOMPARE(open.size(), 300'001);
        QCOMPARE(open.last(), QByteArray("2!has a field of more than 1 MiB, or a quote that is not closed"));
        const QByteArray endless(static_cast<qsizetype>(LineFeed::longestLine) + 5'000'001, ',');
        for (const char *end : {"\n", "\r\n", "\r"})
            QCOMPARE(readAll(m_folder.write("a,b\n" + endless + end + "2,3" + end)),
                     (QByteArrayList{"3:2|3", "2!has a line of more than 8 MiB"}));
        QCOMPARE(readAll(m_folder.write("a,b\n" + endless)), QByteArrayList{"2!has a line of more than 8 MiB"});
        QCOMPARE(readAll(m_folder.write("a,b\n" + QByteArray(50'000, ',') + "\n2,3\n")),
                 (QByteArrayList{"3:2|3", "2!has more than 10000 fields"}));
    }

    /// Where a line ends just where the buffer does.
    void theBuffersEdge()
    {
        for (const char *end : {"\n", "\r\n", "\r"}) {
            for (int more = 0; more < 8; ++more) {
                const QByteArray field(262'144 - 4 - 8 + more, 'x');
                QByteArray text = QByteArray("a,b") + end + field + ",1" + end + "2,3" + end;
                const QByteArrayList rows = readAll(m_folder.write(text));
                QCOMPARE(rows.size(), 2);
                QCOMPARE(rows.last(), QByteArray("3:2|3"));
            }
        }
    }

    void manyBadRows()
    {
        const auto reader = CsvReader::open(m_folder.write("a,b\n" + QByteArray("1\n").repeated(5000)), {});
        CsvReader::Row row;
        QCOMPARE((*reader)->next(row).value(), false);
        QCOMPARE((*reader)->badRows().count, std::int64_t{5000});
        QCOMPARE((*reader)->badRows().first.size(), BadRows::mostKept);
        QCOMPARE((*reader)->badRows().first[999].line, std::int64_t{1001});
        QCOMPARE((*reader)->badRows().first[0].excerpt, "1");
    }

    void noFile()
    {
        QCOMPARE(CsvReader::open("/nowhere/t.csv", {}).error().code, ErrorCode::NotFound);
        QVERIFY(CsvReader::open(m_folder.path(), {}).error().text.find("is a folder") != std::string::npos);
        QVERIFY(!CsvReader::open("/dev/zero", {}).has_value());
    }

private:
    FileFolder m_folder;
};

QTEST_GUILESS_MAIN(CsvReaderTest)
#include "tst_CsvReader.moc"
