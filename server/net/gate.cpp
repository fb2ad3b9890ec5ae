// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/gate.h"

#include "base/plant.h"

#include <QUrl>

namespace syngraph::net {
namespace {

Verdict answer(int status, const char *text)
{
    Verdict verdict;
    verdict.status = status;
    verdict.text = text;
    return verdict;
}

Verdict json(QByteArray text)
{
    return {false, 200, std::move(text), "application/json"};
}

// Without the port; of "[::1]:8930" what stands in the brackets.
QString hostOf(const QByteArray &hostHeader)
{
    const QUrl url(QStringLiteral("http://") + QString::fromLatin1(hostHeader), QUrl::StrictMode);
    if (!url.isValid() || !url.userInfo().isEmpty() || !url.path().isEmpty() || url.hasQuery() || url.hasFragment())
        return {};
    return url.host(QUrl::FullyEncoded).toLower();
}

bool isOwnHost(const QString &host, const GateRules &rules)
{
    if (host.isEmpty())
        return false;
    QHostAddress address;
    return host == u"localhost" || address.setAddress(host) || rules.hostNames.contains(host);
}

bool isAllowedOrigin(const QByteArray &origin, const QByteArray &hostHeader, const GateRules &rules)
{
    const QString text = QString::fromLatin1(origin).toLower();
    if (rules.allowedOrigins.contains(text))
        return true;
    const QUrl url(text, QUrl::StrictMode);
    // a page served from this very host and port
    return url.isValid() && (url.scheme() == u"http" || url.scheme() == u"https")
        && url.authority(QUrl::FullyEncoded) == QString::fromLatin1(hostHeader).toLower();
}

Verdict health(const Visitor &visitor, const GateRules &rules)
{
    if (isLoopback(visitor.peer))
        return json(rules.health);
    return json("{\"status\":\"ok\",\"version\":\"" + rules.version + "\"}");
}

// On the own computer for everybody, from elsewhere for the owner, whose token nobody on the way shall read.
Verdict metrics(const HttpRequest &request, const Visitor &visitor, const GateRules &rules)
{
    constexpr QByteArrayView kBearer = "Bearer ";
    const QByteArray authorization = request.header("authorization");
    const bool isOwner = visitor.isEncrypted && authorization.startsWith(kBearer)
        && rules.isOwnerToken(authorization.sliced(kBearer.size()));
    if (!isLoopback(visitor.peer) && !isOwner)
        return answer(404, "There is nothing here.");
    return {false, 200, rules.readMetrics(), "text/plain; version=0.0.4; charset=utf-8"};
}

const char *reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 426:
        return "Upgrade Required";
    case 503:
        return "Service Unavailable";
    default:
        return "Bad Request";
    }
}

} // namespace

bool isLoopback(const QHostAddress &address)
{
    bool isIPv4 = false;
    const quint32 ipv4 = address.toIPv4Address(&isIPv4);
    return isIPv4 ? (ipv4 >> 24) == 127 : address.isLoopback();
}

Verdict judge(const HttpRequest &request, const Visitor &visitor, const GateRules &rules)
{
    if (!isOwnHost(hostOf(request.header("host")), rules) && checks(Check::Hosts))
        return answer(400, "This server isn't known by that name; use its address.");
    if (request.target == "/health" && request.method == "GET" && !request.isWebSocketUpgrade())
        return health(visitor, rules);
    if (request.target == "/metrics" && request.method == "GET" && !request.isWebSocketUpgrade() && rules.readMetrics)
        return metrics(request, visitor, rules);
    if (!request.isWebSocketUpgrade()) {
        if (request.target != "/")
            return answer(404, "There is nothing here.");
        return answer(426, "This is a Syngraph server; open the document with Syngraph.");
    }
    if (!visitor.isEncrypted && !isLoopback(visitor.peer) && !rules.allowsPlainEverywhere && checks(Check::Encryption))
        return answer(426, "Connections from other computers have to be encrypted; use wss:// instead of ws://.");
    const QByteArray origin = request.header("origin");
    if (request.headers.contains("origin") && !isAllowedOrigin(origin, request.header("host"), rules)
        && checks(Check::Origins))
        return answer(403, "Web pages of other sites may not connect to this server.");
    if (request.header("sec-websocket-version") != "13" || request.header("sec-websocket-key").isEmpty())
        return answer(400, "The WebSocket handshake is not valid; version 13 is needed.");
    return {true, 101, {}, {}};
}

bool mayAskAgain(const HttpRequest &request, const Verdict &verdict)
{
    // a body would be taken for the next request
    const bool hasBody = request.headers.contains("content-length") || request.headers.contains("transfer-encoding");
    return verdict.status == 200 && request.headerHas("connection", "keep-alive") && !hasBody;
}

QByteArray httpAnswer(const Verdict &verdict, Afterwards afterwards)
{
    QByteArray out = "HTTP/1.1 " + QByteArray::number(verdict.status) + ' ' + reasonPhrase(verdict.status);
    if (verdict.status == 426)
        out += "\r\nUpgrade: websocket";
    out += afterwards == Afterwards::KeepOpen ? "\r\nConnection: keep-alive" : "\r\nConnection: close";
    out += "\r\nContent-Type: " + verdict.kind;
    out += "\r\nX-Content-Type-Options: nosniff\r\nCache-Control: no-store\r\nContent-Length: ";
    const QByteArray body = verdict.text + '\n';
    out += QByteArray::number(body.size()) + "\r\n\r\n" + body;
    return out;
}

} // namespace syngraph::net
