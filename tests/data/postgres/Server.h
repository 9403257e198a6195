// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/data/TestTable.h"

#include <memory>
#include <QProcess>
#include <QString>
#include <QTemporaryDir>

struct pg_conn;

namespace assay {

/// A real PostgreSQL server in a folder of its own, at 127.0.0.1, with passwords and TLS. For tests.
class Server
{
public:
    /// False where the server's programs are not installed.
    [[nodiscard]] static bool isInstalled();

    Server();
    ~Server();

    void start();
    /// As if it had crashed.
    void kill();
    [[nodiscard]] int port() const { return m_port; }
    [[nodiscard]] QString password() const { return QStringLiteral("geheim & 'quoted'"); }
    /// Of the authority that signed the server's certificate.
    [[nodiscard]] QString certificate() const { return m_folder.filePath(QStringLiteral("ca.crt")); }
    /// `postgresql://assay@localhost:PORT/DATABASE?OPTIONS`
    [[nodiscard]] std::string source(const QString &database, const QString &options = {}) const;

private:
    void makeCertificates();
    void configure();
    void call(const QString &program, const QStringList &arguments, bool asServer = false);

    QTemporaryDir m_folder;
    int m_port = 0;
    QProcess m_process;
};

/// A database of its own with the bot's table, on such a server.
class ServerTable : public TestTable
{
public:
    ServerTable(const Server &server, Age age = Age::New, const QByteArray &timeType = "TEXT",
                const QByteArray &numberType = "DOUBLE PRECISION");
    ~ServerTable() override;

    [[nodiscard]] std::string source() const override { return m_server.source(m_name); }
    [[nodiscard]] QString name() const { return m_name; }
    void run(const QByteArray &sql) override;
    void addOrdinary(int count) override;

private:
    const Server &m_server;
    QString m_name;
    pg_conn *m_connection = nullptr;
};

} // namespace assay
