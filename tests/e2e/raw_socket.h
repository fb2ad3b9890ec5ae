// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QTcpSocket>

namespace syngraph::test {

// A TCP connection on which anything can be said, for what no well-behaved library does.
class RawSocket
{
public:
    bool connectTo(quint16 port, const QHostAddress &address = QHostAddress(QHostAddress::LocalHost));
    void write(const QByteArray &bytes);
    // Everything until the other side closes, or the time is over.
    QByteArray readToEnd(int timeoutMs = 30'000);
    // What comes until `end` has come.
    QByteArray readUntil(const QByteArray &end, int timeoutMs = 30'000);
    bool isClosed(int timeoutMs);
    // An upgrade to WebSocket as a foreign client writes it; answers the head of the answer.
    QByteArray upgrade(const QByteArray &moreHeaders = {}, const QByteArray &host = "127.0.0.1");

    QTcpSocket &socket() { return m_socket; }

private:
    QTcpSocket m_socket;
};

enum class Masked { Yes, No };

// One frame as RFC 6455 5.2 has it; `first` is its first byte.
QByteArray frame(unsigned char first, const QByteArray &payload, Masked masked = Masked::Yes);

} // namespace syngraph::test
