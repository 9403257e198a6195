// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/postgres/Server.h"

#include <csignal>
#include <libpq-fe.h>
#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QThread>
#include <unistd.h>

namespace assay {
namespace {

const QString programs = QStringLiteral("/usr/lib/postgresql/15/bin/");
constexpr int patience = 30'000;

/// The server refuses to be run by root.
QStringList asNobody()
{
    if (geteuid() != 0)
        return {};
    return {QStringLiteral("setpriv"), QStringLiteral("--reuid=nobody"), QStringLiteral("--regid=nogroup"),
            QStringLiteral("--clear-groups")};
}

int freePort()
{
    QTcpServer probe;
    if (!probe.listen(QHostAddress::LocalHost))
        qFatal("no port");
    return probe.serverPort();
}

void put(const QString &path, const QByteArray &text)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append) || file.write(text) != text.size())
        qFatal("no file %s", qPrintable(path));
}

} // namespace

bool Server::isInstalled()
{
    return QFile::exists(programs + QStringLiteral("postgres"));
}

Server::Server()
    : m_port(freePort())
{
    makeCertificates();
    const QString data = m_folder.filePath(QStringLiteral("data"));
    const QString secret = m_folder.filePath(QStringLiteral("password"));
    put(secret, password().toUtf8());
    if (geteuid() == 0)
        call(QStringLiteral("chown"), {QStringLiteral("-R"), QStringLiteral("nobody:nogroup"), m_folder.path()});
    call(programs + QStringLiteral("initdb"),
         {QStringLiteral("-D"), data, QStringLiteral("-U"), QStringLiteral("assay"), QStringLiteral("--auth=scram-sha-256"),
          QStringLiteral("--pwfile=") + secret, QStringLiteral("-E"), QStringLiteral("UTF8"), QStringLiteral("--locale=C.UTF-8"),
          QStringLiteral("--no-sync")}, true);
    configure();
    start();
}

Server::~Server()
{
    kill();
}

