// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QTimer>

namespace syngraph::cli {

// Runs the event loop until `done()`, asked after every batch of events, or until `timeoutMs` (-1: never) have
// passed. Whether it is done. Commands are sequential; this is what lets them read that way.
template<typename Done>
bool waitUntil(Done done, qint64 timeoutMs = -1)
{
    const QDeadlineTimer deadline(timeoutMs);
    QTimer alarm;
    alarm.setSingleShot(true);
    if (timeoutMs >= 0)
        alarm.start(int(timeoutMs));
    while (!done()) {
        if (timeoutMs >= 0 && deadline.hasExpired())
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    }
    return true;
}

} // namespace syngraph::cli
