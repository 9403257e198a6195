// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Script.h"
#include "base/Json.h"
#include "policy/Finding.h"

#include <optional>
#include <utility>
#include <vector>

namespace assay {

/// The answer to a check; `verdict` is empty where there was none, and `problem` says why.
struct CheckAnswer
{
    std::optional<Verdict> verdict;
    QString problem;

    bool operator==(const CheckAnswer &) const = default;
};

/// What `assay check --json` says of one script; keys are only ever added, at the end.
[[nodiscard]] Json checkDocument(const Script &script, const CheckAnswer &answer);

/// The findings of several scripts as one SARIF 2.1.0 log, for code hosts and editors.
[[nodiscard]] Json sarifLog(const std::vector<std::pair<Script, CheckAnswer>> &checks);

} // namespace assay
