// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

namespace syngraph::net {

// How long the event loop of the thread that made it has been at work since then, which is all the time in which it
// did not wait for anything to happen; on the wall, so that what else the machine does counts with it. That thread only.
class LoopTime : public QObject
{
    Q_OBJECT

public:
    LoopTime();

    // µs.
    qint64 busyUs() const { return (m_busyNs + (m_isWaiting ? 0 : m_since.nsecsElapsed())) / 1000; }

private:
    void beginWaiting();
    void endWaiting();

    QElapsedTimer m_since; // it waits, or works
    qint64 m_busyNs = 0;   // until then
    bool m_isWaiting = false;
};

} // namespace syngraph::net
