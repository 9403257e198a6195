// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/table/CellPeek.h"
#include "ui/table/CodeDialog.h"
#include "ui/table/ColumnJump.h"
#include "ui/table/ColumnPanel.h"
#include "ui/table/ConditionWords.h"
#include "ui/table/ExportDesk.h"
#include "ui/table/FilterBar.h"
#include "ui/table/FilterPopup.h"
#include "ui/table/RecordPanel.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/SearchBar.h"

#include <QAccessible>
#include <QClipboard>
#include <QFile>
#include <QGuiApplication>
#include <QLineEdit>
#include <QListWidget>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStandardItemModel>
#include <QTest>
#include <QToolButton>
#include <QTreeView>

using namespace assay;

class tst_TablePane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )"))); }
    void filtersByAnExpression();
    void aMistakeIsToldAndKeepsTheRows();
    void chipsAreChangedAndRemoved();
    void thePopupAsksForAColumn();
    void filtersSurviveARerun();
    void searches();
    void jumpsToAHiddenColumn();
    void peeksAtACell();
    void showsARecord();
    void summarizesTheCurrentColumn();
    void theViewIsCode();
    void exportsTheView();
    void pinnedColumnsStay();
    void numbersAreFormattedButCopiedExactly();
    void picturesAreOfTheRowsThatAreShown();
    void hearsTheCurrentCell();
    void selectsRowsOfTheFrame();

private:
    static std::shared_ptr<const Frame> trades()
    {
        const std::vector<std::int64_t> ids{1, 2, 3, 4};
        const std::vector<double> prices{10.25, 20.5, std::numeric_limits<double>::quiet_NaN(), 40.125};
        const std::vector<std::optional<std::string>> venues{"mexc", "kraken", "mexc", {}};
        FrameBuilder builder(4);
        builder.addInt64("id", ids);
        builder.addFloat64("price", prices);
        builder.addText("venue", venues);
        return test::built(builder);
    }
    static int rowsOf(TablePane &pane) { return pane.view().frameModel().rowCount(); }

    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
};

void tst_TablePane::filtersByAnExpression()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    pane.filters().line().setText(QStringLiteral("price > 15"));
    QTest::keyClick(&pane.filters().line(), Qt::Key_Return);
    QTRY_COMPARE(rowsOf(pane), 2);
    QVERIFY(pane.filters().line().text().isEmpty());
    QCOMPARE(pane.filters().chips().size(), std::size_t{1});
    QCOMPARE(pane.view().frameModel().exactText(1, 0), QStringLiteral("4"));
    pane.view().sortOnlyBy(0, true);
    QTRY_COMPARE(pane.view().frameModel().exactText(0, 0), QStringLiteral("4"));
    QCOMPARE(rowsOf(pane), 2);
}

void tst_TablePane::aMistakeIsToldAndKeepsTheRows()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    pane.view().setConditions({ExpressionCondition{"id > 2"}});
    QTRY_COMPARE(rowsOf(pane), 2);
    pane.filters().line().setText(QStringLiteral("pricee > 15"));
    QTest::keyClick(&pane.filters().line(), Qt::Key_Return);
    QTRY_VERIFY(pane.filters().problem().contains(QStringLiteral("pricee")));
    QCOMPARE(rowsOf(pane), 2);
    QCOMPARE(pane.filters().chips().size(), std::size_t{1});
    QCOMPARE(pane.filters().line().text(), QStringLiteral("pricee > 15"));
    QTest::keyClicks(&pane.filters().line(), QStringLiteral("x"));
    QVERIFY(pane.filters().problem().isEmpty());
}

void tst_TablePane::chipsAreChangedAndRemoved()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    pane.view().setConditions({ExpressionCondition{"id > 1"}, ValuesCondition{2, {"mexc"}, false, false}});
    QTRY_COMPARE(rowsOf(pane), 1);
    QCOMPARE(pane.filters().chips().back()->accessibleName(), QStringLiteral("Filter: venue is mexc"));
    QTest::keyClick(pane.filters().chips().back(), Qt::Key_Delete);
    QTRY_COMPARE(rowsOf(pane), 3);
    pane.filters().chips().front()->click();
    QCOMPARE(pane.filters().line().text(), QStringLiteral("id > 1"));
    QTRY_COMPARE(rowsOf(pane), 4);
}

void tst_TablePane::thePopupAsksForAColumn()
{
    TablePane pane(m_appearance);
    pane.resize(700, 400);
    pane.show();
    pane.setFrame(trades());
    FilterPopup *popup = pane.openFilter(2);
    QSignalSpy filled(popup, &FilterPopup::filled);
    QTRY_COMPARE(filled.size(), 1);
    auto *model = popup->findChild<QStandardItemModel *>();
    QCOMPARE(model->rowCount(), 3); // mexc, kraken, missing
    QVERIFY(popup->conditions().empty());
    for (QToolButton *button : popup->findChildren<QToolButton *>())
        if (button->text() == QStringLiteral("None"))
            button->click();
    model->item(0)->setCheckState(Qt::Checked);
    const auto conditions = popup->conditions();
    QCOMPARE(conditions.size(), std::size_t{1});
    QVERIFY(std::get<ValuesCondition>(conditions.front()) == (ValuesCondition{2, {"mexc"}, false, false}));
    Q_EMIT popup->accepted(conditions);
    popup->close();
    QTRY_COMPARE(rowsOf(pane), 2);
    FilterPopup *range = pane.openFilter(1);
    QLineEdit *from = range->findChildren<QLineEdit *>().front();
    QTest::keyClicks(from, QStringLiteral("10.25"));
    QTest::keyClick(from, Qt::Key_Return);
    QTRY_COMPARE(rowsOf(pane), 1);
    QCOMPARE(pane.view().conditions().size(), std::size_t{2});
}

