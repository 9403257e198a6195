// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/CheckReporter.h"
#include "app/cli/ScriptPipeline.h"

namespace assay {

/// Checks scripts and has the verdicts reported.
class CheckPipeline : public ScriptPipeline
{
    Q_OBJECT

public:
    /// What is given by reference must outlive the pipeline.
    CheckPipeline(Executor &executor, std::unique_ptr<ScriptFeed> feed, QString profile,
                  CheckReporter &reporter, int atOnce);

protected:
    RequestId launch(const Script &script) override;
    void halt(RequestId request) override;
    void reportUnusable(const Script &script) override { m_reporter.unusable(script); }
    void reportStopped(const Script &script) override { m_reporter.stopped(script); }

private:
    Executor &m_executor;
    QString m_profile;
    CheckReporter &m_reporter;
};

} // namespace assay
