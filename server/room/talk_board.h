// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/talk_book.h"
#include "room/effects.h"

#include <set>

namespace syngraph::room {

// Who says something, as the caller knows it at that moment.
struct Speaker
{
    QString name;
    protocol::PersonId person;
    protocol::Role role = protocol::Role::None;
};

// One message for several connections, so that it is serialised once.
struct Tell
{
    std::vector<ConnectionId> to;
    protocol::ServerMessage message;
};

// To be executed in this order: make durable, tell.
struct TalkEffects
{
    std::vector<protocol::TalkEntry> write; // new ones and older ones that lost their text; then TalkBoard::persisted()
    std::vector<Tell> tell;
};

// The talk of one open document: comments and chat, beside the Room that orders its changes. Pure: events in, effects
// out. Invariant: what is told to anybody is durable; an id takes effect once. Who has read gets all that comes after
// it. Not thread safe; a value owned by the socket thread.
class TalkBoard
{
public:
    // Refuses entries that do not follow each other.
    static Result<TalkBoard> start(std::vector<protocol::TalkEntry> entries);

    TalkEffects read(ConnectionId connection, const protocol::ReadTalk &message, protocol::PersonId person);
    TalkEffects say(ConnectionId connection, const protocol::Say &message, const Speaker &speaker, Millis nowUtc);
    // The entries up to this number are durable.
    TalkEffects persisted(qint64 number);
    void left(ConnectionId connection);

    const protocol::TalkBook &book() const { return m_book; }

private:
    struct Waiting
    {
        ConnectionId connection = 0;
        protocol::ReadTalk message;
        protocol::PersonId person;
    };

    Tell answer(const Waiting &waiting) const;

    protocol::TalkBook m_book;
    qint64 m_persisted = 0;
    qint64 m_lastMs = 0;
    std::set<ConnectionId> m_readers;
    std::vector<Waiting> m_waiting; // until what they would see is durable
};

} // namespace syngraph::room
