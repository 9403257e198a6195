// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"

#include <optional>
#include <QMap>
#include <QString>
#include <QStringList>
#include <vector>

namespace assay {

/// One option that a command takes.
struct OptionSpec
{
    QString name;  ///< without the dashes
    QString value; ///< what stands for its value in the help; empty: a switch without value
    QString help;
};

/// The words that a command was given, sorted into options and files.
class Arguments
{
public:
    /// Sorts `words` by the options a command takes: `--name VALUE`, `--name=VALUE`; `--` ends the
    /// options, `-` is a file. An error is one sentence that names the word, and what was meant
    /// where that can be guessed.
    [[nodiscard]] static Result<Arguments> parse(const std::vector<OptionSpec> &options,
                                                 const QStringList &words);
    /// All words as files, for a command that hands them on.
    [[nodiscard]] static Arguments unparsed(const QStringList &words);

    [[nodiscard]] bool has(const QString &option) const { return m_values.contains(option); }
    /// The last value given.
    [[nodiscard]] std::optional<QString> value(const QString &option) const;
    [[nodiscard]] const QStringList &files() const { return m_files; }

private:
    QMap<QString, QString> m_values;
    QStringList m_files;
};

/// `; did you mean 'X'?` with the known word nearest to `word`, or nothing where none is near.
[[nodiscard]] QString didYouMean(const QString &word, const QStringList &known);

} // namespace assay
