// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/results/OutputBuffer.h"

#include <QTest>

using namespace assay;

class tst_OutputBuffer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keepsTheOrderOfTheStreams();
    void makesTextSafe();
    void dropsTheOldestLinesOfAFlood();
    void breaksEndlessLines();
    void breaksNoCharacterInTwo();
    void givesNoMoreThanAsked();
    void clears();

private:
    static QString all(OutputBuffer &buffer)
    {
        QString text;
        for (const OutputPiece &piece : buffer.take(1 << 30, 1 << 30))
            text += piece.text;
        return text;
    }
};

void tst_OutputBuffer::keepsTheOrderOfTheStreams()
{
    OutputBuffer buffer;
    buffer.add(OutputStream::Output, QStringLiteral("a\nb\n"));
    buffer.add(OutputStream::Diagnostics, QStringLiteral("c\n"));
    buffer.add(OutputStream::Output, QStringLiteral("d"));
    const std::vector<OutputPiece> expected{{OutputStream::Output, QStringLiteral("a\nb\n")},
                                            {OutputStream::Diagnostics, QStringLiteral("c\n")},
                                            {OutputStream::Output, QStringLiteral("d")}};
    QCOMPARE(buffer.take(1000, 1000), expected);
    QVERIFY(buffer.isEmpty());
}

void tst_OutputBuffer::makesTextSafe()
{
    OutputBuffer buffer;
    buffer.add(OutputStream::Output, QStringLiteral("\x1b[2J\r\n\u202e!\ttab"));
    QCOMPARE(all(buffer), QStringLiteral("\\x1b[2J\n\\u202e!\ttab"));
}

void tst_OutputBuffer::dropsTheOldestLinesOfAFlood()
{
    OutputBuffer buffer;
    buffer.add(OutputStream::Output, QString(OutputBuffer::maxLines + 7, u'\n'));
    buffer.add(OutputStream::Output, QStringLiteral("last"));
    QCOMPARE(buffer.droppedLines(), qint64(8));
    const QString text = all(buffer);
    QCOMPARE(text.count(u'\n'), OutputBuffer::maxLines - 1);
    QVERIFY(text.endsWith(QStringLiteral("last")));
}

void tst_OutputBuffer::breaksEndlessLines()
{
    OutputBuffer buffer;
    for (int i = 0; i < 100; ++i)
        buffer.add(OutputStream::Output, QString(111, u'x'));
    const QStringList lines = all(buffer).split(u'\n');
    QCOMPARE(lines.join(QString()).size(), qsizetype(11'100));
    for (const QString &line : lines)
        QVERIFY(line.size() <= OutputBuffer::maxLineLength + 1);
}

void tst_OutputBuffer::breaksNoCharacterInTwo()
{
    OutputBuffer buffer;
    buffer.add(OutputStream::Output, u'x' + QString::fromUtf8("\U0001F600").repeated(5000));
    const QStringList lines = all(buffer).split(u'\n');
    for (const QString &line : lines)
        QVERIFY(line.isValidUtf16());
}

void tst_OutputBuffer::givesNoMoreThanAsked()
{
    OutputBuffer buffer;
    buffer.add(OutputStream::Output, QStringLiteral("1\n2\n3\n4\n"));
    QCOMPARE(buffer.take(1000, 2).front().text, QStringLiteral("1\n2\n"));
    QCOMPARE(buffer.take(1, 1000).front().text, QStringLiteral("3\n"));
    QVERIFY(buffer.take(0, 0).empty());
    QCOMPARE(all(buffer), QStringLiteral("4\n"));
}

void tst_OutputBuffer::clears()
{
    OutputBuffer buffer;
    buffer.add(OutputStream::Output, QString(OutputBuffer::maxLines * 2, u'\n'));
    buffer.clear();
    QVERIFY(buffer.isEmpty());
    QCOMPARE(buffer.droppedLines(), qint64(0));
}

QTEST_MAIN(tst_OutputBuffer)
#include "tst_OutputBuffer.moc"
