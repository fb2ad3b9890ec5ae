// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "client_net/connection.h"
#include "client_net/web_socket_transport.h"
#include "e2e/server_process.h"

#include <QTest>

namespace syngraph::test {

// Makes a document on this server; its address, empty where that failed.
inline QString addressOfNewDocument(const ServerProcess &server)
{
    protocol::CreateDocument request;
    request.title = QStringLiteral("Minutes");
    client_net::Connection connection([] { return std::make_unique<client_net::WebSocketTransport>(); });
    bool isMade = false;
    QObject::connect(&connection, &client_net::Connection::welcomed, &connection, [&] { connection.send(request); });
    QObject::connect(&connection, &client_net::Connection::received, &connection, [&] { isMade = true; });
    connection.open({server.url(), {}}, {server.ownerToken(), QStringLiteral("Owner")});
    const bool isThere = QTest::qWaitFor([&] { return isMade; }, 60'000);
    connection.abort();
    return isThere ? QStringLiteral("syngraph://127.0.0.1:%1/Minutes").arg(server.port()) : QString();
}

} // namespace syngraph::test
