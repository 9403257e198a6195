// SPDX-License-Identifier: GPL-3.0-or-later
#include "policy/SourceText.h"

#include <QTest>

using namespace assay;

class TestSourceText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void emptyTextHasOneLine();
    void linesEndAsPythonEndsThem();
    void bytesBecomeCodePoints();
    void wildPlacesStayInside();
    void surrogatesAreReplacedInUtf8();
};

void TestSourceText::emptyTextHasOneLine()
{
    const SourceText source(U"");
    QCOMPARE(source.span(0, 0), (Span{1, 1, 1, 1}));
    QCOMPARE(source.span(7, 9), (Span{1, 1, 1, 1}));
    QCOMPARE(source.atByte(1, 5), std::size_t(0));
}

void TestSourceText::linesEndAsPythonEndsThem()
{
    const SourceText source(U"a\r\nb\rc\n\nd\fe\u2028f");
    QCOMPARE(source.span(3, 4), (Span{2, 1, 2, 2}));
    QCOMPARE(source.span(5, 6), (Span{3, 1, 3, 2}));
    QCOMPARE(source.span(8, 13), (Span{5, 1, 5, 6}));
    QCOMPARE(source.endOfLine(0), std::size_t(1));
    QCOMPARE(source.endOfLine(8), std::size_t(13));
}

void TestSourceText::bytesBecomeCodePoints()
{
    const SourceText source(U"x\né\U0001F600z = 1\ny");
    QCOMPARE(source.atByte(2, 0), std::size_t(2));
    QCOMPARE(source.atByte(2, 2), std::size_t(3));
    QCOMPARE(source.atByte(2, 6), std::size_t(4));
    QCOMPARE(source.atByte(3, 1), source.size());
    QCOMPARE(source.atColumn(2, 3), std::size_t(4));
    QCOMPARE(source.utf8(2, 5), std::string("é\U0001F600z"));
}

void TestSourceText::wildPlacesStayInside()
{
    const SourceText source(U"ab\ncé");
    QCOMPARE(source.atByte(0, -3), std::size_t(0));
    QCOMPARE(source.atByte(1, 1000), std::size_t(2));
    QCOMPARE(source.atByte(99, 1000), source.size());
    QCOMPARE(source.atColumn(-1, 2'000'000'000), std::size_t(2));
    QCOMPARE(source.span(4, 1), (Span{2, 2, 2, 2}));
    QCOMPARE(source.utf8(3, 100), std::string("cé"));
}

void TestSourceText::surrogatesAreReplacedInUtf8()
{
    const SourceText source(std::u32string{U'a', char32_t(0xD800), U'b'});
    QCOMPARE(source.utf8(0, 3), std::string("a\uFFFDb"));
    QCOMPARE(source.atByte(1, 4), std::size_t(2));
}

QTEST_APPLESS_MAIN(TestSourceText)
#include "tst_SourceText.moc"
