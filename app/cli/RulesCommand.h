// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Command.h"

namespace assay {

/// `assay rules`: says in plain words what a profile holds scripts to.
class RulesCommand : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString usage() const override;
    [[nodiscard]] std::vector<OptionSpec> options() const override;
    [[nodiscard]] Result<ExitCode> execute(const Arguments &arguments, Console &console) override;
};

} // namespace assay
