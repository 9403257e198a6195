// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/data/TestTable.h"

#include <QString>
#include <QTemporaryDir>

struct sqlite3;

namespace assay {

/// A trade cache as the bot makes it, in a folder of its own. For tests.
class TradeCache : public TestTable
{
public:
    explicit TradeCache(Age age = Age::New);
    ~TradeCache() override;
    TradeCache(const TradeCache &) = delete;
    TradeCache &operator=(const TradeCache &) = delete;

    [[nodiscard]] QString path() const { return m_folder.filePath(QStringLiteral("trade_cache.db")); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] std::string source() const override { return "sqlite:" + path().toStdString(); }
    void run(const QByteArray &sql) override;
    void addOrdinary(int count) override;
    void addSnapshot(const QString &date, const QByteArray &content);
    /// Lets go of the file.
    void close();

private:
    QTemporaryDir m_folder;
    sqlite3 *m_database = nullptr;
};

} // namespace assay
