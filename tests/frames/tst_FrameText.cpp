// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/FrameText.h"
#include "tests/support/RawFrame.h"

#include <limits>
#include <QTest>

using namespace assay;
using namespace assay::test;

namespace {

using Strings = std::vector<std::string>;

/// An index level after the columns, a number, a text, with something missing in each.
std::shared_ptr<const Frame> smallFrame()
{
    RawFrame raw(3);
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({9007199254740993, -2, 0}), bytesOf<std::uint8_t>({0b011}));
    raw.addTexts(ColumnType::Text, {"=1+1", "a\tb\"c|d\\\ne", ""}, bytesOf<std::uint8_t>({0b111}));
    raw.addDictionary({0, -1, 0}, {"<x>&,"});
    raw.schema.columns[0].name = "n";
    raw.schema.columns[1].name = "-t";
    raw.schema.columns[2].isIndex = true;
    return mapped(raw.bytes());
}

/// One row, one column of each kind.
std::shared_ptr<const Frame> wideFrame()
{
    RawFrame raw(1);
    raw.addValues(ColumnType::Int64, bytesOf<std::int64_t>({std::numeric_limits<std::int64_t>::min()}));
    raw.addValues(ColumnType::UInt64, bytesOf<std::uint64_t>({std::numeric_limits<std::uint64_t>::max()}));
    raw.addValues(ColumnType::Float64, bytesOf<double>({0.1}));
    raw.addValues(ColumnType::Float64, bytesOf<double>({-std::numeric_limits<double>::infinity()}));
    raw.addValues(ColumnType::Float32, bytesOf<float>({0.1F}));
    raw.addValues(ColumnType::Bool, bytesOf<std::uint8_t>({1}));
    raw.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({1'763'640'000'000'000'001}));
    raw.addValues(ColumnType::Timestamp, bytesOf<std::int64_t>({1'763'640'000'000'000'000}));
    raw.addValues(ColumnType::Duration, bytesOf<std::int64_t>({-1}));
    raw.addValues(ColumnType::Date, bytesOf<std::int32_t>({0}));
    raw.addTexts(ColumnType::Decimal, {"1.10"});
    raw.addTexts(ColumnType::Shown, {"[1, 2]"});
    for (std::size_t i = 0; i < raw.schema.columns.size(); ++i)
        raw.schema.columns[i].name = std::string(1, static_cast<char>('a' + i));
    raw.schema.columns[7].zone = "Europe/Berlin";
    return mapped(raw.bytes());
}

std::string written(const Frame &frame, TextForm form, TextRequest request = {})
{
    request.form = form;
    return textOf(frame, request, {}).value();
}

} // namespace

class FrameTextTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void separated()
    {
        const auto frame = smallFrame();
        QCOMPARE(written(*frame, TextForm::Tsv), std::string("\tn\t-t\n<x>&,\t9007199254740993\t=1+1\n\t-2\t\"a\tb\"\"c|d\\\ne\"\n<x>&,\t\t\n"));
        QCOMPARE(written(*frame, TextForm::Csv), std::string("\"\",n,-t\r\n\"<x>&,\",9007199254740993,=1+1\r\n,-2,\"a\tb\"\"c|d\\\ne\"\r\n\"<x>&,\",,\"\"\r\n"));
    }

    void formulasAreGuarded()
    {
        TextRequest request;
        request.guardsFormulas = true;
        request.columns = {1, 0};
        QCOMPARE(written(*smallFrame(), TextForm::Csv, request), std::string("'-t,n\r\n'=1+1,9007199254740993\r\n\"a\tb\"\"c|d\\\ne\",-2\r\n\"\",\r\n"));
        RawFrame raw(6);
        raw.addTexts(ColumnType::Text, {"+1", "-1", "@a", "\tx", "\rx", "a="});
        QCOMPARE(written(*mapped(raw.bytes()), TextForm::Tsv, request = {TextForm::Tsv, nullptr, {}, false, true}), std::string("'+1\n'-1\n'@a\n\"'\tx\"\n\"'\rx\"\na=\n"));
    }

    void markdown()
    {
        QCOMPARE(written(*smallFrame(), TextForm::Markdown),
                 std::string("|  | n | -t |\n| --- | ---: | --- |\n| &lt;x>&amp;, | 9007199254740993 | =1+1 |\n|  | -2 | a\tb\"c\\|d\\\\<br>e |\n| &lt;x>&amp;, |  |  |\n"));
        RawFrame raw(1);
        raw.addTexts(ColumnType::Text, {"a\r\nb\rc\n"});
        QCOMPARE(written(*mapped(raw.bytes()), TextForm::Markdown), std::string("|  |\n| --- |\n| a<br>b<br>c<br> |\n"));
    }

    void html()
    {
        QCOMPARE(written(*smallFrame(), TextForm::Html),
                 std::string("<table>\n<thead>\n<tr><th></th><th>n</th><th>-t</th></tr>\n</thead>\n<tbody>\n"
                             "<tr><th>&lt;x&gt;&amp;,</th><td>9007199254740993</td><td>=1+1</td></tr>\n"
                             "<tr><th></th><td>-2</td><td>a\tb&quot;c|d\\\ne</td></tr>\n"
                             "<tr><th>&lt;x&gt;&amp;,</th><td></td><td></td></tr>\n</tbody>\n</table>\n"));
    }

    void json()
    {
        QCOMPARE(written(*smallFrame(), TextForm::Records),
                 std::string("[\n{\"index\": \"<x>&,\", \"n\": 9007199254740993, \"-t\": \"=1+1\"},\n"
                             "{\"index\": null, \"n\": -2, \"-t\": \"a\\u0009b\\\"c|d\\\\\\u000ae\"},\n{\"index\": \"<x>&,\", \"n\": null, \"-t\": \"\"}\n]\n"));
        QCOMPARE(written(*wideFrame(), TextForm::Records),
                 std::string("[\n{\"a\": -9223372036854775808, \"b\": 18446744073709551615, \"c\": 0.1, \"d\": null, \"e\": 0.1, \"f\": true, "
                             "\"g\": \"2025-11-20T12:00:00.000000001\", \"h\": \"2025-11-20T12:00:00+00:00\", \"i\": \"-1 days +23:59:59.999999999\", "
                             "\"j\": \"1970-01-01\", \"k\": \"1.10\", \"l\": \"[1, 2]\"}\n]\n"));
    }

    void python()
    {
        QCOMPARE(written(*smallFrame(), TextForm::Python),
                 std::string("[\n{\"index\": \"<x>&,\", \"n\": 9007199254740993, \"-t\": \"=1+1\"},\n"
                             "{\"index\": None, \"n\": -2, \"-t\": \"a\\tb\\\"c|d\\\\\\ne\"},\n{\"index\": \"<x>&,\", \"n\": None, \"-t\": \"\"}\n]\n"));
        QCOMPARE(written(*wideFrame(), TextForm::Python),
                 std::string("[\n{\"a\": -9223372036854775808, \"b\": 18446744073709551615, \"c\": 0.1, \"d\": float(\"-inf\"), \"e\": 0.1, \"f\": True, "
                             "\"g\": pd.Timestamp(\"2025-11-20 12:00:00.000000001\"), \"h\": pd.Timestamp(\"2025-11-20 12:00:00+00:00\", tz=\"Europe/Berlin\"), "
                             "\"i\": pd.Timedelta(\"-1 days +23:59:59.999999999\"), \"j\": pd.Timestamp(\"1970-01-01\").date(), \"k\": Decimal(\"1.10\"), "
                             "\"l\": \"[1, 2]\"}\n]\n"));
    }

    void oddTexts()
    {
        RawFrame raw(5);
        raw.addTexts(ColumnType::Text, {std::string("a\0b", 3), "\xED\xA0\x80", "\xFF", "\u202Eevil", "\x7F\u2028"});
        const auto frame = mapped(raw.bytes());
        QCOMPARE(written(*frame, TextForm::Python), std::string("[\n{\"\": \"a\\x00b\"},\n{\"\": \"\\ud800\"},\n{\"\": \"\uFFFD\"},\n{\"\": \"\\u202eevil\"},\n{\"\": \"\\x7f\\u2028\"}\n]\n"));
        QCOMPARE(written(*frame, TextForm::Records), std::string("[\n{\"\": \"a\\u0000b\"},\n{\"\": \"\uFFFD\uFFFD\uFFFD\"},\n{\"\": \"\uFFFD\"},\n{\"\": \"\u202Eevil\"},\n{\"\": \"\x7F\u2028\"}\n]\n"));
        QVERIFY(written(*frame, TextForm::Html).find("<td>a\uFFFDb</td>") != std::string::npos);
        QCOMPARE(written(*frame, TextForm::Tsv), std::string("\na\0b\n\uFFFD\uFFFD\uFFFD\n\uFFFD\n\u202Eevil\n\x7F\u2028\n", 32));
    }

    void namesAreFoundOnce()
    {
        RawFrame raw(1);
        for (int i = 0; i < 4; ++i) {
            raw.addValues(ColumnType::Int8, bytesOf<std::int8_t>({1}));
            raw.schema.columns.back().name = i == 2 ? "a.1" : "a";
        }
        QCOMPARE(written(*mapped(raw.bytes()), TextForm::Records), std::string("[\n{\"a\": 1, \"a.1\": 1, \"a.1.1\": 1, \"a.2\": 1}\n]\n"));
        QCOMPARE(written(*mapped(raw.bytes()), TextForm::Csv), std::string("a,a,a.1,a\r\n1,1,1,1\r\n"));
    }

    void someRowsAndColumns()
    {
        const RowList rows{2, 0, 0};
        TextRequest request{TextForm::Tsv, &rows, {0, 2}, false, false};
        QCOMPARE(written(*smallFrame(), TextForm::Tsv, request), std::string("<x>&,\t\n<x>&,\t9007199254740993\n<x>&,\t9007199254740993\n"));
    }

    void nothingToWrite()
    {
        RawFrame raw(0);
        raw.addValues(ColumnType::Int8, {});
        const auto frame = mapped(raw.bytes());
        QCOMPARE(written(*frame, TextForm::Csv), std::string("\"\"\r\n"));
        QCOMPARE(written(*frame, TextForm::Records), std::string("[\n]\n"));
        QCOMPARE(written(*frame, TextForm::Html), std::string("<table>\n<thead>\n<tr><th></th></tr>\n</thead>\n<tbody>\n</tbody>\n</table>\n"));
    }

    /// Cells of a megabyte and more, of letters of two bytes, moved by one byte.
    void piecesAreSmallAndWhole()
    {
        std::string odd;
        for (int i = 0; i < 3'000'000; ++i)
            odd += "ö";
        const std::vector<std::optional<std::string>> texts{"x" + odd, odd, "end"};
        FrameBuilder builder(3);
        builder.addText("t", texts);
        std::string all;
        std::size_t pieces = 0;
        std::vector<std::int64_t> progress;
        const TextSink sink = [&](std::string_view piece) -> Result<void> {
            if (piece.empty() || piece.size() > std::size_t{1} << 20 || (static_cast<unsigned char>(piece.front()) & 0xC0) == 0x80)
                return failure(ErrorCode::Protocol, "a bad piece");
            all += piece;
            ++pieces;
            return {};
        };
        const auto end = writeText(*built(builder), {TextForm::Tsv, nullptr, {}, false, false}, sink, [&](std::int64_t done, std::int64_t of) {
            QCOMPARE(of, 3);
            progress.push_back(done);
        }, {});
        QVERIFY2(end.has_value(), end ? "" : end.error().text.c_str());
        QVERIFY(all == *texts[0] + "\n" + *texts[1] + "\nend\n");
        QVERIFY(pieces >= 12);
        QCOMPARE(progress.back(), 3);
        QVERIFY(std::ranges::is_sorted(progress));
    }

    void theSinksErrorEndsIt()
    {
        int calls = 0;
        const auto full = [&](std::string_view) -> Result<void> {
            ++calls;
            return failure(ErrorCode::System, "No space left.");
        };
        const std::vector<std::int64_t> numbers(1'000'000, 1'234'567);
        FrameBuilder builder(1'000'000);
        builder.addInt64("n", numbers);
        const auto end = writeText(*built(builder), {}, full, {}, {});
        QVERIFY(!end.has_value());
        QCOMPARE(end.error().text, std::string("No space left."));
        QCOMPARE(calls, 1);
    }

    void canBeCancelled()
    {
        std::stop_source stop;
        FrameBuilder builder(1'000'000);
        const std::vector<std::int64_t> numbers(1'000'000, 1'234'567);
        builder.addInt64("n", numbers);
        std::size_t bytes = 0;
        const auto end = writeText(*built(builder), {}, [&](std::string_view piece) -> Result<void> {
            bytes += piece.size();
            stop.request_stop();
            return {};
        }, {}, stop.get_token());
        QVERIFY(!end.has_value());
        QCOMPARE(end.error().code, ErrorCode::Cancelled);
        QVERIFY(bytes < 2'000'000);
    }
};

QTEST_GUILESS_MAIN(FrameTextTest)
#include "tst_FrameText.moc"
