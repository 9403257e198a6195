// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/RunPipeline.h"

using namespace Qt::StringLiterals;

namespace assay {

RunPipeline::RunPipeline(Executor &executor, std::unique_ptr<ScriptFeed> feed, RunRequest request,
                         RunReporter &reporter, int atOnce)
    : ScriptPipeline(std::move(feed), atOnce)
    , m_executor(executor)
    , m_request(std::move(request))
    , m_reporter(reporter)
{
    connect(&executor, &Executor::outputArrived, this,
            [this](RequestId, OutputStream stream, const QString &text) {
                m_reporter.printed(stream, text);
                Q_EMIT reported();
            });
    connect(
        &executor, &Executor::runFinished, this, [this](RequestId run, const RunResult &result) {
            complete(run,
                     [this, result](const Script &script) { m_reporter.ended(script, result); });
        });
}

RequestId RunPipeline::launch(const Script &script)
{
    m_reporter.begun(script);
    RunRequest request = m_request;
    request.code = script.code;
    return m_executor.start(std::move(request));
}

void RunPipeline::reportStopped(const Script &script)
{
    RunResult result;
    result.end = RunEnd::Cancelled;
    result.error = u"Stopped before it was started"_s;
    m_reporter.ended(script, result);
}

} // namespace assay
