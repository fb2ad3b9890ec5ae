// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/document.h"
#include "room/change_log.h"
#include "room/effects.h"
#include "room/presence_board.h"

#include <QSet>

#include <map>

namespace syngraph::room {

// What a Room begins with: a document as the store has it.
struct RoomStart
{
    DocumentId document;
    Epoch epoch;
    QString title;
    Revision snapshotRevision;
    quint64 snapshotChain = protocol::kChainStart;
    model::Document snapshot = model::Document::blank();
    std::vector<protocol::ChangeRecord> tail; // all changes after the snapshot
    Millis lastChangeMs = 0; // wall clock of the newest change of all, 0: there is none
    struct Used
    {
        ClientId client;
        Sequence sequence;
        Revision revision;
    };
    std::vector<Used> lastSequences;
    std::vector<QByteArray> blobs; // hashes of the stored ones
};

// Who attaches; ids and tokens are drawn by the caller, because a Room knows no randomness.
struct Attachment
{
    ClientId client;
    ResumeToken nextToken; // for the next resume
    QString name;
    protocol::Role role = protocol::Role::None;
    std::optional<qint64> color = {}; // wish: row of protocol::kPersonColors
};

// The authoritative document of one session and the order of its changes. Pure: events in, Effects out; no
// socket, clock, disk. Invariant: `document()` is the log applied; nothing is sent before it is persisted;
// a change takes effect once per (client, sequence); one connection at most is attached per client.
// Revisions are moved over one by one (grouping rule). Not thread safe; a value owned by the socket thread.
class Room
{
public:
    // Refuses a log whose changes do not apply.
    static Result<Room> start(RoomStart start);

    // Attaching. `resume` has been authorised by the caller (token); it fences every older connection of the
    // client before it answers.
    Effects join(ConnectionId connection, const Attachment &who, Millis now);
    Effects resume(ConnectionId connection, const protocol::Resume &message, const Attachment &who, Millis now);
    Effects left(ConnectionId connection);

    Effects submit(ConnectionId connection, const protocol::Submit &message, Millis nowUtc);
    Effects presence(ConnectionId connection, const protocol::Presence &message, Millis now);
    // `isQuiet`: nothing was committed for a while, which is the moment to compare content.
    Effects tick(Millis now, bool isQuiet = true);

    // The commits up to `revision` are durable.
    Effects persisted(Revision revision);
    Effects missedFound(qint64 ticket, Result<protocol::CatchUp> catchUp);
    // Whether the one it is for is still there.
    bool awaits(qint64 ticket) const;

    // The role is looked up for every message, so a change takes effect at once.
    Effects setRole(ClientId client, protocol::Role role);
    Effects setTitle(const QString &title);
    // While set, nothing is accepted; submits wait at the clients.
    Effects setReadOnly(std::optional<ErrorCode> reason);
    void blobStored(const QByteArray &hash) { m_blobs.insert(hash); }
    bool hasBlob(const QByteArray &hash) const { return m_blobs.contains(hash); }

    // Persisted changes after `from` for one connection that fell behind, at least one and then at most about
    // `maxBytes`; null where there are none, an error where they are no longer at hand.
    Result<Broadcast> committedSince(Revision from, qint64 maxBytes) const;

    // The changes behind it are at hand; those before are durable.
    Revision logStart() const { return m_log.start(); }
    // Of those at hand.
    std::vector<protocol::ChangeRecord> changes(LogRange range) const;

    const model::Document &document() const { return m_document; }
    // The log may forget what is persisted and not wanted soon.
    void trimLog(qint64 keep);
    Revision head() const { return m_log.head(); }
    Revision persistedHead() const { return m_persisted; }
    quint64 chain() const { return m_log.chain(); }
    const QString &title() const { return m_title; }
    Epoch epoch() const { return m_epoch; }
    int peopleCount() const { return int(m_attached.size()); }
    protocol::Role roleOf(ConnectionId connection) const;
    bool isAttached(ConnectionId connection) const { return m_attached.contains(connection); }

private:
    struct Attached
    {
        Attachment who;
        qint64 member = 0;
        qint64 color = 0;
    };
    struct Used
    {
        Sequence sequence;
        Revision revision;
    };
    static constexpr std::size_t kMostKnown = 1000;
    struct Known
    {
        qint64 member = 0;
        std::optional<qint64> color; // that they had last
    };
    // An answer to join or resume that waits until what it shows is durable.
    struct Waiting
    {
        ConnectionId connection = 0;
        Attachment who;
        std::optional<protocol::Resume> resume; // nothing: a join
        Revision until;
        model::Document document; // as it was at `until`
        quint64 chain = 0;
        qint64 ticket = 0; // of what has to be found for it; 0 = nothing
        std::optional<Result<protocol::CatchUp>> found;
    };

    // The document encoded for those who join; who comes a little later gets the same and what has come since.
    struct Encoded
    {
        Revision revision;
        quint64 chain = 0;
        quint64 hash = 0;
        QByteArray body; // Delta JSON
        Millis usedAt = 0;
        bool isUsed = true; // since the last tick
    };

    Room() = default;
    Effects attach(Waiting waiting);
    void fence(ClientId client, Effects &effects);
    void answer(Waiting &&waiting, Effects &effects);
    Result<Missed> missedBy(const Waiting &waiting) const;
    std::optional<quint64> chainAt(Revision revision) const;
    bool isMuch(LogRange range) const;
    Result<protocol::CatchUp> catchUpFor(Waiting &waiting) const;
    void sendSnapshot(const Waiting &waiting, Effects &effects);
    void sendCatchUp(protocol::CatchUp catchUp, const Waiting &waiting, Effects &effects) const;
    void answerReady(Effects &effects);
    std::optional<model::Delta> tryMoveToHead(model::Delta change, Revision base) const;
    model::Delta carriedOut(const model::Verdict &verdict, model::Delta predicted) const;
    std::optional<Error> keepProposed(const QString &author, Revision base, model::Delta &change) const;
    std::optional<Error> refusal(const Attached &attached, const protocol::Submit &message) const;
    Effects repeated(ConnectionId connection, const protocol::Submit &message) const;
    Effects commit(const Attached &attached, const protocol::Submit &message, model::Delta &&moved, Millis nowUtc);
    Broadcast committedBatch(Revision from, Revision to) const;
    Broadcasts committedBatches(Revision from, Revision to) const;
    void announceHash(Effects &effects);
    bool isRecent(Revision until) const;
    void forgetEncoded(Millis now);
    qint64 memberOf(ClientId client);
    Sequence lastUsed(ClientId client) const;
    qint64 colorFor(const Attachment &who);
    void forgetVisitors();

    DocumentId m_id;
    Epoch m_epoch;
    QString m_title;
    model::Document m_document;
    ChangeLog m_log;
    Revision m_persisted;
    std::optional<ErrorCode> m_readOnly;
    // maps: a hash with one entry takes 1.5 KiB and more, and most rooms are small
    std::map<ClientId, Used> m_used;
    std::map<ClientId, Known> m_known; // everybody who has attached since the room lives; of mere visitors the latest
    std::size_t m_mostKnown = kMostKnown;
    std::map<ConnectionId, Attached> m_attached;
    std::vector<Waiting> m_waiting;
    std::optional<Encoded> m_encoded;
    PresenceBoard m_presence;
    QSet<QByteArray> m_blobs;
    Revision m_hashed;
    Millis m_lastChange = 0;
    qint64 m_nextMember = 1;
    qint64 m_nextTicket = 1;
};

} // namespace syngraph::room
