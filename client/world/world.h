// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/json_reader.h"
#include "room/talk_board.h"
#include "session/presence_map.h"
#include "session/session.h"
#include "world/store.h"
#include "world/talk_store.h"

#include <deque>
#include <functional>
#include <memory>
#include <span>

namespace syngraph::world {

// What a connection carries in one direction.
struct Frame
{
    QByteArray text;
    QByteArray payload; // of the transfer that the text announces
};

// A whole session in one process and one thread: the real Room, real Sessions, and a network, a disk and clocks
// that do only what the caller says. Every message goes through the codec. Deterministic: the same calls give
// the same world. For `syngraph-cli scenario` and the simulator; clients are numbered from 0, so are strangers
// (connections that send whatever they like).
// While it runs it checks what may never happen, whatever the schedule: see failure().
class World
{
public:
    struct Options
    {
        session::SubmitLimits limits = {}; // of the Sessions
        qint64 batchBytes = 1;             // of committed changes in one frame; 1: one change
        bool slowDisks = false;            // of clients: what is written is on them after syncJournal() only
        bool hasTalk = false;              // clients follow the talk
    };

    explicit World(const model::Delta &base) : World(base, Options{}) { }
    World(const model::Delta &base, const Options &options);
    ~World();

    int addClient();
    int clientCount() const { return int(m_clients.size()); }

    // The person at a client.
    void edit(int client, const model::Delta &change, session::PendingEdits::Grouping grouping);
    void decide(int client, const model::Verdict &verdict, const model::Delta &change);
    std::optional<model::Delta> undo(int client);
    std::optional<model::Delta> redo(int client);
    // The caret is kept up to date from then on as a text widget does it, and said to the others.
    void select(int client, model::Selection selection);
    // Says or does something in the talk; false: the Session does not take it.
    bool say(int client, const protocol::Say &say);

    // The network: the oldest frame on its way arrives; false: there is none. Frames of connections that a client
    // has given up still arrive at the server (`lateFrame`) until it notices that they are gone.
    bool serverReceives(int client);
    bool clientReceives(int client);
    bool lateFrame(int client);
    bool hasLateFrame(int client) const;
    // The client id that it has now would be forgotten if its machine died.
    bool isIdAtRisk(int client) const;
    bool duplicateNextFrame(int client);
    void connect(int client);
    void cut(int client);
    void serverNoticesCut(int client);
    bool isConnected(int client) const { return m_clients[std::size_t(client)].connection != 0; }

    // A client's process dies and comes back from its journal.
    void crashClient(int client);
    // Its machine dies: of what was not synced only the first `kept` records are still there; below 0: nothing at all.
    void crashMachine(int client, qint64 kept);
    // The journal is written, but what was to be sent then never was.
    void crashBeforeSending(int client) { m_clients[std::size_t(client)].losesSends = true; }
    void syncJournal(int client);
    void compactJournal(int client);
    // The disk of the client takes nothing until `isFailing` is taken back; then the whole state is written anew.
    void setJournalFailing(int client, bool isFailing);

    // The server's disk, of the changes and of the talk. persist() is begin and finish of both in one.
    bool beginWrite() { return m_store.begin(); }
    bool finishWrite();
    bool beginTalk() { return m_talkStore.begin(); }
    bool finishTalk();
    void persist();
    bool hasUnpersisted() const { return !m_store.isIdle() || !m_talkStore.isIdle(); }
    // A write fails; what was under way may have become durable all the same. Read-only until storeRecovers().
    void failWrite(ErrorCode code, bool underWayIsDurable);
    void storeRecovers();
    void takeSnapshot();
    void trimLog(qint64 keep) { m_room->trimLog(keep); }

    // The server comes up with what was durable.
    void crashServer(bool underWayIsDurable = false);
    // It comes up without its registry, so that nobody can resume.
    void crashServerAndForget();
    // Nobody is there: the document is closed, and opened again with the next who comes. False: somebody is.
    bool closeDocument();
    // The server's log is set back to `revision` under a new epoch, as from an older backup.
    void restoreBackup(Revision revision);
    void setRole(int client, protocol::Role role);
    // The bytes of a picture have arrived at the server.
    void storeBlob(const QByteArray &hash);
    // Everybody's clocks go on.
    void tick(qint64 ms = 200);
    // The server's wall clock is set.
    void setWallClock(qint64 ms) { m_wallClock = ms; }

