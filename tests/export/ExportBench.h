// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "export/ExportFrame.h"
#include "tests/support/RawFrame.h"

#include <QByteArray>
#include <QString>
#include <QTemporaryDir>

namespace assay::test {

/// Two levels of an index, of which one has no name, and a column of each type; four rows, the last one
/// missing wherever that is possible.
[[nodiscard]] std::shared_ptr<const Frame> everyType();

/// So many rows of a number and a text, for what takes a while.
[[nodiscard]] std::shared_ptr<const Frame> longFrame(std::int64_t rows);

/// A folder of its own to export to.
class ExportFolder
{
public:
    [[nodiscard]] std::string path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)).toStdString(); }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    /// Of the files in it, hidden ones too.
    [[nodiscard]] QStringList names() const;
    [[nodiscard]] QByteArray read(const char *name) const;
    void write(const char *name, const QByteArray &bytes) const;

private:
    QTemporaryDir m_folder;
};

/// Exports without progress or stop.
[[nodiscard]] Result<void> exported(const Frame &frame, const std::string &path, const ExportRequest &request);

} // namespace assay::test
