// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/CompareView.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/KeyMenu.h"
#include "ui/theme/Appearance.h"

#include <QDir>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace assay;

namespace {

using Texts = std::vector<std::optional<std::string>>;
constexpr double notANumber = std::numeric_limits<double>::quiet_NaN();

QStringList listOf(std::initializer_list<const char *> texts)
{
    QStringList list;
    for (const char *text : texts)
        list << QString::fromUtf8(text);
    return list;
}

struct Holding
{
    const char *venue;
    const char *symbol;
    std::int64_t amount;
    double price;
    const char *note;
};

std::shared_ptr<const Frame> holdings(const std::vector<Holding> &rows, bool hasFee)
{
    Texts venues, symbols, notes;
    std::vector<std::int64_t> amounts;
    std::vector<double> prices, fees;
    for (const Holding &row : rows) {
        venues.emplace_back(row.venue);
        symbols.emplace_back(row.symbol);
        amounts.push_back(row.amount);
        prices.push_back(row.price);
        fees.push_back(row.price / 1000);
        notes.emplace_back(row.note != nullptr ? std::optional<std::string>(row.note) : std::nullopt);
    }
    FrameBuilder builder(std::int64_t(rows.size()));
    builder.addText("exchange", venues);
    builder.addText("symbol", symbols);
    builder.addInt64("amount", amounts);
    builder.addFloat64("price", prices);
    if (hasFee)
        builder.addFloat64("fee", fees);
    builder.addText("note", notes);
    return test::built(builder);
}

const std::vector<Holding> yesterday{
    {"binance", "BTC/USDT", 1'204, 91'250.5, "core"}, {"binance", "ETH/USDT", 18'400, 3'021.75, "core"}, {"binance", "SOL/USDT", 52'000, 141.2, nullptr},
    {"kraken", "BTC/USD", 310, 91'248.1, "core"},     {"kraken", "DOT/USD", 90'000, 2.91, "closing"},     {"mexc", "ALKIMI/USDT", 1'250'000, 0.0712, "mm1"},
    {"mexc", "MATIC/USDT", 40'000, 0.38, nullptr},    {"okx", "ADA/USDT", 77'000, 0.4475, "hedge"},      {"okx", "XRP/USDT", 125'000, 2.184, "hedge"}};
const std::vector<Holding> today{
    {"binance", "BTC/USDT", 1'204, 92'010.25, "core"}, {"binance", "ETH/USDT", 17'950, 2'988.4, "core"}, {"binance", "SOL/USDT", 52'000, 141.2, nullptr},
    {"kraken", "BTC/USD", 310, 92'008.9, "core"},      {"mexc", "ALKIMI/USDT", 1'310'500, 0.0698, "mm1"}, {"mexc", "TAO/USDT", 900, 318.55, "new"},
    {"okx", "ADA/USDT", 77'000, notANumber, "hedge"},  {"okx", "XRP/USDT", 125'000, 2.184, "hedge <b>"}, {"okx", "ZEC/USDT", 2'400, 512.3, nullptr}};

} // namespace

class tst_CompareView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The offscreen platform warns of a menu that is shown.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }

    void tellsWhatDiffers()
    {
        CompareView view(m_appearance);
        compare(view);
        QCOMPARE(view.summary(), QStringLiteral("2 added · 2 removed · 6 changed · 1 same"));
        QCOMPARE(view.notes(), QStringList{QStringLiteral("+ fee, float64: a column only after")});
        QCOMPARE(names(view), listOf({"change", "exchange", "symbol", "amount before", "amount after", "amount Δ", "amount %",
                                           "price before", "price after", "price Δ", "price %", "note before", "note after"}));
        QCOMPARE(row(view, 0), listOf({"~ changed", "binance", "BTC/USDT", "1204", "1204", "", "", "91250.5", "92010.25", "759.75", "0.83", "core", "core"}));
        QCOMPARE(row(view, 1).mid(3, 4), listOf({"18400", "17950", "-450", "-2.45"}));
    }

    void choosesRows()
    {
        CompareView view(m_appearance);
        compare(view);
        QSignalSpy compared(&view, &CompareView::compared);
        view.setShown(CompareView::Removed);
        QVERIFY(compared.wait());
        QCOMPARE(rows(view), 2);
        QCOMPARE(row(view, 0).mid(0, 3), listOf({"− removed", "kraken", "DOT/USD"}));
        view.setShown(CompareView::All);
        QVERIFY(compared.wait());
        QCOMPARE(rows(view), 10);
    }

    void swapsSides()
    {
        CompareView view(m_appearance);
        compare(view);
        QSignalSpy compared(&view, &CompareView::compared);
        view.setShown(CompareView::Added);
        view.swap(); // before the rows are there
        QVERIFY(compared.wait());
        QCOMPARE(row(view, 0).mid(0, 3), listOf({"− removed", "mexc", "TAO/USDT"}));
        QCOMPARE(view.notes(), QStringList{QStringLiteral("− fee, float64: a column only before")});
    }

    void keysAreChosen()
    {
        CompareView view(m_appearance);
        compare(view);
        auto *menu = view.findChild<KeyMenu *>();
        QSignalSpy compared(&view, &CompareView::compared);
        const auto tick = [&](const char *name) {
            for (QAction *action : menu->actions())
                if (action->text() == QLatin1String(name))
                    action->trigger();
        };
        tick("exchange"); // no longer
        QVERIFY(compared.wait());
        QVERIFY(view.summary().startsWith(QStringLiteral("2 added · 2 removed")));
        tick("symbol");
        QVERIFY(compared.wait());
        QCOMPARE(names(view).at(1), QStringLiteral("row")); // nothing is ticked: by place
        tick("exchange");
        QVERIFY(compared.wait());
        QVERIFY2(view.notes().join(u'\n').contains(QStringLiteral("5 rows before and 5 after")), qPrintable(view.notes().join(u'\n')));
        QCOMPARE(view.findChild<QToolButton *>(QStringLiteral("compareKeys"))->text(), QStringLiteral("Rows by exchange  ▾"));
    }

    void theMenuStaysOpen()
    {
        CompareView view(m_appearance);
        view.show();
        compare(view);
        auto *menu = view.findChild<KeyMenu *>();
        QSignalSpy compared(&view, &CompareView::compared);
        menu->popup({0, 0});
        QTest::mouseClick(menu, Qt::LeftButton, {}, menu->actionGeometry(menu->actions().last()).center());
        QVERIFY(compared.wait());
        QVERIFY(menu->isVisible());
        menu->close();
    }

    void whatIsTheSame()
    {
        CompareView view(m_appearance);
        QSignalSpy compared(&view, &CompareView::compared);
        view.compare(QStringLiteral("a"), holdings(today, true), QStringLiteral("b"), holdings(today, true));
        QVERIFY(compared.wait());
        QCOMPARE(view.summary(), QStringLiteral("0 added · 0 removed · 0 changed · 9 same"));
        QVERIFY(view.notes().isEmpty());
    }

    void tellsOfErrors()
    {
        CompareView view(m_appearance);
        compare(view);
        QSignalSpy said(&view, &CompareView::said);
        view.setRequest({{"nothing"}});
        QVERIFY(said.wait());
        QVERIFY(said.value(0).value(0).toString().contains(QStringLiteral("nothing")));
        QVERIFY(view.summary().isEmpty());
    }

    void goesWhileItCompares()
    {
        const auto many = test::tallFrame(1'000'000);
        CompareView view(m_appearance);
        view.compare(QStringLiteral("a"), many, QStringLiteral("b"), many);
        QVERIFY(view.isBusy());
    }

    /// Draws it in both themes; where ASSAY_PICTURES names a folder, the pictures are left there.
    void isDrawn()
    {
        for (const auto choice : {Appearance::Choice::Light, Appearance::Choice::Dark}) {
            Appearance appearance(choice);
            CompareView view(appearance);
            view.resize(1280, 460);
            view.show();
            compare(view);
            QTest::qWait(50); // until it is laid out
            const QPixmap picture = view.grab();
            QVERIFY(!picture.isNull());
            if (const QString folder = qEnvironmentVariable("ASSAY_PICTURES"); !folder.isEmpty())
                QVERIFY(picture.save(QDir(folder).filePath(choice == Appearance::Choice::Light ? QStringLiteral("compare-light.png") : QStringLiteral("compare-dark.png"))));
        }
    }

private:
    static void compare(CompareView &view)
    {
        QSignalSpy compared(&view, &CompareView::compared);
        view.compare(QStringLiteral("holdings.py, yesterday 17:30"), holdings(yesterday, false), QStringLiteral("holdings.py, now"), holdings(today, true));
        QVERIFY(compared.wait());
    }
    static int rows(CompareView &view) { return view.table().frameModel().rowCount(); }
    static QStringList names(CompareView &view)
    {
        QStringList names;
        for (int column = 0; column < view.table().frameModel().columnCount(); ++column)
            names << view.table().frameModel().headerData(column, Qt::Horizontal).toString();
        return names;
    }
    static QStringList row(CompareView &view, int row)
    {
        QStringList cells;
        for (int column = 0; column < view.table().frameModel().columnCount(); ++column)
            cells << view.table().frameModel().exactText(row, column);
        return cells;
    }

    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
};

QTEST_MAIN(tst_CompareView)
#include "tst_CompareView.moc"
