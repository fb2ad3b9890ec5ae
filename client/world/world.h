// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/json_reader.h"
#include "room/room.h"
#include "session/session.h"

#include <deque>
#include <functional>
#include <memory>

namespace syngraph::world {

// What a connection carries in one direction.
struct Frame
{
    QByteArray text;
    QByteArray payload; // of the transfer that the text announces
};

// A whole session in one process and one thread: the real Room, real Sessions, and a network, a disk and clocks
// that do only what the caller says. Every message goes through the codec. Deterministic: the same calls give
// the same world. For `syngraph-cli scenario` and the simulator; clients are numbered from 0.
class World
{
public:
    explicit World(const model::Delta &base);
    ~World();

    int addClient();
    int clientCount() const { return int(m_clients.size()); }

    // The person at a client.
    void edit(int client, const model::Delta &change, session::PendingEdits::Grouping grouping);
    std::optional<model::Delta> undo(int client);
    std::optional<model::Delta> redo(int client);

    // The network: the oldest frame on its way arrives; false: there is none. Frames of connections that a client
    // has given up still arrive at the server (`lateFrame`) until it notices that they are gone.
    bool serverReceives(int client);
    bool clientReceives(int client);
    bool lateFrame(int client);
    bool duplicateNextFrame(int client);
    void connect(int client);
    void cut(int client);
    void serverNoticesCut(int client);
    bool isConnected(int client) const { return m_clients[std::size_t(client)].connection != 0; }

    // Crashes: a client comes back from its journal, the server from what was durable.
    void crashClient(int client);
    // The journal is written, but what was to be sent then never was.
    void crashBeforeSending(int client) { m_clients[std::size_t(client)].losesSends = true; }
    void crashServer();
    void persist();
    bool hasUnpersisted() const { return !m_unpersisted.empty(); }
    void compactJournal(int client);
    void trimLog(qint64 keep) { m_room->trimLog(keep); }
    // The server comes up without its registry, so that nobody can resume.
    void crashServerAndForget();
    void tick();
    // The server's log is set back to `revision` under a new epoch, as from an older backup.
    void restoreBackup(Revision revision);

    const model::Document &visible(int client) const { return session(client).edits().visible(); }
    const session::Session &session(int client) const { return *m_clients[std::size_t(client)].session; }
    const room::Room &room() const { return *m_room; }
    const model::Document &server() const { return m_room->document(); }
    const std::vector<protocol::ChangeRecord> &log() const { return m_log; }
    const std::vector<session::Notice> &notices(int client) const
    {
        return m_clients[std::size_t(client)].notices;
    }
    // What the person sees, built only from what the Session said to do; must equal visible().
    const model::Document &shown(int client) const { return m_clients[std::size_t(client)].shown; }
    // Called with all that a Session says to do to the visible document, for a client with a real text widget.
    using Observer = std::function<void(int client, const session::VisibleEffect &effect)>;
    void observeVisible(Observer observer) { m_observer = std::move(observer); }
    // The bytes of a picture have arrived at the server.
    void storeBlob(const QByteArray &hash) { m_room->blobStored(hash); }
    // Why the world stopped making sense; empty while it does.
    const QString &failure() const { return m_failure; }

private:
    struct Connection
    {
        int client = 0;
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
        std::vector<session::JournalRecord> journal;
        model::Document shown;
        std::vector<session::Notice> notices;
        bool losesSends = false;
    };
    struct Tokens
    {
        ResumeToken current;
        ResumeToken previous;
    };

    Client &at(int client) { return m_clients[std::size_t(client)]; }
    void execute(int client, session::SessionEffects &&effects);
    void execute(room::Effects &&effects);
    void deliver(room::ConnectionId id, const room::Send &send);
    void deliverCommitted(room::ConnectionId id, const room::Broadcast &broadcast);
    void handle(room::ConnectionId id, const protocol::ClientMessage &message);
    room::Effects attach(room::ConnectionId id, const protocol::ClientMessage &message);
    room::Effects readHistory(room::ConnectionId id, const protocol::ReadHistory &message);
    void serverCloses(room::ConnectionId id);
    bool takeFromClient(room::ConnectionId id);
    void startRoom();
    void fail(const QString &why);

    model::Delta m_base;
    Epoch m_epoch{1, 1};
    std::vector<protocol::ChangeRecord> m_log;         // durable
    std::vector<protocol::ChangeRecord> m_unpersisted; // committed by the Room, not durable yet
    std::unique_ptr<room::Room> m_room;
    std::map<room::ConnectionId, Connection> m_connections;
    std::vector<Client> m_clients;
    QHash<ClientId, Tokens> m_tokens;
    model::JsonReader m_reader;
    room::ConnectionId m_nextConnection = 1;
    quint64 m_nextId = 1;
    qint64 m_now = 1'000'000;
    QString m_failure;
    Observer m_observer;
};

} // namespace syngraph::world
