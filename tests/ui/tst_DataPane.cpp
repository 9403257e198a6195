// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/sqlite/TradeCache.h"
#include "tests/ui/Support.h"
#include "ui/data/DataPane.h"
#include "ui/data/SourceName.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"

#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_DataPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_appearance = std::make_unique<Appearance>(Appearance::Choice::Light); }

    void showsTablesAndFirstRows()
    {
        TradeCache cache;
        cache.addOrdinary(500);
        const QString source = QString::fromStdString(cache.source());
        SourceDesk desk;
        DataPane pane(*m_appearance, desk);
        pane.setSources({QStringLiteral("sample"), source});
        pane.setActive(QStringLiteral("sample"));
        pane.select(source);
        const auto *rows = pane.findChild<FrameView *>();
        QTRY_COMPARE(pane.selectedTable(), QStringLiteral("trades"));
        QTRY_COMPARE(rows->frameModel().rowCount(), 100);
        QVERIFY2(pane.summary().startsWith(QStringLiteral("500 rows · 2025-11-20 to 2025-11-20")), qPrintable(pane.summary()));
        pane.select(source, QStringLiteral("snapshots"));
        QCOMPARE(pane.selectedTable(), QStringLiteral("snapshots"));
        QVERIFY(pane.summary().contains(QStringLiteral("no snapshots")));
    }

    void asksForWhatItsButtonsSay()
    {
        SourceDesk desk;
        DataPane pane(*m_appearance, desk);
        pane.setSources({QStringLiteral("sample"), QStringLiteral("sqlite:/nowhere.db")});
        pane.setActive(QStringLiteral("sample"));
        QSignalSpy used(&pane, &DataPane::useWanted), activated(&pane, &DataPane::activated);
        pane.select(QStringLiteral("sample"));
        QTRY_COMPARE(pane.selectedTable(), QStringLiteral("trades"));
        button(pane, "Use in Script")->click();
        QCOMPARE(used.value(0).value(0).toString(), QStringLiteral("load_trades()"));
        QVERIFY(button(pane, "Run on This")->isHidden());
        pane.select(QStringLiteral("sqlite:/nowhere.db"));
        QTRY_VERIFY(pane.summary().startsWith(QStringLiteral("There is no file")));
        QVERIFY(!button(pane, "Use in Script")->isEnabled());
        button(pane, "Run on This")->click();
        QCOMPARE(activated.value(0).value(0).toString(), QStringLiteral("sqlite:/nowhere.db"));
    }

    void whatIsSelectedStaysSelected()
    {
        TradeCache cache;
        cache.addOrdinary(10);
        cache.addSnapshot(QStringLiteral("2025-11-20"), R"({"balances": {"USDT": 1}})");
        const QString source = QString::fromStdString(cache.source());
        SourceDesk desk;
        DataPane pane(*m_appearance, desk);
        pane.setSources({source});
        pane.select(source);
        QTRY_COMPARE(pane.selectedTable(), QStringLiteral("trades"));
        pane.select(source, QStringLiteral("balances"));
        QSignalSpy looked(&desk, &SourceDesk::looked);
        cache.addOrdinary(1);
        desk.lookAgain(source);
        QTRY_VERIFY(!looked.isEmpty() || (desk.lookAgain(source), false));
        QCOMPARE(pane.selectedTable(), QStringLiteral("balances"));
    }

    void aLookCanBeCancelled()
    {
        TradeCache cache;
        cache.addOrdinary(300'000);
        SourceDesk desk;
        QSignalSpy looked(&desk, &SourceDesk::looked);
        desk.look(QString::fromStdString(cache.source()));
        desk.cancel();
        QTRY_COMPARE(looked.size(), 1);
        QCOMPARE(looked[0][1].value<SourceLook>().problem, QStringLiteral("The load was cancelled."));
    }

    void shortNames_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("name");
        QTest::newRow("sample") << QStringLiteral("sample") << QStringLiteral("Sample data");
        QTest::newRow("file") << QStringLiteral("sqlite:/a/b/cache.db?snapshots=/c") << QStringLiteral("cache.db");
        QTest::newRow("server") << QStringLiteral("postgresql://me@db.example:5432/trades?sslmode=require") << QStringLiteral("trades on db.example");
        QTest::newRow("keywords") << QStringLiteral("postgresql:host=db") << QStringLiteral("host=db");
    }
    void shortNames()
    {
        QFETCH(QString, source);
        QFETCH(QString, name);
        QCOMPARE(shortSourceName(source), name);
    }

private:
    static QPushButton *button(const QWidget &pane, const char *text)
    {
        for (QPushButton *one : pane.findChildren<QPushButton *>())
            if (one->text() == QLatin1String(text))
                return one;
        return nullptr;
    }

    test::Isolation m_isolation;
    std::unique_ptr<Appearance> m_appearance;
};

QTEST_MAIN(tst_DataPane)
#include "tst_DataPane.moc"
