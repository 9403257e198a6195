// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Command.h"

namespace assay {

/// `assay data`: the sources there are, what they hold, and what is kept of them on disk.
class DataCommand : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString usage() const override;
    [[nodiscard]] std::vector<OptionSpec> options() const override;
    [[nodiscard]] QString notes() const override;
    [[nodiscard]] Result<ExitCode> execute(const Arguments &arguments, Console &console) override;
};

} // namespace assay
