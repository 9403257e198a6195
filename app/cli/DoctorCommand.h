// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Command.h"

namespace assay {

/// `assay doctor`: starts the engine, attacks its sandbox and reports whether it holds.
class DoctorCommand : public Command
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
