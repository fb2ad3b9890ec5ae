// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/network_door.h"

#include "net/reachable.h"

namespace syngraph::net {
namespace {

constexpr int kPortsTried = 10;

} // namespace

void NetworkDoor::open()
{
    if (isOpen())
        return;
    m_problem.reset();
    for (int i = 0; i <= kPortsTried; ++i) {
        // the last resort: whichever is free
        const quint16 wanted = i < kPortsTried ? quint16(m_wantedPort + i) : quint16(0);
        const auto port = m_acceptor.listen(m_address, wanted);
        if (port) {
            m_port = *port;
            m_log.info(QStringLiteral("listening in the network at port %1").arg(m_port));
            m_moved();
            return;
        }
        m_problem = port.error();
    }
    m_log.error(m_problem->text());
}

void NetworkDoor::close()
{
    if (m_port == 0)
        return;
    m_acceptor.unlisten(m_port);
    m_log.info(QStringLiteral("no longer listening in the network"));
    m_port = 0;
    m_moved();
}

QStringList NetworkDoor::urls() const
{
    if (m_port == 0)
        return m_fixed;
    QStringList urls;
    for (const QHostAddress &address : reachableAt(m_address)) {
        if (!isLoopback(address) || isLoopback(m_address))
            urls << urlOf(address, m_port);
    }
    return urls;
}

} // namespace syngraph::net
