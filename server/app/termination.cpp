// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/termination.h"

#include <csignal>

#include <sys/signalfd.h>
#include <unistd.h>

namespace syngraph::app {
namespace {

sigset_t terminationSignals()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    return set;
}

} // namespace

void Termination::blockSignals()
{
    const sigset_t set = terminationSignals();
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Termination::Termination()
{
    const sigset_t set = terminationSignals();
    m_descriptor = ::signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
    m_notifier = std::make_unique<QSocketNotifier>(m_descriptor, QSocketNotifier::Read);
    connect(m_notifier.get(), &QSocketNotifier::activated, this, [this] {
        signalfd_siginfo info = {};
        while (::read(m_descriptor, &info, sizeof info) == ssize_t(sizeof info))
            Q_EMIT requested();
    });
}

Termination::~Termination()
{
    m_notifier.reset();
    ::close(m_descriptor);
}

} // namespace syngraph::app
