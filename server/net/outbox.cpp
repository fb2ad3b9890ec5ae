// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/outbox.h"

#include "protocol/chunk.h"
#include "protocol/codec.h"
#include "protocol/limits.h"

#include <algorithm>
#include <utility>

namespace syngraph::net {
namespace {

bool isSameBytes(const QByteArray &a, const QByteArray &b)
{
    return a.constData() == b.constData() && a.size() == b.size();
}

} // namespace

const QString &FrameCache::frameOf(const std::vector<QByteArray> &messages)
{
    const auto isOfThese = [&](const Made &made) { return std::ranges::equal(messages, made.messages, isSameBytes); };
    if (const auto found = std::ranges::find_if(m_made, isOfThese); found != m_made.end())
        return found->frame;
    m_made[1] = std::exchange(m_made[0], {messages, QString::fromUtf8(protocol::joinFrame(messages))});
    return m_made[0].frame;
}

Outbox::Outbox(QWebSocket &webSocket, QTcpSocket *socket)
    : m_webSocket(webSocket)
    , m_socket(socket)
    , m_tls(qobject_cast<QSslSocket *>(socket))
{
}

void Outbox::queue(const QByteArray &encoded)
{
    m_messages.push_back(encoded);
    m_messageBytes += encoded.size();
}

void Outbox::queueTransfer(protocol::ServerMessage message, const QByteArray &payload)
{
    const quint32 number = ++m_lastTransfer;
    const bool isSnapshot = std::holds_alternative<protocol::Snapshot>(message);
    std::visit(
        [number](auto &m) {
            if constexpr (requires { m.transfer; })
                m.transfer = number;
        },
        message);
    queue(protocol::encode(message));
    m_transfers.push_back({number, payload, 0, isSnapshot});
}

qint64 Outbox::transferBytes() const
{
    qint64 bytes = 0;
    for (const Transfer &transfer : m_transfers)
        bytes += transfer.bytes.size() - transfer.sent;
    return bytes;
}

void Outbox::forgetSnapshots()
{
    std::erase_if(m_transfers, [](const Transfer &transfer) { return transfer.isSnapshot; });
}

void Outbox::flush(FrameCache &frames)
{
    if (m_isCorked)
        return;
    if (!m_messages.empty()) {
        const QString &frame = frames.frameOf(m_messages);
        m_sentBytes += m_webSocket.sendTextMessage(frame);
        m_messages.clear();
        m_messageBytes = 0;
    }
    sendChunks();
}

void Outbox::sendChunks()
{
    while (!m_transfers.empty() && socketBytes() <= kLevelBytes) {
        Transfer &transfer = m_transfers.front();
        const auto part = QByteArrayView(transfer.bytes).sliced(transfer.sent).first(
            std::min<qsizetype>(protocol::kChunkBytes, transfer.bytes.size() - transfer.sent));
        if (!part.isEmpty())
            m_sentBytes += m_webSocket.sendBinaryMessage(protocol::encodeChunk(transfer.number, part));
        transfer.sent += part.size();
        if (transfer.sent == transfer.bytes.size())
            m_transfers.pop_front();
        else if (part.isEmpty())
            return;
    }
}

qint64 Outbox::queuedBytes() const
{
    return m_messageBytes + socketBytes();
}

// QWebSocket::bytesToWrite() knows nothing of what TLS has encrypted but not written, which is nearly all.
qint64 Outbox::socketBytes() const
{
    if (!m_socket)
        return 0;
    return m_socket->bytesToWrite() + (m_tls ? m_tls->encryptedBytesToWrite() : 0);
}

} // namespace syngraph::net
