// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QFile>
#include <QTemporaryDir>
#include <string>

namespace assay::test {

/// A folder for the files of one test; gone with it.
class FileFolder
{
public:
    /// The path of a new file with that content.
    [[nodiscard]] std::string write(const QByteArray &content, const QString &name = {})
    {
        const QString path = m_folder.filePath(name.isEmpty() ? QStringLiteral("%1.csv").arg(++m_files) : name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("no temporary file can be written");
        return path.toStdString();
    }
    [[nodiscard]] std::string path(const QString &name = {}) const
    {
        return (name.isEmpty() ? m_folder.path() : m_folder.filePath(name)).toStdString();
    }

private:
    QTemporaryDir m_folder;
    int m_files = 0;
};

} // namespace assay::test
