// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Command.h"

#include <memory>
#include <vector>

namespace assay {

/// The program `assay`: finds the command among its words and carries it out.
class Program
{
public:
    Program(std::vector<std::unique_ptr<Command>> commands, Console &console);

    /// `words` without the program's own name.
    [[nodiscard]] ExitCode run(const QStringList &words);

private:
    [[nodiscard]] Command *find(const QString &name) const;
    [[nodiscard]] ExitCode carryOut(Command &command, const QStringList &words);
    [[nodiscard]] ExitCode help(const QStringList &words);
    [[nodiscard]] ExitCode fail(const QString &where, const QString &text);
    [[nodiscard]] ExitCode failUnknown(const QString &word);
    [[nodiscard]] QString overview() const;

    std::vector<std::unique_ptr<Command>> m_commands;
    Console &m_console;
};

/// The help of one command.
[[nodiscard]] QString commandHelp(const Command &command);

} // namespace assay
