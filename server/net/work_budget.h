// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace syngraph::net {

// How much of the time of all somebody may take: so many ms in a second, and so many at once. What one piece of work
// took beyond that is owed: the next waits until it is earned. Times in ms of any monotonic clock.
class WorkBudget
{
public:
    WorkBudget(qint64 msPerSecond, qint64 msAtOnce)
        : m_usPerMs(msPerSecond), m_most(msAtOnce * 1000), m_left(m_most)
    {
    }

    bool mayWork(qint64 nowMs)
    {
        m_left = std::min(m_most, m_left + std::max<qint64>(0, nowMs - m_lastMs) * m_usPerMs);
        m_lastMs = nowMs;
        return m_left > 0;
    }
    void spend(qint64 us) { m_left -= us; }

private:
    qint64 m_usPerMs; // as many as ms in a second
    qint64 m_most;    // us
    qint64 m_left;    // us
    qint64 m_lastMs = 0;
};

} // namespace syngraph::net
