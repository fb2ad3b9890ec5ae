// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "announcement/announcement.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusServiceWatcher>
#include <QHostAddress>

#include <map>
#include <tuple>

namespace syngraph::client_net {

// The servers of this network as DNS-SD knows them, through the Avahi daemon of this computer; follows what they say
// of themselves. Without such a daemon it waits for one. All of it is hearsay. One thread; never waits for the daemon.
class AvahiBrowser : public QObject
{
    Q_OBJECT

public:
    explicit AvahiBrowser(const QDBusConnection &bus, QObject *parent = nullptr);
    ~AvahiBrowser() override;

    void start();

Q_SIGNALS:
    // At an address of one interface; again when something changed.
    void found(const syngraph::announcement::Announcement &said, const QHostAddress &address);
    void lost(const QByteArray &id, const QHostAddress &address);

private Q_SLOTS:
    void itemNew(int interface, int protocol, const QString &name, const QString &type, const QString &domain,
                 uint flags);
    void itemRemove(int interface, int protocol, const QString &name, const QString &type, const QString &domain,
                    uint flags);
    void resolved(const QDBusMessage &message);
    void daemonChanged(int state, const QString &error);

private:
    // What is announced on one interface by one protocol.
    struct Item
    {
        int interface = 0;
        int protocol = 0;
        QString name;
        friend bool operator<(const Item &a, const Item &b)
        {
            return std::tie(a.interface, a.protocol, a.name) < std::tie(b.interface, b.protocol, b.name);
        }
    };
    struct Resolved
    {
        QString resolver; // path of the object that follows it
        QByteArray id;    // empty: nothing is known yet
        QHostAddress address;
    };

    void browse();
    void forget();
    void drop(const Resolved &resolved);
    void release(const QString &path, const char *interface);
    QDBusMessage callOf(const QString &path, const char *interface, const char *method) const;

    QDBusConnection m_bus;
    QDBusServiceWatcher m_daemon;
    bool m_isStarted = false;
    bool m_isBrowsing = false;
    QString m_browser; // path
    std::map<Item, Resolved> m_items;
};

} // namespace syngraph::client_net
