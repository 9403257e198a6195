// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/ScriptFile.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace assay;

class tst_ScriptFile : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void roundTripKeepsEveryByte_data();
    void roundTripKeepsEveryByte();
    void refusesWhatIsNoScript();
    void failedWriteKeepsTheOldFile();

private:
    [[nodiscard]] QString path(const char *name) const
    {
        return m_folder.filePath(QLatin1String(name));
    }
    static void put(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(bytes);
    }

    QTemporaryDir m_folder;
};

void tst_ScriptFile::roundTripKeepsEveryByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::newRow("empty") << QByteArray();
    QTest::newRow("windows") << QByteArray("a\r\nb\r\n");
    QTest::newRow("mixed, no newline at the end") << QByteArray("a\nb\r\nc\rd");
    QTest::newRow("byte order mark") << QByteArray("\xef\xbb\xbfx = 1\n");
    QTest::newRow("beyond the first plane") << QByteArray("x = '\xf0\x9f\x98\x80'\n");
}

void tst_ScriptFile::roundTripKeepsEveryByte()
{
    QFETCH(QByteArray, bytes);
    put(path("in.py"), bytes);
    const auto text = readScript(path("in.py"));
    QVERIFY(text);
    QVERIFY(writeScript(path("out.py"), *text));
    QFile out(path("out.py"));
    QVERIFY(out.open(QIODevice::ReadOnly));
    QCOMPARE(out.readAll(), bytes);
}

void tst_ScriptFile::refusesWhatIsNoScript()
{
    put(path("latin1.py"), "x = '\xfc'\n");
    put(path("large.py"), QByteArray((8 << 20) + 1, 'x'));
    for (const QString &wrong :
         {path("missing.py"), m_folder.path(), path("latin1.py"), path("large.py")}) {
        const auto text = readScript(wrong);
        QVERIFY2(!text, qPrintable(wrong));
        QVERIFY(QString::fromStdString(text.error().text).contains(wrong));
    }
}

void tst_ScriptFile::failedWriteKeepsTheOldFile()
{
    QVERIFY(!writeScript(path("no/such/folder.py"), QStringLiteral("x")));
    QVERIFY(!writeScript(m_folder.path(), QStringLiteral("x")));
}

QTEST_MAIN(tst_ScriptFile)
#include "tst_ScriptFile.moc"
