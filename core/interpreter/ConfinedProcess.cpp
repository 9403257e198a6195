// SPDX-License-Identifier: GPL-3.0-or-later
#include "interpreter/ConfinedProcess.h"

#include "interpreter/Runner.h"

#include <unistd.h>

namespace assay {

ConfinedProcess::ConfinedProcess(Interpreter &interpreter, int channel, std::span<std::byte> area)
    : m_interpreter(interpreter)
    , m_channel(channel, area)
    , m_predictor(interpreter)
    , m_curer(interpreter)
{
}

void ConfinedProcess::serve()
{
    if (!m_interpreter.afterFork())
        _exit(1);
    // Never taken down: the script may have left anything behind.
    auto *runner = new Runner(m_interpreter, m_channel, m_check);
    for (;;) {
        const Result<RunChannel::Incoming> job = m_channel.receive();
        if (!job)
            _exit(0);
        if (const auto *announced = std::get_if<Announcement>(&job->message)) {
            runner->rehearse(announced->profile);
        } else if (const auto *request = std::get_if<CheckJob>(&job->message)) {
            if (!check(*request))
                _exit(1);
        } else if (const auto *script = std::get_if<RunJob>(&job->message)) {
            const RunReport report = runner->run(*script);
            if (!m_channel.sendLast(report))
                _exit(1);
            // Dying takes longer than running did; not before the host has its answer and says so.
            (void)m_channel.receive();
            _exit(0);
        }
    }
}

bool ConfinedProcess::check(const CheckJob &job)
{
    CheckReport report{job.id, {}};
    const Result<ProfileCheck::Prepared *> prepared = m_check.forProfile(job.profile);
    if (prepared) {
        report.verdict = fullVerdict(**prepared, m_predictor, job.code);
        if (job.cure.of != CureScope::Of::Nothing)
            report.verdict.cure =
                m_curer.cure(**prepared, m_predictor, job.code, report.verdict, job.cure);
    } else {
        report.verdict.valid = false;
        report.verdict.message = prepared.error().text;
    }
    return bool(m_channel.send(report));
}

} // namespace assay
