// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "session/presence_map.h"
#include "session/session_effects.h"
#include "session/talk_feed.h"

#include <QHash>
#include <QSet>

#include <span>

namespace syngraph::session {

// How a Session stands with its server.
struct Offline { };
struct Joining { };
struct Live { }; // everything sent is acknowledged, or on its way
struct Stopped   // will not go on by itself; the document stays editable as an own copy
{
    Error reason;
};
using Link = std::variant<Offline, Joining, Live, Stopped>;

// The document that a snapshot brings, if it is the one that the message says. For any thread.
Result<model::Document> readSnapshot(const protocol::Snapshot &message, const QByteArray &payload);

// This client's attachment to one document: what is typed goes into PendingEdits at once and to the server one
// change at a time; what comes is moved over what is pending. Pure: events in, SessionEffects out; no socket,
// clock, disk, randomness. Editing is always possible once there is a document, in every Link.
// Invariant: at most one change in flight, frozen while its attachment lives; after a catch-up it is sent again
// under the same number with the new base; the journal's records, played again, give the same Session.
class Session
{
public:
    explicit Session(DocumentId document, const SubmitLimits &limits = {}) : m_document(document), m_limits(limits) { }
    // From what a journal kept; refuses records that do not fit each other.
    static Result<Session> restore(DocumentId document, std::span<const JournalRecord> records,
                                   const SubmitLimits &limits = {});

    // Keeps other people's carets from the next document on; without it their words are passed over.
    void followOthers() { m_others.emplace(m_revision); }

    // Takes part in the talk: comments and chat. Without it what is said is passed over, and nothing of it kept.
    void followTalk()
    {
        if (!m_talk)
            m_talk.emplace();
    }

    // A row of protocol::kPersonColors to be seen in, from the next connection on; nothing: any.
    void wishColor(std::optional<qint64> color) { m_wishedColor = color; }

    // Nothing is sent under a client id, or under the number of a change that was refused, before isOnDisk() has said
    // that the journal has that: else a machine that goes down forgets under which id a change was sent, or that the
    // number stands for another one now, and sends it again. For a Session with a journal.
    void awaitDisk() { m_awaitsDisk = true; }
    // `mark`: the SessionEffects::toDisk that asked for it.
    SessionEffects isOnDisk(qint64 mark);

    // Pictures of own changes are brought to the server ahead of them, by whoever keeps their bytes: nothing of what is
    // pending is sent while it inserts one of picturesToStore(). Those of what was pending before are among them, since
    // nobody remembers whether they were brought.
    void awaitPictures()
    {
        m_awaitsPictures = true;
        collectPictures();
    }
    // The next change inserts it; `hash`: 64 hex digits.
    void pictureAdded(const QByteArray &hash) { m_picturesToStore.insert(hash); }
    // The server has it, or will never take it.
    SessionEffects pictureStored(const QByteArray &hash);
    const QSet<QByteArray> &picturesToStore() const { return m_picturesToStore; }

    // The connection has been greeted; joins or resumes.
    SessionEffects connected(Millis now);
    SessionEffects disconnected(Millis now);
    // `payload`: the bytes of the transfer that the message announced, all of them.
    SessionEffects received(const protocol::ServerMessage &message, const QByteArray &payload, Millis now);
    // The same of a snapshot whose content has been read already.
    SessionEffects received(const protocol::Snapshot &message, Result<model::Document> content, Millis now);
    // Something came that is no message for it: part of a transfer, the answer to a request.
    void heard(Millis now) { m_heard = now; }
    SessionEffects tick(Millis now);

    // A change that the schema forbids is refused with a notice, and the visible document is to be taken anew.
    SessionEffects edit(const model::Delta &change, PendingEdits::Grouping grouping, Millis now,
                        StepLabel label = 0);
    // A change that carries out a verdict, to be seen at once; what the server makes of it counts in the end.
    SessionEffects decide(const model::Verdict &verdict, const model::Delta &change, StepLabel label = 0);
    SessionEffects undo(Millis now);
    SessionEffects redo(Millis now);
    // What was done so far can't be taken back any more; for a content that nobody has written here.
    SessionEffects forgetSteps();
    // My selections in the visible document.
    SessionEffects setPresence(std::vector<protocol::Range> ranges, Millis now);

    // Something this person says, under an id never used before; needs followTalk() and a document.
    Result<SessionEffects> say(const protocol::Say &say);

    const Link &link() const { return m_link; }
    // Whether there is a document to show and edit.
    bool hasDocument() const { return m_edits.has_value(); }
    const PendingEdits &edits() const { return *m_edits; }
    // Null where it takes no part.
    const TalkFeed *talk() const { return m_talk ? &*m_talk : nullptr; }
    // Changes and words that the server does not have.
    qint64 pendingCount() const
    {
        return (m_edits ? m_edits->pendingCount() : 0) + (m_talk ? m_talk->pendingCount() : 0);
    }
    DocumentId document() const { return m_document; }
    Revision revision() const { return m_revision; }
    const QString &title() const { return m_title; }
    protocol::Role role() const { return m_role; }
    std::optional<ErrorCode> readOnly() const { return m_readOnly; }
    qint64 member() const { return m_member; }
    const QHash<qint64, protocol::Person> &people() const { return m_people; }
    // Carets and selections of others in the visible document; without the one of member().
    std::vector<PresenceMap::Carets> othersCarets() const;
    // Ms since the server was asked for the answer that it owes; 0 when it owes none.
    Millis silence(Millis now) const;
    // How to resume: what the journal must know beside the document.
    AttachedRecord attachment() const
    {
        return m_rejoin ? m_rejoin->given : AttachedRecord{m_client, m_token, m_sequence, m_epoch};
    }
    // The journal may be replaced by these: the same state, without the past.
    std::vector<JournalRecord> compacted() const;
    // The document as the server has it, without the right to resume: for a Session with a client id of its own.
    std::vector<JournalRecord> detached() const;

private:
    // Whose change it is.
    struct Author
    {
        bool isMe = false;
        qint64 member = 0; // 0: not known, or several
    };

