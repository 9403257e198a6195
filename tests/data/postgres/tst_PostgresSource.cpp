// SPDX-License-Identifier: GPL-3.0-or-later
#include "data/postgres/PostgresSource.h"
#include "tests/data/DatabaseTest.h"
#include "tests/data/postgres/Server.h"

using namespace assay;

class PostgresSourceTest : public DatabaseTest
{
    Q_OBJECT

protected:
    std::unique_ptr<TestTable> table(TestTable::Age age) override
    {
        return std::make_unique<ServerTable>(*m_server, age);
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (!Server::isInstalled())
            QSKIP("PostgreSQL's server is not installed");
        qunsetenv("DBUS_SESSION_BUS_ADDRESS");
        m_server = std::make_unique<Server>();
        qputenv("PGPASSWORD", m_server->password().toUtf8());
    }

    void init() { qputenv("PGPASSWORD", m_server->password().toUtf8()); }

    void everyTypeOfTimesAndNumbers_data()
    {
        QTest::addColumn<QByteArray>("times");
        QTest::addColumn<QByteArray>("numbers");
        QTest::newRow("text, double") << QByteArray("TEXT") << QByteArray("DOUBLE PRECISION");
        QTest::newRow("timestamp, numeric") << QByteArray("TIMESTAMP") << QByteArray("NUMERIC");
        QTest::newRow("timestamptz, real") << QByteArray("TIMESTAMPTZ") << QByteArray("REAL");
    }
    void everyTypeOfTimesAndNumbers()
    {
        QFETCH(QByteArray, times);
        QFETCH(QByteArray, numbers);
        ServerTable held(*m_server, TestTable::Age::New, times, numbers);
        held.run("SET TimeZone = 'UTC'");
        held.addTrade("'a', 'mexc', 'größe', '2025-11-20T08:00:00.123456', 'Ω/😀', 'buy', -1.5, 'NaN', -0.25, NULL");
        held.addTrade("'9223372036854775807', NULL, '', '2025-11-20 07:00:00', '', 'sell', NULL, 2.5, 0, 'U'");
        held.addTrade("NULL, 'mexc', 'x', '2025-11-19', 'x', 'sell', 3, 'Infinity', 0, 'U'");
        const auto source = openSource(held.source()).value();
        const auto sealed = source->trades({}, noon, {});
        QVERIFY2(sealed.has_value(), sealed ? "" : sealed.error().text.c_str());
        QVERIFY(sealed->warnings.empty());
        const auto frame = tradesOf(*source, {}, noon);
        QCOMPARE(frame->rows(), std::int64_t{3});
        const std::size_t price = columnOf(*frame, "price");
        QCOMPARE(frame->integer(0, 0), noon - 4 * 60 * minute + 123'456'000);
        QVERIFY(std::isnan(frame->real(price, 0)));
        QCOMPARE(frame->real(price, 1), 2.5);
        QVERIFY(std::isinf(frame->real(price, 2)));
        QVERIFY(frame->isMissing(columnOf(*frame, "amount"), 1));
        QCOMPARE(columnTexts(*frame, "symbol")[0], QStringLiteral("Ω/😀"));
        QCOMPARE(columnTexts(*frame, "trade_id")[1], QStringLiteral("9223372036854775807"));
        QVERIFY(frame->isMissing(columnOf(*frame, "exchange"), 1));
        TradesQuery query;
        query.since = noon - 5 * 60 * minute;
        query.until = noon - 4 * 60 * minute + 123'456'000;
        QCOMPARE(tradesOf(*source, query, noon)->rows(), std::int64_t{1});
        const SourceInfo info = source->describe(noon, {}).value();
        QCOMPARE(*info.tables[0].rows, std::int64_t{3});
        QCOMPARE(*info.tables[0].last, noon - 4 * 60 * minute + 123'456'000);
    }

