// SPDX-License-Identifier: GPL-3.0-or-later
#include "cli/server_client.h"

#include "client_net/web_socket_transport.h"

namespace syngraph::cli {

using client_net::Connection;

ServerClient::ServerClient()
    : m_connection([] { return std::make_unique<client_net::WebSocketTransport>(); }),
      m_requests([this](const protocol::ClientMessage &message) { m_connection.send(message); })
{
    QObject::connect(&m_connection, &Connection::received, &m_connection,
                     [this](const protocol::ServerMessage &message, const QByteArray &payload) {
                         if (!m_requests.take(message, payload))
                             m_messages.push_back(message);
                     });
    QObject::connect(&m_connection, &Connection::closed, &m_connection, [this](const Error &reason) {
        m_lost = reason;
        m_requests.failAll(reason);
    });
}

Result<void> ServerClient::open(const Target &target)
{
    m_connection.open(target.endpoint, target.credentials);
    waitUntil([this] { return m_connection.isWelcomed() || m_lost; });
    return m_lost ? Result<void>(*m_lost) : Result<void>();
}

Result<protocol::ServerMessage> ServerClient::next()
{
    waitUntil([this] { return !m_messages.empty() || m_lost; });
    if (m_messages.empty())
        return *m_lost;
    protocol::ServerMessage message = std::move(m_messages.front());
    m_messages.pop_front();
    return message;
}

Result<DocumentId> ServerClient::findDocument(const QString &idOrTitle)
{
    if (const auto id = DocumentId::fromHex(idOrTitle.toLatin1()))
        return *id;
    const auto reply = ask(protocol::ListDocuments{});
    if (!reply)
        return reply.error();
    const auto *documents = std::get_if<protocol::Documents>(&reply->message);
    if (!documents)
        return ErrorCode::Malformed;
    QStringList ids;
    DocumentId found;
    for (const protocol::DocumentEntry &entry : documents->documents) {
        if (entry.title != idOrTitle)
            continue;
        found = entry.document;
        ids.append(entry.document.toString());
    }
    if (ids.isEmpty())
        return Error{ErrorCode::NotFound, QStringLiteral("There is no document \"%1\" that you may see.").arg(idOrTitle)};
    if (ids.size() > 1) {
        return Error{ErrorCode::Ambiguous, QStringLiteral("Several documents are called \"%1\"; use the id: %2.")
                                               .arg(idOrTitle, ids.join(QLatin1StringView(", ")))};
    }
    return found;
}

Result<DocumentId> findDocument(const Target &target)
{
    ServerClient finder;
    if (auto opened = finder.open(target); !opened)
        return opened.error();
    return finder.findDocument(target.address.document);
}

} // namespace syngraph::cli
