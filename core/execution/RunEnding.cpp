// SPDX-License-Identifier: GPL-3.0-or-later
#include "execution/RunEnding.h"

#include <csignal>
#include <cstring>

namespace assay {

RunEnding endingOf(const Ended &ended, const Limits &limits)
{
    if (!ended.wasConfined)
        return {RunEnd::Unavailable,
                QStringLiteral("The process could not be confined, so the script was not run; "
                               "`assay doctor` says what is missing.")};
    if (ended.signal == 0)
        return {RunEnd::Crashed,
                QStringLiteral("The script ended its process (exit code %1) without an answer.")
                    .arg(ended.exitCode)};
    if (ended.signal == SIGSYS && ended.forbiddenCall.empty()) // as the C library starts programs
        return {RunEnd::Crashed,
                QStringLiteral("The script tried what the sandbox forbids, probably to start "
                               "another program, and was ended for it.")};
    if (ended.signal == SIGSYS)
        return {RunEnd::Crashed,
                QStringLiteral("The script tried what the sandbox forbids (system call %1) and was "
                               "ended for it.")
                    .arg(QString::fromStdString(ended.forbiddenCall))};
    if (ended.signal == SIGXCPU)
        return {RunEnd::Timeout, timeoutText(limits)};
    if (ended.signal == SIGKILL)
        return {RunEnd::Memory,
                QStringLiteral("Execution exceeded memory limits: the system ended the script's "
                               "process, as it does when memory runs out.")};
    return {RunEnd::Crashed, QStringLiteral("The script's process crashed: %1 (signal %2).")
                                 .arg(QString::fromLatin1(strsignal(ended.signal)))
                                 .arg(ended.signal)};
}

QString timeoutText(const Limits &limits)
{
    const double seconds = std::chrono::duration<double>(limits.wall).count();
    return QStringLiteral("Execution timed out after %1s").arg(seconds);
}

} // namespace assay
