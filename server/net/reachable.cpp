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
    for (const QHostAddress &one : QNetworkInterface::allAddresses()) {
        const bool isIPv6 = one.protocol() == QAbstractSocket::IPv6Protocol;
        if (!isLoopback(one) && !one.isLinkLocal() && (!isIPv6 || address != QHostAddress(QHostAddress::AnyIPv4)))
            all << one;
    }
    return all;
}

} // namespace syngraph::net
