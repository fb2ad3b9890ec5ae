// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtGlobal>

#include <algorithm>

namespace syngraph::net {

// Lets `perSecond` events through on average and as many at once. Times in ms of any monotonic clock.
class TokenBucket
{
public:
    explicit TokenBucket(qint64 perSecond) : m_perSecond(perSecond), m_milliTokens(perSecond * 1000) { }

    bool tryTake(qint64 nowMs)
    {
        const qint64 earned = std::max<qint64>(0, nowMs - m_lastMs) * m_perSecond;
        m_milliTokens = std::min(m_perSecond * 1000, m_milliTokens + earned);
        m_lastMs = nowMs;
        if (m_milliTokens < 1000)
            return false;
        m_milliTokens -= 1000;
        return true;
    }

private:
    qint64 m_perSecond;
    qint64 m_milliTokens;
    qint64 m_lastMs = 0;
};

} // namespace syngraph::net
