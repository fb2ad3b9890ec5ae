// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "announcement/announcement.h"

#include <QDBusConnection>
#include <QDBusObjectPath>
#include <QDBusServiceWatcher>
#include <QTimer>

#include <functional>
#include <optional>

class QDBusMessage;

namespace syngraph::discovery {

// Tells the local network that a server is here as a service of DNS-SD, through the Avahi daemon of this computer.
// Without such a daemon it waits for one; a daemon that was restarted is told again. A name that somebody else has gets
// a number behind it. One thread; never waits for the daemon.
class AvahiPublisher : public QObject
{
    Q_OBJECT

public:
    using Describe = std::function<announcement::Announcement()>;

    // `describe` is asked every few seconds; what has changed is published.
    AvahiPublisher(Describe describe, const QDBusConnection &bus, QObject *parent = nullptr);
    ~AvahiPublisher() override;

    void start();
    // The service is gone for everybody at once.
    void stop();

private Q_SLOTS:
    void groupChanged(int state, const QString &error, const QDBusMessage &message);
    void daemonChanged(int state, const QString &error);

private:
    void publish();
    void fill(const QDBusObjectPath &group);
    void renew();
    void update();
    void forget();
    QDBusMessage callOf(const QString &path, const char *interface, const char *method) const;

    Describe m_describe;
    QDBusConnection m_bus;
    QDBusServiceWatcher m_daemon;
    QTimer m_timer;
    bool m_isStarted = false;
    quint64 m_attempt = 0;  // answers to earlier ones count for nothing
    QDBusObjectPath m_group; // empty: nothing is published
    QString m_name;
    std::optional<announcement::Announcement> m_said;
};

} // namespace syngraph::discovery
