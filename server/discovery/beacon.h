// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "announcement/announcement.h"

#include <QTimer>
#include <QUdpSocket>

#include <functional>

namespace syngraph::discovery {

// Tells the local network every two seconds that a server is here: by multicast and broadcast of IPv4 and by multicast
// of IPv6, on every interface as they are then. Says goodbye when it ends. One thread; what the network refuses is
// tried again two seconds later.
class Beacon : public QObject
{
    Q_OBJECT

public:
    struct Target
    {
        QHostAddress address; // of IPv6: with the interface as its scope
        QHostAddress from;    // own address on that interface
        quint16 port = announcement::kBeaconPort;
    };
    using Targets = std::function<std::vector<Target>()>;
    using Describe = std::function<announcement::Announcement()>;

    // `describe` is asked before each message.
    Beacon(Describe describe, Targets targets, QObject *parent = nullptr);
    ~Beacon() override;

    void start();
    // With a goodbye.
    void stop();

private:
    void send(bool isLeaving);

    Describe m_describe;
    Targets m_targets;
    QTimer m_timer;
};

// Everybody on all networks that this computer is on.
std::vector<Beacon::Target> everybodyNear();

} // namespace syngraph::discovery
