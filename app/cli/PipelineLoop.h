// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/Interrupts.h"
#include "app/cli/Progress.h"

#include <QEventLoop>

namespace assay {

class Console;
class ScriptPipeline;

/// Keeps a pipeline going until it has finished; the user may stop it, and it stops where nobody
/// reads what it writes. Make it before the executor: see Interrupts.
class PipelineLoop
{
public:
    explicit PipelineLoop(Console &console);
    ~PipelineLoop();
    PipelineLoop(const PipelineLoop &) = delete;
    PipelineLoop &operator=(const PipelineLoop &) = delete;

    void run(ScriptPipeline &pipeline);
    /// Whether the user has asked for the end since run() returned: for work that follows it.
    [[nodiscard]] bool isInterrupted() const;

private:
    Console &m_console;
    Interrupts m_interrupts;
    Progress m_progress;
    QEventLoop m_loop;
};

} // namespace assay
