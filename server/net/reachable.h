// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QHostAddress>
#include <QList>

namespace syngraph::net {

// The address as others write it: ws on this computer, wss elsewhere.
QString urlOf(const QHostAddress &address, quint16 port);

// The addresses under which a socket listening there can be reached; of "any" those of all interfaces; those
// that count on one link only where there are no others: two computers joined by a cable.
QList<QHostAddress> reachableAt(const QHostAddress &address);

} // namespace syngraph::net
