// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "cli/target.h"
#include "cli/wait.h"
#include "client_net/entrance.h"
#include "client_net/request_client.h"

namespace syngraph::cli {

// A connection to a server for a command that goes step by step; each call waits for its answer. Joins a document
// only without a Session: for what needs no copy of it.
class ServerClient
{
public:
    ServerClient();

    // Connects and is greeted.
    Result<void> open(const Target &target);
    // The document that the address means: its id, or a title that only one document has.
    Result<DocumentId> findDocument(const QString &idOrTitle);
    template<typename Request>
    Result<client_net::Reply> ask(Request request)
    {
        std::optional<Result<client_net::Reply>> answer;
        m_requests.ask(std::move(request), [&](Result<client_net::Reply> reply) { answer = std::move(reply); });
        waitUntil([&] { return answer || m_lost; });
        return answer ? *answer : Result<client_net::Reply>(*m_lost);
    }
    void send(const protocol::ClientMessage &message) { m_connection.send(message); }
    client_net::Entrance &entrance() { return m_entrance; }
    QByteArray fingerprint() const { return m_connection.fingerprint(); }
    // Why the connection has ended.
    const std::optional<Error> &lost() const { return m_lost; }
    // The next message that is no answer to a request.
    Result<protocol::ServerMessage> next();

private:
    client_net::Connection m_connection;
    client_net::RequestClient m_requests;
    client_net::Entrance m_entrance{m_connection, m_requests};
    std::deque<protocol::ServerMessage> m_messages;
    std::optional<Error> m_lost;
};

// The same over a connection for this one question.
Result<DocumentId> findDocument(const Target &target);

} // namespace syngraph::cli
