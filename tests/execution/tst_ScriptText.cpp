// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/ScriptText.h"

#include <QTest>

using namespace assay;

class tst_ScriptText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void textIsUtf8();
    void loneSurrogatesStayAsTheyAre();
    void zerosStay();
};

void tst_ScriptText::textIsUtf8()
{
    const QString text = QString::fromUtf8("x = 'ä€𝄞\u07ff\uffff'\r\n");
    QCOMPARE(scriptBytes(text), text.toStdString());
    QCOMPARE(scriptBytes(QString()), std::string());
}

void tst_ScriptText::loneSurrogatesStayAsTheyAre()
{
    const QChar high(0xd834);
    const QChar low(0xdd1e);
    QCOMPARE(scriptBytes(QString(high)), std::string("\xed\xa0\xb4"));
    QCOMPARE(scriptBytes(QString(low) + high), std::string("\xed\xb4\x9e\xed\xa0\xb4"));
    QCOMPARE(scriptBytes(QString(high) + high + low), std::string("\xed\xa0\xb4\xf0\x9d\x84\x9e"));
}

void tst_ScriptText::zerosStay()
{
    QCOMPARE(scriptBytes(QString(2, QChar(0))), std::string(2, '\0'));
}

QTEST_GUILESS_MAIN(tst_ScriptText)
#include "tst_ScriptText.moc"
