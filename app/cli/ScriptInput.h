// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/ScriptFeed.h"

namespace assay {

/// The scripts that a command was given.
struct ScriptInput
{
    std::unique_ptr<ScriptFeed> feed;
    bool isBatch = false;
    bool isSingle = false;
};

[[nodiscard]] OptionSpec batchOptionSpec();

/// Opens the files, or the batch, that the words name. Files are read at once, so that nothing is
/// begun where one of them cannot be.
[[nodiscard]] Result<ScriptInput> openScripts(const Arguments &arguments);

} // namespace assay
