// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/data/sqlite/TradeCache.h"

#include <QDir>
#include <QFile>
#include <sqlite3.h>

namespace assay {

TradeCache::TradeCache(Age age)
{
    if (sqlite3_open(path().toUtf8().constData(), &m_database) != SQLITE_OK)
        qFatal("no database");
    const QByteArray type = age == Age::New ? ", transaction_type TEXT DEFAULT 'trade'" : "";
    run("CREATE TABLE trades (id INTEGER PRIMARY KEY AUTOINCREMENT, trade_id TEXT, exchange TEXT, "
        "account_name TEXT, timestamp TEXT, symbol TEXT, side TEXT, amount REAL, price REAL, fee REAL, "
        "fee_currency TEXT, cached_at TEXT" + type + ")");
    run("CREATE INDEX idx_timestamp ON trades (timestamp DESC)");
    run("CREATE INDEX idx_exchange_account ON trades (exchange, account_name)");
    if (age == Age::New)
        run("CREATE INDEX idx_transaction_type ON trades (transaction_type)");
}

TradeCache::~TradeCache()
{
    close();
}

void TradeCache::close()
{
    sqlite3_close(m_database);
    m_database = nullptr;
}

void TradeCache::run(const QByteArray &sql)
{
    char *problem = nullptr;
    if (sqlite3_exec(m_database, sql.constData(), nullptr, nullptr, &problem) != SQLITE_OK)
        qFatal("%s: %s", sql.constData(), problem);
}

void TradeCache::addOrdinary(int count)
{
    run("WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < " +
        QByteArray::number(count) + ") INSERT INTO trades (trade_id, exchange, account_name, timestamp, "
        "symbol, side, amount, price, fee, fee_currency) SELECT 'T' || i, "
        "CASE i % 3 WHEN 0 THEN 'mexc' WHEN 1 THEN 'kraken' ELSE 'kucoin' END, 'MM' || (i % 2 + 1), "
        "strftime('%Y-%m-%dT%H:%M:%S', 1763640000 - i * 60, 'unixepoch') || CASE i % 4 WHEN 0 THEN '.25' "
        "ELSE '' END, CASE i % 5 WHEN 0 THEN 'BTC' ELSE 'ALKIMI' END, CASE i % 2 WHEN 0 THEN 'buy' ELSE "
        "'sell' END, i * 1.5, 0.05 + i * 0.001, i * 0.01, 'USDT' FROM n");
}

void TradeCache::addSnapshot(const QString &date, const QByteArray &content)
{
    const QString folder = m_folder.filePath(QStringLiteral("snapshots"));
    QFile file(QDir(folder).filePath(QStringLiteral("snapshot_%1.json").arg(date)));
    if (!QDir().mkpath(folder) || !file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("no snapshot");
}

} // namespace assay
