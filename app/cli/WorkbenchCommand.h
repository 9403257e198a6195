// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Command.h"

namespace assay {

/// `assay workbench`: becomes the window's program, which stands beside this one.
class WorkbenchCommand : public Command
{
public:
    [[nodiscard]] QString name() const override;
    [[nodiscard]] QString summary() const override;
    [[nodiscard]] QString usage() const override;
    [[nodiscard]] bool handsOn() const override { return true; }
    /// Returns only where the window's program cannot be started.
    [[nodiscard]] Result<ExitCode> execute(const Arguments &arguments, Console &console) override;
};

} // namespace assay
