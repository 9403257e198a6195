// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/files/FileSource.h"
#include "data/files/FileReading.h"
#include "data/files/MappingBook.h"
#include "frames/CellText.h"
#include "frames/CivilTime.h"
#include "tests/data/files/FileFolder.h"
#include "tests/support/SourceFrames.h"

#include <QByteArrayList>
#include <QTest>
#include <algorithm>

using namespace assay;
using namespace assay::files;
using namespace assay::test;

namespace {

constexpr std::int64_t noon = 1'763'640'000'000'000'000; // 2025-11-20T12:00:00

const QByteArray ownHeader = "timestamp,exchange,account_name,symbol,asset,side,amount,price,fee,fee_currency,trade_id\n";
const QByteArray ownRows = "2025-11-18T08:00:00,mexc,MM1,BTC,BTC,buy,1.5,100,0.1,USDT,a\n"
                           "2025-11-20T08:00:00.25,kraken,MM2,ETH,ETH,sell,2,200,,,b\n"
                           "2025-11-19 08:00:00,mexc,MM1,ETH,ETH,buy,3,300,0.3,USDT,\n";

QByteArray columnTexts(const Frame &frame, std::string_view name)
{
    const std::size_t column = columnOf(frame, name);
    QByteArrayList texts;
    for (std::int64_t row = 0; row < frame.rows(); ++row)
        texts << (frame.isMissing(column, row) ? "-" : QByteArray::fromStdString(cellText(frame, column, row).text));
    return texts.join(',');
}

/// `value (sure)` of a guess; empty where there is none.
QByteArray guessed(const Proposal &proposal, const std::string &about)
{
    const auto found = std::ranges::find(proposal.guesses, about, &Guess::about);
    if (found == proposal.guesses.end())
        return {};
    return QByteArray::fromStdString(found->value) + (found->isSure ? " sure" : " unsure");
}

QByteArray message(const Error &error)
{
    return QByteArray::fromStdString(error.text);
}

Mapping germanMapping()
{
    Mapping mapping;
    mapping.csv = {Encoding::Windows1252, ';', '"', ',', ".", true, 0};
    mapping.time = {TimeForm::Kind::Pattern, "%d.%m.%Y %H:%M", 3600};
    mapping.origin(Field::Timestamp) = NamedColumn{"Zeit"};
    mapping.origin(Field::Exchange) = FixedText{"börse"};
    mapping.origin(Field::Symbol) = NamedColumn{"Währung"};
    mapping.origin(Field::Side) = NumberedColumn{3};
    mapping.origin(Field::Amount) = NamedColumn{"Menge"};
    mapping.origin(Field::Price) = NamedColumn{"Kurs"};
    mapping.origin(Field::Fee) = FixedText{"0,5"};
    mapping.sides = {{"Kauf", "buy"}};
    return mapping;
}

const QByteArray germanFile = "Zeit;W\xE4hrung;Seite;Menge;Kurs\r\n"
                              "20.11.2025 09:00;BTC;Kauf;1.234,5;0,25\r\n"
                              "19.11.2025 09:00;ETH;Verkauf;2;x\r\n";

} // namespace

class FileSourceTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { qputenv("XDG_CONFIG_HOME", QByteArray::fromStdString(m_config.path())); }

    void assaysOwnFileNeedsNoMapping()
    {
        const std::string path = m_folder.write(ownHeader + ownRows);
        const auto source = openSource("csv:" + path);
        QVERIFY2(source.has_value(), source ? "" : source.error().text.c_str());
        QCOMPARE((*source)->name(), "csv:" + path);
        const auto frame = tradesOf(**source, {}, noon);
        QCOMPARE(columnTexts(*frame, "timestamp"),
                 "2025-11-20 08:00:00.250,2025-11-19 08:00:00,2025-11-18 08:00:00");
        QCOMPARE(columnTexts(*frame, "exchange"), "kraken,mexc,mexc");
        QCOMPARE(columnTexts(*frame, "symbol"), "ETH,ETH,BTC");
        QCOMPARE(columnTexts(*frame, "asset"), "ETH,ETH,BTC");
        QCOMPARE(columnTexts(*frame, "fee"), "-,0.3,0.1");
        QCOMPARE(columnTexts(*frame, "fee_currency"), "-,USDT,USDT");
        QCOMPARE(columnTexts(*frame, "trade_id"), "b,-,a");
        QCOMPARE(frame->columnCount(), std::size_t{11});
    }

    /// Three digits behind a point are no thousands.
    void fractionsOfThreeDigits()
    {
        const QByteArray row = "2025-11-18T08:00:00,mexc,MM1,BTC,BTC,buy,1.234,100.5,0.125,USDT,a\n";
        const auto source = openSource("csv:" + m_folder.write(ownHeader + row));
        QVERIFY2(source.has_value(), source ? "" : source.error().text.c_str());
        QCOMPARE(columnTexts(*tradesOf(**source, {}, noon), "amount"), "1.234");
        const auto only = openSource("csv:" + m_folder.write(ownHeader + QByteArray(row).replace("100.5", "7")));
        QVERIFY2(only.has_value(), only ? "" : only.error().text.c_str());
        QCOMPARE(columnTexts(*tradesOf(**only, {}, noon), "amount"), "1.234");
        QCOMPARE(guessed(proposed("a;b;c\n1,5;2.500;x\n"), "thousands"), ". unsure");
    }

    void filters()
    {
        const auto source = openSource("csv:" + m_folder.write(ownHeader + ownRows)).value();
        TradesQuery query;
        query.exchange = "mexc";
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id"), "-,a");
        query.side = "buy";
        query.account = "MM1";
        query.asset = "BTC";
        query.columns = {"price", "trade_id"};
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id"), "a");
        QCOMPARE(tradesOf(*source, query, noon)->columnCount(), std::size_t{2});
        query = {};
        query.days = 1;
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id"), "b");
        query = {};
        query.since = parseIsoTime("2025-11-19T08:00:00");
        query.until = parseIsoTime("2025-11-20T08:00:00.25");
        QCOMPARE(tradesOf(*source, query, noon)->rows(), std::int64_t{1});
        query = {};
        query.limit = 2;
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id"), "b,-");
        query.exchange = "MEXC";
        const auto nothing = source->trades(query, noon, {});
        QCOMPARE(nothing->rows, std::int64_t{0});
        QCOMPARE(nothing->warnings, std::vector<std::string>{"No trade has exchange='MEXC'; did you mean 'mexc'?"});
    }

    void nearMissesEverywhere()
    {
        TradesQuery query;
        query.asset = "btc";
        const auto frame = openSource("sample").value()->trades(query, noon, {});
        QVERIFY2(frame->warnings.size() == 1 && frame->warnings[0].find("did you mean 'BTC") != std::string::npos,
                 frame->warnings.empty() ? "" : frame->warnings[0].c_str());
    }

    void throughAMapping()
    {
        const std::string map = m_folder.write(QByteArray::fromStdString(toJson(germanMapping()).dump()));
        const std::string path = m_folder.write(germanFile);
        const auto source = openSource("csv:" + path + "?mapping=" + map);
        QVERIFY2(source.has_value(), source ? "" : source.error().text.c_str());
        QCOMPARE((*source)->name(), "csv:" + path + "?mapping=" + map);
        const auto sealed = (*source)->trades({}, noon, {});
        QCOMPARE(sealed->warnings.size(), std::size_t{1});
        QVERIFY(message({{}, sealed->warnings[0], {}}).contains("the first is 'x' in line 3"));
        const auto frame = tradesOf(**source, {}, noon);
        QCOMPARE(columnTexts(*frame, "timestamp"), "2025-11-20 08:00:00,2025-11-19 08:00:00");
        QCOMPARE(columnTexts(*frame, "exchange"), "börse,börse");
        QCOMPARE(columnTexts(*frame, "side"), "buy,Verkauf");
        QCOMPARE(columnTexts(*frame, "amount"), "1234.5,2.0");
        QCOMPARE(columnTexts(*frame, "price"), "0.25,-");
        QCOMPARE(columnTexts(*frame, "fee"), "0.5,0.5");
        QCOMPARE(columnTexts(*frame, "account_name"), "-,-");
        // A mapping for another file, another kind, or none at all.
        const auto other = openSource("csv:" + m_folder.write(ownHeader) + "?mapping=" + map);
        QVERIFY2(message(other.error()).contains("\"Zeit\""), message(other.error()).constData());
        QVERIFY(message(openSource("parquet:" + path + "?mapping=" + map).error()).contains("is for csv files"));
        QCOMPARE(openSource("csv:" + path + "?mapping=/nowhere.json").error().code, ErrorCode::NotFound);
    }

    void throughARememberedMapping()
    {
        const std::string path = m_folder.write(germanFile);
        const auto unknown = openSource("csv:" + path);
        QVERIFY(!unknown.has_value());
        for (const char *part : {"assay data import", "separator: ;", "import dialog", "decimal: ,", "windows-1252", "unsure"})
            QVERIFY2(message(unknown.error()).contains(part), message(unknown.error()).constData());
        const FileShape shape = shapeOf(propose(FileKind::Csv, path).value());
        QVERIFY(MappingBook().remember(shape, germanMapping()).has_value());
        QCOMPARE(tradesOf(*openSource("csv:" + path).value(), {}, noon)->rows(), std::int64_t{2});
        const std::string next = m_folder.write("Zeit;W\xE4hrung;Seite;Menge;Kurs\r\n21.11.2025 09:00;X;Kauf;1;0,5\r\n");
        QCOMPARE(tradesOf(*openSource("csv:" + next).value(), {}, noon)->rows(), std::int64_t{1});
        QVERIFY(MappingBook().forget(shape).has_value());
        QVERIFY(!openSource("csv:" + path).has_value());
    }

    void whatIsNotAssaysOwn_data()
    {
        QTest::addColumn<QByteArray>("text");
        const QByteArray rest = ",mexc,BTC,buy,1.5,100\n";
        const QByteArray header = "timestamp,exchange,symbol,side,amount,price\n";
        QTest::newRow("lacks the side") << QByteArray("timestamp,exchange,symbol,amount,price\n2025-11-20,a,b,1,2\n");
        QTest::newRow("another column") << "note," + header + "x,2025-11-20" + rest;
        QTest::newRow("another name") << QByteArray(header).replace("timestamp", "Timestamp") + "2025-11-20" + rest;
        QTest::newRow("twice") << "price," + header + "1,2025-11-20" + rest;
        QTest::newRow("other times") << header + "20.11.2025" + rest;
        QTest::newRow("counted times") << header + "1763640000" + rest;
        QTest::newRow("no times") << header + "soon" + rest;
        QTest::newRow("other separator") << QByteArray(header + "2025-11-20" + rest).replace(',', ';');
        QTest::newRow("other decimal mark") << header + "2025-11-20,mexc,BTC,buy,\"1,5\",100\n";
        QTest::newRow("thousands") << header + "2025-11-20,mexc,BTC,buy,\"1,500.5\",100\n";
        QTest::newRow("other encoding") << header + "2025-11-20,b\xF6rse,BTC,buy,1,100\n";
        QTest::newRow("text above") << "a report\n" + header + "2025-11-20" + rest;
    }
    void whatIsNotAssaysOwn()
    {
        QFETCH(QByteArray, text);
        const auto source = openSource("csv:" + m_folder.write(text));
        QVERIFY(!source.has_value());
        QVERIFY2(message(source.error()).contains("assay data import"), message(source.error()).constData());
    }

    void oddFiles()
    {
        QVERIFY(message(openSource("csv:" + m_folder.write("")).error()).contains("is empty"));
        QCOMPARE(openSource("csv:/nowhere/t.csv").error().code, ErrorCode::NotFound);
        QVERIFY(!openSource("csv:").has_value());
        QVERIFY(!openSource("csv:" + m_folder.path()).has_value());
        const auto headerOnly = openSource("csv:" + m_folder.write(ownHeader)).value();
        QCOMPARE(tradesOf(*headerOnly, {}, noon)->rows(), std::int64_t{0});
        QCOMPARE(tradesOf(*headerOnly, {}, noon)->columnCount(), std::size_t{11});
        const QByteArray mark = "\xEF\xBB\xBF";
        const auto windows = openSource("csv:" + m_folder.write(mark + QByteArray(ownHeader + ownRows).replace('\n', "\r\n")));
        QCOMPARE(tradesOf(**windows, {}, noon)->rows(), std::int64_t{3});
    }

    void duplicateHeaders()
    {
        Mapping mapping;
        mapping.origin(Field::Price) = NamedColumn{"x"};
        const std::string path = m_folder.write("x,x\n1,2\n");
        QVERIFY(message(FileSource::open(path, mapping).error()).contains("2 of that name"));
        mapping.origin(Field::Price) = NumberedColumn{2};
        QCOMPARE(columnTexts(*tradesOf(*FileSource::open(path, mapping).value(), {}, noon), "price"), "2.0");
    }

    void badRowsAreToldOf()
    {
        const std::string path = m_folder.write(ownHeader + ownRows + "1,2\n" + ownRows + "\xFF\n");
        const auto source = FileSource::open(path, propose(FileKind::Csv, m_folder.write(ownHeader + ownRows))->mapping).value();
        auto frame = source->trades({}, noon, {});
        QCOMPARE(frame->rows, std::int64_t{6});
        QCOMPARE(frame->warnings,
                 std::vector<std::string>{"2 rows of " + path + " could not be read, the first in line 5, which has 2 "
                                          "fields instead of 11; see `assay data info`."});
        QCOMPARE(source->badRowCount(), std::int64_t{2});
        const std::vector<BadRow> bad{{5, "has 2 fields instead of 11", "1,2"},
                                      {9, "holds bytes that are no text of its encoding", "\uFFFD"}};
        QVERIFY(source->badRows() == bad);
    }

    void timesThatCannotBeRead()
    {
        const std::string path = m_folder.write(ownHeader + ownRows + "soon,mexc,M,B,B,buy,1,2,3,U,late\n");
        Mapping mapping = propose(FileKind::Csv, m_folder.write(ownHeader + ownRows))->mapping;
        const auto source = FileSource::open(path, mapping).value();
        TradesQuery query;
        query.days = 1;
        const auto sealed = source->trades(query, noon, {});
        QVERIFY(message({{}, sealed->warnings.at(0), {}}).contains("the first is 'soon' in line 5"));
        QCOMPARE(columnTexts(*tradesOf(*source, query, noon), "trade_id"), "b,late");
    }

    void isReadAnewOnceItHasChanged()
    {
        const QString name = QStringLiteral("changing.csv");
        const std::string path = m_folder.write(ownHeader + ownRows, name);
        const auto source = openSource("csv:" + path).value();
        const std::string before = source->state(noon, {});
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{3});
        QCOMPARE(source->state(noon + 1, {}), before);
        QVERIFY(source->durableState().empty()); // it may change again within the clock's tick
        static_cast<void>(m_folder.write(ownHeader + ownRows + ownRows, name));
        QVERIFY(source->state(noon, {}) != before);
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{6});
        QFile file(QString::fromStdString(path));
        QVERIFY(file.open(QIODevice::ReadWrite));
        QVERIFY(file.setFileTime(QDateTime::currentDateTime().addDays(-1), QFileDevice::FileModificationTime));
        file.close();
        QCOMPARE(source->durableState(), source->state(noon, {}));
        QVERIFY(QFile::remove(QString::fromStdString(path)));
        QCOMPARE(source->trades({}, noon, {}).error().code, ErrorCode::NotFound);
    }

    void describesItself()
    {
        const auto source = openSource("csv:" + m_folder.write(ownHeader + ownRows)).value();
        const SourceInfo info = source->describe(noon, {}).value();
        QCOMPARE(info.tables.size(), std::size_t{3});
        QCOMPARE(info.tables[0].name, "trades");
        QCOMPARE(info.tables[0].columns.size(), std::size_t{11});
        QCOMPARE(info.tables[0].columns[0].type, "time");
        QCOMPARE(info.tables[0].columns[1].type, "text");
        QCOMPARE(info.tables[0].columns[6].type, "number");
        QCOMPARE(info.tables[0].rows, std::optional<std::int64_t>(3));
        QCOMPARE(info.tables[0].first, parseIsoTime("2025-11-18T08:00:00"));
        QCOMPARE(info.tables[0].last, parseIsoTime("2025-11-20T08:00:00.25"));
        QVERIFY(info.changed.has_value());
        QCOMPARE(info.tables[1].problem, "A CSV file has trades alone, no balances.");
        QCOMPARE(source->balances(noon).error().code, ErrorCode::NotFound);
        QCOMPARE(source->snapshots({}, noon).error().code, ErrorCode::NotFound);
    }

    void isFollowedAndCancelled()
    {
        const std::string path = m_folder.write(ownHeader + ownRows.repeated(50'000));
        const auto source = openSource("csv:" + path).value();
        std::stop_source stop;
        LoadWatch watch(stop.get_token());
        std::vector<std::int64_t> told;
        watch.progress = [&](std::int64_t rows) {
            told.push_back(rows);
            stop.request_stop();
        };
        QCOMPARE(source->trades({}, noon, watch).error().code, ErrorCode::Cancelled);
        QCOMPARE(told, std::vector<std::int64_t>{LoadWatch::rowsBetween});
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{150'000});
    }

    void proposesForExchanges()
    {
        const Proposal binance = proposed("Date(UTC),Pair,Side,Price,Executed,Amount,Fee,Fee Coin\n"
                                          "2025-11-20 08:00:00,BTCUSDT,BUY,100.5,0.5,50.25,0.01,BNB\n"
                                          "2025-11-19 08:00:00,BTCUSDT,SELL,100.5,0.5,50.25,0.01,BNB\n");
        QCOMPARE(guessed(binance, "encoding"), "utf-8 sure");
        QCOMPARE(guessed(binance, "separator"), ", sure");
        QCOMPARE(guessed(binance, "header"), "true sure");
        QCOMPARE(guessed(binance, "decimal"), ". sure");
        QCOMPARE(guessed(binance, "timestamp"), "Date(UTC) sure");
        QCOMPARE(guessed(binance, "time"), "iso sure");
        QCOMPARE(guessed(binance, "zone"), "UTC sure");
        QCOMPARE(guessed(binance, "symbol"), "Pair sure");
        QCOMPARE(guessed(binance, "amount"), "Executed unsure"); // there is an Amount as well
        QCOMPARE(guessed(binance, "fee_currency"), "Fee Coin sure");
        QCOMPARE(guessed(binance, "exchange"), " unsure");
        QVERIFY(binance.mapping.sides == (std::map<std::string, std::string>{{"BUY", "buy"}, {"SELL", "sell"}}));
        QVERIFY(!binance.isOwn);

        const Proposal other = proposed("time\tMarket\ttype\tQty\trate\tOrder ID\tTrade ID\n"
                                        "1763640000123\tBTC-EUR\tb\t1\t2.5\t7\t8\n");
        QCOMPARE(guessed(other, "separator"), "\t sure");
        QCOMPARE(guessed(other, "time"), "milliseconds sure");
        QCOMPARE(guessed(other, "symbol"), "Market sure");
        QCOMPARE(guessed(other, "side"), "type unsure");
        QCOMPARE(guessed(other, "amount"), "Qty sure");
        QCOMPARE(guessed(other, "price"), "rate unsure");
        QCOMPARE(guessed(other, "trade_id"), "Trade ID sure");
    }

    void proposesForSpreadsheets()
    {
        const Proposal german = proposed(germanFile);
        QCOMPARE(guessed(german, "encoding"), "windows-1252 unsure");
        QCOMPARE(guessed(german, "separator"), "; sure");
        QCOMPARE(guessed(german, "time"), "%d.%m.%Y %H:%M sure");
        QCOMPARE(guessed(german, "zone"), "UTC unsure");
        QCOMPARE(guessed(german, "amount"), "Menge sure");
        QCOMPARE(guessed(german, "decimal"), ", sure");
        const Proposal american = proposed("Date,Symbol,Qty,Price\n03/04/2025 08:00,A,1.5,\"1,234.5\"\n");
        QCOMPARE(guessed(american, "time"), "%d/%m/%Y %H:%M unsure"); // or the month first
        QCOMPARE(guessed(american, "thousands"), ", sure");
        QCOMPARE(guessed(proposed("Date,Symbol,Qty,Price\n03/14/2025 08:00,A,1,2\n"), "time"), "%m/%d/%Y %H:%M sure");
        QCOMPARE(guessed(proposed("a;b\n1,234;5\n"), "decimal"), ". unsure");
        QCOMPARE(guessed(proposed("My trades\nof 2025\nDate,Symbol,Qty,Price\n2025-01-01,A,1,2\n2025-01-01,A,1,2\n"), "skip"), "2 unsure");
    }

    void proposesForOddFiles()
    {
        const Proposal bare = proposed("2025-11-20 08:00:00,BTC,1.5\n2025-11-20 09:00:00,ETH,2\n");
        QCOMPARE(guessed(bare, "header"), "false sure");
        QCOMPARE(guessed(bare, "timestamp"), "1 unsure");
        QVERIFY(bare.mapping.origin(Field::Timestamp) == Origin(NumberedColumn{1}));
        QCOMPARE(shapeOf(bare).types, (std::vector<std::string>{"time", "text", "number"}));
        QByteArray wide = "\xFF\xFE";
        for (const char letter : QByteArray("time;price\n2025-01-01;1,5\n"))
            wide += QByteArray(1, letter) + '\0';
        QCOMPARE(guessed(proposed(wide), "encoding"), "utf-16le sure");
        QCOMPARE(guessed(proposed(wide.mid(2)), "encoding"), "utf-16le unsure");
        QCOMPARE(guessed(proposed(wide), "separator"), "; sure");
        // More than is looked at, with a letter and a row cut in two.
        const Proposal large = proposed("time,symbol,price\n" + QByteArray("2025-01-01,G\xC3\xB6,1.5\n").repeated(20'000));
        QCOMPARE(guessed(large, "encoding"), "utf-8 sure");
        QCOMPARE(guessed(large, "separator"), ", sure");
        QVERIFY(large.rows.size() <= 500);
        QCOMPARE(guessed(proposed("price\n1\n2\n"), "separator"), ", unsure");
        QVERIFY(!proposeText(QByteArray()).has_value());
        QVERIFY(proposeText(QByteArray(300'000, '\0')).has_value() || true);
        QVERIFY(proposeText(QByteArray(300'000, '"')).has_value() || true);
    }

private:
    Result<Proposal> proposeText(const QByteArray &text) { return propose(FileKind::Csv, m_folder.write(text)); }
    Proposal proposed(const QByteArray &text)
    {
        Result<Proposal> proposal = proposeText(text);
        if (!proposal)
            qFatal("%s", proposal.error().text.c_str());
        return std::move(*proposal);
    }

    FileFolder m_folder, m_config;
};

QTEST_GUILESS_MAIN(FileSourceTest)
#include "tst_FileSource.moc"
