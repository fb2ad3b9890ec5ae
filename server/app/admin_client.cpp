// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/admin_client.h"

#include "protocol/codec.h"
#include "protocol/limits.h"

#include <QEventLoop>
#include <QFile>
#include <QTimer>

#include <concepts>

namespace syngraph::app {
namespace {

constexpr int kPatienceMs = 60'000; // a backup takes its time

// 0 where it asks or answers nothing.
template<typename Message>
qint64 requestOf(const Message &message)
{
    return std::visit(
        []<typename M>(const M &m) -> qint64 {
            if constexpr (requires { { m.request } -> std::convertible_to<qint64>; })
                return m.request;
            else
                return 0;
        },
        message);
}

} // namespace

AdminClient::AdminClient()
{
    m_webSocket.setOutgoingFrameSize(1ULL << 30);
    connect(&m_webSocket, &QWebSocket::textMessageReceived, this, [this](const QString &text) {
        auto messages = protocol::decodeServerFrame(m_reader, text.toUtf8());
        if (messages)
            std::ranges::move(*messages, std::back_inserter(m_received));
    });
}

Result<protocol::ServerMessage> AdminClient::waitForMessage()
{
    QEventLoop loop;
    QTimer::singleShot(kPatienceMs, &loop, &QEventLoop::quit);
    connect(&m_webSocket, &QWebSocket::textMessageReceived, &loop, &QEventLoop::quit);
    connect(&m_webSocket, &QWebSocket::disconnected, &loop, &QEventLoop::quit);
    connect(&m_webSocket, QOverload<QAbstractSocket::SocketError>::of(&QWebSocket::error), &loop, &QEventLoop::quit);
    if (m_received.empty())
        loop.exec();
    if (m_received.empty())
        return ErrorCode::Unreachable;
    protocol::ServerMessage message = std::move(m_received.front());
    m_received.erase(m_received.begin());
    if (const auto *goodbye = std::get_if<protocol::Goodbye>(&message))
        return Error{goodbye->code, goodbye->text};
    return message;
}

Result<void> AdminClient::connectTo(const RunFile &run)
{
    QFile file(run.tokenFile);
    if (!file.open(QIODevice::ReadOnly))
        return Error{ErrorCode::NotAllowed, QStringLiteral("Can't read the owner's token in %1.").arg(run.tokenFile)};
    const QString token = QString::fromLatin1(file.read(1024).trimmed());
    connect(&m_webSocket, &QWebSocket::connected, this, [this, token] {
        const protocol::Hello hello{{protocol::kProtocolVersion, protocol::kProtocolVersion}, {}, token, {}};
        m_webSocket.sendTextMessage(QString::fromUtf8(protocol::encode(protocol::ClientMessage(hello))));
    });
    m_webSocket.open(QUrl(run.adminUrl));
    const auto welcome = waitForMessage();
    return welcome ? Result<void>() : welcome.error();
}

Result<protocol::ServerMessage> AdminClient::ask(const protocol::ClientMessage &request)
{
    m_webSocket.sendTextMessage(QString::fromUtf8(protocol::encode(request)));
    auto answer = waitForMessage();
    // what somebody else changes meanwhile is told too
    while (answer && requestOf(*answer) != requestOf(request))
        answer = waitForMessage();
    if (!answer)
        return answer;
    if (const auto *failed = std::get_if<protocol::Failed>(&*answer))
        return Error{failed->code, failed->text};
    return answer;
}

} // namespace syngraph::app
