// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/connection.h"

#include "protocol/chunk.h"
#include "protocol/codec.h"

namespace syngraph::client_net {
namespace {

using protocol::ServerMessage;

struct Announced
{
    quint32 transfer = 0;
    qint64 bytes = 0;
};

std::optional<Announced> transferOf(const ServerMessage &message)
{
    return std::visit(
        [](const auto &m) -> std::optional<Announced> {
            if constexpr (requires { m.transfer; m.bytes; })
                return Announced{static_cast<quint32>(m.transfer), m.bytes};
            else
                return std::nullopt;
        },
        message);
}

// Answers to requests need not wait for a snapshot.
bool isAnswer(const ServerMessage &message)
{
    return std::visit(
        [](const auto &m) {
            if constexpr (requires { m.request; })
                return m.request != 0;
            else
                return false;
        },
        message);
}

} // namespace

Connection::Connection(TransportFactory makeTransport, QObject *parent)
    : QObject(parent), m_makeTransport(std::move(makeTransport))
{
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(protocol::kOfflineMs);
    connect(&m_deadline, &QTimer::timeout, this, [this] { fail({ErrorCode::TimedOut, {}}); });
}

Connection::~Connection() = default;

void Connection::open(const Endpoint &endpoint, const Credentials &credentials)
{
    abort();
    m_transport = m_makeTransport();
    Transport *transport = m_transport.get();
    connect(transport, &Transport::opened, this, [this, credentials] { greet(credentials); });
    connect(transport, &Transport::textReceived, this, &Connection::readText);
    connect(transport, &Transport::binaryReceived, this, &Connection::readBinary);
    connect(transport, &Transport::closed, this, &Connection::fail);
    transport->open(endpoint);
}

void Connection::abort()
{
    ++m_generation;
    m_deadline.stop();
    m_welcomed = false;
    m_waiting.clear();
    m_transfers.clear();
    m_goodbye.reset();
    if (!m_transport)
        return;
    m_transport->disconnect(this);
    m_transport->abort();
    // it may be its own signal that led here
    m_transport.release()->deleteLater();
}

void Connection::close()
{
    if (m_transport)
        m_transport->close();
}

void Connection::fail(const Error &reason)
{
    const Error told = m_goodbye.value_or(reason);
    abort();
    Q_EMIT closed(told);
}

void Connection::greet(const Credentials &credentials)
{
    protocol::Hello hello;
    hello.protocol = {protocol::kProtocolVersion, protocol::kProtocolVersion};
    if (!credentials.token.isEmpty())
        hello.token = credentials.token;
    if (!credentials.name.isEmpty())
        hello.name = credentials.name.left(protocol::kMaxNameUnits);
    m_deadline.start();
    m_transport->sendText(protocol::encode(protocol::ClientMessage(hello)));
}

void Connection::send(const protocol::ClientMessage &message)
{
    if (m_welcomed)
        m_transport->sendText(protocol::encode(message));
}

void Connection::sendTransfer(quint32 transfer, const QByteArray &bytes)
{
    if (!m_welcomed)
        return;
    for (qsizetype at = 0; at < bytes.size(); at += protocol::kChunkBytes) {
        const auto length = std::min<qsizetype>(protocol::kChunkBytes, bytes.size() - at);
        m_transport->sendBinary(protocol::encodeChunk(transfer, QByteArrayView(bytes).sliced(at, length)));
    }
}

void Connection::readText(const QByteArray &frame)
{
    auto messages = protocol::decodeServerFrame(m_reader, frame);
    if (!messages) {
        fail(messages.error());
        return;
    }
    const qint64 generation = m_generation;
    for (ServerMessage &message : *messages) {
        take(std::move(message));
        if (generation != m_generation)
            return;
    }
}

void Connection::readBinary(const QByteArray &frame)
{
    const auto chunk = protocol::decodeChunk(frame);
    if (!chunk) {
        fail({ErrorCode::Malformed, {}});
        return;
    }
    const bool isFirst = !m_waiting.empty() && m_waiting.front().missing > 0
        && m_waiting.front().transfer == chunk->first;
    const auto other = m_transfers.find(chunk->first);
    if (!isFirst && other == m_transfers.end())
        return;
    Waiting &waiting = isFirst ? m_waiting.front() : other->second;
    waiting.payload.append(chunk->second.data(), chunk->second.size());
    waiting.missing -= chunk->second.size();
    Q_EMIT progressed();
    if (waiting.missing > 0)
        return;
    if (isFirst) {
        deliverWaiting();
        return;
    }
    const Waiting done = std::move(waiting);
    m_transfers.erase(other);
    deliver(done.message, done.payload);
}

// Decides between now, later and behind the snapshot.
void Connection::take(ServerMessage message)
{
    const auto announced = transferOf(message);
    if (isAnswer(message)) {
        if (announced && announced->bytes > 0)
            m_transfers[announced->transfer] = {std::move(message), announced->transfer, announced->bytes, {}};
        else
            deliver(message, {});
        return;
    }
    if (m_waiting.empty() && !(announced && announced->bytes > 0)) {
        deliver(message, {});
        return;
    }
    const Announced transfer = announced.value_or(Announced{});
    m_waiting.push_back({std::move(message), transfer.transfer, transfer.bytes, {}});
}

void Connection::deliverWaiting()
{
    const qint64 generation = m_generation;
    while (!m_waiting.empty() && m_waiting.front().missing <= 0) {
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        deliver(next.message, next.payload);
        if (generation != m_generation)
            return;
    }
}

void Connection::deliver(const ServerMessage &message, const QByteArray &payload)
{
    if (const auto *goodbye = std::get_if<protocol::Goodbye>(&message)) {
        m_goodbye = Error{goodbye->code, goodbye->text};
        return;
    }
    if (const auto *welcome = std::get_if<protocol::Welcome>(&message)) {
        m_welcomed = true;
        m_deadline.stop();
        Q_EMIT welcomed(*welcome);
        return;
    }
    Q_EMIT received(message, payload);
}

} // namespace syngraph::client_net
