// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDBusConnection>
#include <QDBusUnixFileDescriptor>
#include <QObject>

namespace syngraph::app {

// Keeps this computer from going to sleep by itself while others work on it, through logind; where there is none, the
// computer does as it likes. Who chooses to sleep all the same is asked by the system. One thread; never
// waits for logind.
class SleepHold : public QObject
{
    Q_OBJECT

public:
    explicit SleepHold(const QDBusConnection &bus, QObject *parent = nullptr) : QObject(parent), m_bus(bus) { }

    // May be said again and again.
    void setWanted(bool isWanted);
    bool isHeld() const { return m_lock.isValid(); }

Q_SIGNALS:
    void held();
    void released();

private:
    void ask();

    QDBusConnection m_bus;
    bool m_isWanted = false;
    bool m_isAsking = false;
    QDBusUnixFileDescriptor m_lock; // holds as long as it is open
};

} // namespace syngraph::app
