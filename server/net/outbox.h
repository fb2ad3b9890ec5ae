// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <QPointer>
#include <QSslSocket>
#include <QTcpSocket>
#include <QWebSocket>

#include <array>
#include <list>
#include <vector>

namespace syngraph::net {

// Above it, what everybody gets is no longer queued for this connection; below the other, it catches up.
inline constexpr qint64 kBehindBytes = 256 * 1024;
inline constexpr qint64 kLevelBytes = 64 * 1024;
// While so much waits for a client, nothing more that it asks is looked at; one that then takes nothing for a
// while is cut. A single answer may be larger.
inline constexpr qint64 kMaxQueuedBytes = 4 * 1024 * 1024;

// The text frames made last: connections whose queues hold the very same messages get the very same frame. Two, for
// those who take short changes and for the others.
class FrameCache
{
public:
    const QString &frameOf(const std::vector<QByteArray> &messages);

private:
    struct Made
    {
        std::vector<QByteArray> messages; // holds on to the bytes, so that their addresses stay theirs
        QString frame;
    };

    std::array<Made, 2> m_made; // the newer one first
};

// What goes out on one connection: messages, joined to one text frame per flush, and transfers in binary frames,
// one chunk at a time so that they hold up nobody's changes. Message order is kept; chunks follow the message
// that announces them. Bytes, everywhere. Owned by its connection, socket thread only.
class Outbox
{
public:
    // `socket` is the one below the WebSocket.
    Outbox(QWebSocket &webSocket, QTcpSocket *socket);

    void queue(const QByteArray &encoded);
    // The message announces a transfer; its number is set here.
    void queueTransfer(protocol::ServerMessage message, const QByteArray &payload);
    // While corked nothing leaves: what is queued may not be known to the client yet.
    void setCorked(bool corked) { m_isCorked = corked; }
    void flush(FrameCache &frames);

    // Waiting to leave this process, transfers not counted.
    qint64 queuedBytes() const;
    bool hasTransfer() const { return !m_transfers.empty(); }
    // Of transfers, waiting to be sent.
    qint64 transferBytes() const;
    // The document they are of is left.
    void forgetSnapshots();
    // Total handed to the socket, to see whether anything moves.
    qint64 sentBytes() const { return m_sentBytes - socketBytes(); }

private:
    struct Transfer
    {
        quint32 number = 0;
        QByteArray bytes;
        qsizetype sent = 0;
        bool isSnapshot = false;
    };

    qint64 socketBytes() const;
    void sendChunks();

    QWebSocket &m_webSocket;
    QPointer<QTcpSocket> m_socket;
    const QSslSocket *m_tls; // the same socket, where it is one
    std::vector<QByteArray> m_messages;
    qint64 m_messageBytes = 0;
    std::list<Transfer> m_transfers; // a deque takes 0.6 KiB empty
    quint32 m_lastTransfer = 0;
    qint64 m_sentBytes = 0;
    bool m_isCorked = false;
};

} // namespace syngraph::net
