// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/connection.h"

#include "protocol/chunk.h"
#include "protocol/codec.h"
#include "protocol/short_changes.h"
#include "trust/check_words.h"

#include <QRandomGenerator>

#include <algorithm>

namespace syngraph::client_net {
namespace {

using protocol::ServerMessage;

// Numbers that nobody else uses.
constexpr qint64 kIntroduce = protocol::kSafeInteger - 1;
constexpr qint64 kIdentify = protocol::kSafeInteger;

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
    m_credentials = credentials;
    connect(transport, &Transport::opened, this, &Connection::greet);
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
    m_greeting.reset();
    m_transcript.reset();
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

void Connection::greet()
{
    protocol::Hello hello;
    hello.protocol = {protocol::kProtocolVersion, protocol::kProtocolVersion};
    hello.features.push_back(QLatin1StringView(protocol::kFeatureTalk));
    hello.features.push_back(QLatin1StringView(protocol::kFeatureShortChanges));
    if (m_credentials.identity)
        hello.features.push_back(QLatin1StringView(protocol::kFeatureIdentity));
    if (!m_credentials.token.isEmpty())
        hello.token = m_credentials.token;
    if (!m_credentials.name.isEmpty())
        hello.name = m_credentials.name.left(protocol::kMaxNameUnits);
    m_deadline.start();
    sendNow(hello);
}

void Connection::sendNow(const protocol::ClientMessage &message)
{
    m_transport->sendText(protocol::encode(message));
}

void Connection::send(const protocol::ClientMessage &message)
{
    if (m_welcomed)
        sendNow(message);
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
        protocol::lengthen(message);
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
    if (chunk->second.size() > waiting.missing) {
        fail({ErrorCode::TooLarge, {}});
        return;
    }
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
        m_greeting = *welcome;
        const bool isWanted = std::ranges::count(welcome->features, QLatin1StringView(protocol::kFeatureIdentity)) > 0;
        if (m_credentials.identity && isWanted)
            introduce();
        else
            beWelcome();
        return;
    }
    if (m_greeting && takeIntroduction(message))
        return;
    Q_EMIT received(message, payload);
}

void Connection::beWelcome()
{
    m_welcomed = true;
    m_deadline.stop();
    const protocol::Welcome greeting = *std::exchange(m_greeting, std::nullopt);
    Q_EMIT welcomed(greeting);
}

void Connection::introduce()
{
    sendNow(protocol::Introduce{kIntroduce, QString::fromLatin1(m_credentials.identity->publicKey().toHex())});
}

bool Connection::takeIntroduction(const ServerMessage &message)
{
    const QByteArray seen = fingerprint();
    if (const auto *challenge = std::get_if<protocol::Challenge>(&message)) {
        m_commitment = QByteArray::fromHex(challenge->commitment.toLatin1());
        m_nonce.resize(trust::kNonceBytes);
        for (char &byte : m_nonce)
            byte = char(QRandomGenerator::system()->bounded(256));
        const QByteArray signature =
            m_credentials.identity->sign(trust::introductionText(seen, m_commitment, m_nonce));
        sendNow(protocol::Identify{kIdentify, QString::fromLatin1(m_nonce.toHex()), QString::fromLatin1(signature.toHex())});
        return true;
    }
    if (const auto *identified = std::get_if<protocol::Identified>(&message)) {
        const QByteArray serverNonce = QByteArray::fromHex(identified->nonce.toLatin1());
        if (trust::commitmentTo(serverNonce, seen) != m_commitment) {
            fail({ErrorCode::Untrusted,
                  QStringLiteral("Somebody may stand between you and the server; ask the person there.")});
            return true;
        }
        m_transcript = trust::Transcript{seen, m_credentials.identity->publicKey(), serverNonce, m_nonce};
        beWelcome();
        return true;
    }
    const auto *failed = std::get_if<protocol::Failed>(&message);
    const bool isMine = failed && (failed->request == kIntroduce || failed->request == kIdentify);
    if (isMine)
        fail({ErrorCode::Untrusted,
              QStringLiteral("The server does not believe who this is; somebody may stand in between.")});
    return isMine;
}

} // namespace syngraph::client_net