void Server::makeCertificates()
{
    const auto file = [this](const char *name) { return m_folder.filePath(QLatin1String(name)); };
    const QString openssl = QStringLiteral("openssl");
    call(openssl, {QStringLiteral("req"), QStringLiteral("-x509"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"),
                   QStringLiteral("-nodes"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-subj"),
                   QStringLiteral("/CN=test authority"), QStringLiteral("-keyout"), file("ca.key"), QStringLiteral("-out"), file("ca.crt")});
    call(openssl, {QStringLiteral("req"), QStringLiteral("-newkey"), QStringLiteral("rsa:2048"), QStringLiteral("-nodes"),
                   QStringLiteral("-subj"), QStringLiteral("/CN=localhost"), QStringLiteral("-keyout"), file("server.key"),
                   QStringLiteral("-out"), file("server.csr")});
    put(file("names"), "subjectAltName=DNS:localhost\n");
    call(openssl, {QStringLiteral("x509"), QStringLiteral("-req"), QStringLiteral("-days"), QStringLiteral("2"), QStringLiteral("-in"),
                   file("server.csr"), QStringLiteral("-CA"), file("ca.crt"), QStringLiteral("-CAkey"), file("ca.key"),
                   QStringLiteral("-CAcreateserial"), QStringLiteral("-extfile"), file("names"), QStringLiteral("-out"), file("server.crt")});
}

void Server::configure()
{
    const QString data = m_folder.filePath(QStringLiteral("data/"));
    put(data + QStringLiteral("postgresql.conf"),
        "listen_addresses = 'localhost'\nunix_socket_directories = ''\nfsync = off\nssl = on\nssl_cert_file = '" +
            m_folder.filePath(QStringLiteral("server.crt")).toUtf8() + "'\nssl_key_file = '" +
            m_folder.filePath(QStringLiteral("server.key")).toUtf8() + "'\n");
}

void Server::call(const QString &program, const QStringList &arguments, bool asServer)
{
    QStringList words = asServer ? asNobody() : QStringList();
    words << program << arguments;
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.setWorkingDirectory(m_folder.path());
    process.start(words.takeFirst(), words);
    if (!process.waitForFinished(patience) || process.exitCode() != 0)
        qFatal("%s: %s", qPrintable(program), process.readAll().constData());
}

void Server::start()
{
    QStringList words = asNobody();
    words << programs + QStringLiteral("postgres") << QStringLiteral("-D") << m_folder.filePath(QStringLiteral("data"))
          << QStringLiteral("-p") << QString::number(m_port);
    m_process.setProcessChannelMode(QProcess::MergedChannels);
    m_process.setStandardOutputFile(m_folder.filePath(QStringLiteral("log")));
    m_process.setWorkingDirectory(m_folder.path());
    const QString program = words.takeFirst();
    m_process.start(program, words);
    const std::string place = "host=localhost port=" + std::to_string(m_port);
    for (int waited = 0; PQping(place.c_str()) != PQPING_OK; waited += 20) {
        if (waited > patience)
            qFatal("the server does not start");
        // One that was killed may leave memory in use for a moment, by processes that die after it.
        if (m_process.waitForFinished(20) || m_process.state() == QProcess::NotRunning)
            m_process.start(program, words);
    }
}

void Server::kill()
{
    // Its own processes end when they notice that it is gone; what is being read breaks off at once.
    const QString children = QStringLiteral("/proc/%1/task/%1/children").arg(m_process.processId());
    QFile list(children);
    const QByteArrayList pids = list.open(QIODevice::ReadOnly) ? list.readAll().split(' ') : QByteArrayList();
    m_process.kill();
    for (const QByteArray &pid : pids)
        if (pid.toInt() > 0)
            ::kill(pid.toInt(), SIGKILL);
    m_process.waitForFinished(patience);
    QFile::remove(m_folder.filePath(QStringLiteral("data/postmaster.pid")));
}

std::string Server::source(const QString &database, const QString &options) const
{
    return QStringLiteral("postgresql://assay@localhost:%1/%2%3%4")
        .arg(m_port).arg(database, options.isEmpty() ? QString() : QStringLiteral("?"), options).toStdString();
}

ServerTable::ServerTable(const Server &server, Age age, const QByteArray &timeType, const QByteArray &numberType)
    : m_server(server)
{
    static int count = 0;
    m_name = QStringLiteral("trades_%1").arg(++count);
    const auto connect = [&](const QString &database) {
        m_connection = PQconnectdb(server.source(database).c_str());
        if (PQstatus(m_connection) != CONNECTION_OK)
            qFatal("%s", PQerrorMessage(m_connection));
        PQsetNoticeProcessor(m_connection, [](void *, const char *) {}, nullptr);
    };
    connect(QStringLiteral("postgres"));
    run("CREATE DATABASE " + m_name.toUtf8());
    PQfinish(m_connection);
    connect(m_name);
    const QByteArray type = age == Age::New ? ", transaction_type TEXT DEFAULT 'trade'" : "";
    run("CREATE TABLE trades (id BIGSERIAL PRIMARY KEY, trade_id TEXT, exchange TEXT, account_name TEXT, timestamp " +
        timeType + ", symbol TEXT, side TEXT, amount " + numberType + ", price " + numberType + ", fee " + numberType +
        ", fee_currency TEXT, cached_at TEXT" + type + ")");
    run("CREATE INDEX idx_timestamp ON trades (timestamp DESC)");
    run("CREATE INDEX idx_exchange_account ON trades (exchange, account_name)");
}

ServerTable::~ServerTable()
{
    PQfinish(m_connection);
}

void ServerTable::run(const QByteArray &sql)
{
    PGresult *const result = PQexec(m_connection, sql.constData());
    const ExecStatusType status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        qFatal("%s: %s", sql.constData(), PQresultErrorMessage(result));
    PQclear(result);
}

void ServerTable::addOrdinary(int count)
{
    run("INSERT INTO trades (trade_id, exchange, account_name, timestamp, symbol, side, amount, price, fee, fee_currency) "
        "SELECT 'T' || i, (ARRAY['mexc', 'kraken', 'kucoin'])[i % 3 + 1], 'MM' || (i % 2 + 1), "
        "to_char(timestamp '2025-11-20 12:00:00' - i * interval '1 minute', 'YYYY-MM-DD\"T\"HH24:MI:SS') || "
        "CASE i % 4 WHEN 0 THEN '.25' ELSE '' END, CASE i % 5 WHEN 0 THEN 'BTC' ELSE 'ALKIMI' END, "
        "CASE i % 2 WHEN 0 THEN 'buy' ELSE 'sell' END, i * 1.5, 0.05 + i * 0.001, i * 0.01, 'USDT' "
        "FROM generate_series(0, " + QByteArray::number(count - 1) + ") AS i");
}

} // namespace assay
