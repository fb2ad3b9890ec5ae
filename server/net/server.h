// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/document_desk.h"
#include "net/flush_queue.h"
#include "net/guess_limit.h"
#include "net/metrics.h"
#include "net/room_desk.h"
#include "net/sharing_desk.h"

#include <map>

namespace syngraph::net {

struct ServerSettings
{
    QString name;
    bool isNamedByOwner = false; // takes the name of the owner who said hello last
    QByteArray version;
    GateRules gate; // but for version and health
    QSslConfiguration tls;
    QString ownerToken;
    protocol::Role openAccess = protocol::Role::None;
    // Where other computers get in while something is shared.
    QHostAddress shareAddress{QHostAddress::Any};
    quint16 sharePort = 8930;
    int maxConnections = 10'000;
    int maxPerAddress = 200;
    int writerThreads = 2;
};

// A server: accepts, greets, checks every message against the caller's present role and passes it on. The
// parts it is made of live as long as it does. One thread, that of the sockets; the disk has others.
class Server : public QObject
{
    Q_OBJECT

public:
    Server(ServerSettings settings, std::unique_ptr<storage::Library> library, ShareBook shares, const Log &log);
    ~Server() override;

    Result<quint16> listen(const QHostAddress &address, quint16 port) { return m_acceptor.listen(address, port); }
    // It listens in the network, at these addresses, whether something is shared or not.
    void setAlwaysInNetwork(const QStringList &urls) { m_door.setAlwaysOpen(urls); }
    // Opens the door for what was shared before the server ended.
    void begin();
    const QString &name() const { return m_settings.name; }
    // Where other computers get in because something is shared; 0: nowhere, or where it listens anyway.
    quint16 sharePort() const { return m_door.port(); }
    // Titles of what is shared and shown.
    QStringList sharedTitles() const { return m_sharing.titles(); }
    // Whether there is a document that people need no permission for.
    bool letsAnyoneIn() const;
    // The address by which another process finds this server.
    void setUrl(const QString &url);
    // Counts for those who connect from now on.
    void setTls(const QSslConfiguration &tls);
    qint64 connectionCount() const { return qint64(m_clients.size()); }
    // Who is in a document: each person once, however many windows they have; not who only looks or asks to be let in.
    qint64 peopleCount() const;
    // Whether somebody at another computer is connected.
    bool hasGuests() const;
    // Accepts nothing more, makes everything durable that was accepted, says goodbye; emits stopped().
    void stop();

Q_SIGNALS:
    void stopped();
    // Sharing has opened or closed the way for other computers.
    void doorMoved();

private:
    struct Dispatch;

    Greeting::Terms terms() const;

    void arrive(Arrival arrival);
    void depart(room::ConnectionId id);
    Client *find(room::ConnectionId id);
    void receive(room::ConnectionId id, const protocol::ClientMessage &message);
    void greet(Client &client, const protocol::Hello &hello);
    void lookUp(Client &client, const QString &token, qint64 protocolVersion);
    void welcome(Client &client, qint64 protocolVersion);
    void refuse(Client &client, const protocol::ClientMessage &message, ErrorCode code);
    void handle(Client &client, const protocol::ClientMessage &message);
    // Begins what the client asked to read and whose turn it is.
    void readNext(room::ConnectionId id);
    Turn makeTurn(room::ConnectionId id);
    void dispatch(Client &client, const protocol::ClientMessage &message);
    protocol::Role roleOf(const Client &client) const;
    void dropInvited(const storage::Invitation &revoked);
    void tick();
    void checkRoles(const Error &reason);
    SharingDesk::World sharingWorld();
    QByteArray health() const;
    Figures figures() const;
    void sayGoodbye();

    ServerSettings m_settings;
    const Log &m_log;
    Access m_access;
    GuessLimit m_guesses{protocol::kGuessesPerMinute};
    model::JsonReader m_reader; // one for all: its buffers stay as large as the largest message
    std::map<room::ConnectionId, Client> m_clients;
    room::ConnectionId m_nextConnection = 1;
    quint64 m_received = 0; // messages
    qint64 m_startedMs = 0; // wall clock
    LibraryThread m_library;
    storage::StoreWriter m_writer;
    LoopTime m_loop;
    OpenDocuments m_documents;
    RoomDesk m_roomDesk;
    DocumentDesk m_documentDesk;
    FlushQueue m_flushQueue;
    Acceptor m_acceptor;
    NetworkDoor m_door;
    SharingDesk m_sharing;
    QTimer m_tick;
    bool m_isStopping = false;
};

} // namespace syngraph::net
