// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDateTime>
#include <QElapsedTimer>

namespace syngraph::net {

// For durations: never jumps, means nothing outside this process.
inline qint64 monotonicMs()
{
    QElapsedTimer timer;
    timer.start();
    return timer.msecsSinceReference();
}

// For people: ms since 1970 UTC.
inline qint64 wallClockMs()
{
    return QDateTime::currentMSecsSinceEpoch();
}

} // namespace syngraph::net
