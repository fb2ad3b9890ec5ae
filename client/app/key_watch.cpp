// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/key_watch.h"

#include <QEvent>

#include <utility>

namespace syngraph::app {

KeyWatch::KeyWatch(QObject &surface)
{
    m_clock.start();
    surface.installEventFilter(this);
}

void KeyWatch::press(double lateMs)
{
    if (!m_since)
        m_since = nowMs() - lateMs;
}

bool KeyWatch::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::Paint && m_since) {
        const double since = *std::exchange(m_since, std::nullopt);
        // queued: the painting itself comes after this
        QMetaObject::invokeMethod(
            this, [this, since] { m_times.push_back(nowMs() - since); }, Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}

} // namespace syngraph::app
