// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/acceptor.h"

#include <functional>

namespace syngraph::net {

// Whether other computers can reach this server. A server that was told where to listen is reached there; one that
// listens on its own computer opens the door while it shares something, at the wanted port or the next free one.
// Socket thread only.
class NetworkDoor
{
public:
    // `address`: of the interface it opens to, or "any". `moved` is called when it was opened or closed.
    NetworkDoor(Acceptor &acceptor, const QHostAddress &address, quint16 port, const Log &log,
                std::function<void()> moved)
        : m_acceptor(acceptor), m_address(address), m_wantedPort(port), m_log(log), m_moved(std::move(moved))
    {
    }

    // The server listens in the network by itself: the door stays open.
    void setAlwaysOpen(const QStringList &urls) { m_fixed = urls; }
    // A failure stays to be told; the next call tries again.
    void open();
    void close();

    // Which sharing has opened; 0: none.
    quint16 port() const { return m_port; }
    bool isOpen() const { return m_port != 0 || !m_fixed.isEmpty(); }
    // Of all interfaces as they are now.
    QStringList urls() const;
    const std::optional<Error> &problem() const { return m_problem; }

private:
    Acceptor &m_acceptor;
    QHostAddress m_address;
    quint16 m_wantedPort;
    const Log &m_log;
    std::function<void()> m_moved;
    QStringList m_fixed;
    quint16 m_port = 0;
    std::optional<Error> m_problem;
};

} // namespace syngraph::net
