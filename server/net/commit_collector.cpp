// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/commit_collector.h"

#include "net/clock.h"

namespace syngraph::net {
namespace {

constexpr qint64 kBusyDeliveries = 10'000; // per second
constexpr qint64 kBusyTickMs = 5;
constexpr qint64 kWindowMs = 250;

} // namespace

CommitCollector::CommitCollector(Commit commit)
    : m_commit(std::move(commit))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CommitCollector::commitNow);
}

void CommitCollector::add(Group changes, int receivers)
{
    const qint64 now = monotonicMs();
    m_windowDeliveries += qint64(changes.size()) * receivers;
    if (now - m_windowStartMs >= kWindowMs) {
        m_isBusy = m_windowDeliveries * 1000 / std::max(now - m_windowStartMs, kWindowMs) > kBusyDeliveries;
        m_windowStartMs = now;
        m_windowDeliveries = 0;
    }
    std::ranges::move(changes, std::back_inserter(m_changes));
    schedule();
}

void CommitCollector::finished()
{
    m_isCommitting = false;
    if (!m_changes.empty())
        schedule();
}

void CommitCollector::clear()
{
    m_changes.clear();
    m_isCommitting = false;
    m_timer.stop();
}

void CommitCollector::schedule()
{
    if (m_isCommitting || m_timer.isActive())
        return;
    // even when idle not before the next pass of the loop: what has arrived with this change goes with it
    const qint64 pause = m_isBusy ? kBusyTickMs - (monotonicMs() - m_lastCommitMs) : 0;
    m_timer.start(int(std::max<qint64>(0, pause)));
}

void CommitCollector::commitNow()
{
    if (m_isCommitting || m_changes.empty())
        return;
    m_isCommitting = true;
    m_lastCommitMs = monotonicMs();
    m_commit(std::exchange(m_changes, {}));
}

} // namespace syngraph::net