void tst_TablePane::filtersSurviveARerun()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    pane.view().setConditions({ExpressionCondition{"id > 2"}});
    pane.view().setTint(1, Tint::Heat);
    QTRY_COMPARE(rowsOf(pane), 2);
    pane.setFrame(trades());
    QTRY_COMPARE(rowsOf(pane), 2);
    QVERIFY(pane.view().tint(1) == Tint::Heat);
    QCOMPARE(pane.filters().chips().size(), std::size_t{1});
    pane.setFrame(test::tallFrame(5));
    QTRY_COMPARE(rowsOf(pane), 5);
    QVERIFY(pane.filters().chips().empty());
}

void tst_TablePane::searches()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    pane.openSearch();
    Q_EMIT pane.search().searchWanted(QStringLiteral("MEXC"), true);
    QTRY_COMPARE(pane.view().selection().current(), (GridCell{0, 2}));
    Q_EMIT pane.search().searchWanted(QStringLiteral("mexc"), true);
    QTRY_COMPARE(pane.view().selection().current(), (GridCell{2, 2}));
    Q_EMIT pane.search().searchWanted(QStringLiteral("20.5"), false);
    QTRY_COMPARE(pane.view().selection().current(), (GridCell{1, 1}));
}

void tst_TablePane::jumpsToAHiddenColumn()
{
    TablePane pane(m_appearance);
    pane.resize(500, 300);
    pane.show();
    pane.setFrame(trades());
    pane.view().hideColumn(1);
    pane.openColumnJump();
    auto *jump = pane.findChild<ColumnJump *>();
    QTest::keyClicks(&jump->line(), QStringLiteral("ri"));
    QCOMPARE(jump->findChild<QListWidget *>()->item(0)->text(), QStringLiteral("price (hidden)"));
    QTest::keyClick(&jump->line(), Qt::Key_Return);
    QCOMPARE(pane.view().selection().current().column, 1);
    QVERIFY(!pane.view().header().isSectionHidden(1));
}

void tst_TablePane::peeksAtACell()
{
    TablePane pane(m_appearance);
    pane.show();
    pane.setFrame(test::smallFrame());
    pane.view().goTo({1, 2});
    QTest::keyClick(&pane.view(), Qt::Key_Space);
    auto *peek = pane.findChild<CellPeek *>();
    QVERIFY(peek);
    QCOMPARE(peek->text(), QStringLiteral("\\x1b[31mred\nnext")); // what it holds, made visible
    peek->findChild<QAbstractButton *>()->click();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("\x1b[31mred\nnext"));
}

void tst_TablePane::showsARecord()
{
    TablePane pane(m_appearance);
    pane.show();
    pane.setFrame(trades());
    pane.view().sortOnlyBy(0, true);
    QTRY_COMPARE(pane.view().frameModel().exactText(0, 0), QStringLiteral("4"));
    pane.view().goTo({0, 0});
    QTest::keyClick(&pane.view(), Qt::Key_Return);
    QVERIFY(pane.isPanelShown());
    QCOMPARE(pane.recordPanel().title(), QStringLiteral("Row 3"));
    QCOMPARE(pane.recordPanel().value(1), QStringLiteral("40.125"));
    Q_EMIT pane.recordPanel().stepWanted(1);
    QCOMPARE(pane.recordPanel().title(), QStringLiteral("Row 2"));
    Q_EMIT pane.recordPanel().closed();
    QVERIFY(!pane.isPanelShown());
}

void tst_TablePane::summarizesTheCurrentColumn()
{
    TablePane pane(m_appearance);
    pane.show();
    pane.setFrame(trades());
    QSignalSpy filled(&pane.columnPanel(), &ColumnPanel::filled);
    pane.view().goTo({0, 1});
    pane.showColumn();
    QTRY_COMPARE(filled.size(), 1);
    const QStringList lines = pane.columnPanel().lines();
    QVERIFY(lines.contains(QStringLiteral("Missing 1 (25 %)")));
    QVERIFY(lines.contains(QStringLiteral("Median 20.5")));
    pane.view().goTo({0, 2});
    QTRY_COMPARE(filled.size(), 2);
    QVERIFY(pane.columnPanel().lines().contains(QStringLiteral("mexc 2")));
    Q_EMIT pane.columnPanel().valueWanted(2, QStringLiteral("mexc"));
    QTRY_COMPARE(rowsOf(pane), 2);
}