    void timesThatAreNoneAreToldOf()
    {
        ServerTable held(*m_server);
        held.addTrade("'a','x','A','yesterday','S','buy',1,1,0,'U'");
        held.addTrade("'b','x','A',NULL,'S','buy',1,1,0,'U'");
        const auto frame = openSource(held.source()).value()->trades({}, noon, {});
        QCOMPARE(frame->rows, std::int64_t{2});
        QVERIFY(frame->warnings.at(0).find("2 trade(s)") != std::string::npos);
    }

    void usesTheIndexes()
    {
        ServerTable held(*m_server);
        held.addOrdinary(50'000);
        held.run("ANALYZE");
        const auto source = PostgresSource::create(held.source()).value();
        TradesQuery query;
        query.days = 1;
        const std::string byTime = source->plan(query, noon).value();
        QVERIFY2(byTime.find("idx_timestamp") != std::string::npos, byTime.c_str());
        query = {};
        query.exchange = "mexc";
        query.account = "nobody";
        const std::string byAccount = source->plan(query, noon).value();
        QVERIFY2(byAccount.find("idx_exchange_account") != std::string::npos, byAccount.c_str());
    }

    void theStateFollowsEveryCommit()
    {
        ServerTable held(*m_server);
        held.addOrdinary(10);
        const auto source = openSource(held.source()).value();
        const std::string before = source->state(noon, {});
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
        QCOMPARE(source->state(noon, {}), before);
        held.addTrade("'new','x','A','2025-11-20T11:00:30','S','buy',1,1,0,'U'");
        QVERIFY(source->state(noon, {}) != before);
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{11});
        QVERIFY(source->durableState().empty());
    }

    void nothingCanBeWritten()
    {
        ServerTable held(*m_server);
        auto connection = postgres::Connection::open(held.source(), {});
        QVERIFY(connection.has_value());
        const auto written = connection->ask("DELETE FROM trades", {}, {});
        QVERIFY(!written.has_value());
        QVERIFY2(written.error().text.find("read-only") != std::string::npos, written.error().text.c_str());
    }

