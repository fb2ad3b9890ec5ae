// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/address.h"

#include <QHostAddress>

namespace syngraph::client_net {
namespace {

constexpr qsizetype kPinDigits = 64;

Error usage(const QString &sentence)
{
    return {ErrorCode::Usage, sentence};
}

} // namespace

bool isLoopback(const QString &host)
{
    if (host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    const QHostAddress address(host);
    return !address.isNull() && address.isLoopback();
}

QUrl Address::socketUrl() const
{
    QUrl url;
    url.setScheme(tls ? QStringLiteral("wss") : QStringLiteral("ws"));
    url.setHost(host);
    url.setPort(port);
    url.setPath(QStringLiteral("/"));
    return url;
}

QString Address::hostAndPort() const
{
    const QString shown = host.contains(u':') ? u'[' + host + u']' : host;
    return shown + u':' + QString::number(port);
}

Result<Address> parseAddress(const QString &text)
{
    // a title with spaces, quoted for the shell, is clear enough
    const QUrl url(QString(text).replace(u' ', QLatin1StringView("%20")), QUrl::StrictMode);
    if (!url.isValid() || url.host().isEmpty())
        return usage(QStringLiteral("\"%1\" is not an address like ws://host:port/document.").arg(text));
    if (!url.userInfo().isEmpty())
        return usage(QStringLiteral("An address may not contain a user name or password; use --token-file."));
    if (url.hasQuery())
        return usage(QStringLiteral("Write ? in a title as %3F."));
    Address address;
    address.host = url.host();
    address.port = url.port(kDefaultPort);
    if (url.scheme() == QLatin1StringView("ws"))
        address.tls = false;
    else if (url.scheme() == QLatin1StringView("wss"))
        address.tls = true;
    else if (url.scheme() == QLatin1StringView("syngraph"))
        address.tls = !isLoopback(address.host);
    else
        return usage(QStringLiteral("\"%1\" begins with none of syngraph://, ws:// and wss://.").arg(text));
    if (address.port < 1 || address.port > 65535)
        return usage(QStringLiteral("A port is a number from 1 to 65535."));
    address.document = url.path(QUrl::FullyDecoded).mid(1);
    address.invitation = url.fragment(QUrl::FullyDecoded);
    const QByteArray last = address.invitation.section(u'.', -1).toLatin1();
    if (last.size() == kPinDigits && QByteArray::fromHex(last).toHex() == last) {
        address.pin = last;
        address.invitation.chop(std::min(address.invitation.size(), kPinDigits + 1));
    }
    return address;
}

} // namespace syngraph::client_net
