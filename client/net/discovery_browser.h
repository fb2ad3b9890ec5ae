// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "announcement/announcement.h"
#include "base/result.h"

#include <QElapsedTimer>
#include <QHostAddress>
#include <QTimer>
#include <QUdpSocket>

#include <map>

namespace syngraph::client_net {

// The servers of this network, as they say themselves: listens for beacons on all interfaces. The same server heard
// over several of them is one. All of it is hearsay; whoever connects settles by the key who is there.
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

    // `port` is another one than everybody's in tests only; 0 takes any.
    explicit DiscoveryBrowser(quint16 port = announcement::kBeaconPort, QObject *parent = nullptr);

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
    struct Heard
    {
        announcement::Announcement said;
        QList<QHostAddress> addresses;
        std::map<QString, qint64> heardMs; // by address
    };

    void bind();
    void joinGroups();
    void read(QUdpSocket &socket);
    void take(const announcement::Announcement &said, const QHostAddress &from);
    void tick();

    quint16 m_port;
    QUdpSocket m_v4;
    QUdpSocket m_v6; // a computer without IPv6 does without
    QTimer m_tick;
    QElapsedTimer m_clock;
    std::map<QByteArray, Heard> m_heard;
    std::optional<Error> m_problem;
};

} // namespace syngraph::client_net
