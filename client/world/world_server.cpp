// SPDX-License-Identifier: GPL-3.0-or-later
// The server's half of a World: what the network layer of syngraphd does, without sockets and disk.
#include "protocol/codec.h"
#include "world/world.h"

namespace syngraph::world {

void World::handle(room::ConnectionId id, const protocol::ClientMessage &message)
{
    if (std::holds_alternative<protocol::Join>(message) || std::holds_alternative<protocol::Resume>(message))
        execute(attach(id, message));
    else if (const auto *submit = std::get_if<protocol::Submit>(&message))
        execute(m_room->submit(id, *submit, m_now));
    else if (const auto *presence = std::get_if<protocol::Presence>(&message))
        execute(m_room->presence(id, *presence, m_now));
    else if (const auto *history = std::get_if<protocol::ReadHistory>(&message))
        execute(readHistory(id, *history));
    else if (std::holds_alternative<protocol::Ping>(message))
        deliver(id, {id, protocol::Pong{}, {}});
}

room::Effects World::attach(room::ConnectionId id, const protocol::ClientMessage &message)
{
    room::Attachment who;
    who.nextToken = {9, m_nextId++};
    who.name = QStringLiteral("Client %1").arg(m_connections[id].client);
    who.role = protocol::Role::Editor;
    if (std::holds_alternative<protocol::Join>(message)) {
        who.client = {8, m_nextId++};
        m_tokens.insert(who.client, {who.nextToken, {}});
        return m_room->join(id, who, m_now);
    }
    const auto &resume = std::get<protocol::Resume>(message);
    const Tokens known = m_tokens.value(resume.client);
    room::Effects refused;
    refused.send.push_back({id, protocol::Failed{0, ErrorCode::BadResumeToken, {}}, {}});
    if (resume.token.isNull() || (resume.token != known.current && resume.token != known.previous))
        return refused;
    who.client = resume.client;
    m_tokens.insert(who.client, {who.nextToken, resume.token});
    return m_room->resume(id, resume, who, m_now);
}

room::Effects World::readHistory(room::ConnectionId id, const protocol::ReadHistory &message)
{
    protocol::History answer{message.request, m_room->persistedHead(), {}};
    for (const protocol::ChangeRecord &record : m_log) {
        if (record.revision > message.from && record.revision <= message.to && answer.changes.size() < 10)
            answer.changes.push_back({record.revision, record.author, record.timeMs, record.kind, record.client,
                                      record.sequence, protocol::WireDelta(record.delta)});
    }
    room::Effects effects;
    effects.send.push_back({id, std::move(answer), {}});
    return effects;
}

void World::execute(room::Effects &&effects)
{
    m_unpersisted.insert(m_unpersisted.end(), effects.commit.begin(), effects.commit.end());
    for (const room::Drop &drop : effects.drop) {
        if (m_connections.contains(drop.connection))
            serverCloses(drop.connection);
    }
    for (const room::Send &send : effects.send)
        deliver(send.to, send);
    for (const room::Broadcast &broadcast : effects.broadcast) {
        for (const auto &[id, connection] : m_connections) {
            if (!connection.serverOpen || connection.cursor.value < 0)
                continue;
            if (std::holds_alternative<protocol::Committed>(*broadcast))
                deliverCommitted(id, broadcast);
            else
                deliver(id, {id, *broadcast, {}});
        }
    }
    for (const room::ReadLog &read : effects.read) {
        std::vector<protocol::ChangeRecord> changes;
        for (const protocol::ChangeRecord &record : m_log) {
            if (record.revision > read.from && record.revision <= read.to)
                changes.push_back(record);
        }
        execute(m_room->logRead(read.ticket, std::move(changes)));
    }
}

void World::deliver(room::ConnectionId id, const room::Send &send)
{
    const auto found = m_connections.find(id);
    if (found == m_connections.end())
        return;
    Connection &connection = found->second;
    if (const auto *snapshot = std::get_if<protocol::Snapshot>(&send.message))
        connection.cursor = snapshot->revision;
    else if (const auto *catchUp = std::get_if<protocol::CatchUp>(&send.message))
        connection.cursor = catchUp->revision;
    if (connection.clientOpen)
        connection.toClient.push_back({protocol::encode(send.message), send.payload});
    if (connection.cursor.value >= 0 && connection.cursor < m_room->persistedHead())
        deliverCommitted(id, {});
}

// Batches of one revision each, so that a schedule can stop between any two.
void World::deliverCommitted(room::ConnectionId id, const room::Broadcast &)
{
    Connection &connection = m_connections[id];
    while (connection.cursor < m_room->persistedHead()) {
        const auto batch = m_room->committedSince(connection.cursor, 1);
        if (!batch) {
            serverCloses(id);
            return;
        }
        if (connection.clientOpen)
            connection.toClient.push_back({protocol::encode(**batch), {}});
        connection.cursor = connection.cursor.next();
    }
}

void World::persist()
{
    if (m_unpersisted.empty())
        return;
    m_log.insert(m_log.end(), m_unpersisted.begin(), m_unpersisted.end());
    m_unpersisted.clear();
    execute(m_room->persisted(m_log.back().revision));
}

void World::tick()
{
    m_now += 200;
    execute(m_room->tick(m_now));
}

void World::crashServer()
{
    m_unpersisted.clear();
    m_connections.clear();
    startRoom();
    for (int i = 0; i < clientCount(); ++i) {
        if (std::exchange(at(i).connection, 0) != 0)
            execute(i, at(i).session->disconnected(m_now));
    }
}

void World::crashServerAndForget()
{
    m_tokens.clear();
    crashServer();
}

void World::restoreBackup(Revision revision)
{
    while (!m_log.empty() && m_log.back().revision > revision)
        m_log.pop_back();
    m_epoch = {m_epoch.high, m_epoch.low + 1};
    crashServer();
}

} // namespace syngraph::world
