// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/run_file.h"
#include "model/json_reader.h"
#include "protocol/messages.h"

#include <QWebSocket>

namespace syngraph::app {

// The owner's connection to a running server, for one subcommand: asks and waits. Errors are values; the
// server's silence is one after a while. Main thread only.
class AdminClient : public QObject
{
    Q_OBJECT

public:
    AdminClient();

    Result<void> connectTo(const RunFile &run);
    // The answer to a request; what is not the answer is passed over.
    Result<protocol::ServerMessage> ask(const protocol::ClientMessage &request);

private:
    Result<protocol::ServerMessage> waitForMessage();

    QWebSocket m_webSocket;
    model::JsonReader m_reader;
    std::vector<protocol::ServerMessage> m_received;
};

} // namespace syngraph::app
