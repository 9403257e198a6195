// SPDX-License-Identifier: GPL-3.0-or-later
#include "sandbox/ForbiddenCall.h"

#include "sandbox/SystemCallFilter.h"

#include <cerrno>
#include <csignal>
#include <sys/syscall.h>
#include <ucontext.h>

namespace assay {
namespace {

// A signal handler finds nothing but globals.
LastWords *s_lastWords = nullptr;
OnForbiddenCall s_reaction = OnForbiddenCall::EndProcess;

bool failsQuietly(int call)
{
    return call == SYS_fcntl || call == SYS_ioctl || call == SYS_prctl || call == SYS_prlimit64;
}

void setResult(void *context, int error)
{
    auto *machine = &static_cast<ucontext_t *>(context)->uc_mcontext;
#if defined(__x86_64__)
    machine->gregs[REG_RAX] = -error;
#elif defined(__aarch64__)
    machine->regs[0] = static_cast<unsigned long long>(-static_cast<long long>(error));
#else
#error "say here where this processor returns a system call's result"
#endif
}

void onForbiddenCall(int, siginfo_t *info, void *context)
{
    if (failsQuietly(info->si_syscall)) {
        setResult(context, EPERM);
        return;
    }
    if (s_reaction == OnForbiddenCall::Refuse) {
        setResult(context, ENOSYS);
        return;
    }
    s_lastWords->systemCall = static_cast<std::uint32_t>(info->si_syscall);
    s_lastWords->written = 1;
    SystemCallFilter::endProcess();
}

} // namespace

Result<void> answerForbiddenCalls(LastWords *lastWords, OnForbiddenCall reaction)
{
    s_lastWords = lastWords;
    s_reaction = reaction;
    struct sigaction answer = {};
    answer.sa_sigaction = onForbiddenCall;
    answer.sa_flags = SA_SIGINFO | SA_NODEFER;
    if (sigaction(SIGSYS, &answer, nullptr) != 0)
        return systemFailure("sigaction");
    return {};
}

} // namespace assay
