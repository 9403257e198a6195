// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/FrameTable.h"
#include "frames/FrameBuilder.h"

#include <limits>
#include <QString>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

namespace {

using Texts = std::vector<std::optional<std::string>>;

std::string tableOf(FrameBuilder &builder)
{
    Result<SealedFrame> sealed = builder.build();
    if (!sealed)
        return sealed.error().text;
    const auto frame = Frame::map(std::move(sealed->fd), 0, sealed->bytes);
    return frame ? frameTable(**frame) : frame.error().text;
}

} // namespace

class tst_FrameTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void alignsColumns();
    void keepsCellsHarmless();
    void cutsLongFrames();
    void cutsWideFrames();
    void showsEmptyFrames();
    void knowsWidths();
};

void tst_FrameTable::alignsColumns()
{
    FrameBuilder builder(3);
    const std::vector<double> prices{1.5, std::numeric_limits<double>::quiet_NaN(), 100};
    const Texts names{"mexc", std::nullopt, "kraken"};
    builder.addText("exchange", names);
    builder.addFloat64("price", prices);
    QCOMPARE(tableOf(builder), std::string("exchange  price\n"
                                           "mexc        1.5\n"
                                           "None        NaN\n"
                                           "kraken    100.0\n"
                                           "[3 rows x 2 columns]\n"));
}

void tst_FrameTable::keepsCellsHarmless()
{
    FrameBuilder builder(3);
    const Texts texts{"a\nb\tc", "\x1b[31m", std::string(5000, 'x')};
    builder.addText("日本", texts);
    const std::string table = tableOf(builder);
    QVERIFY(table.find("a\\nb\\tc\n") != std::string::npos);
    QVERIFY(table.find("\\x1b[31m\n") != std::string::npos);
    QVERIFY(table.find(std::string(39, 'x') + "…\n") != std::string::npos);
    QVERIFY(table.find('\x1b') == std::string::npos);
}

void tst_FrameTable::cutsLongFrames()
{
    std::vector<std::int64_t> values(1234);
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = std::int64_t(i) + 1'000'000;
    FrameBuilder builder(1234);
    builder.addInt64("n", values);
    const QString table = QString::fromStdString(tableOf(builder));
    QCOMPARE(table.count(u'\n'), 1 + 20 + 1 + 10 + 1);
    QVERIFY(table.contains(u"1000019\n      …\n1001224\n"_s));
    QVERIFY(table.endsWith(u"1001233\n[1,234 rows x 1 column, 1,204 rows not shown]\n"_s));
    FrameBuilder whole(40);
    whole.addInt64("n", std::span(values).first(40));
    QCOMPARE(QString::fromStdString(tableOf(whole)).count(u'\n'), 1 + 40 + 1);
}

void tst_FrameTable::cutsWideFrames()
{
    const std::vector<std::int64_t> value{7};
    FrameBuilder builder(1);
    for (int i = 0; i < 100; ++i)
        builder.addInt64("c" + std::to_string(i), value);
    const QString table = QString::fromStdString(tableOf(builder));
    QVERIFY(table.contains(u"c29\n"_s));
    QVERIFY(table.endsWith(u"[1 row x 100 columns, 70 columns not shown]\n"_s));
}

void tst_FrameTable::showsEmptyFrames()
{
    FrameBuilder noColumns(0);
    QCOMPARE(tableOf(noColumns), std::string("[0 rows x 0 columns]\n"));
    FrameBuilder noRows(0);
    noRows.addInt64("n", std::span<const std::int64_t>());
    QCOMPARE(tableOf(noRows), std::string("n\n[0 rows x 1 column]\n"));
}

void tst_FrameTable::knowsWidths()
{
    QCOMPARE(terminalWidth(U'a'), 1);
    QCOMPARE(terminalWidth(U'ä'), 1);
    QCOMPARE(terminalWidth(U'日'), 2);
    QCOMPARE(terminalWidth(U'😀'), 2);
    QCOMPARE(terminalWidth(U'\u0301'), 0);
    QCOMPARE(terminalWidth(U'\u200b'), 0);
}

QTEST_APPLESS_MAIN(tst_FrameTable)
#include "tst_FrameTable.moc"
