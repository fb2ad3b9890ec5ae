// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/sleep_hold.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>

namespace syngraph::app {

void SleepHold::setWanted(bool isWanted)
{
    m_isWanted = isWanted;
    // again where it was refused: logind may not have been there
    if (isWanted && !m_lock.isValid() && !m_isAsking) {
        ask();
    } else if (!isWanted && m_lock.isValid()) {
        m_lock = {};
        Q_EMIT released();
    }
}

void SleepHold::ask()
{
    if (!m_bus.isConnected())
        return;
    QDBusMessage call = QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.login1"), QStringLiteral("/org/freedesktop/login1"),
        QStringLiteral("org.freedesktop.login1.Manager"), QStringLiteral("Inhibit"));
    call.setAutoStartService(false);
    // "idle": what happens by itself when nobody is at the keyboard
    call << QStringLiteral("sleep:idle") << QStringLiteral("Syngraph")
         << QStringLiteral("Other people are writing in a document of this computer.") << QStringLiteral("block");
    m_isAsking = true;
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, watcher] {
        watcher->deleteLater();
        m_isAsking = false;
        const QDBusPendingReply<QDBusUnixFileDescriptor> reply = *watcher;
        if (reply.isError() || !m_isWanted || m_lock.isValid())
            return;
        m_lock = reply.value();
        Q_EMIT held();
    });
}

} // namespace syngraph::app
