// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "announcement/announcement.h"
#include "base/result.h"
#include "client_net/avahi_browser.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTimer>
#include <QUdpSocket>

#include <map>

namespace syngraph::client_net {

// The servers of this network, as they say themselves: asks Avahi for them and listens for beacons on all interfaces.
// The same server heard over several of them, or both ways, is one. All of it is hearsay; whoever connects settles by the key who is there.
// One thread. What can't be heard at present is a sentence, see problem().
class DiscoveryBrowser : public QObject
{
    Q_OBJECT

public:
    struct Server
    {
        announcement::Announcement said;
        QList<QHostAddress> addresses; // the one heard first in front
    };

    // Everything near.
    DiscoveryBrowser();
    // Beacons alone, at another port than everybody's; 0 takes any.
    explicit DiscoveryBrowser(quint16 port);

    void start();
    quint16 port() const { return m_v4.localPort(); }
    // By name, then by id.
    std::vector<Server> servers() const;
    // Why nothing can be heard.
    const std::optional<Error> &problem() const { return m_problem; }
    // What to connect to: syngraph://host:port/
    static QString urlOf(const Server &server, const QHostAddress &address);
    // By the address that most programs and people can do something with.
    static QString urlOf(const Server &server);

Q_SIGNALS:
    // Who is there, what they say, or the problem.
    void changed();

private:
    struct Sighting
    {
        std::optional<qint64> heardMs; // a beacon, last
        bool isResolved = false;       // Avahi knows it
    };
    struct Heard
    {
        announcement::Announcement said;
        QList<QHostAddress> addresses;
        std::map<QString, Sighting> sightings; // by address
    };

    void bind();
    void joinGroups();
    void read(QUdpSocket &socket);
    void hear(const announcement::Announcement &said, const QHostAddress &from);
    // Where it was seen, or nothing: it is one too many.
    Sighting *note(const announcement::Announcement &said, const QHostAddress &address);
    void lose(const QByteArray &id, const QHostAddress &address);
    void expire();
    void tick();

    quint16 m_port;
    std::unique_ptr<AvahiBrowser> m_avahi;
    QUdpSocket m_v4;
    QUdpSocket m_v6; // a computer without IPv6 does without
    QTimer m_tick;
    QElapsedTimer m_clock;
    std::map<QByteArray, Heard> m_heard;
    std::optional<Error> m_problem;
};

} // namespace syngraph::client_net
