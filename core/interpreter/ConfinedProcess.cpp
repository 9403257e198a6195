// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/ConfinedProcess.h"

#include "interpreter/Runner.h"

#include <unistd.h>

namespace assay {

ConfinedProcess::ConfinedProcess(Interpreter &interpreter, int channel, std::span<std::byte> area)
    : m_interpreter(interpreter)
    , m_channel(channel, area)
{
}

void ConfinedProcess::serve()
{
    if (!m_interpreter.afterFork())
        _exit(1);
    // Never taken down: the script may have left anything behind.
    auto *runner = new Runner(m_interpreter, m_channel);
    runner->rehearse();
    for (;;) {
        const Result<RunChannel::Incoming> job = m_channel.receive();
        if (!job)
            _exit(0);
        if (const auto *request = std::get_if<CheckJob>(&job->message)) {
            if (!check(*request))
                _exit(1);
        } else if (const auto *script = std::get_if<RunJob>(&job->message)) {
            const RunReport report = runner->run(*script);
            _exit(m_channel.sendLast(report) ? 0 : 1);
        }
    }
}

bool ConfinedProcess::check(const CheckJob &job)
{
    CheckReport report{job.id, {}};
    const Result<ScriptCheck *> checker = checkerFor(job.profile);
    if (checker) {
        report.verdict = (*checker)->check(job.code).verdict;
    } else {
        report.verdict.valid = false;
        report.verdict.message = checker.error().text;
    }
    return bool(m_channel.send(report));
}

Result<ScriptCheck *> ConfinedProcess::checkerFor(const std::string &profile)
{
    if (!m_check || profile != m_profileText) {
        Result<Profile> parsed = Profile::fromJson(profile);
        if (!parsed)
            return tl::unexpected(parsed.error());
        m_check.reset();
        m_profile = std::move(*parsed);
        m_profileText = profile;
        m_check = std::make_unique<ScriptCheck>(m_profile);
    }
    return m_check.get();
}

} // namespace assay
