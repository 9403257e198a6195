// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/SourceWarnings.h"

#include <QTest>

using namespace assay;

class TestSourceWarnings : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void warns_data();
    void warns();
    void manyAreCut();
};

void TestSourceWarnings::warns_data()
{
    QTest::addColumn<std::u32string>("source");
    QTest::addColumn<QByteArray>("rules");
    QTest::addColumn<int>("line");
    QTest::addColumn<int>("column");

    const auto row = [](const char *name, const char32_t *source, const char *rules, int line = 0,
                        int column = 0) {
        QTest::newRow(name) << std::u32string(source) << QByteArray(rules) << line << column;
    };
    row("plain", U"x = 1\r\ny = 'é'\n", "");
    row("bidi override", U"x = 1 # \u202e y", "bidi-control", 1, 9);
    row("isolate in a string", U"\nx = '\u2066'", "bidi-control", 2, 6);
    row("lone return", U"# a\rx = 1", "lone-carriage-return", 1, 4);
    row("return at the end", U"x\r\n\r", "lone-carriage-return", 2, 1);
    row("form feed", U"\fx", "form-feed", 1, 1);
    row("mark", U"\ufeffx", "byte-order-mark", 1, 1);
    row("mark inside", U"x\ufeff", "");
    row("cookie", U"# -*- coding: utf-7 -*-\nx", "coding-cookie", 1, 15);
    row("cookie on line 2", U"\n# vim: set fileencoding=latin-1 :", "coding-cookie", 2, 25);
    row("cookie below code", U"x = 1\n# coding: latin-1", "");
    row("cookie on line 3", U"\n\n# coding: latin-1", "");
    row("cookie on line 2 below another", U"# coding: utf-8\n# coding: latin-1", "");
    row("UTF-8", U"# coding=UTF_8", "");
    row("UTF-8 with mark", U"# coding=utf-8-sig", "");
    row("no name", U"# coding: \n", "");
    row("talk of coding", U"# coding is fun, encoding:x", "coding-cookie", 1, 27);
    row("in a string", U"x = '# coding: latin-1'", "");
}

void TestSourceWarnings::warns()
{
    QFETCH(const std::u32string, source);
    QFETCH(const QByteArray, rules);
    QFETCH(const int, line);
    QFETCH(const int, column);
    const auto found = sourceWarnings(SourceText(source));
    QByteArray names;
    for (const Finding &finding : found) {
        names += finding.rule.c_str();
        QCOMPARE(finding.severity, Severity::Warning);
        QVERIFY(!finding.message.empty() && !finding.reason.empty());
        QCOMPARE(finding.span.line, line);
        QCOMPARE(finding.span.column, column);
    }
    QCOMPARE(names, rules);
}

void TestSourceWarnings::manyAreCut()
{
    const SourceText source(std::u32string(100'000, U'\f'));
    QCOMPARE(sourceWarnings(source).size(), maxFindings);
}

QTEST_APPLESS_MAIN(TestSourceWarnings)
#include "tst_SourceWarnings.moc"
