// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QUrl>

namespace syngraph::client_net {

inline constexpr int kDefaultPort = 8930;

// Where a server, and on it a document, is found, as people write it:
// syngraph://host[:port][/document][#invitation[.fingerprint]], ws://… or wss://…; the document is an id or a title,
// percent-encoded. syngraph means TLS, except on this machine itself.
struct Address
{
    QString host;
    int port = kDefaultPort;
    bool tls = false;
    QString document;   // empty: none was named
    QString invitation; // secret; empty: none
    QByteArray pin = {}; // fingerprint of the server's key, 64 hex digits; empty: not told

    // What a WebSocket is opened with.
    QUrl socketUrl() const;
    // host:port, for people and as a name of the server where it has no key.
    QString hostAndPort() const;
    friend bool operator==(const Address &, const Address &) = default;
};

// Refuses (Usage) other schemes, user names and passwords, queries, and what is no URL at all.
Result<Address> parseAddress(const QString &text);

// Whether the host is this machine: localhost, 127.x.x.x, ::1.
bool isLoopback(const QString &host);

} // namespace syngraph::client_net
