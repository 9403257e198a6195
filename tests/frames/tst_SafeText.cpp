// SPDX-License-Identifier: GPL-3.0-or-later
#include "frames/SafeText.h"

#include <QTest>

using namespace assay;

class tst_SafeText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void safe_data();
    void safe();
    void valid_data();
    void valid();
};

void tst_SafeText::safe_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("shown");
    const auto same = [](const char *name, const char *text) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(text);
    };
    const auto row = [](const char *name, const char *text, const char *shown) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(shown);
    };
    same("nothing", "");
    same("plain", "price: 1.5 %");
    same("newline and tab", "a\n\tb");
    same("letters", "größe €𝄞 日本");
    same("joined emoji", "👩\u200D💻");
    same("backslash", "\\x1b");
    same("replacement", "\uFFFD");
    QTest::newRow("nul") << QByteArray("a\0b", 3) << QByteArray("a\\x00b");
    row("escape", "\x1b[31mred", "\\x1b[31mred");
    row("carriage return", "ok\rno", "ok\\x0dno");
    row("backspace", "a\b", "a\\x08");
    row("delete", "\x7f", "\\x7f");
    row("C1 control", "\u009b31m", "\\x9b31m");
    row("next line", "\u0085", "\\x85");
    row("no-break space is not C1", "\u00a0", "\u00a0");
    row("right-to-left override", "a\u202eb", "a\\u202eb");
    row("isolate", "\u2066\u2069", "\\u2066\\u2069");
    row("marks", "\u200e\u200f\u061c", "\\u200e\\u200f\\u061c");
    row("line separators", "\u2028\u2029", "\\u2028\\u2029");
    row("lone surrogate", "x\xED\xB2\x80y", "x\\udc80y");
    row("noncharacter", "\xEF\xB7\x90", "\\ufdd0");
    row("last of the plane", "\xEF\xBF\xBF", "\\uffff");
    row("noncharacter far out", "\xF4\x8F\xBF\xBF", "\\U0010ffff");
    row("malformed", "a\xFF\xC3z", "a\uFFFD\uFFFDz");
    row("cut surrogate", "\xED\xB2", "\uFFFD\uFFFD");
    row("C1 as a bare byte", "\x9b", "\uFFFD");
}

void tst_SafeText::safe()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, shown);
    const std::string result = safeText(text.toStdString());
    QCOMPARE(result, shown.toStdString());
    QCOMPARE(safeText(result), result);
}

void tst_SafeText::valid_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("expected");
    // What bytes.decode('utf-8', 'replace') of CPython 3.11 gives.
    const auto row = [](const char *text, const char *expected) {
        QTest::newRow(QByteArray(text).toHex().constData())
            << QByteArray(text) << QByteArray(expected);
    };
    row("", "");
    row("a\x1b", "a\x1b");
    row("\x80", "\uFFFD");
    row("\xC3", "\uFFFD");
    row("\xC3(", "\uFFFD(");
    row("\xE2\x82", "\uFFFD");
    row("\xE2\x82x", "\uFFFDx");
    row("\xF0\x9D\x84", "\uFFFD");
    row("\xF0\x9D\x84\x9E", "\U0001D11E");
    row("\xC0\x80", "\uFFFD\uFFFD");
    row("\xE0\x80\x80", "\uFFFD\uFFFD\uFFFD");
    row("\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD");
    row("\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD");
    row("\xF5\x80", "\uFFFD\uFFFD");
    row("\xFE\xFF", "\uFFFD\uFFFD");
    row("\xF0\x80\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD");
    row("\xE2\xE2\x82\xAC", "\uFFFD\u20AC");
}

void tst_SafeText::valid()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, expected);
    QCOMPARE(validUtf8(text.toStdString()), expected.toStdString());
}

QTEST_APPLESS_MAIN(tst_SafeText)
#include "tst_SafeText.moc"
