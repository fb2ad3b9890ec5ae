// SPDX-License-Identifier: GPL-3.0-or-later
#include "world/world.h"

#include "model/delta_json.h"
#include "protocol/codec.h"

namespace syngraph::world {

using model::Delta;
using model::Document;
using session::Session;
using session::SessionEffects;

World::World(const Delta &base) : m_base(base)
{
    startRoom();
}

World::~World() = default;

void World::startRoom()
{
    room::RoomStart start;
    start.document = {7, 7};
    start.epoch = m_epoch;
    start.title = QStringLiteral("World");
    start.snapshot = *Document::fromDelta(m_base);
    start.tail = m_log;
    QHash<ClientId, room::RoomStart::Used> used;
    for (const protocol::ChangeRecord &record : m_log)
        used[record.client] = {record.client, record.sequence, record.revision};
    start.lastSequences.assign(used.cbegin(), used.cend());
    auto room = room::Room::start(std::move(start));
    if (!room)
        fail(QStringLiteral("the log does not replay"));
    else
        m_room = std::make_unique<room::Room>(std::move(*room));
}

void World::fail(const QString &why)
{
    if (m_failure.isEmpty())
        m_failure = why;
}

int World::addClient()
{
    Client client;
    client.session = std::make_unique<Session>(DocumentId{7, 7});
    m_clients.push_back(std::move(client));
    return clientCount() - 1;
}

void World::edit(int client, const Delta &change, session::PendingEdits::Grouping grouping)
{
    if (!at(client).shown.apply(change, model::Filter::Classes))
        fail(QStringLiteral("an edit did not apply to what is shown"));
    execute(client, at(client).session->edit(change, grouping, m_now));
}

namespace {

std::optional<Delta> changeIn(const SessionEffects &effects)
{
    for (const session::VisibleEffect &effect : effects.visible) {
        if (const auto *apply = std::get_if<session::ApplyChange>(&effect))
            return apply->change;
    }
    return std::nullopt;
}

} // namespace

std::optional<Delta> World::undo(int client)
{
    SessionEffects effects = at(client).session->undo(m_now);
    auto change = changeIn(effects);
    execute(client, std::move(effects));
    return change;
}

std::optional<Delta> World::redo(int client)
{
    SessionEffects effects = at(client).session->redo(m_now);
    auto change = changeIn(effects);
    execute(client, std::move(effects));
    return change;
}

void World::execute(int index, SessionEffects &&effects)
{
    Client &client = at(index);
    for (session::JournalRecord &record : effects.journal) {
        if (std::holds_alternative<session::BaseRecord>(record))
            client.journal.clear();
        client.journal.push_back(std::move(record));
    }
    for (const session::VisibleEffect &effect : effects.visible) {
        if (const auto *apply = std::get_if<session::ApplyChange>(&effect)) {
            if (!client.shown.apply(apply->change, model::Filter::Classes))
                fail(QStringLiteral("a change did not apply to what is shown"));
        } else {
            client.shown = client.session->edits().visible();
        }
        if (m_observer)
            m_observer(index, effect);
    }
    const auto connection = m_connections.find(client.connection);
    for (const protocol::ClientMessage &message : effects.send) {
        if (!client.losesSends && connection != m_connections.end())
            connection->second.toServer.push_back(protocol::encode(message));
    }
    for (session::Notice &notice : effects.notices)
        client.notices.push_back(std::move(notice));
    if (effects.reconnect)
        cut(index);
    if (client.session->hasDocument() && !(client.shown == client.session->edits().visible()))
        fail(QStringLiteral("client %1 shows something else than its session has").arg(index));
}

void World::connect(int index)
{
    Client &client = at(index);
    client.losesSends = false;
    client.connection = m_nextConnection++;
    m_connections[client.connection].client = index;
    execute(index, client.session->connected(m_now));
}

void World::cut(int index)
{
    Client &client = at(index);
    const auto found = m_connections.find(client.connection);
    if (found == m_connections.end())
        return;
    found->second.clientOpen = false;
    found->second.toClient.clear();
    client.connection = 0;
    execute(index, client.session->disconnected(m_now));
}

void World::serverNoticesCut(int index)
{
    std::vector<room::ConnectionId> gone;
    for (const auto &[id, connection] : m_connections) {
        if (connection.client == index && !connection.clientOpen)
            gone.push_back(id);
    }
    for (const room::ConnectionId id : gone) {
        serverCloses(id);
        m_connections.erase(id);
    }
}

void World::serverCloses(room::ConnectionId id)
{
    Connection &connection = m_connections[id];
    if (!std::exchange(connection.serverOpen, false))
        return;
    connection.toServer.clear();
    execute(m_room->left(id));
}

bool World::serverReceives(int index)
{
    return at(index).connection != 0 && takeFromClient(at(index).connection);
}

bool World::lateFrame(int index)
{
    for (const auto &[id, connection] : m_connections) {
        if (connection.client == index && !connection.clientOpen && takeFromClient(id))
            return true;
    }
    return false;
}

bool World::duplicateNextFrame(int index)
{
    const auto found = m_connections.find(at(index).connection);
    if (found == m_connections.end() || found->second.toServer.empty()
        || !found->second.toServer.front().startsWith("{\"type\":\"submit\""))
        return false;
    found->second.toServer.push_front(found->second.toServer.front());
    return true;
}

bool World::takeFromClient(room::ConnectionId id)
{
    Connection &connection = m_connections[id];
    if (!connection.serverOpen || connection.toServer.empty())
        return false;
    const QByteArray frame = connection.toServer.front();
    connection.toServer.pop_front();
    auto message = protocol::decodeClientMessage(m_reader, frame);
    if (!message || !*message)
        fail(QStringLiteral("the server could not read %1").arg(QString::fromUtf8(frame)));
    else
        handle(id, **message);
    return true;
}

bool World::clientReceives(int index)
{
    Client &client = at(index);
    const auto found = m_connections.find(client.connection);
    if (found == m_connections.end() || found->second.toClient.empty()) {
        if (found != m_connections.end() && !found->second.serverOpen)
            cut(index);
        return false;
    }
    const Frame frame = found->second.toClient.front();
    found->second.toClient.pop_front();
    auto messages = protocol::decodeServerFrame(m_reader, frame.text);
    if (!messages) {
        fail(QStringLiteral("a client could not read %1").arg(QString::fromUtf8(frame.text)));
        return true;
    }
    for (const protocol::ServerMessage &message : *messages)
        execute(index, client.session->received(message, frame.payload, m_now));
    return true;
}

void World::crashClient(int index)
{
    cut(index);
    Client &client = at(index);
    auto restored = Session::restore({7, 7}, client.journal);
    if (!restored) {
        if (client.session->hasDocument())
            fail(QStringLiteral("the journal of client %1 does not replay").arg(index));
        client.session = std::make_unique<Session>(DocumentId{7, 7});
        client.journal.clear();
        return;
    }
    if (!(restored->edits().visible() == client.session->edits().visible()))
        fail(QStringLiteral("the journal of client %1 gives another document").arg(index));
    client.session = std::make_unique<Session>(std::move(*restored));
    client.shown = client.session->edits().visible();
    client.losesSends = false;
}

void World::compactJournal(int index)
{
    if (at(index).session->hasDocument())
        at(index).journal = at(index).session->compacted();
}

} // namespace syngraph::world
