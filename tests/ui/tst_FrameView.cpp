// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/theme/Appearance.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
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

private:
    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};

    static QString clipboard() { return QGuiApplication::clipboard()->text(); }
};

void tst_FrameView::copiesOneCellAsItIs()
{
    FrameView view(m_appearance);
    view.setFrame(test::smallFrame());
    view.setCurrentIndex(view.model()->index(2, 0));
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
    view.setColumnWidth(1, 211);
    view.setFrame(test::smallFrame());
    QCOMPARE(view.columnWidth(1), 211);
    view.setFrame(test::tallFrame(3));
    view.setFrame(test::smallFrame());
    QVERIFY(view.columnWidth(1) != 211);
}

void tst_FrameView::drawsOddCells()
{
    FrameView view(m_appearance);
    view.resize(400, 200);
    view.setFrame(test::smallFrame());
    view.selectRow(1);
    QVERIFY(!view.grab().isNull());
}

QTEST_MAIN(tst_FrameView)
#include "tst_FrameView.moc"