    void aServerThatGoesInTheMiddle()
    {
        ServerTable held(*m_server);
        held.addOrdinary(200'000);
        const auto source = openSource(held.source()).value();
        LoadWatch watch;
        watch.progress = [&](std::int64_t rows) {
            if (rows == 20'000)
                m_server->kill();
        };
        const auto broken = source->trades({}, noon, watch);
        m_server->start();
        QVERIFY(!broken.has_value());
        QVERIFY2(broken.error().text.find("closed the connection") != std::string::npos, broken.error().text.c_str());
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{200'000});
    }

    void aServerThatWasAwayMeanwhile()
    {
        ServerTable held(*m_server);
        held.addOrdinary(10);
        const auto source = openSource(held.source()).value();
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
        m_server->kill();
        const std::string away = source->state(noon, {});
        const auto gone = source->trades({}, noon, {});
        QVERIFY(!gone.has_value());
        QVERIFY2(gone.error().text.find("Is the server running") != std::string::npos, gone.error().text.c_str());
        QVERIFY(source->state(noon, {}) != away);
        m_server->start();
        (void)source->state(noon, {}); // as the cache asks before every load
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
    }

    void aLockIsNamed()
    {
        ServerTable held(*m_server);
        held.addOrdinary(10);
        const auto source = openSource(held.source()).value();
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
        held.run("BEGIN");
        held.run("LOCK TABLE trades IN ACCESS EXCLUSIVE MODE");
        const auto locked = source->trades({}, noon, {});
        QVERIFY(!locked.has_value());
        QVERIFY2(locked.error().text.find("locked by another program") != std::string::npos, locked.error().text.c_str());
        held.run("ROLLBACK");
        QCOMPARE(tradesOf(*source, {}, noon)->rows(), std::int64_t{10});
    }

    void encryptedAndVerified()
    {
        ServerTable held(*m_server);
        held.addOrdinary(10);
        const QString verified = QStringLiteral("sslmode=verify-full&sslrootcert=");
        const auto good = openSource(m_server->source(held.name(), verified + m_server->certificate())).value();
        QCOMPARE(tradesOf(*good, {}, noon)->rows(), std::int64_t{10});
        const Server other;
        const auto bad = openSource(m_server->source(held.name(), verified + other.certificate())).value()->trades({}, noon, {});
        QVERIFY(!bad.has_value());
        QVERIFY2(bad.error().text.find("certificate is not verified") != std::string::npos, bad.error().text.c_str());
    }

    void badConnections_data()
    {
        QTest::addColumn<QString>("source");
        QTest::addColumn<QString>("password");
        QTest::addColumn<QString>("problem");
        const QString place = QStringLiteral("localhost:%1").arg(m_server->port());
        QTest::newRow("password") << QStringLiteral("postgresql://assay@%1/postgres").arg(place) << QStringLiteral("wrong-secret") << QStringLiteral("The password is wrong");
        QTest::newRow("no password") << QStringLiteral("postgresql://assay@%1/postgres").arg(place) << QString() << QStringLiteral("A password is asked for");
        QTest::newRow("database") << QStringLiteral("postgresql://assay@%1/nowhere").arg(place) << m_server->password() << QStringLiteral("name of the database");
        QTest::newRow("no table") << QStringLiteral("postgresql://assay@%1/postgres").arg(place) << m_server->password() << QStringLiteral("no table \"trades\"");
        QTest::newRow("no server") << QStringLiteral("postgresql://assay@localhost:1/postgres") << m_server->password() << QStringLiteral("Is the server running");
        QTest::newRow("no host") << QStringLiteral("postgresql://assay@nowhere.invalid/postgres") << m_server->password() << QStringLiteral("host's name");
    }
    void badConnections()
    {
        QFETCH(QString, source);
        QFETCH(QString, password);
        QFETCH(QString, problem);
        qputenv("PGPASSWORD", password.toUtf8());
        const auto opened = openSource(source.toStdString());
        QVERIFY(opened.has_value());
        const auto frame = (*opened)->trades({}, noon, {});
        QVERIFY(!frame.has_value());
        const QString text = QString::fromStdString(frame.error().text + frame.error().detail);
        QVERIFY2(text.contains(problem), qPrintable(text));
        QVERIFY(password.isEmpty() || !text.contains(password));
    }

    void passwordsHaveNoPlaceInASource_data()
    {
        QTest::addColumn<QString>("source");
        QTest::newRow("uri") << QStringLiteral("postgresql://assay:s3cret@localhost/db");
        QTest::newRow("option") << QStringLiteral("postgresql://assay@localhost/db?password=s3cret");
        QTest::newRow("keywords") << QStringLiteral("postgresql:host=localhost password=s3cret");
        QTest::newRow("broken") << QStringLiteral("postgresql://assay:s3cret%zz@localhost/db");
    }
    void passwordsHaveNoPlaceInASource()
    {
        QFETCH(QString, source);
        const auto opened = openSource(source.toStdString());
        QVERIFY(!opened.has_value());
        QVERIFY(opened.error().text.find("s3cret") == std::string::npos);
        QVERIFY(opened.error().detail.find("s3cret") == std::string::npos);
    }

    void aTableOfAnotherKind()
    {
        ServerTable held(*m_server);
        held.run("ALTER TABLE trades DROP COLUMN fee_currency");
        const auto frame = openSource(held.source()).value()->trades({}, noon, {});
        QVERIFY2(frame.error().text.find("no column \"fee_currency\"") != std::string::npos, frame.error().text.c_str());
    }

    void cleanupTestCase() { m_server.reset(); }

private:
    std::unique_ptr<Server> m_server;
};

QTEST_GUILESS_MAIN(PostgresSourceTest)
#include "tst_PostgresSource.moc"
