// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/RunReporter.h"
#include "app/cli/SafeOutput.h"

namespace assay {

class Console;

/// Shows runs to a person, one at a time: what is printed as it comes, then the result; errors on
/// standard error, with the line of the script they came from.
class TextRunReporter : public RunReporter
{
public:
    enum class Titles { None, ScriptNames };

    TextRunReporter(Console &console, Titles titles)
        : m_console(console)
        , m_titles(titles)
    {
    }

    void begun(const Script &script) override;
    void printed(OutputStream stream, const QString &text) override;

protected:
    void report(const Script &script, const RunResult &result) override;
    void reportUnusable(const Script &script) override;

private:
    void endOutput(const RunResult &result);
    void showValue(const RunValue &value);
    void showError(const Script &script, const RunResult &result);
    void showLine(const Script &script, int line);

    Console &m_console;
    Titles m_titles;
    OutputFilter m_output;
    OutputFilter m_diagnostics;
};

} // namespace assay
