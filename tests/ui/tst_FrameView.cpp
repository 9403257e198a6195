// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QMenu>
#include <QGuiApplication>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_FrameView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        // The offscreen platform warns of a menu that is shown.
        QTest::failOnWarning(QRegularExpression(QStringLiteral("^(?!This plugin does not support )")));
    }
    void copiesOneCellAsItIs();
    void copiesManyCellsUnderHeaders();
    void refusesToCopyTooMuch();
    void keepsWidthsForTheSameColumns();
    void drawsOddCells();
    void keysMoveAndSelect();
    void theMouseSelects();
    void tenMillionRowsAreAPageAtATime();
    void movedColumnsAreCopiedAsTheyAreNamed();
    void sortsByClicks();
    void copiesInManyForms();
    void theMenuReachesEverything();

private:
    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};

    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
};

void tst_FrameView::copiesOneCellAsItIs()
{
    FrameView view(m_appearance);
    view.setFrame(test::smallFrame());
    view.goTo({2, 0});
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(clipboard(), QStringLiteral("9007199254740993"));
}

void tst_FrameView::copiesManyCellsUnderHeaders()
{
    FrameView view(m_appearance);
    view.setFrame(test::smallFrame());
    view.selectAll();
    view.copySelection();
    QCOMPARE(clipboard(), QStringLiteral("count\tprice\tnote\n"
                                         "7\t1.5\t<b>bold</b>\n"
                                         "2024\t\t\"\x1b[31mred\nnext\"\n"
                                         "9007199254740993\t-12345.25\t"));
}

void tst_FrameView::refusesToCopyTooMuch()
{
    FrameView view(m_appearance);
    view.setFrame(test::tallFrame(500'001));
    QGuiApplication::clipboard()->setText(QStringLiteral("before"));
    QSignalSpy said(&view, &FrameView::said);
    view.selectAll();
    view.copySelection();
    QCOMPARE(said.size(), 1);
    QCOMPARE(clipboard(), QStringLiteral("before"));
}

void tst_FrameView::keepsWidthsForTheSameColumns()
{
    FrameView view(m_appearance);
    view.setFrame(test::smallFrame());
    view.header().resizeSection(1, 211);
    view.setFrame(test::smallFrame());
    QCOMPARE(view.header().sectionSize(1), 211);
    view.setFrame(test::tallFrame(3));
    view.setFrame(test::smallFrame());
    QVERIFY(view.header().sectionSize(1) != 211);
}

void tst_FrameView::drawsOddCells()
{
    FrameView view(m_appearance);
    view.resize(400, 200);
    view.setFrame(test::smallFrame());
    view.goTo({1, 0});
    QVERIFY(!view.grab().isNull());
}

void tst_FrameView::keysMoveAndSelect()
{
    FrameView view(m_appearance);
    view.resize(400, 300);
    view.setFrame(test::smallFrame());
    view.goTo({0, 0});
    QTest::keyClick(&view, Qt::Key_Right, Qt::ShiftModifier);
    QTest::keyClick(&view, Qt::Key_Down, Qt::ShiftModifier);
    QCOMPARE(view.selection().blocks(), (std::vector<GridBlock>{{0, 1, 0, 1}}));
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.selection().current(), (GridCell{2, 2}));
    QTest::keyClick(&view, Qt::Key_Space, Qt::ShiftModifier);
    QCOMPARE(view.selection().blocks(), (std::vector<GridBlock>{{2, 2, 0, 2}}));
    QTest::keyClick(&view, Qt::Key_Up);
    QTest::keyClick(&view, Qt::Key_Space, Qt::ControlModifier);
    QCOMPARE(view.selection().blocks(), (std::vector<GridBlock>{{0, 2, 2, 2}}));
    QTest::keyClick(&view, Qt::Key_A, Qt::ControlModifier);
    QCOMPARE(view.selection().cells(), std::int64_t{9});
    for (int i = 0; i < 10; ++i)
        QTest::keyClick(&view, Qt::Key_Left);
    QCOMPARE(view.selection().current().column, 0);
}

void tst_FrameView::theMouseSelects()
{
    FrameView view(m_appearance);
    view.resize(500, 300);
    view.show();
    view.setFrame(test::smallFrame());
    const int row = QFontMetrics(view.font()).height() + 8;
    const int second = view.header().sectionViewportPosition(1) + 3;
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {3, row / 2});
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, {second, row + row / 2});
    QCOMPARE(view.selection().blocks(), (std::vector<GridBlock>{{0, 1, 0, 1}}));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ControlModifier, {3, 2 * row + row / 2});
    QCOMPARE(view.selection().blocks().size(), 2U);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, {490, 290}); // beyond all cells
    QCOMPARE(view.selection().current(), (GridCell{2, 2}));
}

