// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CheckDocument.h"
#include "app/cli/ExitCode.h"
#include "app/cli/Script.h"
#include "execution/Executor.h"

namespace assay {

class Console;

/// Mends scripts, proves each by running it, and writes those that are proven back to their files;
/// one from standard input goes to standard output.
class FixLoop
{
public:
    enum class Output {
        File, ///< written back
        Diff  ///< only shown, as `diff -u` does
    };

    /// `request` says under what the scripts are proven. Executor and console must outlive this.
    FixLoop(Executor &executor, RunRequest request, Output output, Console &console);

    /// What is left after it: refused, else done.
    [[nodiscard]] ExitCode fix(const Script &script);

private:
    [[nodiscard]] CheckAnswer check(const QString &code, bool withCure);
    /// Why it is not proven; empty: it is.
    [[nodiscard]] QString disproof(const Script &script, const QString &cured);
    [[nodiscard]] bool write(const Script &script, const QString &cured);
    void tell(const Script &script, const Verdict &verdict);

    Executor &m_executor;
    RunRequest m_request;
    Output m_output;
    Console &m_console;
};

} // namespace assay