    // A connection of no Session, joined; its frames arrive at once.
    int addStranger();
    void strangerSays(int stranger, const QByteArray &frame);
    int strangerCount() const { return int(m_strangers.size()); }
    ClientId strangerId(int stranger) const;

    // Heals everything, reconnects everybody, lets everything arrive: why not everybody became live with everything
    // acknowledged within a bounded number of rounds, or empty.
    QString settle();

    const model::Document &visible(int client) const { return session(client).edits().visible(); }
    const session::Session &session(int client) const { return *m_clients[std::size_t(client)].session; }
    const room::Room &room() const { return *m_room; }
    const model::Document &server() const { return m_room->document(); }
    const model::Document &base() const { return m_base; }
    // Durable changes, as the disk has them.
    const std::vector<protocol::ChangeRecord> &log() const { return m_store.log(); }
    bool hasTalk() const { return m_options.hasTalk; }
    const protocol::TalkBook &talk() const { return m_talk.book(); }
    // As the disk has it.
    const std::vector<protocol::TalkEntry> &storedTalk() const { return m_talkStore.entries(); }
    Sequence lastSequenceOf(ClientId client) const { return m_lastSequences.value(client); }
    // The content's hash at a revision of the present epoch.
    quint64 hashAt(Revision revision) const { return m_hashes[std::size_t(revision.value)]; }
    Epoch epoch() const { return m_epoch; }
    protocol::Role role(int client) const { return m_clients[std::size_t(client)].role; }
    const std::vector<session::Notice> &notices(int client) const
    {
        return m_clients[std::size_t(client)].notices;
    }
    // What the person wrote that went with the end of a journal.
    const std::vector<model::Delta> &lostEdits(int client) const { return m_clients[std::size_t(client)].lostEdits; }
    // What the person has said in the talk, and what of it need not be there: it was handed back, or went with the end
    // of a journal.
    const std::vector<protocol::Say> &said(int client) const { return m_clients[std::size_t(client)].said; }
    const QSet<protocol::TalkId> &unsaid(int client) const { return m_clients[std::size_t(client)].unsaid; }
    // As the server calls them; -1: of strangers.
    static QString nameOf(int client);
    static protocol::PersonId personOf(int client);
    // What the person sees, built only from what the Session said to do; must equal visible().
    const model::Document &shown(int client) const { return m_clients[std::size_t(client)].shown; }
    model::Selection selection(int client) const { return m_clients[std::size_t(client)].selection; }
    // The carets of others as this client sees them.
    std::vector<session::PresenceMap::Carets> carets(int client) const
    {
        return m_clients[std::size_t(client)].carets.carets();
    }
    // Called with all that a Session says to do to the visible document, for a client with a real text widget.
    using Observer = std::function<void(int client, const session::VisibleEffect &effect)>;
    void observeVisible(Observer observer) { m_observer = std::move(observer); }
    // Whether a client went on under a new id that its failing disk did not take: a change may come twice then.
    bool mayDouble() const { return m_mayDouble; }
    // Why the world stopped making sense; empty while it does.
    const QString &failure() const { return m_failure; }
    void fail(const QString &why);

private:
    void show(int client, const model::Delta &change);