void tst_TablePane::theViewIsCode()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    QSignalSpy said(&pane, &TablePane::said);
    pane.openCode();
    QCOMPARE(said.size(), 1); // there is nothing to show
    pane.view().setConditions({ExpressionCondition{"price > 15"}});
    QTRY_COMPARE(rowsOf(pane), 2);
    QSignalSpy wanted(&pane, &TablePane::codeWanted);
    pane.openCode();
    auto *dialog = pane.findChild<CodeDialog *>();
    Q_EMIT dialog->insertWanted(QStringLiteral("x"));
    QCOMPARE(wanted.size(), 1);
    delete dialog;
}

void tst_TablePane::exportsTheView()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    pane.view().hideColumn(0);
    pane.view().setConditions({ExpressionCondition{"price > 15"}});
    QTRY_COMPARE(rowsOf(pane), 2);
    auto *desk = pane.findChild<ExportDesk *>();
    QSignalSpy done(desk, &ExportDesk::done);
    const QString path = m_isolation.path(QStringLiteral("view.csv"));
    desk->write({path, ExportForm::Csv, true, true});
    QTRY_COMPARE(done.size(), 1);
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("price,venue\r\n20.5,kraken\r\n40.125,\r\n"));
    desk->write({m_isolation.path(QStringLiteral("no/such/folder.csv")), ExportForm::Csv, false, true});
    QSignalSpy said(desk, &ExportDesk::said);
    QTRY_COMPARE(done.size(), 2);
    QCOMPARE(said.size(), 1);
}

void tst_TablePane::pinnedColumnsStay()
{
    FrameView view(m_appearance);
    view.resize(300, 200);
    view.show();
    view.setFrame(trades());
    for (int column = 0; column < 3; ++column)
        view.header().resizeSection(column, 150);
    view.pinUpTo(0);
    view.horizontalScrollBar()->setValue(120);
    QCOMPARE(view.header().placeOf(0), 0);
    QCOMPARE(view.header().sectionAt(10), 0);
    QCOMPARE(view.header().placeOf(1), 30);
    QCOMPARE(view.header().sectionAt(160), 1);
    QVERIFY(!view.grab().isNull());
    view.goTo({0, 1});
    QVERIFY(view.header().placeOf(1) >= view.header().pinnedWidth()); // seen whole beside the pinned one
    view.pinUpTo(1); // would leave no room: none is pinned then
    QCOMPARE(view.header().pinnedWidth(), 0);
    view.unpin();
    QCOMPARE(view.look().pinned, 0);
}

void tst_TablePane::numbersAreFormattedButCopiedExactly()
{
    FrameView view(m_appearance);
    view.setFrame(trades());
    view.setFormat(1, {1, true});
    QCOMPARE(view.frameModel().shownText(3, 1), QStringLiteral("40.1"));
    QCOMPARE(view.frameModel().exactText(3, 1), QStringLiteral("40.125"));
    view.setFrame(test::smallFrame());
    QCOMPARE(view.frameModel().shownText(2, 0), QStringLiteral("9,007,199,254,740,993"));
    view.setFormat(0, {{}, false});
    QCOMPARE(view.frameModel().shownText(2, 0), QStringLiteral("9007199254740993"));
    view.setTint(1, Tint::Sign);
    view.resize(400, 200);
    QVERIFY(!view.grab().isNull());
}

void tst_TablePane::picturesAreOfTheRowsThatAreShown()
{
    TablePane pane(m_appearance);
    pane.setFrame(trades());
    const FrameHeader &header = pane.view().header();
    QTRY_VERIFY(header.sketchOf(1) && header.sketchOf(1)->missing == 1);
    pane.view().setConditions({ExpressionCondition{"price > 15"}});
    QTRY_VERIFY(header.sketchOf(1)->missing == 0);
    QCOMPARE(header.sketchOf(1)->from, 20.5);
}

void tst_TablePane::hearsTheCurrentCell()
{
    FrameView view(m_appearance);
    view.setFrame(trades());
    view.goTo({1, 1});
    QAccessibleInterface *access = QAccessible::queryAccessibleInterface(&view);
    QCOMPARE(access->role(), QAccessible::Table);
    QCOMPARE(access->text(QAccessible::Value), QStringLiteral("price, row 1: 20.500"));
    view.goTo({2, 1});
    QCOMPARE(access->text(QAccessible::Value), QStringLiteral("price, row 2: missing"));
}

void tst_TablePane::selectsRowsOfTheFrame()
{
    FrameView view(m_appearance);
    view.setFrame(trades());
    view.sortOnlyBy(0, true);
    QTRY_COMPARE(view.frameModel().exactText(0, 0), QStringLiteral("4"));
    view.selectRows({0, 1});
    QCOMPARE(view.selection().blocks(), (std::vector<GridBlock>{{2, 3, 0, 2}}));
    QVERIFY(view.selectedRows(10) == (RowList{1, 0}));
}

QTEST_MAIN(tst_TablePane)
#include "tst_TablePane.moc"
