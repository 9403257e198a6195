// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/ErrorView.h"
#include "ui/results/ErrorWords.h"
#include "ui/theme/Appearance.h"

#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

using namespace assay;

class tst_ErrorView : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyBadEndHasWords();
    void lineCanBeClicked();
    void everyFindingCanBeClicked();
    void tooManyFindingsAreCounted();
    void tracebackIsFolded();
    void hostileTextIsPlain();
    void lineBeyondTheScript();

private:
    test::Isolation m_isolation;
    Appearance m_appearance{Appearance::Choice::Light};

    static Finding finding(std::string message, Span span)
    {
        Finding finding;
        finding.message = std::move(message);
        finding.fix = "Do so.";
        finding.span = span;
        return finding;
    }
    static RunResult failed(const QString &error, std::optional<int> line)
    {
        RunResult result;
        result.end = RunEnd::Error;
        result.error = error;
        result.line = line;
        return result;
    }
};

void tst_ErrorView::everyBadEndHasWords()
{
    for (int end = int(RunEnd::Refused); end <= int(RunEnd::Unavailable); ++end) {
        RunResult result;
        result.end = RunEnd(end);
        QVERIFY(!errorWords(result).title.isEmpty());
    }
    RunResult fine;
    fine.end = RunEnd::Ok;
    QVERIFY(errorWords(fine).title.isEmpty());
    const ErrorWords known = errorWords(failed(QStringLiteral("KeyError: 'x'"), 1));
    const ErrorWords unknown = errorWords(failed(QStringLiteral("OddError"), 1));
    QVERIFY(known != unknown);
}

void tst_ErrorView::lineCanBeClicked()
{
    ErrorView view(m_appearance);
    QSignalSpy activated(&view, &ErrorView::lineActivated);
    view.show(failed(QStringLiteral("ValueError: bad"), 2), QStringLiteral("a = 1\nb = a & 2\n"));
    const auto buttons = view.findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 1);
    QVERIFY(buttons.front()->text().contains(QStringLiteral("b = a && 2")));
    buttons.front()->click();
    QCOMPARE(activated.size(), 1);
    QCOMPARE(activated.front(), QVariantList({2, 1}));
}

void tst_ErrorView::everyFindingCanBeClicked()
{
    RunResult result;
    result.end = RunEnd::Refused;
    result.findings = {finding("first", {1, 5, 1, 6}), finding("second", {3, 2, 3, 4})};
    result.line = 1;
    ErrorView view(m_appearance);
    QSignalSpy activated(&view, &ErrorView::lineActivated);
    view.show(result, QStringLiteral("x\ny\nz"));
    const auto buttons = view.findChildren<QPushButton *>();
    QCOMPARE(buttons.size(), 2);
    buttons.back()->click();
    QCOMPARE(activated.front(), QVariantList({3, 2}));
    // A new run's findings replace the old ones.
    view.show(failed(QStringLiteral("E"), {}), {});
    QVERIFY(view.findChildren<QPushButton *>().isEmpty());
}

void tst_ErrorView::tooManyFindingsAreCounted()
{
    RunResult result;
    result.end = RunEnd::Refused;
    result.findings.assign(1100, finding("again", {}));
    ErrorView view(m_appearance);
    view.show(result, QStringLiteral("x"));
    QCOMPARE(view.findChildren<QPushButton *>().size(), qsizetype(ErrorView::maxFindings));
    bool counted = false;
    for (const QLabel *label : view.findChildren<QLabel *>())
        counted = counted || label->text().contains(QStringLiteral("1,000 more"));
    QVERIFY(counted);
}

void tst_ErrorView::tracebackIsFolded()
{
    ErrorView view(m_appearance);
    RunResult result = failed(QStringLiteral("ValueError: bad"), 1);
    result.traceback = QStringLiteral("Traceback:\n  line 1\n");
    view.show(result, QStringLiteral("x"));
    auto *traceback = view.findChild<QPlainTextEdit *>();
    QVERIFY(traceback->isHidden());
    view.findChild<QToolButton *>(QStringLiteral("foldButton"))->click();
    QVERIFY(!traceback->isHidden());
    QCOMPARE(traceback->toPlainText(), result.traceback);
}

void tst_ErrorView::hostileTextIsPlain()
{
    ErrorView view(m_appearance);
    view.show(failed(QStringLiteral("ValueError: <a href='x'>click</a>\x1b]0;\u202e"), 1), {});
    for (const QLabel *label : view.findChildren<QLabel *>()) {
        if (label->pixmap().isNull())
            QCOMPARE(label->textFormat(), Qt::PlainText);
        QVERIFY(!label->text().contains(QChar(0x1b)));
        QVERIFY(!label->text().contains(QChar(0x202e)));
    }
}

void tst_ErrorView::lineBeyondTheScript()
{
    ErrorView view(m_appearance);
    QSignalSpy activated(&view, &ErrorView::lineActivated);
    view.show(failed(QStringLiteral("SyntaxError: unexpected EOF"), 99), QStringLiteral("x"));
    view.findChild<QPushButton *>()->click();
    QCOMPARE(activated.front().front().toInt(), 99);
}

QTEST_MAIN(tst_ErrorView)
#include "tst_ErrorView.moc"
