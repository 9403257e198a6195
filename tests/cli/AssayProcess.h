// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QStringList>
#include <QTemporaryDir>
#include <vector>

namespace assay {

/// What the program `assay` did with some words.
struct AssayOutcome
{
    int code = -1; ///< exit code; negative: the signal it died of
    QByteArray output;
    QByteArray error;

    /// All that it wrote, for a test's message.
    [[nodiscard]] QByteArray text() const { return output + error; }
    /// Its output as one JSON document; empty where it is none.
    [[nodiscard]] QJsonObject document() const;
    /// Its output as one document a line.
    [[nodiscard]] std::vector<QJsonObject> documents() const;
};

/// Runs the real program and waits for its end.
[[nodiscard]] AssayOutcome runAssay(const QStringList &words, const QByteArray &input = {});

/// The path of the program.
[[nodiscard]] QString assayProgram();

/// Scripts for one test, in a folder that goes with it.
class ScriptFolder
{
public:
    /// Writes a file and gives its path.
    [[nodiscard]] QString write(const QString &name, const QByteArray &content) const;
    [[nodiscard]] QString path(const QString &name) const { return m_folder.filePath(name); }

private:
    QTemporaryDir m_folder;
};

/// Runs one script with `--json` and further words.
[[nodiscard]] AssayOutcome runJson(const QByteArray &code, const QStringList &words = {});

} // namespace assay
