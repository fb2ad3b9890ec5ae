// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"

#include <QObject>
#include <QUrl>

#include <functional>
#include <memory>

namespace syngraph::client_net {

// Where to connect to, and which key to expect there.
struct Endpoint
{
    QUrl url;
    QByteArray pin; // SHA-256 of the server's public key (SPKI), 64 hex digits; empty: none is known
    // Whether a key that nobody vouches for will do where none is pinned: for a first contact, in which nothing secret
    // is said and people compare words.
    bool takesAnyKey = false;
};

// One connection that carries text and binary frames both ways, in order. Used once: after closed() make a new
// one. Everything happens on the thread it lives in; no signal comes from inside open() or a send.
class Transport : public QObject
{
    Q_OBJECT

public:
    using QObject::QObject;

    virtual void open(const Endpoint &endpoint) = 0;
    // UTF-8. What is sent while the connection is not open is lost.
    virtual void sendText(const QByteArray &frame) = 0;
    virtual void sendBinary(const QByteArray &frame) = 0;
    // Of the server's key on this connection, raw; zeros without TLS.
    virtual QByteArray fingerprint() const = 0;
    // Gives the connection up without waiting for the other side; closed() does not follow.
    virtual void abort() = 0;
    // Ends the connection in an orderly way: what was sent still arrives.
    virtual void close() = 0;

Q_SIGNALS:
    void opened();
    void textReceived(const QByteArray &frame);
    void binaryReceived(const QByteArray &frame);
    // The connection is over, or never came about; exactly once.
    void closed(const syngraph::Error &reason);
};

using TransportFactory = std::function<std::unique_ptr<Transport>()>;

} // namespace syngraph::client_net
