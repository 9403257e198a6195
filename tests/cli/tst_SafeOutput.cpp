// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/SafeOutput.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_SafeOutput : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesOutLoneSurrogates();
    void makesControlVisible();
    void passesAStream();
    void cutsEndlessLines();
    void cutsAcrossPieces();
};

void tst_SafeOutput::writesOutLoneSurrogates()
{
    const QString high(QChar(0xd800));
    const QString low(QChar(0xdcff));
    QCOMPARE(utf8Of(u"a"_s + high + u"b"_s), std::string("a\\ud800b"));
    QCOMPARE(utf8Of(low + high), std::string("\\udcff\\ud800"));
    QCOMPARE(utf8Of(high + u"😀"_s + low), std::string("\\ud800😀\\udcff"));
    QCOMPARE(utf8Of(u"😀"_s), std::string("😀"));
    QCOMPARE(utf8Of({}), std::string());
}

void tst_SafeOutput::makesControlVisible()
{
    QCOMPARE(safeOutput(u"a\tb\n"_s), std::string("a\tb\n"));
    QCOMPARE(safeOutput(u"\x1b]0;title\x07"_s), std::string("\\x1b]0;title\\x07"));
    QVERIFY(safeOutput(u"a\rb"_s).find('\r') == std::string::npos);
    QVERIFY(safeOutput(u"\u202etxt"_s).find("\xe2\x80\xae") == std::string::npos);
}

void tst_SafeOutput::passesAStream()
{
    OutputFilter filter;
    QCOMPARE(filter.pass(u"one\ntw"_s), std::string("one\ntw"));
    QCOMPARE(filter.pass(u"o\n"_s), std::string("o\n"));
    QCOMPARE(filter.pass({}), std::string());
    QCOMPARE(filter.finish(), std::string());
}

void tst_SafeOutput::cutsEndlessLines()
{
    OutputFilter filter;
    const QString line(OutputFilter::maxLine + 5, u'A');
    const std::string kept(std::size_t(OutputFilter::maxLine), 'A');
    QCOMPARE(filter.pass(line + u"\nnext\n"_s),
             kept + "… (5 more characters in this line)\nnext\n");
    QCOMPARE(filter.pass(QString(OutputFilter::maxLine, u'A') + u'\n'), kept + "\n");
}

void tst_SafeOutput::cutsAcrossPieces()
{
    OutputFilter filter;
    for (int i = 0; i < 3; ++i)
        QCOMPARE(filter.pass(QString(OutputFilter::maxLine, u'A')).size(),
                 i == 0 ? std::size_t(OutputFilter::maxLine) : 0U);
    QCOMPARE(filter.finish(), std::string("… (40000 more characters in this line)"));
    QCOMPARE(filter.pass(u"B"_s), std::string("B"));
}

QTEST_APPLESS_MAIN(tst_SafeOutput)
#include "tst_SafeOutput.moc"
