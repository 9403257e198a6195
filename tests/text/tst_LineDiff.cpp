// SPDX-License-Identifier: GPL-3.0-or-later
#include "text/LineDiff.h"

#include <QRandomGenerator>
#include <QTest>

using namespace assay;

class LineDiffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void unified_data()
    {
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        QTest::addColumn<QString>("diff");
        const auto row = [](const char *name, const char *before, const char *after, const char *diff) {
            QTest::newRow(name) << QString::fromUtf8(before) << QString::fromUtf8(after)
                                << QString::fromUtf8(diff);
        };
        row("equal", "a\nb\n", "a\nb\n", "");
        row("empty", "", "", "");
        row("from nothing", "", "a\n", "--- f\n+++ f\n@@ -0,0 +1 @@\n+a\n");
        row("to nothing", "a\n", "", "--- f\n+++ f\n@@ -1 +0,0 @@\n-a\n");
        row("one line", "a\nb\nc\n", "a\nx\nc\n", "--- f\n+++ f\n@@ -1,3 +1,3 @@\n a\n-b\n+x\n c\n");
        row("last without end", "a\nb", "a\nb\nc", "--- f\n+++ f\n@@ -1,2 +1,3 @@\n a\n b\n+c\n");
        row("two far apart", "1\n2\n3\n4\n5\n6\n7\n8\n9\n", "0\n2\n3\n4\n5\n6\n7\n8\n0\n",
            "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-1\n+0\n 2\n 3\n 4\n@@ -6,4 +6,4 @@\n 6\n 7\n 8\n-9\n+0\n");
        row("two close", "1\n2\n3\n4\n", "0\n2\n3\n0\n",
            "--- f\n+++ f\n@@ -1,4 +1,4 @@\n-1\n+0\n 2\n 3\n-4\n+0\n");
    }
    void unified()
    {
        QFETCH(QString, before);
        QFETCH(QString, after);
        QTEST(unifiedDiff(QStringLiteral("f"), before, after), "diff");
    }

    /// Whatever the texts: each line of both is there once, in order.
    void nothingIsLost()
    {
        QRandomGenerator random(1);
        for (int round = 0; round < 500; ++round) {
            const auto text = [&random] {
                QStringList lines;
                for (int i = random.bounded(12); i > 0; --i)
                    lines << QString::number(random.bounded(4));
                return lines.join(u'\n');
            };
            const QString before = text(), after = text();
            QStringList first, second;
            for (const DiffLine &line : lineDiff(before, after)) {
                if (line.change != DiffLine::Change::Added)
                    first << line.text;
                if (line.change != DiffLine::Change::Removed)
                    second << line.text;
            }
            QCOMPARE(first.join(u'\n'), before);
            QCOMPARE(second.join(u'\n'), after);
        }
    }

    void aLargeDifferenceIsGivenWhole()
    {
        QString before, after;
        for (int i = 0; i < 6000; ++i) {
            before += QStringLiteral("a%1\n").arg(i);
            after += QStringLiteral("b%1\n").arg(i);
        }
        QCOMPARE(lineDiff(before, after).size(), std::size_t{12000});
    }
};

QTEST_GUILESS_MAIN(LineDiffTest)
#include "tst_LineDiff.moc"
