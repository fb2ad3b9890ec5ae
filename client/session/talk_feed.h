// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"
#include "protocol/talk_book.h"
#include "session/journal_record.h"

#include <set>

namespace syngraph::session {

// What comes of an event for the talk; the Session makes it part of its own effects.
struct TalkStep
{
    std::vector<JournalRecord> journal;
    std::vector<protocol::ClientMessage> send;
    bool changed = false;
};

// A client's side of the talk of one document: what the server has said, what is still to be said, and what both add
// up to. What this person says counts at once, is sent when the server's talk is level, and again after every loss of
// the connection until it comes back in the talk (once, by its id) or is refused. Pure; a value of the Session.
class TalkFeed
{
public:
    static Result<TalkFeed> restore(const TalkRecord &record);

    // What is to be shown: the server's talk with what is not sent yet behind it (there `time` is 0).
    const protocol::TalkBook &shown() const { return m_shown; }
    // Number of the last entry that the server has told.
    qint64 head() const { return m_known.head(); }
    bool isPending(protocol::TalkId id) const;
    qint64 pendingCount() const { return qint64(m_pending.size()); }
    // Whether this person has said it. Until the server has told who that is, only what is pending.
    bool isMine(const protocol::Remark &remark) const;
    // Grows with everything that changes.
    qint64 version() const { return m_version; }
    // Whether everything that was said before is here.
    bool isLevel() const { return m_isLevel; }

    // The document is level with the server.
    TalkStep attached();
    void detached();
    // The server was set back to an older state: even an entry of the same number and id may be another one by now.
    void startOver();
    TalkStep received(const protocol::Talk &talk);
    TalkStep received(const protocol::Said &said);
    // Gives what was refused.
    std::optional<protocol::Say> refused(const protocol::NotSaid &message, TalkStep &step);
    // Something this person says or does; refuses what the server would refuse anyway.
    Result<TalkStep> say(const protocol::Say &say, protocol::Role role);
    // Sends what was not sent yet, where the role allows it.
    TalkStep send(protocol::Role role);

    // Everything, for the journal.
    TalkRecord record() const;
    // As the journal has it, played again.
    Result<void> replay(const SaidRecord &record);
    Result<void> replay(const SayRecord &record);
    void replay(const NotSaidRecord &record);

private:
    bool take(const protocol::TalkEntry &entry);
    void forget(protocol::TalkId id);
    void showPending(const protocol::Say &say);
    void rebuild();
    protocol::ReadTalk ask() const;

    protocol::PersonId m_person;
    protocol::TalkBook m_known;
    protocol::TalkBook m_shown;
    std::vector<protocol::Say> m_pending; // in the order in which they were said
    std::set<protocol::TalkId> m_sent;    // on this connection
    bool m_isAttached = false;
    bool m_isLevel = false;
    qint64 m_version = 0;
};

} // namespace syngraph::session