    struct Connection
    {
        int client = 0; // -1: of a stranger
        ClientId id;    // as attached
        bool serverOpen = true;
        bool clientOpen = true;
        Revision cursor{-1}; // last revision sent; -1: not attached yet
        std::deque<QByteArray> toServer;
        std::deque<Frame> toClient;
    };
    struct Client
    {
        std::unique_ptr<session::Session> session;
        room::ConnectionId connection = 0; // 0: none
        protocol::Role role = protocol::Role::Editor;
        std::vector<session::JournalRecord> journal;
        std::optional<qint64> awaited; // its Session waits until this is on the disk
        std::size_t synced = 0; // records of the journal that a power failure leaves
        std::vector<session::JournalRecord> unwritten; // the disk did not take them
        bool isJournalFailing = false;
        bool losesSends = false;
        model::Document shown;
        model::Selection selection;
        session::PresenceMap carets;
        std::vector<session::Notice> notices;
        std::vector<model::Delta> lostEdits;
        std::vector<protocol::Say> said;
        QSet<protocol::TalkId> unsaid;
    };
    struct Stranger
    {
        room::ConnectionId connection = 0;
        ClientId id;
    };
    struct Tokens
    {
        ResumeToken current;
        ResumeToken previous;
    };

    Client &at(int client) { return m_clients[std::size_t(client)]; }
    void execute(int client, session::SessionEffects &&effects);
    void write(Client &client, std::span<session::JournalRecord> records);
    void show(int index, const session::VisibleEffect &effect);
    void moveCarets(int index, const protocol::ServerMessage &message, const session::SessionEffects &effects);
    void answerDisk(int index);
    void comeBack(int index, bool mayLackTail);
    void forgetRecords(Client &client, std::size_t from);
    void execute(room::Effects &&effects);
    void checkCommit(const protocol::ChangeRecord &record);
    void submit(room::ConnectionId id, const protocol::Submit &message);
    bool isCarriedOut(const model::Verdict &verdict) const;
    QString judgeRole(protocol::Role role, const QString &author) const;
    void deliver(room::ConnectionId id, const room::Send &send);
    void deliverCommitted(room::ConnectionId id);
    void checkDurable(const protocol::ServerMessage &message);
    void handle(room::ConnectionId id, const protocol::ClientMessage &message);
    void talk(room::ConnectionId id, const protocol::ClientMessage &message);
    void execute(room::TalkEffects &&effects);
    void checkSaid(const protocol::TalkEntry &entry);
    void checkToldDurable(const std::vector<protocol::TalkEntry> &entries, qint64 head);
    void takeBack(int index, const protocol::NotSaid &refused, bool wasPending, session::SessionEffects &effects);
    static void forgetSaid(Client &client, const session::JournalRecord &record);
    bool isTalkSettled(int client) const;
    std::unique_ptr<session::Session> newSession() const;
    room::Effects attach(room::ConnectionId id, const protocol::ClientMessage &message);
    room::Effects readHistory(room::ConnectionId id, const protocol::ReadHistory &message);
    void connectStranger(Stranger &stranger);
    void serverCloses(room::ConnectionId id);
    bool takeFromClient(room::ConnectionId id);
    void startRoom();
    bool isSettled(int client) const;

    model::Document m_base;
    Options m_options;
    Store m_store;
    Epoch m_epoch{1, 1};
    std::optional<ErrorCode> m_readOnly;
    std::unique_ptr<room::Room> m_room;
    std::shared_ptr<room::ComposedPieces> m_pieces; // of the Room's log
    std::optional<model::Verdict> m_verdict; // of the change that the Room looks at
    model::Document m_beforeCommit; // the Room's, as it was when a change was last accepted
    TalkStore m_talkStore;
    room::TalkBoard m_talk;
    QHash<ClientId, Sequence> m_lastSequences; // committed by the Room
    QHash<ClientId, int> m_owners;             // client of each id, -1 for strangers
    std::vector<quint64> m_hashes;             // of the content at each revision
    QSet<QByteArray> m_blobs;
    std::map<room::ConnectionId, Connection> m_connections;
    std::vector<Client> m_clients;
    std::vector<Stranger> m_strangers;
    QHash<ClientId, Tokens> m_tokens;
    model::JsonReader m_reader;
    room::ConnectionId m_nextConnection = 1;
    quint64 m_nextId = 1;
    qint64 m_now = 1'000'000;
    qint64 m_wallClock = 1'000'000;
    QString m_failure;
    bool m_mayDouble = false;
    Observer m_observer;
};

} // namespace syngraph::world