    // Why the next document is merged rather than taken over, and what becomes of what is pending.
    struct Rejoin
    {
        enum class Pending {
            Kept,           // moved over the difference
            MayBeCommitted, // of the change in flight the log tells, see on(History)
            SetAside        // this client id has committed what is not known here: only shown to the person
        };
        Notice::Kind kind = Notice::Kind::Merged;
        Error reason = {};
        Pending pending = Pending::Kept;
        AttachedRecord given = {}; // up; the journal keeps it until the merge is done
        Revision target = {}; // of the snapshot that waits for the log
        std::optional<model::Document> targetDocument = {};
        quint64 targetChain = 0;
        std::vector<protocol::Committed> later = {}; // arrived while the log is searched
    };

    SessionEffects on(const protocol::Joined &message);
    SessionEffects on(const protocol::Snapshot &message, const QByteArray &payload);
    SessionEffects on(const protocol::Snapshot &message, Result<model::Document> document);
    void addWhatFollows(SessionEffects &effects, Millis now);
    SessionEffects on(const protocol::CatchUp &message);
    SessionEffects on(const protocol::Committed &message);
    SessionEffects on(const protocol::Refused &message);
    SessionEffects on(const protocol::ContentHash &message);
    SessionEffects on(const protocol::Failed &message);
    SessionEffects on(const protocol::History &message);
    SessionEffects on(const protocol::DocumentState &message);
    SessionEffects on(const protocol::PersonJoined &message);
    SessionEffects on(const protocol::PersonLeft &message);
    SessionEffects on(const protocol::PresenceUpdate &message);
    SessionEffects on(const protocol::Talk &message);
    SessionEffects on(const protocol::Said &message);
    SessionEffects on(const protocol::NotSaid &message);
    void take(TalkStep &&step, SessionEffects &effects) const;
    void meetTalk(SessionEffects &effects);
    void keepTalk(SessionEffects &effects) const;
    void sendTalk(SessionEffects &effects);
    bool apply(const model::Delta &change, const Author &by, Revision revision, quint64 chain, SessionEffects &effects);
    void shown(const model::Delta &change);
    SessionEffects rejoin(Rejoin why);
    void adopt(model::Document document, SessionEffects &effects);
    void mergeInto(model::Document document, SessionEffects &effects);
    SessionEffects searchLog();
    void settled(SessionEffects &effects);
    void goOnSending(SessionEffects &effects);
    bool mustWaitForDisk() const;
    void needsDisk(SessionEffects &effects);
    void collectPictures();
    bool mustWaitForPictures() const;
    void submit(const Outgoing &outgoing, SessionEffects &effects);
    model::Delta pending() const;
    void trySend(SessionEffects &effects);
    void sendPresence(Millis now, SessionEffects &effects);
    Result<void> replay(const JournalRecord &record);
    void replayBase(const BaseRecord &record);
    Result<void> replayEdit(const EditRecord &record);
    Result<void> replayPending(const PendingRecord &record);
    Result<void> replaySent(const SentRecord &record);
    Result<void> replayTalk(const TalkRecord &record);

    DocumentId m_document;
    SubmitLimits m_limits;
    Link m_link = Offline{};
    std::optional<PendingEdits> m_edits;
    Epoch m_epoch;
    Revision m_revision;
    quint64 m_chain = protocol::kChainStart;
    ClientId m_client;
    bool m_awaitsDisk = false;
    qint64 m_diskMark = 1; // of the last record that must be on the disk before anything is sent
    qint64 m_onDisk = 0;   // the highest mark that is
    bool m_awaitsPictures = false;
    QSet<QByteArray> m_picturesToStore;
    ResumeToken m_token;
    Sequence m_sequence; // last one used up; the change in flight has the next
    QString m_title;
    protocol::Role m_role = protocol::Role::None;
    // The lowest that the server can have looked at the change in flight with; None: not known any more.
    protocol::Role m_sentAs = protocol::Role::None;
    std::optional<ErrorCode> m_readOnly;
    qint64 m_member = 0;
    QHash<qint64, protocol::Person> m_people;
    std::optional<PresenceMap> m_others;
    std::optional<TalkFeed> m_talk;
    std::optional<Rejoin> m_rejoin;
    Millis m_heard = 0;
    Millis m_pinged = 0;
    Millis m_asked = 0; // the first ping since m_heard
    qint64 m_pingNumber = 0;
    std::optional<qint64> m_wishedColor;
    std::vector<protocol::Range> m_ranges;
    bool m_presenceDue = false;
    Millis m_presenceSent = 0;
};

} // namespace syngraph::session
