// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/access.h"
#include "net/answer.h"
#include "net/introduction.h"
#include "net/upload.h"

#include <map>

namespace syngraph::net {

// What the server knows of one connection that has said hello.
struct Client
{
    Connection *connection = nullptr;
    Caller caller;
    QString name;
    Introduction introduction;
    std::optional<DocumentId> codeAsked; // and not proved yet

    // The document it is in or on the way into; a connection is in one at a time.
    std::optional<DocumentId> document;
    ClientId id;       // of the attachment
    ClientId resuming; // whose token is being looked at; null: nobody's
    std::map<quint32, Upload> uploads;
    Reads reads;
    Turn turn; // of the read that is being begun
};

inline Answer answerTo(const Client &client, qint64 request)
{
    return {client.connection, request, client.turn};
}

} // namespace syngraph::net
