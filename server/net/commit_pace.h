// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>
#include <utility>

namespace syngraph::net {

// When the next group of a document's changes begins. At once, as long as there are few of them. Above 10,000
// deliveries a second groups begin so far apart that the thread of the sockets is at work for a ninth of the time,
// for most of its work is what each frame to each reader costs, however much is in it: where sending is dear, fewer
// and fuller frames go out. Never less than 5 ms then, and never more than 10, which people would notice. Times in ms
// of any monotonic clock; what the thread has worked, in µs, counts from anywhere.
class CommitPace
{
public:
    void received(qint64 deliveries, qint64 nowMs)
    {
        m_windowDeliveries += deliveries;
        const qint64 elapsed = nowMs - m_windowStartMs;
        if (elapsed < kWindowMs)
            return;
        m_isBusy = m_windowDeliveries * 1000 / elapsed > kBusyDeliveries;
        m_windowStartMs = nowMs;
        m_windowDeliveries = 0;
    }

    void begun(qint64 nowMs, qint64 workedUs)
    {
        const qint64 before = std::exchange(m_workedUs, workedUs);
        m_intervalMs = std::clamp(((workedUs - before) * kLoopPerWork + 999) / 1000, kShortestMs, kLongestMs);
        m_begunMs = nowMs;
    }

    qint64 pauseMs(qint64 nowMs) const
    {
        return m_isBusy ? std::max<qint64>(0, m_intervalMs - (nowMs - m_begunMs)) : 0;
    }

private:
    static constexpr qint64 kBusyDeliveries = 10'000; // per second
    static constexpr qint64 kWindowMs = 250;
    static constexpr qint64 kLoopPerWork = 9;
    static constexpr qint64 kShortestMs = 5;
    static constexpr qint64 kLongestMs = 10;

    bool m_isBusy = false;
    qint64 m_windowStartMs = 0;
    qint64 m_windowDeliveries = 0;
    qint64 m_begunMs = 0; // the last group
    qint64 m_workedUs = 0;
    qint64 m_intervalMs = kShortestMs;
};

} // namespace syngraph::net
