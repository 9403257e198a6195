// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interrupts.h"

#include "app/cli/ExitCode.h"

#include <csignal>
#include <sys/signalfd.h>
#include <unistd.h>
#include <utility>

namespace assay {

Interrupts::Interrupts()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals.reset(::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK));
    m_notifier = std::make_unique<QSocketNotifier>(m_signals.get(), QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &Interrupts::readSignal);
}

void Interrupts::readSignal()
{
    signalfd_siginfo signal{};
    if (::read(m_signals.get(), &signal, sizeof signal) != ssize_t(sizeof signal))
        return;
    if (std::exchange(m_seen, true))
        ::_exit(int(ExitCode::Cancelled));
    Q_EMIT interrupted();
}

} // namespace assay
