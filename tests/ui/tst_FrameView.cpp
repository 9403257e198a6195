// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_FrameView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void copiesOneCellAsItIs();
    void copiesManyCellsUnderHeaders();
    void refusesToCopyTooMuch();
    void keepsWidthsForTheSameColumns();
    void drawsOddCells();
    void keysMoveAndSelect();
    void theMouseSelects();
    void tenMillionRowsAreAPageAtATime();
    void movedColumnsAreCopiedAsTheyAreNamed();

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

QTEST_MAIN(tst_FrameView)
#include "tst_FrameView.moc"
