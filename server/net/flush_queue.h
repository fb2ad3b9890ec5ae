// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"

#include <QPointer>
#include <QTimer>

namespace syngraph::net {

// Flushes connections once per pass of the event loop, so that whatever was queued in between leaves each of
// them as one frame. Socket thread only.
class FlushQueue : public QObject
{
    Q_OBJECT

public:
    FlushQueue();

    void add(Connection *connection);
    void flushAll();

private:
    std::vector<QPointer<Connection>> m_connections;
    FrameCache m_frames;
    QTimer m_timer;
};

} // namespace syngraph::net
