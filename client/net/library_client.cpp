// SPDX-License-Identifier: GPL-3.0-or-later
#include "client_net/library_client.h"

namespace syngraph::client_net {
namespace {

constexpr int kRestMs = 5'000;

} // namespace

LibraryClient::LibraryClient(PersonalServer &server, TransportFactory makeTransport, QObject *parent)
    : QObject(parent),
      m_server(server),
      m_connection(std::move(makeTransport)),
      m_requests([this](const protocol::ClientMessage &message) { m_connection.send(message); })
{
    m_rest.setSingleShot(true);
    m_rest.setInterval(kRestMs);
    connect(&m_rest, &QTimer::timeout, this, [this] { m_connection.close(); });
    connect(&m_connection, &Connection::welcomed, this, &LibraryClient::welcomed);
    connect(&m_connection, &Connection::closed, this, &LibraryClient::closed);
    connect(&m_connection, &Connection::received, this,
            [this](const protocol::ServerMessage &message, const QByteArray &payload) {
                m_requests.take(message, payload);
            });
    connect(&m_server, &PersonalServer::found, this, [this](const PersonalServer::Access &access) {
        if (m_isConnecting)
            m_connection.open(access.endpoint, {access.token, {}});
    });
    connect(&m_server, &PersonalServer::failed, this, [this](const Error &reason) {
        if (!m_isConnecting)
            return;
        m_isConnecting = false;
        failWaiting(reason);
    });
}

LibraryClient::~LibraryClient()
{
    m_connection.abort();
}

void LibraryClient::connectNow()
{
    m_isConnecting = true;
    m_server.find();
}

void LibraryClient::welcomed()
{
    m_isConnecting = false;
    m_isSecondTry = false;
    for (const Question &question : std::exchange(m_waiting, {}))
        question.put();
}

void LibraryClient::closed(const Error &reason)
{
    const bool wasConnecting = std::exchange(m_isConnecting, false);
    m_requests.failAll(reason);
    if (m_waiting.empty())
        return;
    // the server that was found may just have ended itself
    if (wasConnecting && std::exchange(m_isSecondTry, true)) {
        m_isSecondTry = false;
        failWaiting(reason);
    } else {
        connectNow();
    }
}

void LibraryClient::failWaiting(const Error &reason)
{
    for (const Question &question : std::exchange(m_waiting, {}))
        question.fail(reason);
}

} // namespace syngraph::client_net
