// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/Expression.h"
#include "frames/PandasCode.h"
#include "tests/support/RawFrame.h"

#include <QTest>

using namespace assay;

namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

std::shared_ptr<const Frame> frame()
{
    static const std::vector<double> prices{1, 2, missing, 4, 5};
    static const std::vector<std::int64_t> amounts{10, 9'007'199'254'740'993, 30, 9'007'199'254'740'992, -5};
    static const std::vector<std::optional<std::string>> venues{"mexc", "kraken", "mexc", {}, "gate io"};
    static const std::vector<std::int64_t> times{0, 86'400'000'000'000, 3, 4, std::numeric_limits<std::int64_t>::min()};
    static const std::vector<std::int32_t> sides{0, 1, 0, -1, 1};
    FrameBuilder builder(5);
    builder.addFloat64("price", prices);
    builder.addInt64("amount", amounts);
    builder.addText("venue", venues);
    builder.addTimestamp("my time", times);
    builder.addDictionary("side", sides, std::vector<std::string>{"buy", "sell"});
    return test::built(builder);
}

} // namespace

class ExpressionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheRowsThatMeetIt_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QList<int>>("rows");
        const auto row = [](const char *text, const QList<int> &rows) { QTest::newRow(text) << QString::fromUtf8(text) << rows; };
        row("price > 1", {1, 3, 4});
        row("1 < price", {1, 3, 4});
        row("2 <= price < 5", {1, 3});
        row("price = 2", {1});
        row("price != 2", {0, 2, 3, 4}); // as pandas has it: what is missing is not 2
        row("not price = 2", {0, 2, 3, 4});
        row("not (price > 1)", {0, 2});
        row("amount == 9007199254740993", {1}); // to the last digit
        row("amount > 9_007_199_254_740_992", {1});
        row("-amount > 4", {4});
        row("amount < -4", {4});
        row("price * amount > 9", {0, 1, 3});
        row("(price + 1) * 2 = 4", {0});
        row("price / 2 >= 2 or amount = 30", {2, 3, 4});
        row("venue = 'mexc' and price = 1", {0});
        row("venue == \"mexc\" and (price = 1 or price is missing)", {0, 2});
        row("venue in ('mexc', \"gate io\")", {0, 2, 4});
        row("venue not in [\"mexc\"]", {1, 3, 4});
        row("venue contains 'ATE'", {4});
        row("venue is missing", {3});
        row("venue is not missing", {0, 1, 2, 4});
        row("side = 'buy' | side = 'sell'", {0, 1, 2, 4});
        row("`my time` >= '1970-01-02'", {1});
        row("`my time` < \"1970-01-01 00:00:00.000000004\"", {0, 2});
        row("price > amount", {4});
        row("PRICE > 1", {});
    }

    void keepsTheRowsThatMeetIt()
    {
        QFETCH(QString, text);
        QFETCH(QList<int>, rows);
        const auto found = filteredRows(*frame(), {ExpressionCondition{text.toStdString()}}, {});
        if (rows.isEmpty()) {
            QVERIFY(!found.has_value());
            return;
        }
        QVERIFY2(found.has_value(), found ? "" : found.error().text.c_str());
        QCOMPARE(QList<int>(found->begin(), found->end()), rows);
    }

    void saysWhatIsWrongAndWhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char *text, const char *problem) { QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(problem); };
        row("pricee > 1", "There is no column `pricee`, at character 1.");
        row("price >", "A column or a value is missing, at the end.");
        row("price", "A comparison such as `> 5` is missing, at the end.");
        row("price > 1 2", "`2` is not expected, at character 11.");
        row("(price > 1", "`)` is missing, at the end.");
        row("venue = 'mexc", "A ' has no end, at character 9.");
        row("venue > 'a'", "Column `venue` holds texts, which have no `<` and `>` here, at character 1.");
        row("venue * 2 > 1", "Column `venue` holds no numbers to work with, at character 1.");
        row("`my time` > 5", "Column `my time` holds times: write one in quotation marks, such as \"2025-11-20\", at character 13.");
        row("price in 5", "`in` is followed by values in brackets, at character 10.");
        row("price > 1 and", "A column or a value is missing, at the end.");
        row("price ; 1", "A comparison such as `> 5` is missing, at character 7.");
        row("", "A column or a value is missing, at the end.");
    }

    void saysWhatIsWrongAndWhere()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        const auto term = parseExpression(*frame(), text.toStdString());
        QVERIFY(!term.has_value());
        QCOMPARE(QString::fromStdString(term.error().text), problem);
    }

    void depthIsBounded()
    {
        const std::string brackets(20'000, '('), nots = [] {
            std::string all;
            for (int i = 0; i < 20'000; ++i)
                all += "not ";
            return all;
        }();
        QVERIFY(!parseExpression(*frame(), brackets + "price > 1").has_value());
        QVERIFY(!parseExpression(*frame(), nots + "price > 1").has_value());
        QVERIFY(!parseExpression(*frame(), "price > " + std::string(20'000, '-') + "1").has_value());
    }

    void isPandasCode()
    {
        const auto code = [](const char *text) {
            const auto found = pandasCode(*frame(), "df", {{ExpressionCondition{text}}, {}, {}});
            return found ? QString::fromStdString(*found) : QString::fromStdString(found.error().text);
        };
        QCOMPARE(code("price * amount > 9 and not venue = 'mexc'"),
                 QStringLiteral("df[((df[\"price\"] * df[\"amount\"]) > 9) & ~df[\"venue\"].isin([\"mexc\"])]"));
        QCOMPARE(code("price > 1 or `my time` >= '1970-01-02'"),
                 QStringLiteral("df[(df[\"price\"] > 1.0) | (df[\"my time\"] >= pd.Timestamp(\"1970-01-02 00:00:00\"))]"));
    }
};

QTEST_GUILESS_MAIN(ExpressionTest)
#include "tst_Expression.moc"
