// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CheckPipeline.h"

namespace assay {

CheckPipeline::CheckPipeline(Executor &executor, std::unique_ptr<ScriptFeed> feed, QString profile,
                             CheckReporter &reporter, int atOnce)
    : ScriptPipeline(std::move(feed), atOnce)
    , m_executor(executor)
    , m_profile(std::move(profile))
    , m_reporter(reporter)
{
    connect(&executor, &Executor::checkFinished, this,
            [this](RequestId check, const std::optional<Verdict> &verdict, const QString &problem) {
                const CheckAnswer answer{verdict, problem};
                complete(check, [this, answer](const Script &script) {
                    m_reporter.answered(script, answer);
                });
            });
}

RequestId CheckPipeline::launch(const Script &script)
{
    return m_executor.check(script.code, m_profile);
}

void CheckPipeline::halt(RequestId request)
{
    complete(request, [this](const Script &script) { m_reporter.stopped(script); });
}

} // namespace assay
