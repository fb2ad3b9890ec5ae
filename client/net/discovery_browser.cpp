// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/discovery_browser.h"

#include <QNetworkDatagram>
#include <QNetworkInterface>

#include <algorithm>

namespace syngraph::client_net {
namespace {

constexpr int kTickMs = 1000;
// More can't be shown, and a liar shall not fill the memory.
constexpr std::size_t kMaxServers = 200;
constexpr qsizetype kMaxAddresses = 8;

} // namespace

DiscoveryBrowser::DiscoveryBrowser() : DiscoveryBrowser(announcement::kBeaconPort)
{
    m_avahi = std::make_unique<AvahiBrowser>(QDBusConnection::systemBus());
    connect(m_avahi.get(), &AvahiBrowser::found, this,
            [this](const announcement::Announcement &said, const QHostAddress &address) {
                if (Sighting *sighting = note(said, address))
                    sighting->isResolved = true;
            });
    connect(m_avahi.get(), &AvahiBrowser::lost, this, &DiscoveryBrowser::lose);
}

DiscoveryBrowser::DiscoveryBrowser(quint16 port) : m_port(port)
{
    m_clock.start();
    m_tick.setInterval(kTickMs);
    connect(&m_tick, &QTimer::timeout, this, &DiscoveryBrowser::tick);
    for (QUdpSocket *socket : {&m_v4, &m_v6})
        connect(socket, &QUdpSocket::readyRead, this, [this, socket] { read(*socket); });
}

void DiscoveryBrowser::start()
{
    bind();
    m_tick.start();
    if (m_avahi)
        m_avahi->start();
}

// Several programs of one computer may listen.
void DiscoveryBrowser::bind()
{
    const bool hadProblem = m_problem.has_value();
    const auto mode = QUdpSocket::ShareAddress | QUdpSocket::ReuseAddressHint;
    if (m_v4.bind(QHostAddress(QHostAddress::AnyIPv4), m_port, mode)) {
        m_problem.reset();
        m_v6.bind(QHostAddress(QHostAddress::AnyIPv6), m_port, mode);
        joinGroups();
    } else {
        m_problem = Error{ErrorCode::Unreachable,
                          QStringLiteral("Servers nearby can't be heard (%1); joining by address works.")
                              .arg(m_v4.errorString())};
    }
    if (hadProblem != m_problem.has_value())
        Q_EMIT changed();
}

// Again and again: interfaces come and go, and joining twice does no harm.
void DiscoveryBrowser::joinGroups()
{
    for (const QNetworkInterface &one : QNetworkInterface::allInterfaces()) {
        if (!one.flags().testFlag(QNetworkInterface::IsUp) || !one.flags().testFlag(QNetworkInterface::CanMulticast))
            continue;
        m_v4.joinMulticastGroup(QHostAddress(QLatin1StringView(announcement::kGroupV4)), one);
        if (m_v6.state() == QAbstractSocket::BoundState)
            m_v6.joinMulticastGroup(QHostAddress(QLatin1StringView(announcement::kGroupV6)), one);
    }
}

void DiscoveryBrowser::read(QUdpSocket &socket)
{
    while (socket.hasPendingDatagrams()) {
        const QNetworkDatagram datagram = socket.receiveDatagram(announcement::kMaxDatagramBytes + 1);
        if (const auto said = announcement::fromDatagram(datagram.data()))
            hear(*said, datagram.senderAddress());
    }
}

void DiscoveryBrowser::hear(const announcement::Announcement &said, const QHostAddress &from)
{
    if (!said.isLeaving) {
        if (Sighting *sighting = note(said, from))
            sighting->heardMs = m_clock.elapsed();
    } else if (const auto found = m_heard.find(said.id); found != m_heard.end()) {
        // anybody may say it in another's name: only what was heard from there is over
        found->second.sightings[from.toString()].heardMs.reset();
        expire();
    }
}

DiscoveryBrowser::Sighting *DiscoveryBrowser::note(const announcement::Announcement &said, const QHostAddress &address)
{
    const bool isKnown = m_heard.contains(said.id);
    if (!isKnown && m_heard.size() >= kMaxServers)
        return nullptr;
    Heard &heard = m_heard[said.id];
    const bool isNewAddress = !heard.addresses.contains(address) && heard.addresses.size() < kMaxAddresses;
    if (isNewAddress)
        heard.addresses << address;
    const bool isChanged = !isKnown || isNewAddress || heard.said != said;
    heard.said = said;
    Sighting *sighting = heard.addresses.contains(address) ? &heard.sightings[address.toString()] : nullptr;
    if (isChanged)
        QMetaObject::invokeMethod(this, &DiscoveryBrowser::changed, Qt::QueuedConnection);
    return sighting;
}

void DiscoveryBrowser::lose(const QByteArray &id, const QHostAddress &address)
{
    const auto found = m_heard.find(id);
    if (found == m_heard.end())
        return;
    found->second.sightings[address.toString()].isResolved = false;
    expire();
}

void DiscoveryBrowser::tick()
{
    if (m_problem)
        bind();
    else
        joinGroups();
    expire();
}

void DiscoveryBrowser::expire()
{
    const qint64 now = m_clock.elapsed();
    bool isChanged = false;
    for (auto &entry : m_heard) {
        auto &heard = entry.second;
        const auto gone = heard.addresses.removeIf([&](const QHostAddress &address) {
            const Sighting &sighting = heard.sightings[address.toString()];
            const bool isHeard = sighting.heardMs && now - *sighting.heardMs <= announcement::kBeaconExpiryMs;
            return !isHeard && !sighting.isResolved;
        });
        isChanged |= gone > 0;
    }
    std::erase_if(m_heard, [](const auto &entry) { return entry.second.addresses.isEmpty(); });
    if (isChanged)
        Q_EMIT changed();
}

std::vector<DiscoveryBrowser::Server> DiscoveryBrowser::servers() const
{
    std::vector<Server> all;
    for (const auto &[id, heard] : m_heard)
        all.push_back({heard.said, heard.addresses});
    std::ranges::stable_sort(all, {}, [](const Server &server) { return server.said.name; });
    return all;
}

QString DiscoveryBrowser::urlOf(const Server &server, const QHostAddress &address)
{
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    // the scope of a link-local address is percent-encoded in a URL (RFC 6874)
    const QString host = address.toString().replace(u'%', QLatin1StringView("%25"));
    return QStringLiteral("syngraph://%1:%2/").arg(isIPv6 ? u'[' + host + u']' : host).arg(server.said.port);
}

QString DiscoveryBrowser::urlOf(const Server &server)
{
    const auto isIPv4 = [](const QHostAddress &address) { return address.protocol() == QAbstractSocket::IPv4Protocol; };
    const auto found = std::ranges::find_if(server.addresses, isIPv4);
    return urlOf(server, found == server.addresses.end() ? server.addresses.value(0) : *found);
}

} // namespace syngraph::client_net
