// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/commit_collector.h"

#include "net/clock.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace syngraph::net {

CommitCollector::CommitCollector(const LoopTime &loop, Commit commit)
    : m_loop(loop)
    , m_commit(std::move(commit))
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &CommitCollector::commitNow);
}

void CommitCollector::add(std::span<protocol::ChangeRecord> changes, int receivers)
{
    m_pace.received(qint64(changes.size()) * receivers, monotonicMs());
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
    m_timer.start(int(m_pace.pauseMs(monotonicMs())));
}

void CommitCollector::commitNow()
{
    if (m_isCommitting || m_changes.empty())
        return;
    m_isCommitting = true;
    m_pace.begun(monotonicMs(), m_loop.busyUs());
    m_commit(std::exchange(m_changes, {}));
}

} // namespace syngraph::net
