// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Arguments.h"
#include "execution/EngineStatus.h"
#include "execution/Executor.h"

namespace assay {

/// The options that say how the engine is started, read from the words of a command.
[[nodiscard]] std::vector<OptionSpec> engineOptionSpecs();
[[nodiscard]] Result<EngineOptions> readEngineOptions(const Arguments &arguments);

/// The profile's JSON text: `--profile` names a built-in one or a file, which is checked here.
[[nodiscard]] OptionSpec profileOptionSpec();
[[nodiscard]] Result<QString> readProfile(const Arguments &arguments);

/// What the runs of one command have in common: profile, data, clock and limits. A limit that is
/// not given is the profile's.
[[nodiscard]] std::vector<OptionSpec> runOptionSpecs();
[[nodiscard]] Result<RunRequest> readRunRequest(const Arguments &arguments);

/// A time as `2025-11-20T12:00:00`, with a fraction of up to nine digits and a zone where wanted
/// (without: UTC), in nanoseconds since 1970.
[[nodiscard]] Result<std::int64_t> readTime(const QString &text);

} // namespace assay
