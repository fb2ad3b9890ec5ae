// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/server.h"

#include "base/plant.h"
#include "net/clock.h"
#include "net/names.h"
#include "net/permission.h"
#include "net/tls_certificate.h"
#include "protocol/codec.h"

#include <algorithm>
#include <set>

namespace syngraph::net {
namespace {

constexpr int kTickMs = 1000;
constexpr qint64 kDayMs = qint64(24) * 3600 * 1000;
constexpr qint64 kKnownDays = 90; // a client that was away longer joins anew
constexpr int kGoodbyeMs = 500; // for the last words to leave

// Every entry of `committed` carries the change as it was committed, the client's own too.
const std::vector<QString> kFeatures{QLatin1StringView(protocol::kFeatureAckDelta),
                                     QLatin1StringView(protocol::kFeatureIdentity),
                                     QLatin1StringView(protocol::kFeatureTalk),
                                     QLatin1StringView(protocol::kFeatureShortChanges)};

} // namespace

Greeting::Terms Server::terms() const
{
    Greeting::Terms terms{m_settings.tls, m_settings.gate, limitsBeforeHello(), protocol::kHandshakeMs};
    terms.gate.version = m_settings.version;
    terms.gate.readMetrics = [this] { return metricsText(figures()); };
    terms.gate.isOwnerToken = [this](const QByteArray &token) {
        return m_access.isOwnersWord(QString::fromUtf8(token));
    };
    return terms;
}

Server::Server(ServerSettings settings, std::unique_ptr<storage::Library> library, ShareBook shares, const Log &log)
    : m_settings(std::move(settings))
    , m_log(log)
    , m_access(m_settings.ownerToken, m_settings.openAccess, std::move(shares))
    , m_library(std::move(library), this)
    , m_writer(m_settings.writerThreads,
               [this](storage::StoreWriter::Work work) {
                   QMetaObject::invokeMethod(this, std::move(work), Qt::QueuedConnection);
               })
    , m_documents(m_library, m_writer, m_loop, log)
    , m_roomDesk(m_library, m_documents, [this](room::ConnectionId id) { return find(id); })
    , m_documentDesk(m_library, m_documents, m_access, log,
                     [this](const storage::Invitation &revoked) { dropInvited(revoked); })
    , m_acceptor(terms(), m_settings.maxConnections, m_settings.maxPerAddress, log,
                 [this](Arrival arrival) { arrive(std::move(arrival)); })
    , m_door(m_acceptor, m_settings.shareAddress, m_settings.sharePort, log, [this] { Q_EMIT doorMoved(); })
    , m_sharing(sharingWorld())
{
    m_startedMs = wallClockMs();
    connect(&m_tick, &QTimer::timeout, this, &Server::tick);
    m_tick.start(kTickMs);
    m_library.run(
        [now = wallClockMs()](storage::Library &l) {
            const auto purged = l.purgeExpired(now);
            const auto forgotten = l.registry().removeClientsBefore(now - kKnownDays * kDayMs);
            return purged ? forgotten : purged;
        },
        [this](Result<void> cleaned) {
            if (!cleaned)
                m_log.warning(escaped(cleaned.error().text(), 400));
        });
    m_acceptor.setHealth(health());
}

Server::~Server()
{
    // their ends would be reported to parts that are already gone
    for (auto &[id, client] : m_clients)
        client.connection->disconnect(this);
    qDeleteAll(findChildren<Connection *>(Qt::FindDirectChildrenOnly));
}

SharingDesk::World Server::sharingWorld()
{
    const auto clients = [this] {
        std::vector<Client *> all;
        for (auto &[id, client] : m_clients)
            all.push_back(&client);
        return all;
    };
    return {m_library,
            m_documents,
            m_access,
            m_guesses,
            m_door,
            m_log,
            QByteArray::fromHex(fingerprintOf(m_settings.tls.localCertificate())),
            clients,
            [this](room::ConnectionId id) { return find(id); },
            [this](const Error &reason) { checkRoles(reason); }};
}

void Server::begin()
{
    m_sharing.begin();
}

void Server::setUrl(const QString &url)
{
    m_library.run([url](storage::Library &library) { return library.setUrl(url); }, [](Result<void>) { });
}

Client *Server::find(room::ConnectionId id)
{
    const auto found = m_clients.find(id);
    return found == m_clients.end() ? nullptr : &found->second;
}

void Server::arrive(Arrival arrival)
{
    const room::ConnectionId id = m_nextConnection++;
    auto *connection = new Connection(id, std::move(arrival), m_reader, monotonicMs(), this);
    m_log.debug(QStringLiteral("connection %1 from %2").arg(id).arg(connection->visitor().peer.toString()));
    m_clients[id].connection = connection;
    connect(connection, &Connection::received, this,
            [this, id](const protocol::ClientMessage &message) { receive(id, message); });
    connect(connection, &Connection::chunkReceived, this, [this, id](quint32 transfer, const QByteArray &bytes) {
        Client *client = find(id);
        if (client && !m_isStopping)
            m_roomDesk.takeChunk(*client, transfer, bytes);
    });
    connect(connection, &Connection::flushWanted, this, [this, connection] { m_flushQueue.add(connection); });
    connect(connection, &Connection::drained, this, [this, id] {
        const Client *client = find(id);
        RoomHost *host = client && client->document ? m_documents.find(*client->document) : nullptr;
        if (host)
            host->drained(id);
        readNext(id);
    });
    connect(connection, &Connection::ended, this, [this, id] { depart(id); });
}

void Server::depart(room::ConnectionId id)
{
    Client *client = find(id);
    if (!client)
        return;
    const Error &reason = client->connection->reason();
    m_log.debug(QStringLiteral("connection %1 ended: %2").arg(id).arg(escaped(reason.text())));
    m_roomDesk.leave(*client);
    m_clients.erase(id);
    m_sharing.leave(id);
}

void Server::receive(room::ConnectionId id, const protocol::ClientMessage &message)
{
    Client *client = find(id);
    // what is not taken any more is offered again after reconnecting
    if (!client || m_isStopping)
        return;
    ++m_received;
    if (const auto *hello = std::get_if<protocol::Hello>(&message)) {
        greet(*client, *hello);
        return;
    }
    if (!isRead(message))
        handle(*client, message);
    else if (client->reads.push(message))
        readNext(id);
    else
        client->connection->goodbye({ErrorCode::TooMany, {}});
}

void Server::greet(Client &client, const protocol::Hello &hello)
{
    const bool isRange = hello.protocol.size() == 2 && hello.protocol[0] <= hello.protocol[1];
    if (!isRange || hello.protocol[0] > protocol::kProtocolVersion
        || hello.protocol[1] < protocol::kProtocolVersion) {
        client.connection->goodbye(
            {ErrorCode::NoCommonProtocol,
             QStringLiteral("This server speaks version %1 of the protocol; update the older program.")
                 .arg(protocol::kProtocolVersion)});
        return;
    }
    client.connection->setShortChanges(
        std::ranges::count(hello.features, QLatin1StringView(protocol::kFeatureShortChanges)) > 0);
    client.name = sanitised(hello.name.value_or(QString()), protocol::kMaxNameUnits, QStringLiteral("Guest"));
    if (!hello.token) {
        welcome(client, protocol::kProtocolVersion);
    } else if (m_access.isOwnerToken(*hello.token, client.connection->visitor())) {
        client.caller.isOwner = true;
        if (m_settings.isNamedByOwner && hello.name)
            m_settings.name = client.name;
        welcome(client, protocol::kProtocolVersion);
    } else {
        lookUp(client, *hello.token, protocol::kProtocolVersion);
    }
}

void Server::lookUp(Client &client, const QString &token, qint64 protocolVersion)
{
    const QHostAddress address = client.connection->visitor().peer;
    // Not looked up any more, and not told apart. The owner's token has passed before this: it cannot be guessed,
    // and nobody shall lock the owner out.
    if (!m_guesses.tryTake(address, monotonicMs())) {
        client.connection->goodbye({ErrorCode::TooMany, {}});
        return;
    }
    const QByteArray hash = secretHash(token);
    m_library.run([hash](storage::Library &library) { return library.registry().readInvitation(hash); },
                  [this, id = client.connection->id(), hash, address,
                   protocolVersion](Result<std::optional<storage::Invitation>> invitation) {
                      Client *still = find(id);
                      if (invitation && *invitation && Access::isValid(**invitation, wallClockMs()))
                          m_guesses.giveBack(address);
                      if (!still)
                          return;
                      if (!invitation || !*invitation || !Access::isValid(**invitation, wallClockMs())) {
                          m_log.warning(QStringLiteral("wrong token from %1")
                                            .arg(still->connection->visitor().peer.toString()));
                          still->connection->goodbye({ErrorCode::BadToken, {}});
                          return;
                      }
                      m_access.remember(**invitation);
                      still->caller.invitation = hash;
                      welcome(*still, protocolVersion);
                  });
}

void Server::welcome(Client &client, qint64 protocolVersion)
{
    client.connection->send(
        protocol::Welcome{protocolVersion, kFeatures, m_settings.name, client.name, client.caller.isOwner});
    client.connection->welcome();
}

protocol::Role Server::roleOf(const Client &client) const
{
    return client.document ? m_access.roleOn(client.caller, *client.document, wallClockMs())
                           : protocol::Role::None;
}

void Server::refuse(Client &client, const protocol::ClientMessage &message, ErrorCode code)
{
    std::visit(
        [&]<typename M>(const M &m) {
            if constexpr (requires { m.request; })
                client.connection->send(protocol::Failed{m.request, code, QString(sentence(code))});
            else if constexpr (std::is_same_v<M, protocol::Submit>)
                client.connection->send(protocol::Refused{m.sequence, code, QString(sentence(code))});
            else if constexpr (std::is_same_v<M, protocol::Say>)
                client.connection->send(protocol::NotSaid{m.id, code, QString(sentence(code))});
            else if constexpr (kSubject<M> == Subject::Document)
                client.connection->send(protocol::Failed{0, code, QString(sentence(code))});
            // carets and leaving cross with being put out: no answer
        },
        message);
}

void Server::dropInvited(const storage::Invitation &revoked)
{
    std::vector<Connection *> dropped;
    for (const auto &[id, client] : m_clients) {
        if (client.caller.invitation == revoked.hash && checks(Check::Revocation))
            dropped.push_back(client.connection);
    }
    for (Connection *connection : dropped)
        connection->goodbye({ErrorCode::BadToken, {}});
}

void Server::checkRoles(const Error &reason)
{
    std::vector<Connection *> dropped;
    for (auto &[id, client] : m_clients) {
        if (!client.document)
            continue;
        const protocol::Role role = roleOf(client);
        if (role == protocol::Role::None)
            dropped.push_back(client.connection);
        else
            m_roomDesk.setRole(client, role);
    }
    for (Connection *connection : dropped)
        connection->goodbye(reason);
}

void Server::tick()
{
    const qint64 now = monotonicMs();
    std::vector<Connection *> connections;
    for (const auto &[id, client] : m_clients)
        connections.push_back(client.connection);
    for (Connection *connection : connections)
        connection->tick(now);
    checkRoles({ErrorCode::NotFound, {}});
    m_sharing.tick();
    m_documents.tick(now);
    m_acceptor.setHealth(health());
}

bool Server::hasGuests() const
{
    return std::ranges::any_of(m_clients, [](const auto &entry) {
        return !isLoopback(entry.second.connection->visitor().peer);
    });
}

bool Server::letsAnyoneIn() const
{
    return m_settings.openAccess != protocol::Role::None || m_sharing.letsAnyoneIn();
}

qint64 Server::peopleCount() const
{
    std::set<IdentityId> known;
    qint64 unknown = 0;
    bool isOwnerIn = false;
    for (const auto &[id, client] : m_clients) {
        if (!client.document)
            continue;
        if (client.caller.isOwner)
            isOwnerIn = true;
        else if (client.caller.identity)
            known.insert(*client.caller.identity);
        else
            ++unknown;
    }
    return qint64(known.size()) + unknown + (isOwnerIn ? 1 : 0);
}

QByteArray Server::health() const
{
    return "{\"status\":\"ok\",\"version\":\"" + m_settings.version
        + "\",\"connections\":" + QByteArray::number(qint64(m_clients.size()))
        + ",\"documents\":" + QByteArray::number(m_documents.count()) + '}';
}

Figures Server::figures() const
{
    return {m_settings.version, qint64(m_clients.size()),  peopleCount(),               m_documents.count(),
            m_received,         m_writer.committedCount(), double(m_startedMs) / 1000, readProcessorSeconds()};
}

void Server::setTls(const QSslConfiguration &tls)
{
    m_settings.tls = tls;
    m_acceptor.setTls(tls);
    m_sharing.setFingerprint(QByteArray::fromHex(fingerprintOf(tls.localCertificate())));
}

void Server::stop()
{
    if (m_isStopping)
        return;
    m_isStopping = true;
    m_acceptor.stop();
    m_documents.closeAll([this] { sayGoodbye(); });
}

void Server::sayGoodbye()
{
    std::vector<Connection *> connections;
    for (const auto &[id, client] : m_clients)
        connections.push_back(client.connection);
    for (Connection *connection : connections)
        connection->goodbye({ErrorCode::ShuttingDown, {}});
    QTimer::singleShot(connections.empty() ? 0 : kGoodbyeMs, this, &Server::stopped);
}

} // namespace syngraph::net
