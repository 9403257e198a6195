// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/Result.h"
#include "execution/EngineOptions.h"
#include "ui/shell/RunSetup.h"
#include "ui/theme/Appearance.h"

#include <optional>
#include <QStringList>

namespace assay {

/// What the window was started with.
struct WorkbenchOptions
{
    QStringList files;
    RunSetup setup;
    EngineOptions engine;
    std::optional<Appearance::Choice> theme;
    QString message; ///< set for --help and --version: print it and end well

    /// `arguments` without the program's name. An error is one line that says what is wrong.
    [[nodiscard]] static Result<WorkbenchOptions> parse(const QStringList &arguments);
};

} // namespace assay
