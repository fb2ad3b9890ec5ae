// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/web_socket_transport.h"

#include "base/plant.h"
#include "protocol/limits.h"
#include "trust/transcript.h"

#include <QCryptographicHash>
#include <QSslConfiguration>
#include <QSslKey>
#include <QWebSocketHandshakeOptions>

namespace syngraph::client_net {
namespace {

constexpr quint64 kFrameBytes = quint64(256) << 20;
// A server that accepts the connection and then says nothing.
constexpr int kOpenMs = 10'000;
// What is told in one turn of the event loop.
constexpr qint64 kTurnMs = 4;

QString withoutDot(QString sentence)
{
    while (sentence.endsWith(u'.'))
        sentence.chop(1);
    return sentence;
}

} // namespace

WebSocketTransport::WebSocketTransport(QObject *parent) : Transport(parent)
{
    // Qt cuts long text frames at byte positions and then refuses the halves of characters (SERVER 4).
    m_socket.setOutgoingFrameSize(kFrameBytes);
    m_socket.setMaxAllowedIncomingFrameSize(kFrameBytes);
    m_socket.setMaxAllowedIncomingMessageSize(kFrameBytes);
    m_deadline.setSingleShot(true);
    m_deadline.setInterval(kOpenMs);
    connect(&m_deadline, &QTimer::timeout, this, [this] {
        fail({ErrorCode::TimedOut, QStringLiteral("%1 did not answer in time; check the address and the network.")
                                       .arg(m_endpoint.url.authority())});
    });
    connect(&m_socket, &QWebSocket::connected, this, &WebSocketTransport::handshaken);
    connect(&m_socket, &QWebSocket::disconnected, this, &WebSocketTransport::disconnected);
    connect(&m_socket, &QWebSocket::sslErrors, this, &WebSocketTransport::checkKey);
    connect(&m_socket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), this,
            &WebSocketTransport::socketFailed);
    connect(&m_socket, &QWebSocket::textMessageReceived, this,
            [this](const QString &text) { take({true, text.toUtf8()}); });
    connect(&m_socket, &QWebSocket::binaryMessageReceived, this,
            [this](const QByteArray &bytes) { take({false, bytes}); });
    m_nextTurn.setSingleShot(true);
    connect(&m_nextTurn, &QTimer::timeout, this, [this] {
        m_turn.start();
        if (m_frames.empty())
            return;
        m_nextTurn.start(0);
        tellSome();
    });
}

WebSocketTransport::~WebSocketTransport()
{
    m_over = true;
    m_socket.disconnect(this);
}

void WebSocketTransport::open(const Endpoint &endpoint)
{
    m_over = false;
    m_endpoint = endpoint;
    if (endpoint.url.scheme() == QLatin1StringView("wss")) {
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setProtocol(QSsl::TlsV1_2OrLater);
        // With a pin no authority is asked, so that reading their certificates can be spared.
        if (!endpoint.pin.isEmpty())
            configuration.setCaCertificates({});
        m_socket.setSslConfiguration(configuration);
    }
    QWebSocketHandshakeOptions options;
    options.setSubprotocols({QLatin1StringView(protocol::kSubprotocol)});
    m_deadline.start();
    m_socket.open(endpoint.url, options);
}

QByteArray WebSocketTransport::keyHex() const
{
    const QSslCertificate certificate = m_socket.sslConfiguration().peerCertificate();
    if (certificate.isNull())
        return {};
    return QCryptographicHash::hash(certificate.publicKey().toDer(), QCryptographicHash::Sha256).toHex();
}

QByteArray WebSocketTransport::fingerprint() const
{
    const QByteArray hex = keyHex();
    return hex.isEmpty() ? trust::noFingerprint() : QByteArray::fromHex(hex);
}

// Called only where the certificate did not convince by itself; the key decides, nothing else.
void WebSocketTransport::checkKey(const QList<QSslError> &errors)
{
    const QByteArray key = keyHex();
    const bool isPinned = key == m_endpoint.pin || !checks(Check::Pins);
    const bool isAccepted = m_endpoint.pin.isEmpty() ? m_endpoint.takesAnyKey : isPinned;
    if (isAccepted) {
        m_socket.ignoreSslErrors(errors);
        return;
    }
    if (m_endpoint.pin.isEmpty()) {
        fail({ErrorCode::Untrusted,
              QStringLiteral("The server's key is not known; if its fingerprint is the one you were told, pin it: %1")
                  .arg(QLatin1StringView(key))});
        return;
    }
    fail({ErrorCode::KeyChanged,
          QStringLiteral("The server's key is not the pinned one; it has the fingerprint %1").arg(QLatin1StringView(key))});
}

void WebSocketTransport::handshaken()
{
    m_deadline.stop();
    const bool pinned = m_endpoint.url.scheme() == QLatin1StringView("wss") && !m_endpoint.pin.isEmpty();
    if (pinned && keyHex() != m_endpoint.pin && checks(Check::Pins)) {
        checkKey({});
        return;
    }
    if (m_socket.subprotocol() != QLatin1StringView(protocol::kSubprotocol)) {
        fail({ErrorCode::NoCommonProtocol,
              QStringLiteral("%1 is not a Syngraph server.").arg(m_endpoint.url.authority())});
        return;
    }
    m_open = true;
    Q_EMIT opened();
}

void WebSocketTransport::take(Frame frame)
{
    m_frames.push_back(std::move(frame));
    if (!m_nextTurn.isActive()) {
        m_turn.start();
        m_nextTurn.start(0);
    }
    tellSome();
}

void WebSocketTransport::tellNext()
{
    const Frame frame = std::move(m_frames.front());
    m_frames.pop_front();
    if (frame.isText)
        Q_EMIT textReceived(frame.bytes);
    else
        Q_EMIT binaryReceived(frame.bytes);
}

void WebSocketTransport::tellSome()
{
    while (!m_frames.empty() && !m_turn.hasExpired(kTurnMs))
        tellNext();
}

void WebSocketTransport::fail(const Error &reason)
{
    if (m_over)
        return;
    m_over = true;
    m_deadline.stop();
    m_socket.abort();
    Q_EMIT closed(reason);
}

// How an attempt fails; of an open connection disconnected() tells.
void WebSocketTransport::socketFailed()
{
    if (m_open)
        return;
    fail({ErrorCode::Unreachable, QStringLiteral("The server at %1 can't be reached: %2.")
                                      .arg(m_endpoint.url.authority(), withoutDot(m_socket.errorString()))});
}

void WebSocketTransport::disconnected()
{
    // what it said last is heard before
    while (!m_over && !m_frames.empty())
        tellNext();
    // Of an attempt that failed, the socket says only afterwards why.
    if (m_open)
        fail({ErrorCode::ConnectionLost, m_socket.closeReason()});
    else
        QTimer::singleShot(0, this, &WebSocketTransport::socketFailed);
}

void WebSocketTransport::sendText(const QByteArray &frame)
{
    if (!m_over)
        m_socket.sendTextMessage(QString::fromUtf8(frame));
}

void WebSocketTransport::sendBinary(const QByteArray &frame)
{
    if (!m_over)
        m_socket.sendBinaryMessage(frame);
}

void WebSocketTransport::abort()
{
    m_over = true;
    m_frames.clear();
    m_deadline.stop();
    m_socket.abort();
}

void WebSocketTransport::close()
{
    m_socket.close();
}

} // namespace syngraph::client_net
