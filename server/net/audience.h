// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/connection.h"
#include "room/room.h"

#include <map>

namespace syngraph::net {

// The connections of one room, and up to which revision each has been sent the log. What is for everybody is
// encoded once in each form that somebody takes. A connection that does not read fast enough gets no more of it: it is
// behind, and pulls from the room's log when its queue is nearly empty; one that stays behind without moving is cut.
// Invariant: what a connection is sent of the log is consecutive. Does not own connections; socket thread only, times
// in ms.
class Audience
{
public:
    // Somebody who asked to join and is not told anything yet.
    void add(Connection *connection) { m_members[connection->id()].connection = connection; }
    void remove(room::ConnectionId id);
    Connection *find(room::ConnectionId id) const;
    bool isEmpty() const { return m_members.empty(); }
    int attachedCount() const { return m_attachedCount; }
    std::vector<Connection *> connections() const;

    void send(const room::Send &send);
    void broadcast(const room::Broadcast &message, const room::Room &room, qint64 nowMs);
    // To be called when the queue of a connection has nearly emptied.
    void catchUp(room::ConnectionId id, const room::Room &room);
    void tick(const room::Room &room, qint64 nowMs);

private:
    class Forms;

    struct Member
    {
        Connection *connection = nullptr;
        bool isAttached = false;
        Revision sent; // the log up to here has been queued
        bool isBehind = false;
        qint64 behindSinceMs = 0;
        qint64 sentBytes = 0; // when it was last seen to move
    };

    void offer(Member &member, const protocol::Committed &committed, Forms &forms, const room::Room &room, qint64 nowMs);
    void pull(Member &member, const room::Room &room);

    std::map<room::ConnectionId, Member> m_members;
    int m_attachedCount = 0;
};

} // namespace syngraph::net
