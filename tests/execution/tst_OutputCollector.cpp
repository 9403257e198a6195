// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/OutputCollector.h"

#include <QTest>

using namespace assay;

class tst_OutputCollector : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheStartAndCountsTheRest();
    void aCharacterMayComeInPieces();
    void bytesThatAreNoTextAreReplaced();
    void theLimitMayCutACharacter();
    void nothingMayBeKept();
};

namespace {

QString take(OutputCollector &collector, const QByteArray &bytes)
{
    return collector.take({bytes.constData(), static_cast<std::size_t>(bytes.size())});
}

} // namespace

void tst_OutputCollector::keepsTheStartAndCountsTheRest()
{
    OutputCollector collector(5);
    QCOMPARE(take(collector, "abc"), QStringLiteral("abc"));
    QCOMPARE(take(collector, "defg"), QStringLiteral("de"));
    QCOMPARE(take(collector, "hi"), QString());
    QCOMPARE(collector.output().text, QByteArray("abcde"));
    QCOMPARE(collector.output().totalBytes, std::uint64_t{9});
    QCOMPARE(collector.output().droppedBytes, std::uint64_t{4});
    QVERIFY(collector.output().isTruncated());
}

void tst_OutputCollector::aCharacterMayComeInPieces()
{
    OutputCollector collector(100);
    QString text;
    for (const char byte : QByteArray("a€b"))
        text += take(collector, QByteArray(1, byte));
    QCOMPARE(text, QString::fromUtf8("a€b"));
    QCOMPARE(collector.output().text, QByteArray("a€b"));
    QVERIFY(!collector.output().isTruncated());
}

void tst_OutputCollector::bytesThatAreNoTextAreReplaced()
{
    OutputCollector collector(100);
    QCOMPARE(take(collector, "a\xff\xfe z"), QString::fromUtf8("a\uFFFD\uFFFD z"));
    QCOMPARE(collector.output().totalBytes, std::uint64_t{5});
}

void tst_OutputCollector::theLimitMayCutACharacter()
{
    OutputCollector collector(2);
    QCOMPARE(take(collector, "a€b"), QStringLiteral("a"));
    QCOMPARE(collector.output().text, QByteArray("a"));
    QCOMPARE(collector.output().droppedBytes, std::uint64_t{3});
}

void tst_OutputCollector::nothingMayBeKept()
{
    OutputCollector collector(0);
    QCOMPARE(take(collector, "abc"), QString());
    QCOMPARE(collector.output().droppedBytes, std::uint64_t{3});
}

QTEST_GUILESS_MAIN(tst_OutputCollector)
#include "tst_OutputCollector.moc"
