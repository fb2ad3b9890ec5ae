// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/reachable.h"

#include "net/gate.h"

#include <QNetworkInterface>

namespace syngraph::net {
namespace {

bool isEverywhere(const QHostAddress &address)
{
    return address == QHostAddress(QHostAddress::AnyIPv4) || address == QHostAddress(QHostAddress::AnyIPv6)
        || address == QHostAddress(QHostAddress::Any);
}

} // namespace

QString urlOf(const QHostAddress &address, quint16 port)
{
    const bool isIPv6 = address.protocol() == QAbstractSocket::IPv6Protocol;
    QHostAddress plain = address;
    plain.setScopeId({});
    const QString host = isIPv6 ? QStringLiteral("[%1]").arg(plain.toString()) : plain.toString();
    return QStringLiteral("%1://%2:%3")
        .arg(isLoopback(address) ? QStringLiteral("ws") : QStringLiteral("wss"), host)
        .arg(port);
}

QList<QHostAddress> reachableAt(const QHostAddress &address)
{
    if (!isEverywhere(address))
        return {address};
    QList<QHostAddress> all{QHostAddress(QHostAddress::LocalHost)};
    QList<QHostAddress> onOneLink;
    for (const QHostAddress &one : QNetworkInterface::allAddresses()) {
        const bool isIPv6 = one.protocol() == QAbstractSocket::IPv6Protocol;
        if (isLoopback(one) || (isIPv6 && address == QHostAddress(QHostAddress::AnyIPv4)))
            continue;
        if (!one.isLinkLocal())
            all << one;
        else if (!isIPv6) // those of IPv6 mean nothing without an interface, which is another one there
            onOneLink << one;
    }
    return all.size() > 1 ? all : all + onOneLink;
}

} // namespace syngraph::net
