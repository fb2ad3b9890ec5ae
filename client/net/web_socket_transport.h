// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/transport.h"

#include <QElapsedTimer>
#include <QSslError>
#include <QTimer>
#include <QWebSocket>

#include <deque>

namespace syngraph::client_net {

// A Transport over WebSocket, with TLS where the address says wss. A server's key is accepted if it is the pinned
// one, or if none is pinned and a certificate authority of this system vouches for it, or the endpoint takes any; any
// other is refused (Untrusted, telling the fingerprint, or KeyChanged) before a byte of ours is sent.
// What has piled up (the line, or this process, stood still) is told a few milliseconds in each turn of the event loop.
class WebSocketTransport final : public Transport
{
    Q_OBJECT

public:
    explicit WebSocketTransport(QObject *parent = nullptr);
    ~WebSocketTransport() override;

    void open(const Endpoint &endpoint) override;
    void sendText(const QByteArray &frame) override;
    void sendBinary(const QByteArray &frame) override;
    QByteArray fingerprint() const override;
    void abort() override;
    void close() override;

private:
    struct Frame
    {
        bool isText = false;
        QByteArray bytes;
    };

    void take(Frame frame);
    void tellNext();
    void tellSome();
    void checkKey(const QList<QSslError> &errors);
    void handshaken();
    void fail(const Error &reason);
    void socketFailed();
    void disconnected();
    QByteArray keyHex() const;

    QWebSocket m_socket;
    QTimer m_deadline;
    Endpoint m_endpoint;
    std::deque<Frame> m_frames; // came, and are not told yet
    QTimer m_nextTurn;
    QElapsedTimer m_turn; // while m_nextTurn is active: since this turn began to tell
    bool m_open = false;
    bool m_over = true;
};

} // namespace syngraph::client_net