void tst_FrameView::tenMillionRowsAreAPageAtATime()
{
    FrameView view(m_appearance);
    view.resize(300, 300);
    view.show();
    view.setFrame(test::tallFrame(10'000'000));
    view.verticalScrollBar()->setValue(view.verticalScrollBar()->maximum());
    QVERIFY(!view.grab().isNull());
    QTest::keyClick(&view, Qt::Key_End, Qt::ControlModifier);
    QCOMPARE(view.selection().current().row, std::int64_t{9'999'999});
    view.selectAll();
    QCOMPARE(view.selection().cells(), std::int64_t{10'000'000} * view.frameModel().columnCount());
}

void tst_FrameView::movedColumnsAreCopiedAsTheyAreNamed()
{
    FrameView view(m_appearance);
    view.setFrame(test::smallFrame());
    view.header().moveSection(0, 2);
    view.setFrame(test::smallFrame());
    QCOMPARE(view.header().visualIndex(0), 2); // outlives a re-run
    view.goTo({0, 0});
    view.copySelection();
    QCOMPARE(clipboard(), QStringLiteral("7"));
}

void tst_FrameView::sortsByClicks()
{
    FrameView view(m_appearance);
    view.resize(500, 300);
    view.QWidget::show();
    view.setFrame(test::smallFrame());
    QSignalSpy sorted(&view, &FrameView::arranged);
    const QPoint second(view.header().sectionViewportPosition(1) + 20, 10);
    const auto click = [&](int times, Qt::KeyboardModifiers modifiers = {}) {
        QTest::mouseClick(view.header().viewport(), Qt::LeftButton, modifiers, second);
        QTRY_COMPARE(sorted.size(), times);
    };
    click(1);
    QCOMPARE(view.frameModel().exactText(0, 1), QStringLiteral("-12345.25"));
    QVERIFY(view.frameModel().isMissing(2, 1)); // last
    click(2);
    QCOMPARE(view.frameModel().exactText(0, 1), QStringLiteral("1.5"));
    view.setFrame(test::smallFrame()); // outlives a re-run
    QTRY_COMPARE(sorted.size(), 3);
    QCOMPARE(view.frameModel().exactText(0, 1), QStringLiteral("1.5"));
    click(4);
    QVERIFY(!view.frameModel().isArranged());
    view.setFrame(test::tallFrame(3));
    QCOMPARE(sorted.size(), 4);
}

void tst_FrameView::copiesInManyForms()
{
    FrameView view(m_appearance);
    view.setFrame(test::smallFrame());
    view.goTo({0, 0});
    view.goTo({1, 1}, true);
    view.copyAs(TextForm::Records);
    QCOMPARE(clipboard().simplified().remove(u' '), QStringLiteral("[{\"count\":7,\"price\":1.5},{\"count\":2024,\"price\":null}]"));
    view.header().moveSection(0, 1);
    view.copyAs(TextForm::Csv);
    QCOMPARE(clipboard(), QStringLiteral("price,count\r\n1.5,7\r\n,2024\r\n"));
    view.copyAs(TextForm::Markdown);
    QVERIFY(clipboard().startsWith(QStringLiteral("| price")));
    view.copyAs(TextForm::Python);
    QVERIFY2(clipboard().contains(QStringLiteral("None")), qPrintable(clipboard()));
    view.copyAs(TextForm::Html);
    QVERIFY(clipboard().contains(QStringLiteral("<table")));
}

void tst_FrameView::theMenuReachesEverything()
{
    FrameView view(m_appearance);
    view.resize(500, 300);
    view.QWidget::show();
    view.setFrame(test::smallFrame());
    view.goTo({0, 0});
    const auto choose = [&](const char *text) {
        QContextMenuEvent event(QContextMenuEvent::Keyboard, {5, 5}, view.mapToGlobal(QPoint(5, 5)));
        QCoreApplication::sendEvent(&view, &event);
        for (QMenu *menu : view.findChildren<QMenu *>())
            for (QAction *action : menu->actions())
                if (action->text().remove(u'&').startsWith(QLatin1String(text)) && menu->isVisible()) {
                    action->trigger();
                    menu->close();
                    return true;
                }
        return false;
    };
    QVERIFY(choose("Hide"));
    QVERIFY(view.header().isSectionHidden(0));
    QCOMPARE(view.selection().current().column, 1);
    QTest::keyClick(&view, Qt::Key_Left); // nothing but the hidden one is there
    QCOMPARE(view.selection().current().column, 1);
    view.setFrame(test::smallFrame());
    QVERIFY(view.header().isSectionHidden(0));
    QVERIFY(choose("Show All"));
    QVERIFY(!view.header().isSectionHidden(0));
    QVERIFY(choose("Copy Name"));
    QCOMPARE(clipboard(), QStringLiteral("price"));
    QSignalSpy sorted(&view, &FrameView::arranged);
    QVERIFY(choose("Sort Descending"));
    QTRY_COMPARE(sorted.size(), 1);
    QVERIFY(choose("No Sort"));
    QTRY_COMPARE(sorted.size(), 2);
}

QTEST_MAIN(tst_FrameView)
#include "tst_FrameView.moc"
