// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/connection.h"

#include "base/plant.h"
#include "net/clock.h"
#include "protocol/chunk.h"
#include "protocol/close_codes.h"
#include "protocol/codec.h"

#include <QElapsedTimer>

#include <sys/socket.h>

namespace syngraph::net {
namespace {

constexpr qint64 kChangesPerSecond = 100;
constexpr qint64 kMessagesPerSecond = 500;
constexpr qint64 kJoinsPerSecond = 10; // each leaves a line in the registry
constexpr int kDelayMs = 10; // until the next change may pass
constexpr std::size_t kMaxWaitingMessages = 2000;
constexpr qint64 kMaxWaitingBytes = 4 * 1024 * 1024;
constexpr qint64 kControlFramesPerTick = 200;
constexpr qint64 kStuckMs = 30'000;
// Of the loop that all connections share.
constexpr qint64 kWorkMsPerSecond = 250;
constexpr qint64 kWorkMsAtOnce = 50;
constexpr int kLingerMs = 2000;
// Far above any frame: QWebSocket cuts text at byte positions and then refuses its own fragments (1007).
constexpr quint64 kOutgoingFrameBytes = 1ULL << 30;
constexpr qsizetype kMaxCloseReasonBytes = 120;

// RFC 6455 5.5.1, as a server sends it.
QByteArray closeFrame(quint16 code, QString reason)
{
    while (reason.toUtf8().size() > kMaxCloseReasonBytes)
        reason.chop(1);
    const QByteArray text = reason.toUtf8();
    QByteArray frame("\x88", 1);
    frame += char(2 + text.size());
    frame += char(code >> 8);
    frame += char(code & 0xff);
    return frame + text;
}

} // namespace

FrameInspector::Limits limitsBeforeHello()
{
    return {protocol::kMaxHelloBytes, protocol::kMaxHelloBytes, 8};
}

FrameInspector::Limits Connection::limitsAfterHello()
{
    return {protocol::kMaxMessageBytes, protocol::kMaxMessageBytes, 64};
}

Connection::Connection(room::ConnectionId id, Arrival arrival, model::JsonReader &reader, qint64 nowMs,
                       QObject *parent)
    : QObject(parent)
    , m_id(id)
    , m_visitor(std::move(arrival.visitor))
    , m_admission(std::move(arrival.admission))
    , m_webSocket(std::move(arrival.webSocket))
    , m_socket(arrival.socket)
    , m_guard(arrival.guard)
    , m_outbox(*m_webSocket, m_socket)
    , m_reader(reader)
    , m_changes(kChangesPerSecond)
    , m_messages(kMessagesPerSecond)
    , m_joins(kJoinsPerSecond)
    , m_work(kWorkMsPerSecond, kWorkMsAtOnce)
    , m_bornMs(nowMs)
    , m_heardMs(nowMs)
    , m_pingedMs(nowMs)
    , m_nowMs(nowMs)
    , m_movedMs(nowMs)
{
    limitIncoming(protocol::kMaxHelloBytes);
    m_webSocket->setOutgoingFrameSize(kOutgoingFrameBytes);
    connect(m_webSocket.get(), &QWebSocket::textMessageReceived, this, &Connection::readText);
    connect(m_webSocket.get(), &QWebSocket::binaryMessageReceived, this, &Connection::readBinary);
    connect(m_webSocket.get(), &QWebSocket::bytesWritten, this, &Connection::written);
    connect(m_webSocket.get(), &QWebSocket::disconnected, this, [this] {
        end({ErrorCode::ConnectionLost, {}});
        deleteLater();
    });
    if (const auto *tls = qobject_cast<QSslSocket *>(m_socket.data()))
        connect(tls, &QSslSocket::encryptedBytesWritten, this, &Connection::written);
    if (m_guard) {
        connect(m_guard, &FrameGuard::violated, this, &Connection::failFraming);
        // queued: QWebSocket still has to be told of what has arrived
        connect(m_guard, &FrameGuard::closeSeen, m_socket, &QTcpSocket::disconnectFromHost, Qt::QueuedConnection);
    }
    m_delay.setSingleShot(true);
    m_delay.setTimerType(Qt::PreciseTimer);
    connect(&m_delay, &QTimer::timeout, this, &Connection::deliverWaiting);
    m_linger.setSingleShot(true);
    connect(&m_linger, &QTimer::timeout, this, [this] {
        m_webSocket->abort();
        deleteLater();
    });
}

Connection::~Connection()
{
    m_webSocket->disconnect(this);
    if (m_socket)
        m_socket->disconnect(this);
    m_webSocket.reset();
    // QWebSocket leaves the socket below it to others
    delete m_socket.data();
}

void Connection::limitIncoming(qint64 bytes)
{
    if (!checks(Check::FrameSizes))
        return;
    m_webSocket->setMaxAllowedIncomingFrameSize(quint64(bytes));
    m_webSocket->setMaxAllowedIncomingMessageSize(quint64(bytes));
}

void Connection::welcome()
{
    m_isWelcome = true;
    limitIncoming(protocol::kMaxMessageBytes);
    if (m_guard)
        m_guard->inspector().setLimits(limitsAfterHello());
    if (!m_waiting.empty())
        m_delay.start(0);
}

void Connection::send(const protocol::ServerMessage &message)
{
    sendEncoded(protocol::encode(message));
}

void Connection::sendEncoded(const QByteArray &message)
{
    if (m_hasEnded)
        return;
    m_outbox.queue(message);
    wantFlush();
}

void Connection::sendTransfer(const protocol::ServerMessage &message, const QByteArray &payload)
{
    if (m_hasEnded)
        return;
    m_outbox.queueTransfer(message, payload);
    wantFlush();
}

void Connection::setCorked(bool corked)
{
    m_outbox.setCorked(corked);
    if (!corked && !m_hasEnded)
        wantFlush();
}

void Connection::wantFlush()
{
    if (m_wantsFlush)
        return;
    m_wantsFlush = true;
    Q_EMIT flushWanted();
}

void Connection::flush(FrameCache &frames)
{
    m_wantsFlush = false;
    if (m_hasEnded)
        return;
    m_outbox.flush(frames);
    // most lines have room: no need to have the event loop find that out for each of them
    if (m_socket)
        m_socket->flush();
}

void Connection::written()
{
    if (!m_isClosing && !m_isAwaited && !m_outbox.hasTransfer())
        return;
    if (m_isClosing)
        finishSending();
    if (m_hasEnded || m_outbox.queuedBytes() > kLevelBytes)
        return;
    if (m_outbox.hasTransfer())
        wantFlush();
    if (std::exchange(m_isAwaited, false))
        Q_EMIT drained();
}

void Connection::goodbye(const Error &reason)
{
    if (m_hasEnded)
        return;
    m_outbox.setCorked(false);
    send(protocol::Goodbye{reason.code, reason.text()});
    FrameCache frames;
    m_outbox.flush(frames);
    end(reason);
    close(protocol::closeCodeFor(reason.code), reason.text());
}

// Not QWebSocket::close(): that closes the socket at once, and where the client is sending at that moment, the
// system answers with a reset, which may overtake our last words.
void Connection::close(quint16 code, const QString &reason)
{
    m_linger.start(kLingerMs);
    if (!m_guard || !m_socket)
        return;
    m_isClosing = true;
    m_socket->write(closeFrame(code, reason));
    m_guard->discardInput();
    finishSending();
}

void Connection::finishSending()
{
    m_socket->flush();
    // TLS says its end itself, when the client has answered
    if (m_socket->bytesToWrite() == 0 && !qobject_cast<QSslSocket *>(m_socket.data()))
        ::shutdown(int(m_socket->socketDescriptor()), SHUT_WR);
}

void Connection::cut(const Error &reason)
{
    end(reason);
    // queued: a socket that ends inside its own signal is not what its other listeners expect
    QMetaObject::invokeMethod(m_webSocket.get(), [this] { m_webSocket->abort(); }, Qt::QueuedConnection);
    m_linger.start(kLingerMs);
}

void Connection::failFraming(quint16 closeCode, const QString &reason)
{
    if (!m_hasEnded) {
        end({ErrorCode::Malformed, reason});
        close(closeCode, reason);
    }
}

void Connection::end(const Error &reason)
{
    if (m_hasEnded)
        return;
    m_hasEnded = true;
    m_reason = reason;
    m_delay.stop();
    m_waiting.clear();
    Q_EMIT ended();
}

void Connection::tick(qint64 nowMs)
{
    m_nowMs = nowMs;
    if (m_hasEnded || !m_guard)
        return;
    const FrameInspector &inspector = m_guard->inspector();
    const qint64 controlFrames = inspector.controlFrames() - m_controlFrames;
    m_controlFrames += controlFrames;
    if (inspector.frames() != m_frames) {
        m_frames = inspector.frames();
        m_heardMs = nowMs;
    }
    const qint64 silence = nowMs - m_heardMs;
    if (controlFrames > kControlFramesPerTick && checks(Check::ControlFrames))
        failFraming(1008, QStringLiteral("too many control frames"));
    else if (m_isWelcome ? silence >= protocol::kServerSilenceMs
                         : nowMs - m_bornMs >= protocol::kFirstMessageMs && checks(Check::HelloTime))
        goodbye({ErrorCode::TimedOut, {}});
    else if (isStuck(nowMs))
        cut({ErrorCode::TooSlow, {}});
    else if (m_isWelcome && silence >= protocol::kPingIdleMs && nowMs - m_pingedMs >= protocol::kPingIdleMs) {
        // any client answers it, even one that knows no ping of ours
        m_pingedMs = nowMs;
        m_webSocket->ping();
    }
}

bool Connection::isStuck(qint64 nowMs)
{
    const qint64 sent = m_outbox.sentBytes();
    if (sent != m_movedBytes || m_outbox.queuedBytes() + m_outbox.transferBytes() <= kMaxQueuedBytes) {
        m_movedBytes = sent;
        m_movedMs = nowMs;
    }
    return nowMs - m_movedMs > kStuckMs;
}

void Connection::readText(const QString &text)
{
    if (m_hasEnded)
        return;
    const QByteArray bytes = text.toUtf8();
    auto message = protocol::decodeClientMessage(m_reader, bytes);
    if (!message) {
        goodbye(m_saidHello ? message.error() : Error{ErrorCode::HelloFirst, {}});
        return;
    }
    if (!*message)
        return;
    const bool isHello = std::holds_alternative<protocol::Hello>(**message);
    if (isHello == m_saidHello) {
        goodbye(isHello ? Error{ErrorCode::Malformed, QStringLiteral("The connection said hello twice.")}
                        : Error{ErrorCode::HelloFirst, {}});
        return;
    }
    m_saidHello = true;
    take(std::move(**message), bytes.size());
}

void Connection::readBinary(const QByteArray &frame)
{
    if (m_hasEnded)
        return;
    const auto chunk = protocol::decodeChunk(frame);
    if (!m_isWelcome || !chunk)
        goodbye({m_isWelcome ? ErrorCode::Malformed : ErrorCode::HelloFirst, {}});
    else if (m_waiting.empty())
        Q_EMIT chunkReceived(chunk->first, chunk->second.toByteArray());
    else // the message that announces it may be among those that wait
        putOff({Chunk{chunk->first, chunk->second.toByteArray()}, 0});
}

void Connection::take(protocol::ClientMessage message, qint64 bytes)
{
    const bool isHello = std::holds_alternative<protocol::Hello>(message);
    if (isHello || (m_waiting.empty() && mayDeliver(message)))
        deliver(message);
    else
        putOff({std::move(message), bytes});
}

void Connection::deliver(const protocol::ClientMessage &message)
{
    QElapsedTimer clock;
    clock.start();
    Q_EMIT received(message);
    m_work.spend(clock.nsecsElapsed() / 1000);
}

void Connection::putOff(Waiting waiting)
{
    const auto *chunk = std::get_if<Chunk>(&waiting.what);
    m_waitingBytes += waiting.bytes;
    m_waitingChunkBytes += chunk ? chunk->bytes.size() : 0;
    m_waiting.push_back(std::move(waiting));
    if (m_waiting.size() > kMaxWaitingMessages || m_waitingBytes > kMaxWaitingBytes
        || m_waitingChunkBytes > protocol::kMaxBlobBytes)
        goodbye({ErrorCode::TooMany, {}});
    else if (m_isWelcome && !m_delay.isActive())
        m_delay.start(kDelayMs);
}

bool Connection::mayDeliver(const protocol::ClientMessage &message)
{
    if (!m_isWelcome || m_outbox.queuedBytes() > kMaxQueuedBytes)
        return false;
    const qint64 now = monotonicMs();
    const bool attaches = std::holds_alternative<protocol::Join>(message) || std::holds_alternative<protocol::Resume>(message);
    // is answered with a whole document
    if (attaches && m_outbox.transferBytes() > kMaxQueuedBytes)
        return false;
    if (!checks(Check::Rates))
        return true;
    if (!m_work.mayWork(now) || !m_messages.tryTake(now))
        return false;
    if (attaches)
        return m_joins.tryTake(now);
    return !std::holds_alternative<protocol::Submit>(message) || m_changes.tryTake(now);
}

void Connection::deliverWaiting()
{
    while (!m_hasEnded && !m_waiting.empty()) {
        const auto *message = std::get_if<protocol::ClientMessage>(&m_waiting.front().what);
        if (message && !mayDeliver(*message)) {
            m_delay.start(kDelayMs);
            return;
        }
        const Waiting next = std::move(m_waiting.front());
        m_waiting.pop_front();
        m_waitingBytes -= next.bytes;
        if (const auto *chunk = std::get_if<Chunk>(&next.what)) {
            m_waitingChunkBytes -= chunk->bytes.size();
            Q_EMIT chunkReceived(chunk->transfer, chunk->bytes);
        } else {
            deliver(std::get<protocol::ClientMessage>(next.what));
        }
    }
}

} // namespace syngraph::net
