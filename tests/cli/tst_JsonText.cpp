// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/JsonText.h"

#include <limits>
#include <QTest>

using namespace assay;

class tst_JsonText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isOneLine();
    void keepsTheOrderOfKeys();
    void hidesNothingFromATerminal_data();
    void hidesNothingFromATerminal();
    void mendsMalformedText();
    void hasNoNaN();
    void takesJsonTextAsItIs();
};

void tst_JsonText::isOneLine()
{
    QCOMPARE(jsonLine(Json({{"a", "x\ny"}})), std::string("{\"a\":\"x\\ny\"}\n"));
    QCOMPARE(jsonTextLine("{\"a\":\n[1,\r\n2]}"), std::string("{\"a\": [1,  2]}\n"));
}

void tst_JsonText::keepsTheOrderOfKeys()
{
    QCOMPARE(jsonLine(Json({{"z", 1}, {"a", 2}})), std::string("{\"z\":1,\"a\":2}\n"));
}

void tst_JsonText::hidesNothingFromATerminal_data()
{
    QTest::addColumn<std::string>("raw");
    QTest::addColumn<std::string>("written");
    QTest::newRow("escape") << std::string("\x1b[31m") << std::string("\\u001b[31m");
    QTest::newRow("null") << std::string("\0", 1) << std::string("\\u0000");
    QTest::newRow("delete") << std::string("\x7f") << std::string("\\u007f");
    QTest::newRow("C1") << std::string("\xc2\x9b") << std::string("\\u009b");
    QTest::newRow("right-to-left override")
        << std::string("\xe2\x80\xae") << std::string("\\u202e");
    QTest::newRow("isolate") << std::string("\xe2\x81\xa6") << std::string("\\u2066");
    QTest::newRow("line separator") << std::string("\xe2\x80\xa8") << std::string("\\u2028");
    QTest::newRow("plain") << std::string("ä€😀") << std::string("ä€😀");
    QTest::newRow("just above C1") << std::string("\xc2\xa0") << std::string("\xc2\xa0");
    QTest::newRow("a dash") << std::string("—") << std::string("—");
}

void tst_JsonText::hidesNothingFromATerminal()
{
    QFETCH(const std::string, raw);
    QFETCH(const std::string, written);
    QCOMPARE(jsonLine(Json(raw)), '"' + written + "\"\n");
    QCOMPARE(Json::parse(jsonLine(Json(raw))).get<std::string>(), raw);
}

void tst_JsonText::mendsMalformedText()
{
    QCOMPARE(jsonLine(Json("a\xff")), std::string("\"a\xef\xbf\xbd\"\n"));
    QCOMPARE(Json::parse(jsonLine(Json("\xed\xa0\x80"))).is_string(), true);
    QCOMPARE(Json::parse(jsonLine(Json("end \xe2\x80"))).is_string(), true);
}

void tst_JsonText::hasNoNaN()
{
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const double infinity = std::numeric_limits<double>::infinity();
    QCOMPARE(jsonLine(Json({nan, infinity, -infinity, 1.5})),
             std::string("[null,null,null,1.5]\n"));
}

void tst_JsonText::takesJsonTextAsItIs()
{
    JsonObject object;
    QCOMPARE(object.text(), std::string("{}"));
    object.add("a\"b", Json("x"));
    object.addText("n", "1000000000000000000000000000000");
    QCOMPARE(object.text(),
             std::string("{\"a\\\"b\":\"x\",\"n\":1000000000000000000000000000000}"));
}

QTEST_APPLESS_MAIN(tst_JsonText)
#include "tst_JsonText.moc"
