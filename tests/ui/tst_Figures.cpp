// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/Support.h"
#include "ui/results/Figures.h"

#include <QTest>

using namespace assay;
using namespace std::chrono_literals;

class tst_Figures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void counts();
    void times();
    void memory();
    void summaries();
};

void tst_Figures::counts()
{
    QCOMPARE(countText(0), QStringLiteral("0"));
    QCOMPARE(countText(1'234'567), QStringLiteral("1,234,567"));
}

void tst_Figures::times()
{
    QCOMPARE(elapsedText(420us), QStringLiteral("0.4 ms"));
    QCOMPARE(elapsedText(12ms), QStringLiteral("12 ms"));
    QCOMPARE(elapsedText(3400ms), QStringLiteral("3.4 s"));
    QCOMPARE(elapsedText(125s), QStringLiteral("2 min 5 s"));
}

void tst_Figures::memory()
{
    QCOMPARE(memoryText(1'500'000), QStringLiteral("1.5 MB"));
    QCOMPARE(memoryText(104'300'000), QStringLiteral("104 MB"));
    QCOMPARE(memoryText(2'500'000'000), QStringLiteral("2.50 GB"));
}

void tst_Figures::summaries()
{
    RunResult result;
    result.end = RunEnd::Ok;
    result.elapsed = 12ms;
    result.peakMemoryBytes = 104'000'000;
    QCOMPARE(summaryText(result), QStringLiteral("Done · 12 ms · 104 MB"));
    result.value.isSet = true;
    result.value.type = QStringLiteral("DataFrame");
    result.value.frame = test::smallFrame();
    QCOMPARE(summaryText(result),
             QStringLiteral("DataFrame · 3 rows × 3 columns · 12 ms · 104 MB"));
    result.value.frame = test::tallFrame(1);
    QCOMPARE(valueText(result.value), QStringLiteral("DataFrame · 1 row × 1 column"));
    result.end = RunEnd::Timeout;
    QCOMPARE(summaryText(result), QStringLiteral("Time limit · 12 ms · 104 MB"));
}

QTEST_MAIN(tst_Figures)
#include "tst_Figures.moc"
