// SPDX-License-Identifier: GPL-3.0-or-later
#include "discovery/beacon.h"

#include <QNetworkInterface>
#include <QVariant>

namespace syngraph::discovery {

Beacon::Beacon(Describe describe, Targets targets, QObject *parent)
    : QObject(parent), m_describe(std::move(describe)), m_targets(std::move(targets))
{
    m_timer.setInterval(announcement::kBeaconEveryMs);
    connect(&m_timer, &QTimer::timeout, this, [this] { send(false); });
}

Beacon::~Beacon()
{
    stop();
}

void Beacon::start()
{
    m_timer.start();
    send(false);
}

void Beacon::stop()
{
    if (!m_timer.isActive())
        return;
    m_timer.stop();
    send(true);
}

void Beacon::send(bool isLeaving)
{
    announcement::Announcement said = m_describe();
    said.isLeaving = isLeaving;
    const QByteArray datagram = announcement::toDatagram(said);
    // a socket for each: which way a datagram leaves is a matter of the address it is sent from
    for (const Target &target : m_targets()) {
        QUdpSocket socket;
        if (!socket.bind(target.from, 0))
            continue;
        socket.setSocketOption(QAbstractSocket::MulticastTtlOption, QVariant(1));
        socket.writeDatagram(datagram, target.address, target.port);
    }
}

std::vector<Beacon::Target> everybodyNear()
{
    std::vector<Beacon::Target> targets;
    for (const QNetworkInterface &one : QNetworkInterface::allInterfaces()) {
        const auto flags = one.flags();
        if (!flags.testFlag(QNetworkInterface::IsUp) || flags.testFlag(QNetworkInterface::IsLoopBack))
            continue;
        for (const QNetworkAddressEntry &entry : one.addressEntries()) {
            const QHostAddress own = entry.ip();
            if (own.protocol() == QAbstractSocket::IPv4Protocol) {
                targets.push_back({QHostAddress(QLatin1StringView(announcement::kGroupV4)), own});
                if (!entry.broadcast().isNull())
                    targets.push_back({entry.broadcast(), own});
            } else if (own.isLinkLocal()) {
                QHostAddress group{QLatin1StringView(announcement::kGroupV6)};
                group.setScopeId(one.name());
                targets.push_back({group, own});
            }
        }
    }
    return targets;
}

} // namespace syngraph::discovery
