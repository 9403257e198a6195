// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/CompareView.h"
#include "ui/results/FrameHeader.h"
#include "ui/results/FrameTableModel.h"
#include "ui/results/FrameView.h"
#include "ui/results/OutputView.h"
#include "ui/results/ResultPane.h"
#include "ui/table/TablePane.h"
#include "ui/theme/Appearance.h"
#include "ui/widgets/EmptyState.h"
#include "ui/widgets/NoticeBar.h"
#include "ui/widgets/SearchBar.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace assay;

class tst_ResultPane : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void invitesToRun();
    void showsAFrame();
    void showsText();
    void hintsWhereResultIsNotSet();
    void goesToWhatMatters();
    void tellsOfCutThings();
    void lastResultStaysWhileRunning();
    void saysWhenTheScriptChanged();
    void saysWhenTheDataChanged();
    void pinsResults();
    void comparesResults();
    void searchesText();
    void saysWhyScriptsAreRefused();
    void passesLinesOn();

private:
    static RunResult ok()
    {
        RunResult result;
        result.end = RunEnd::Ok;
        result.elapsed = std::chrono::milliseconds(5);
        return result;
    }
    static RunResult withText(const QString &text)
    {
        RunResult result = ok();
        result.value.kind = RunValue::Kind::Value;
        result.value.isSet = true;
        result.value.type = QStringLiteral("str");
        result.value.text = text;
        return result;
    }
    static RunResult withFrame(std::shared_ptr<const Frame> frame)
    {
        RunResult result = ok();
        result.value.kind = RunValue::Kind::Frame;
        result.value.isSet = true;
        result.value.type = QStringLiteral("DataFrame");
        result.value.frame = std::move(frame);
        return result;
    }
    static EmptyState *emptyState(const ResultPane &pane)
    {
        return pane.findChild<EmptyState *>(QStringLiteral("resultEmpty"));
    }

    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};
};

void tst_ResultPane::invitesToRun()
{
    const ResultPane pane(m_appearance);
    QVERIFY(emptyState(pane)->title().contains(QStringLiteral("F5")));
}

void tst_ResultPane::showsAFrame()
{
    ResultPane pane(m_appearance);
    pane.showStarted();
    pane.showResult(withFrame(test::smallFrame()), {});
    QCOMPARE(pane.findChild<FrameView *>()->frameModel().rowCount(), 3);
    QVERIFY(pane.findChild<FrameView *>()->isVisibleTo(&pane));
    QCOMPARE(pane.summary(), QStringLiteral("DataFrame · 3 rows × 3 columns · 5.0 ms"));
}

void tst_ResultPane::showsText()
{
    ResultPane pane(m_appearance);
    pane.showResult(withText(QStringLiteral("<b>\x1b[0m")), {});
    const auto *text = pane.findChild<QPlainTextEdit *>(QStringLiteral("resultText"));
    QVERIFY(text->isVisibleTo(&pane));
    QCOMPARE(text->toPlainText(), QStringLiteral("<b>\\x1b[0m"));
}

void tst_ResultPane::hintsWhereResultIsNotSet()
{
    ResultPane pane(m_appearance);
    pane.showResult(ok(), {});
    QVERIFY(emptyState(pane)->isVisibleTo(&pane));
    QVERIFY(emptyState(pane)->title().contains(QStringLiteral("`result`")));
}

void tst_ResultPane::goesToWhatMatters()
{
    ResultPane pane(m_appearance);
    pane.showResult(withText(QStringLiteral("1")), {});
    QCOMPARE(pane.tab(), ResultPane::ResultTab);
    RunResult printed = ok();
    printed.output.text = "hi\n";
    printed.output.totalBytes = 3;
    pane.showResult(printed, {});
    QCOMPARE(pane.tab(), ResultPane::OutputTab);
    RunResult failed;
    failed.end = RunEnd::Memory;
    pane.showResult(failed, {});
    QCOMPARE(pane.tab(), ResultPane::ErrorTab);
    QVERIFY(pane.summary().startsWith(QStringLiteral("Memory limit")));
}

void tst_ResultPane::tellsOfCutThings()
{
    ResultPane pane(m_appearance);
    const auto *notice = pane.findChild<NoticeBar *>();
    RunResult result = withText(QStringLiteral("1"));
    result.output.droppedBytes = 5'000'000;
    pane.showResult(result, {});
    QVERIFY(notice->text().contains(QStringLiteral("5.0 MB")));
    pane.showStarted();
    QVERIFY(!notice->isVisibleTo(&pane));
}

void tst_ResultPane::lastResultStaysWhileRunning()
{
    ResultPane pane(m_appearance);
    pane.showResult(withFrame(test::smallFrame()), {});
    pane.showStarted();
    QVERIFY(pane.findChild<FrameView *>()->isVisibleTo(&pane));
    QVERIFY(pane.summary().startsWith(QStringLiteral("Running")));
    pane.showResult(ok(), {});
    QVERIFY(!pane.findChild<FrameView *>()->isVisibleTo(&pane));
    QCOMPARE(pane.findChild<FrameView *>()->frameModel().rowCount(), 0);
}

