// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <optional>
#include <QByteArray>
#include <QString>
#include <QStringList>
#include <string_view>
#include <vector>

namespace assay {

/// One script to work on, or why there is none.
struct Script
{
    QString name;    ///< how it is called in messages: the file's path, or `line 3`
    QString code;    ///< may hold lone surrogates
    QString problem; ///< not empty: there is no code, and this is the reason

    bool operator==(const Script &) const = default;
};

/// Reads one script; `-` is standard input. An error names the file and what is wrong with it. One
/// that is read but is not UTF-8 comes as a script with a problem that names the byte, so that who
/// asked for JSON gets a document about it, too.
[[nodiscard]] Result<Script> readScript(const QString &path);
/// Reads all of them, or gives the first error.
[[nodiscard]] Result<std::vector<Script>> readScripts(const QStringList &paths);

/// No script is longer; a device that never ends is noticed.
inline constexpr qsizetype maxScriptBytes = 64 << 20;

/// One line of a batch, `{"code": "…"}`. `number` counts from 1.
[[nodiscard]] Script readBatchLine(const QByteArray &line, int number);

/// Where `bytes` stops being UTF-8; none: it is UTF-8 throughout.
[[nodiscard]] std::optional<std::size_t> firstBadByte(std::string_view bytes);

/// Opens a file for reading, `-` being standard input; an error is one sentence.
[[nodiscard]] Result<int> openInput(const QString &path);

} // namespace assay
