// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/ExitCode.h"

namespace assay {

class Console;

/// One command of the program, such as `assay run`.
class Command
{
public:
    Command() = default;
    virtual ~Command() = default;
    Command(const Command &) = delete;
    Command &operator=(const Command &) = delete;

    [[nodiscard]] virtual QString name() const = 0;
    [[nodiscard]] virtual QString summary() const = 0;
    /// What follows the name, such as `FILE…|- [options]`.
    [[nodiscard]] virtual QString usage() const = 0;
    [[nodiscard]] virtual std::vector<OptionSpec> options() const { return {}; }
    /// What the help says below the options.
    [[nodiscard]] virtual QString notes() const { return {}; }
    /// True where all words belong to another program.
    [[nodiscard]] virtual bool handsOn() const { return false; }

    /// Does the work. An error is bad usage or input: its text is shown, the exit code is 2.
    [[nodiscard]] virtual Result<ExitCode> execute(const Arguments &arguments,
                                                   Console &console) = 0;
};

} // namespace assay
