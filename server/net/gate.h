// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/http_request.h"

#include <QHostAddress>
#include <QStringList>

#include <functional>

namespace syngraph::net {

// What the gate knows of somebody who knocks.
struct Visitor
{
    QHostAddress peer;
    bool isEncrypted = false;
};

// Whether the address belongs to this machine alone; IPv4 in IPv6 clothes counts as IPv4.
bool isLoopback(const QHostAddress &address);

// Either an upgrade to WebSocket, or the HTTP answer that ends the connection.
struct Verdict
{
    bool isUpgrade = false;
    int status = 0;
    QByteArray text; // a sentence, JSON for /health, or figures for /metrics
    QByteArray kind = "text/plain; charset=utf-8"; // its media type
};

struct GateRules
{
    bool allowsPlainEverywhere = false;
    QStringList hostNames;      // own names, lower case, beside localhost and IP addresses
    QStringList allowedOrigins; // "scheme://host[:port]" beside the own host
    QByteArray version;
    QByteArray health; // JSON of /health for loopback
    std::function<QByteArray()> readMetrics; // the text of /metrics; none: there is none
    std::function<bool(const QByteArray &token)> isOwnerToken;
};

// Decides by the head of a request alone: who may upgrade, and what the others are told. Pure.
// Host has to be an address or a name of this server: a name that a stranger's DNS points here is refused, as
// is a web page (Origin) of another host, which could otherwise use a person's local server.
Verdict judge(const HttpRequest &request, const Visitor &visitor, const GateRules &rules);

// Whether the connection may be asked again: only for its health, and where the client wants it.
bool mayAskAgain(const HttpRequest &request, const Verdict &verdict);

enum class Afterwards { Close, KeepOpen };

// The whole HTTP/1.1 answer of a verdict that is no upgrade.
QByteArray httpAnswer(const Verdict &verdict, Afterwards afterwards = Afterwards::Close);

} // namespace syngraph::net
