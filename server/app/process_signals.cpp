// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/process_signals.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace syngraph::app {
namespace {

sigset_t handledSignals()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        sigaddset(&set, signal);
    return set;
}

} // namespace

void ProcessSignals::block()
{
    const sigset_t set = handledSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

ProcessSignals::ProcessSignals() : m_hasTerminal(::isatty(STDIN_FILENO) == 1)
{
    const sigset_t set = handledSignals();
    m_descriptor = ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, &ProcessSignals::read);
}

ProcessSignals::~ProcessSignals()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

void ProcessSignals::read()
{
    signalfd_siginfo info = {};
    while (::read(m_descriptor, &info, sizeof info) == ssize_t(sizeof info)) {
        if (info.ssi_signo == SIGHUP && !m_hasTerminal)
            Q_EMIT reloadAsked();
        else
            Q_EMIT endAsked();
    }
}

} // namespace syngraph::app
