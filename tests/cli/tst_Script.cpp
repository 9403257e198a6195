// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Script.h"
#include "AssayProcess.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace assay;

class tst_Script : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheFirstBadByte_data();
    void findsTheFirstBadByte();
    void readsAFileAsItIs();
    void refusesWhatItCannotRead();
    void readsBatchLines_data();
    void readsBatchLines();

private:
    ScriptFolder m_folder;
};

void tst_Script::findsTheFirstBadByte_data()
{
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("at"); // -1: none
    QTest::newRow("empty") << QByteArray() << -1;
    QTest::newRow("plain") << QByteArray("ä€😀\n") << -1;
    QTest::newRow("latin-1") << QByteArray("ab\xe4z") << 2;
    QTest::newRow("cut at the end") << QByteArray("a\xe2\x82") << 1;
    QTest::newRow("overlong") << QByteArray("\xc0\xaf") << 0;
    QTest::newRow("overlong of three") << QByteArray("\xe0\x80\xaf") << 0;
    QTest::newRow("surrogate") << QByteArray("x\xed\xa0\x80") << 1;
    QTest::newRow("beyond the last") << QByteArray("\xf4\x90\x80\x80") << 0;
    QTest::newRow("no lead") << QByteArray("abc\x80") << 3;
    QTest::newRow("utf-16") << QByteArray("\xff\xfe\x61\x00", 4) << 0;
}

void tst_Script::findsTheFirstBadByte()
{
    QFETCH(const QByteArray, bytes);
    QFETCH(const int, at);
    const auto found = firstBadByte(std::string_view(bytes.data(), std::size_t(bytes.size())));
    QCOMPARE(found ? int(*found) : -1, at);
}

void tst_Script::readsAFileAsItIs()
{
    const auto script = readScript(m_folder.write(u"bom.py"_s, "\xef\xbb\xbfx = 'ä'\r\n"));
    QVERIFY(script);
    QCOMPARE(script->code, u"\ufeffx = 'ä'\r\n"_s);
    QCOMPARE(script->name, m_folder.path(u"bom.py"_s));
    const auto nulls = readScript(m_folder.write(u"null.py"_s, QByteArray("a\0b", 3)));
    QCOMPARE(nulls->code.size(), 3);
}

void tst_Script::refusesWhatItCannotRead()
{
    const auto missing = readScript(m_folder.path(u"none.py"_s));
    QVERIFY(!missing);
    QVERIFY(missing.error().text.ends_with("none.py: No such file or directory"));
    const auto folder = readScript(m_folder.path(u"."_s));
    QVERIFY(folder.error().text.ends_with("it is a folder"));
    const auto latin = readScript(m_folder.write(u"latin.py"_s, "x = '\xe4'"));
    QVERIFY(latin->problem.contains(u"byte 5"_s));
    QVERIFY(!readScript(u"/dev/zero"_s));
    QVERIFY(!readScripts({m_folder.write(u"a.py"_s, "1"), m_folder.path(u"none.py"_s)}));
}

void tst_Script::readsBatchLines_data()
{
    QTest::addColumn<QByteArray>("line");
    QTest::addColumn<QString>("code");
    QTest::addColumn<bool>("isScript");
    QTest::newRow("plain") << QByteArray(R"({"code":"1 + 1\n"})") << u"1 + 1\n"_s << true;
    QTest::newRow("more keys") << QByteArray(R"({"id":7,"code":"x"})") << u"x"_s << true;
    QTest::newRow("empty code") << QByteArray(R"({"code":""})") << QString() << true;
    QTest::newRow("null character")
        << QByteArray(R"({"code":"\u0000"})") << QString(QChar(0)) << true;
    QTest::newRow("lone surrogate") << QByteArray(R"({"code":"a\ud800b"})")
                                    << QString(u'a' + QString(QChar(0xd800)) + u'b') << true;
    QTest::newRow("pair") << QByteArray(R"({"code":"\ud83d\ude00"})") << u"😀"_s << true;
    QTest::newRow("carriage return") << QByteArray("{\"code\":\"x\"}\r") << u"x"_s << true;
    QTest::newRow("no code") << QByteArray(R"({"cod":"x"})") << QString() << false;
    QTest::newRow("a number") << QByteArray(R"({"code":7})") << QString() << false;
    QTest::newRow("a list") << QByteArray(R"(["x"])") << QString() << false;
    QTest::newRow("no JSON") << QByteArray("result = 1") << QString() << false;
    QTest::newRow("cut") << QByteArray(R"({"code":"x)") << QString() << false;
    QTest::newRow("not UTF-8") << QByteArray("{\"code\":\"\xff\"}") << QString() << false;
    QTest::newRow("deep") << QByteArray(100'000, '[') << QString() << false;
}

void tst_Script::readsBatchLines()
{
    QFETCH(const QByteArray, line);
    const Script script = readBatchLine(line, 3);
    QCOMPARE(script.name, u"line 3"_s);
    QTEST(script.code, "code");
    QTEST(script.problem.isEmpty(), "isScript");
    if (!script.problem.isEmpty())
        QVERIFY(script.problem.startsWith("line 3 is not "_L1));
}

QTEST_APPLESS_MAIN(tst_Script)
#include "tst_Script.moc"
