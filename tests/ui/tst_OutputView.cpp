// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/OutputView.h"
#include "ui/theme/Appearance.h"

#include <QSignalSpy>
#include <QTest>
#include <QTextBlock>

using namespace assay;

class tst_OutputView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void drawsInBatches();
    void tellsTheStreamsApart();
    void staysBounded();
    void showsMarkupAsText();
    void forgetsTheRunBefore();

private:
    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
};

void tst_OutputView::drawsInBatches()
{
    OutputView view(m_appearance);
    QSignalSpy drawn(&view, &OutputView::drawn);
    for (int i = 0; i < 500; ++i)
        view.add(OutputStream::Output, QStringLiteral("line %1\n").arg(i));
    QCOMPARE(drawn.size(), 0);
    QVERIFY(view.toPlainText().isEmpty());
    QVERIFY(!view.isBlank());
    QTRY_COMPARE(drawn.size(), 1);
    QVERIFY(view.toPlainText().endsWith(QStringLiteral("line 499\n")));
}

void tst_OutputView::tellsTheStreamsApart()
{
    OutputView view(m_appearance);
    view.add(OutputStream::Output, QStringLiteral("out\n"));
    view.add(OutputStream::Diagnostics, QStringLiteral("err\n"));
    QTRY_COMPARE(view.toPlainText(), QStringLiteral("out\nerr\n"));
    const auto colorAt = [&](int block) {
        return view.document()
            ->findBlockByNumber(block)
            .begin()
            .fragment()
            .charFormat()
            .foreground();
    };
    QVERIFY(colorAt(0) != colorAt(1));
}

void tst_OutputView::staysBounded()
{
    OutputView view(m_appearance);
    for (int i = 0; i < 40; ++i)
        view.add(OutputStream::Output, QString(1000, u'\n'));
    view.add(OutputStream::Output, QStringLiteral("end\n"));
    QTRY_VERIFY(view.toPlainText().endsWith(QStringLiteral("end\n")));
    QVERIFY(view.blockCount() <= OutputBuffer::maxLines);
    QVERIFY(view.droppedLines() >= 30'000);
}

void tst_OutputView::showsMarkupAsText()
{
    OutputView view(m_appearance);
    view.add(OutputStream::Output, QStringLiteral("<img src='file:///etc/passwd'>"));
    QTRY_COMPARE(view.toPlainText(), QStringLiteral("<img src='file:///etc/passwd'>"));
}

void tst_OutputView::forgetsTheRunBefore()
{
    OutputView view(m_appearance);
    view.add(OutputStream::Output, QStringLiteral("old\n"));
    view.reset();
    QVERIFY(view.isBlank());
    view.add(OutputStream::Output, QStringLiteral("new\n"));
    QTRY_COMPARE(view.toPlainText(), QStringLiteral("new\n"));
}

QTEST_MAIN(tst_OutputView)
#include "tst_OutputView.moc"
