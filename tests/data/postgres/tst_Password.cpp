// SPDX-License-Identifier: GPL-3.0-or-later
// Under a bus of its own, with the desktop's real secret store.
#include "data/postgres/Password.h"

#include <QProcess>
#include <QTest>

using namespace assay;
using namespace assay::postgres;

class PasswordTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        QProcess keyring;
        keyring.start(QStringLiteral("gnome-keyring-daemon"), {QStringLiteral("--unlock"), QStringLiteral("--components=secrets"), QStringLiteral("--daemonize")});
        if (!keyring.waitForStarted())
            QSKIP("gnome-keyring is not installed");
        keyring.write("login");
        keyring.closeWriteChannel();
        QVERIFY(keyring.waitForFinished());
    }

    void whatIsStoredIsFound()
    {
        const Target target{"db.example", "5432", "anna", "trades"};
        QVERIFY(!storedPassword(target));
        const auto stored = storePassword(target, "geheim & 'quoted' ü");
        QVERIFY2(stored.has_value(), stored ? "" : stored.error().text.c_str());
        QCOMPARE(storedPassword(target).value_or(""), std::string("geheim & 'quoted' ü"));
        QVERIFY(storePassword(target, "another").has_value());
        QCOMPARE(storedPassword(target).value_or(""), std::string("another"));
        QVERIFY(!storedPassword({"db.example", "5432", "bert", "trades"}));
    }

    void withoutABusThereIsNone()
    {
        const QByteArray bus = qgetenv("DBUS_SESSION_BUS_ADDRESS");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        QVERIFY(!storedPassword({"db.example", "5432", "anna", "trades"}));
        const auto stored = storePassword({"a", "b", "c", "d"}, "s3cret");
        QVERIFY(!stored.has_value());
        QVERIFY(stored.error().text.find("no secret store") != std::string::npos);
        QVERIFY(stored.error().text.find("s3cret") == std::string::npos);
        qputenv("DBUS_SESSION_BUS_ADDRESS", bus);
    }
};

QTEST_GUILESS_MAIN(PasswordTest)
#include "tst_Password.moc"
