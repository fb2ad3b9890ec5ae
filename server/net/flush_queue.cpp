// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/flush_queue.h"

namespace syngraph::net {

FlushQueue::FlushQueue()
{
    m_timer.setSingleShot(true);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &FlushQueue::flushAll);
}

void FlushQueue::add(Connection *connection)
{
    m_connections.emplace_back(connection);
    if (!m_timer.isActive())
        m_timer.start();
}

void FlushQueue::flushAll()
{
    m_timer.stop();
    const auto connections = std::exchange(m_connections, {});
    for (const QPointer<Connection> &connection : connections) {
        if (connection)
            connection->flush(m_frames);
    }
}

} // namespace syngraph::net
