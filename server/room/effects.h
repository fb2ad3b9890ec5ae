// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "protocol/change_record.h"
#include "protocol/messages.h"
#include "room/missed_changes.h"

#include <QVarLengthArray>

#include <memory>
#include <vector>

// What a Room wants done. The caller executes it; a Room never calls out.
namespace syngraph::room {

// One connection of the server process, numbered by the caller, never reused while a Room lives.
using ConnectionId = qint64;
using Millis = qint64;

struct Send
{
    ConnectionId to = 0;
    protocol::ServerMessage message;
    QByteArray payload; // to follow in binary frames where the message announces a transfer (number left to caller)
};

// The same for everybody attached, so that it is serialised once. Of each connection the caller remembers the
// revision of the last Snapshot, CatchUp or Committed it was sent: a Committed that does not begin right behind
// it is not for that connection, which pulls what it lacks with Room::committedSince().
using Broadcast = std::shared_ptr<const protocol::ServerMessage>;
using Broadcasts = QVarLengthArray<Broadcast, 1>; // mostly one, which needs no heap memory

struct Drop
{
    ConnectionId connection = 0;
    Error reason;
};

// Somebody who comes back has missed so much that it is for MissedChanges to find; answer with
// Room::missedFound(ticket, …).
struct FindMissed
{
    qint64 ticket = 0;
    Missed missed;
};

// To be executed in this order: commit, drop, send, broadcast, find.
struct Effects
{
    QVarLengthArray<protocol::ChangeRecord, 1> commit; // make durable in order, then call Room::persisted()
    std::vector<Drop> drop;
    std::vector<Send> send;
    Broadcasts broadcast;
    std::vector<FindMissed> find;

    void append(Effects &&other);
};

} // namespace syngraph::room
