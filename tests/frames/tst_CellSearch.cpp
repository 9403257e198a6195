// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/CellSearch.h"
#include "frames/ColumnSketch.h"
#include "tests/support/RawFrame.h"

#include <numeric>
#include <QTest>

using namespace assay;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<const Frame> frame()
{
    static const std::vector<double> prices{1234.5, missing, 3, 1234.5};
    static const std::vector<std::optional<std::string>> notes{"Alpha", {}, "beta", ""};
    static const std::vector<std::int32_t> sides{0, 1, -1, 1};
    FrameBuilder builder(4);
    builder.addFloat64("price", prices);
    builder.addText("note", notes);
    builder.addDictionary("side", sides, std::vector<std::string>{"buy", "sell"});
    return test::built(builder);
}

} // namespace

class CellSearchTest : public QObject
{
    Q_OBJECT

    static std::optional<CellPlace> found(const char *text, CellPlace from, bool isForward = true, const RowList *rows = nullptr)
    {
        const auto place = findCell(*frame(), {text, rows, {0, 1, 2}, from, isForward}, {});
        return place ? *place : std::nullopt;
    }

private Q_SLOTS:
    void goesLineByLineAndAroundTheEnd()
    {
        QVERIFY(found("1,234", {0, 0}) == (CellPlace{3, 0}));
        QVERIFY(found("1234", {3, 0}) == (CellPlace{0, 0}));
        QVERIFY(found("ALPHA", {0, 1}) == (CellPlace{0, 1})); // itself, at last
        QVERIFY(found("a", {0, 0}) == (CellPlace{0, 1}));
        QVERIFY(found("l", {0, 1}) == (CellPlace{1, 2}));
        QVERIFY(found("e", {0, 0}, false) == (CellPlace{3, 2}));
        QVERIFY(found("sell", {3, 2}, false) == (CellPlace{1, 2}));
        QVERIFY(!found("gamma", {0, 0}));
        QVERIFY(!found("", {0, 0}));
    }

    void looksAtTheRowsThatAreShown()
    {
        const RowList rows{2, 1};
        QVERIFY(!found("1234", {0, 0}, true, &rows));
        QVERIFY(found("sell", {0, 0}, true, &rows) == (CellPlace{1, 2}));
    }

    void isStopped()
    {
        std::stop_source stop;
        stop.request_stop();
        QCOMPARE(findCell(*frame(), {"x", nullptr, {0}, {}, true}, stop.get_token()).error().code, ErrorCode::Cancelled);
    }

    void sketchesNumbers()
    {
        const auto numbers = sketch(*frame(), 0, nullptr, {});
        QCOMPARE(numbers->rows, std::int64_t{4});
        QCOMPARE(numbers->missing, std::int64_t{1});
        QCOMPARE(numbers->from, 3.0);
        QCOMPARE(numbers->to, 1234.5);
        QCOMPARE(std::accumulate(numbers->bins.begin(), numbers->bins.end(), std::int64_t{0}), std::int64_t{3});
        QCOMPARE(numbers->bins.back(), std::int64_t{2});
        QVERIFY(numbers->hasBins());
        const RowList rows{1};
        QVERIFY(!sketch(*frame(), 0, &rows, {})->hasBins());
    }

    void sketchesTexts()
    {
        const auto notes = sketch(*frame(), 1, nullptr, {});
        QCOMPARE(notes->kinds, std::int64_t{3});
        QCOMPARE(notes->missing, std::int64_t{1});
        const auto sides = sketch(*frame(), 2, nullptr, {});
        QVERIFY(sides->shares == (std::vector<ValueCount>{{"sell", 2}, {"buy", 1}}));
        std::vector<std::optional<std::string>> many;
        for (int i = 0; i < 3000; ++i)
            many.emplace_back(std::to_string(i));
        FrameBuilder builder(3000);
        builder.addText("many", many);
        const auto manyTexts = sketch(*test::built(builder), 0, nullptr, {});
        QVERIFY(manyTexts->kinds > std::int64_t(ColumnSketch::mostKinds));
        QVERIFY(manyTexts->shares.empty());
    }
};

QTEST_GUILESS_MAIN(CellSearchTest)
#include "tst_CellSearch.moc"