void tst_ResultPane::saysWhenTheScriptChanged()
{
    ResultPane pane(m_appearance);
    pane.setScript(QStringLiteral("result = 1"));
    QVERIFY(!pane.summary().contains(QStringLiteral("edited")));
    pane.showResult(withText(QStringLiteral("1")), QStringLiteral("result = 1"));
    QVERIFY(!pane.summary().contains(QStringLiteral("edited")));
    pane.setScript(QStringLiteral("result = 2"));
    QVERIFY(pane.summary().contains(QStringLiteral("edited since")));
    pane.setScript(QStringLiteral("result = 1"));
    QVERIFY(!pane.summary().contains(QStringLiteral("edited")));
}

void tst_ResultPane::saysWhenTheDataChanged()
{
    ResultPane pane(m_appearance);
    pane.showResult(withText(QStringLiteral("1")), {});
    pane.setData(QStringLiteral("cache 1"));
    QVERIFY(!pane.summary().contains(QStringLiteral("data changed")));
    pane.setData(QStringLiteral("cache 2"));
    QVERIFY(pane.summary().contains(QStringLiteral("data changed since")));
    pane.showResult(withText(QStringLiteral("1")), {});
    QVERIFY(!pane.summary().contains(QStringLiteral("data changed")));
}

void tst_ResultPane::pinsResults()
{
    ResultPane pane(m_appearance);
    pane.pin(); // there is nothing to pin
    QVERIFY(!pane.tabTitles().contains(QStringLiteral("Pinned 1")));
    pane.showResult(withFrame(test::smallFrame()), QStringLiteral("a"));
    pane.page().table().view().header().resizeSection(1, 211);
    pane.pin();
    pane.showResult(withText(QStringLiteral("1")), QStringLiteral("b"));
    QCOMPARE(pane.tabTitles().at(1), QStringLiteral("Pinned 1"));
    pane.setTab(ResultPane::PinnedTab);
    QCOMPARE(pane.page().frame()->rows(), 3);
    QCOMPARE(pane.page().table().view().header().sectionSize(1), 211);
    QVERIFY(pane.summary().contains(QStringLiteral("of another script")));
    pane.rename(QStringLiteral("before & after"));
    QCOMPARE(pane.tabTitles().at(1), QStringLiteral("before & after"));
    pane.closeTab();
    QCOMPARE(pane.tabTitles().size(), 4);
    QCOMPARE(pane.tab(), ResultPane::ResultTab);
    auto *notice = pane.findChild<NoticeBar *>();
    notice->findChild<QAbstractButton *>(QStringLiteral("noticeAction"))->click();
    QCOMPARE(pane.tab(), ResultPane::PinnedTab);
    QCOMPARE(pane.page().frame()->rows(), 3);
}

void tst_ResultPane::comparesResults()
{
    ResultPane pane(m_appearance);
    pane.showResult(withFrame(test::smallFrame()), {});
    pane.pin();
    pane.showResult(withFrame(test::tallFrame(5)), {});
    pane.compareWith(0);
    QCOMPARE(pane.tab(), ResultPane::ComparisonTab);
    const auto *view = pane.findChild<CompareView *>();
    QTRY_VERIFY(!view->summary().isEmpty());
    pane.closeTab();
    QVERIFY(!pane.tabTitles().contains(QStringLiteral("Comparison")));
    pane.showResult(withText(QStringLiteral("1")), {});
    pane.compareWith(0);
    QVERIFY(pane.findChild<NoticeBar *>()->text().contains(QStringLiteral("tables")));
}

void tst_ResultPane::searchesText()
{
    ResultPane pane(m_appearance);
    pane.showResult(withText(QStringLiteral("one\ntwo\nthree two")), {});
    pane.openSearch();
    auto *text = pane.findChild<QPlainTextEdit *>(QStringLiteral("resultText"));
    auto *bar = pane.page().findChildren<SearchBar *>().back();
    for (SearchBar *each : pane.page().findChildren<SearchBar *>())
        if (each->isVisibleTo(&pane))
            bar = each;
    Q_EMIT bar->searchWanted(QStringLiteral("two"), true);
    QCOMPARE(text->textCursor().blockNumber(), 1);
    Q_EMIT bar->searchWanted(QStringLiteral("two"), true);
    QCOMPARE(text->textCursor().blockNumber(), 2);
    Q_EMIT bar->searchWanted(QStringLiteral("two"), true);
    QCOMPARE(text->textCursor().blockNumber(), 1);
    Q_EMIT bar->searchWanted(QStringLiteral("four"), true);
    QCOMPARE(text->textCursor().blockNumber(), 1);
}

void tst_ResultPane::saysWhyScriptsAreRefused()
{
    ResultPane pane(m_appearance);
    pane.showRefusing(QStringLiteral("No Landlock."));
    QVERIFY(emptyState(pane)->hint().contains(QStringLiteral("No Landlock.")));
    pane.showInvitation();
    QVERIFY(emptyState(pane)->title().contains(QStringLiteral("F5")));
}

void tst_ResultPane::passesLinesOn()
{
    ResultPane pane(m_appearance);
    QSignalSpy activated(&pane, &ResultPane::lineActivated);
    RunResult failed;
    failed.end = RunEnd::Error;
    failed.error = QStringLiteral("ValueError: bad");
    failed.line = 4;
    pane.showResult(failed, QStringLiteral("1\n2\n3\n4"));
    pane.findChild<QPushButton *>(QStringLiteral("errorLine"))->click();
    QCOMPARE(activated.front(), QVariantList({4, 1}));
}

QTEST_MAIN(tst_ResultPane)
#include "tst_ResultPane.moc"
