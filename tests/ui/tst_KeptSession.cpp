// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/editor/KeptSession.h"

#include <QTest>

using namespace assay;

class tst_KeptSession : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesBackAsItWas();
    void refusesWhatIsNone_data();
    void refusesWhatIsNone();
    void toleratesOddFields();
};

void tst_KeptSession::comesBackAsItWas()
{
    const KeptSession session{
        {{QStringLiteral("/a b/ü.py"), {}, {}, false, 3, 7},
         {{}, QStringLiteral("welcome.py"), QStringLiteral("x = '\u202e\t'\r\n"), true, 1, 1}},
        1,
        {{{}, {}, QStringLiteral("closed"), true, 1, 1}}};
    const auto read = KeptSession::fromJson(session.toJson());
    QVERIFY(read);
    QCOMPARE(*read, session);
}

void tst_KeptSession::refusesWhatIsNone_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<int>("code");
    QTest::newRow("nothing") << QByteArray() << int(ErrorCode::InvalidInput);
    QTest::newRow("zeros") << QByteArray(200, '\0') << int(ErrorCode::InvalidInput);
    QTest::newRow("cut") << KeptSession{{{}}, 0, {}}.toJson().chopped(3)
                         << int(ErrorCode::InvalidInput);
    QTest::newRow("newer") << QByteArray(R"({"version":2,"open":[]})")
                           << int(ErrorCode::Unsupported);
    QTest::newRow("no list") << QByteArray(R"({"version":1,"open":3})")
                             << int(ErrorCode::InvalidInput);
}

void tst_KeptSession::refusesWhatIsNone()
{
    QFETCH(QByteArray, json);
    QFETCH(int, code);
    const auto read = KeptSession::fromJson(json);
    QVERIFY(!read);
    QCOMPARE(int(read.error().code), code);
}

void tst_KeptSession::toleratesOddFields()
{
    const auto read = KeptSession::fromJson(
        R"({"version":1,"open":[{"text":3,"line":"x"},7],"current":"y","more":1})");
    QVERIFY(read);
    QCOMPARE(read->open.size(), std::size_t(2));
    QCOMPARE(read->open.front(), KeptBuffer());
}

QTEST_MAIN(tst_KeptSession)
#include "tst_KeptSession.moc"
