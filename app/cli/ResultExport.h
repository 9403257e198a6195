// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Arguments.h"
#include "app/cli/RunReporter.h"
#include "export/ExportFrame.h"

#include <functional>

namespace assay {

class Console;

/// Hands reports on, and keeps the result of the last run that ended well.
class KeepingReporter : public RunReporter
{
public:
    /// `shown` must outlive it.
    explicit KeepingReporter(RunReporter &shown)
        : m_shown(shown)
    {
    }

    void begun(const Script &script) override { m_shown.begun(script); }
    void printed(OutputStream stream, const QString &text) override { m_shown.printed(stream, text); }

    [[nodiscard]] const RunValue &value() const { return m_value; }

protected:
    void report(const Script &script, const RunResult &result) override;
    void reportUnusable(const Script &script) override { m_shown.unusable(script); }

private:
    RunReporter &m_shown;
    RunValue m_value;
};

[[nodiscard]] OptionSpec exportOptionSpec();

/// Where a result is to be written.
struct ExportPlan
{
    std::string path;
    ExportForm form = ExportForm::Csv;
};

/// Of `--export FILE`; nothing where it is not given. An error where no form has the file's suffix.
[[nodiscard]] Result<std::optional<ExportPlan>> readExport(const Arguments &arguments);

/// Writes a result that is a table. `isInterrupted` is asked now and then.
[[nodiscard]] Result<void> exportResult(const ExportPlan &plan, const RunValue &value, Console &console,
                                        const std::function<bool()> &isInterrupted);

} // namespace assay
