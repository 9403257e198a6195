// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/RunReporter.h"
#include "app/cli/ScriptPipeline.h"

namespace assay {

/// Runs scripts and has their results reported.
class RunPipeline : public ScriptPipeline
{
    Q_OBJECT

public:
    /// `request` is what all runs have in common; its code is replaced. What is given by reference
    /// must outlive the pipeline.
    RunPipeline(Executor &executor, std::unique_ptr<ScriptFeed> feed, RunRequest request,
                RunReporter &reporter, int atOnce);

protected:
    RequestId launch(const Script &script) override;
    void halt(RequestId request) override { m_executor.stop(request); }
    void reportUnusable(const Script &script) override { m_reporter.unusable(script); }
    void reportStopped(const Script &script) override;

private:
    Executor &m_executor;
    RunRequest m_request;
    RunReporter &m_reporter;
};

} // namespace assay
