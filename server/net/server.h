// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "net/document_desk.h"
#include "net/flush_queue.h"
#include "net/guess_limit.h"
#include "net/room_desk.h"

#include <map>

namespace syngraph::net {

struct ServerSettings
{
    QString name;
    QByteArray version;
    GateRules gate; // but for version and health
    QSslConfiguration tls;
    QString ownerToken;
    protocol::Role openAccess = protocol::Role::None;
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
    Server(ServerSettings settings, std::unique_ptr<storage::Library> library, const Log &log);
    ~Server() override;

    Result<quint16> listen(const QHostAddress &address, quint16 port) { return m_acceptor.listen(address, port); }
    // The address by which another process finds this server.
    void setUrl(const QString &url);
    qint64 connectionCount() const { return qint64(m_clients.size()); }
    // Accepts nothing more, makes everything durable that was accepted, says goodbye; emits stopped().
    void stop();

Q_SIGNALS:
    void stopped();

private:
    struct Dispatch;

    static Greeting::Terms termsFrom(const ServerSettings &settings);

    void arrive(Arrival arrival);
    void depart(room::ConnectionId id);
    Client *find(room::ConnectionId id);
    void receive(room::ConnectionId id, const protocol::ClientMessage &message);
    void greet(Client &client, const protocol::Hello &hello);
    void lookUp(Client &client, const QString &token, qint64 protocolVersion);
    void welcome(Client &client, qint64 protocolVersion);
    void refuse(Client &client, const protocol::ClientMessage &message, ErrorCode code);
    void dispatch(Client &client, const protocol::ClientMessage &message);
    protocol::Role roleOf(const Client &client) const;
    void dropInvited(const storage::Invitation &revoked);
    void tick();
    void checkRoles();
    QByteArray health() const;
    void sayGoodbye();

    ServerSettings m_settings;
    const Log &m_log;
    Access m_access;
    GuessLimit m_guesses{protocol::kGuessesPerMinute};
    model::JsonReader m_reader; // one for all: its buffers stay as large as the largest message
    std::map<room::ConnectionId, Client> m_clients;
    room::ConnectionId m_nextConnection = 1;
    LibraryThread m_library;
    storage::StoreWriter m_writer;
    OpenDocuments m_documents;
    RoomDesk m_roomDesk;
    DocumentDesk m_documentDesk;
    FlushQueue m_flushQueue;
    Acceptor m_acceptor;
    QTimer m_tick;
    bool m_isStopping = false;
};

} // namespace syngraph::net
