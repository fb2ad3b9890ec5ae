// SPDX-License-Identifier: GPL-3.0-or-later
#include "e2e/wire_client.h"

#include "model/delta_json.h"
#include "protocol/chunk.h"
#include "protocol/codec.h"
#include "protocol/limits.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QElapsedTimer>
#include <QSslKey>
#include <QWebSocketHandshakeOptions>

namespace syngraph::test {

WireClient::WireClient(const QString &origin)
    : m_webSocket(origin)
{
    m_webSocket.setOutgoingFrameSize(1ULL << 30);
    connect(&m_webSocket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        ++m_frames;
        auto messages = protocol::decodeServerFrame(m_reader, text.toUtf8());
        if (!messages) {
            qWarning("not understood: %s", qPrintable(text.left(300)));
            return;
        }
        for (protocol::ServerMessage &message : *messages)
            m_heard.push_back(std::move(message));
    });
    connect(&m_webSocket, &QWebSocket::binaryMessageReceived, this, [this](const QByteArray &frame) {
        if (const auto chunk = protocol::decodeChunk(frame))
            m_transfers[chunk->first] += chunk->second;
    });
    connect(&m_webSocket, &QWebSocket::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_certificate = errors.front().certificate();
        const QByteArray key = m_certificate.publicKey().toDer();
        if (QCryptographicHash::hash(key, QCryptographicHash::Sha256).toHex() == m_pin.toLatin1())
            m_webSocket.ignoreSslErrors();
    });
}

bool WireClient::waitUntil(const std::function<bool()> &condition, int timeoutMs)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition()) {
        if (timer.elapsed() > timeoutMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents | QEventLoop::AllEvents, 5);
    }
    return true;
}

bool WireClient::open(const QUrl &url, const QString &pin)
{
    m_pin = pin;
    bool isOver = false;
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QLatin1StringView(protocol::kSubprotocol)});
    connect(&m_webSocket, &QWebSocket::connected, this, [&] { isOver = true; }, Qt::SingleShotConnection);
    connect(&m_webSocket, &QWebSocket::disconnected, this, [&] { isOver = true; }, Qt::SingleShotConnection);
    m_webSocket.open(url, options);
    waitUntil([&] { return isOver; }, 10'000);
    disconnect(&m_webSocket, &QWebSocket::connected, this, nullptr);
    disconnect(&m_webSocket, &QWebSocket::disconnected, this, nullptr);
    return isConnected();
}

void WireClient::send(const protocol::ClientMessage &message)
{
    m_webSocket.sendTextMessage(QString::fromUtf8(protocol::encode(message)));
}

void WireClient::sendChunks(quint32 transfer, const QByteArray &bytes)
{
    for (qsizetype sent = 0; sent < bytes.size(); sent += protocol::kChunkBytes)
        m_webSocket.sendBinaryMessage(
            protocol::encodeChunk(transfer, QByteArrayView(bytes).sliced(sent).first(
                                                std::min<qsizetype>(protocol::kChunkBytes, bytes.size() - sent))));
}

QByteArray WireClient::waitForTransfer(qint64 transfer, qint64 bytes, int timeoutMs)
{
    const auto number = quint32(transfer);
    waitUntil([&] { return m_transfers.value(number).size() >= bytes; }, timeoutMs);
    return m_transfers.take(number);
}

bool WireClient::waitForClose(int timeoutMs)
{
    return waitUntil([this] { return m_webSocket.state() == QAbstractSocket::UnconnectedState; }, timeoutMs);
}

std::optional<protocol::Welcome> WireClient::greet(const std::optional<QString> &token, const QString &name)
{
    protocol::Hello hello{{protocol::kProtocolVersion, protocol::kProtocolVersion}, {}, token, {}};
    if (!name.isEmpty())
        hello.name = name;
    send(hello);
    return waitFor<protocol::Welcome>();
}

std::optional<DocumentId> WireClient::create(const QString &title)
{
    send(protocol::CreateDocument{1, title});
    const auto opened = waitFor<protocol::Opened>();
    return opened ? std::optional(opened->document) : std::nullopt;
}

std::optional<protocol::Joined> WireClient::join(DocumentId id)
{
    send(protocol::Join{id});
    auto answer = waitFor<protocol::Joined>(10'000);
    if (!answer || !readSnapshot())
        return std::nullopt;
    joined = *answer;
    sequence = {};
    return answer;
}

std::optional<protocol::CatchUp> WireClient::resume(const protocol::Joined &attachment, Revision known,
                                                    quint64 knownChain, Sequence inFlight)
{
    send(protocol::Resume{attachment.document, attachment.client, attachment.token, attachment.epoch, known,
                          {knownChain}, inFlight});
    const auto answer = waitFor<protocol::Joined>();
    if (!answer)
        return std::nullopt;
    joined = *answer;
    return waitFor<protocol::CatchUp>();
}

bool WireClient::readSnapshot()
{
    const auto snapshot = waitFor<protocol::Snapshot>(10'000);
    if (!snapshot)
        return false;
    const auto delta = model::parseDelta(waitForTransfer(snapshot->transfer, snapshot->bytes));
    auto content = delta ? model::Document::fromDelta(*delta) : Result<model::Document>(ErrorCode::Malformed);
    if (!content || content->hash() != snapshot->hash.value)
        return false;
    document = std::move(*content);
    revision = snapshot->revision;
    chain = snapshot->chain.value;
    return true;
}

void WireClient::followCommits()
{
    while (auto committed = take<protocol::Committed>()) {
        if (committed->revision != revision.next())
            qWarning("gap: %lld after %lld", committed->revision.value, revision.value);
        for (const protocol::CommittedChange &change : committed->changes) {
            if (!document.apply(change.delta.delta, model::Filter::Classes))
                qWarning("a committed change does not apply");
            chain = protocol::chainHash(chain, model::toJson(change.delta.delta));
            revision = revision.next();
        }
    }
}

void WireClient::submit(const model::Delta &delta, Revision base)
{
    sequence = sequence.next();
    send(protocol::Submit{sequence, base, protocol::ChangeKind::Edit, protocol::WireDelta(delta)});
}

std::optional<Revision> WireClient::type(const QString &text, qint64 position)
{
    followCommits();
    const qint64 member = joined.member;
    submit(insertion(text, position), revision);
    bool isCommitted = false;
    const bool isInTime = waitUntil([&] {
        for (const protocol::ServerMessage &message : m_heard) {
            if (const auto *committed = std::get_if<protocol::Committed>(&message)) {
                for (const protocol::CommittedChange &change : committed->changes)
                    isCommitted = isCommitted || change.by == member;
            }
        }
        return isCommitted || !isConnected();
    });
    followCommits();
    return isInTime && isCommitted ? std::optional(revision) : std::nullopt;
}

model::Delta insertion(const QString &text, qint64 position)
{
    QByteArray json = position > 0 ? "[{\"retain\":" + QByteArray::number(position) + "}," : QByteArray("[");
    json += "{\"insert\":";
    json += model::Value::string(text).json();
    return *model::parseDelta(json + "}]");
}

} // namespace syngraph::test
