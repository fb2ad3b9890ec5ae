// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/loop_time.h"

#include <QAbstractEventDispatcher>

#include <utility>

namespace syngraph::net {

LoopTime::LoopTime()
{
    m_since.start();
    const auto *loop = QAbstractEventDispatcher::instance();
    connect(loop, &QAbstractEventDispatcher::aboutToBlock, this, &LoopTime::beginWaiting);
    connect(loop, &QAbstractEventDispatcher::awake, this, &LoopTime::endWaiting);
}

void LoopTime::beginWaiting()
{
    if (std::exchange(m_isWaiting, true))
        return;
    m_busyNs += m_since.nsecsElapsed();
}

// Also told at the beginning of a turn that follows another without a wait.
void LoopTime::endWaiting()
{
    if (std::exchange(m_isWaiting, false))
        m_since.start();
}

} // namespace syngraph::net
