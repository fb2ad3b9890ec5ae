// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/reads.h"

#include <QPointer>

namespace syngraph::net {

// Where the answer to a request goes: nowhere, once the connection is gone.
struct Answer
{
    QPointer<Connection> connection;
    qint64 request = 0;
    Turn turn = {};

    void send(const protocol::ServerMessage &message) const
    {
        if (connection)
            connection->send(message);
    }
    void sendTransfer(const protocol::ServerMessage &message, const QByteArray &payload) const
    {
        if (connection)
            connection->sendTransfer(message, payload);
    }
    void fail(const Error &error) const { send(protocol::Failed{request, error.code, error.text()}); }
    void finish(const Result<void> &result) const
    {
        if (result)
            send(protocol::Done{request});
        else
            fail(result.error());
    }
};

} // namespace syngraph::net
