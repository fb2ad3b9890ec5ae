// SPDX-License-Identifier: GPL-3.0-or-later
// The server's half of a World: what the network layer of syngraphd does, without sockets and disk.
#include "model/delta_json.h"
#include "model/schema.h"
#include "model/suggestion.h"
#include "protocol/codec.h"
#include "protocol/role_rules.h"
#include "protocol/short_changes.h"
#include "world/world.h"

namespace syngraph::world {
namespace {

// So little that pieces are made and forgotten within a schedule.
constexpr qint64 kMostPiecesBytes = 16 * 1024;
constexpr int kLeastPieceLevel = 2;

} // namespace

void World::startRoom()
{
    room::RoomStart start = m_store.load();
    start.document = {7, 7};
    start.epoch = m_epoch;
    start.title = QStringLiteral("World");
    start.blobs.assign(m_blobs.cbegin(), m_blobs.cend());
    auto room = room::Room::start(std::move(start));
    if (!room) {
        fail(QStringLiteral("the log does not replay"));
        return;
    }
    m_room = std::make_unique<room::Room>(std::move(*room));
    m_pieces = std::make_shared<room::ComposedPieces>(kMostPiecesBytes, kLeastPieceLevel);
    m_beforeCommit = server();
    auto talk = room::TalkBoard::start(m_talkStore.entries());
    if (!talk) {
        fail(QStringLiteral("the talk does not replay"));
        return;
    }
    m_talk = std::move(*talk);
    m_hashes.resize(std::size_t(m_store.head().value) + 1);
    if (m_room->head() != m_store.head() || m_room->document().hash() != m_hashes.back())
        fail(QStringLiteral("the log gives another document than was committed"));
    m_lastSequences.clear();
    for (const protocol::ChangeRecord &record : log())
        m_lastSequences.insert(record.client, record.sequence);
    if (m_readOnly)
        execute(m_room->setReadOnly(m_readOnly));
}

void World::handle(room::ConnectionId id, const protocol::ClientMessage &message)
{
    if (std::holds_alternative<protocol::Join>(message) || std::holds_alternative<protocol::Resume>(message))
        execute(attach(id, message));
    else if (const auto *submit = std::get_if<protocol::Submit>(&message))
        this->submit(id, *submit);
    else if (const auto *presence = std::get_if<protocol::Presence>(&message))
        execute(m_room->presence(id, *presence, m_now));
    else if (const auto *history = std::get_if<protocol::ReadHistory>(&message))
        execute(readHistory(id, *history));
    else if (std::holds_alternative<protocol::Say>(message) || std::holds_alternative<protocol::ReadTalk>(message))
        talk(id, message);
    else if (std::holds_alternative<protocol::Ping>(message))
        deliver(id, {id, protocol::Pong{}, {}});
}

void World::submit(room::ConnectionId id, const protocol::Submit &message)
{
    m_verdict = message.verdict;
    execute(m_room->submit(id, message, m_wallClock));
    m_verdict.reset();
}

room::Effects World::attach(room::ConnectionId id, const protocol::ClientMessage &message)
{
    Connection &connection = m_connections[id];
    room::Effects refused;
    if (m_room->isAttached(id)) {
        refused.drop.push_back({id, {ErrorCode::AlreadyJoined, {}}});
        return refused;
    }
    room::Attachment who;
    who.nextToken = {9, m_nextId++};
    who.name = nameOf(connection.client);
    who.role = connection.client < 0 ? protocol::Role::Editor : at(connection.client).role;
    if (std::holds_alternative<protocol::Join>(message)) {
        who.client = {8, m_nextId++};
        connection.id = who.client;
        m_owners.insert(who.client, connection.client);
        m_tokens.insert(who.client, {who.nextToken, {}});
        return m_room->join(id, who, m_now);
    }
    const auto &resume = std::get<protocol::Resume>(message);
    const Tokens known = m_tokens.value(resume.client);
    refused.send.push_back({id, protocol::Failed{0, ErrorCode::BadResumeToken, {}}, {}});
    if (resume.token.isNull() || (resume.token != known.current && resume.token != known.previous))
        return refused;
    who.client = resume.client;
    connection.id = who.client;
    m_tokens.insert(who.client, {who.nextToken, resume.token});
    return m_room->resume(id, resume, who, m_now);
}

room::Effects World::readHistory(room::ConnectionId id, const protocol::ReadHistory &message)
{
    constexpr qint64 kPage = 10;
    const Revision to{std::min(message.to.value, message.from.value + kPage)};
    protocol::History answer{message.request, m_room->persistedHead(), {}};
    for (const protocol::ChangeRecord &record : m_store.changes(message.from, to))
        answer.changes.push_back({record.revision, record.author, record.timeMs, record.kind, record.client,
                                  record.sequence, protocol::WireDelta(record.delta)});
    room::Effects effects;
    effects.send.push_back({id, std::move(answer), {}});
    return effects;
}

void World::execute(room::Effects &&effects)
{
    for (const protocol::ChangeRecord &record : effects.commit)
        checkCommit(record);
    m_store.collect(effects.commit);
    for (const room::Drop &drop : effects.drop) {
        if (m_connections.contains(drop.connection))
            serverCloses(drop.connection);
    }
    for (const room::Send &send : effects.send)
        deliver(send.to, send);
    for (const room::Broadcast &broadcast : effects.broadcast) {
        checkDurable(*broadcast);
        for (const auto &[id, connection] : m_connections) {
            if (!connection.serverOpen || connection.cursor.value < 0)
                continue;
            if (std::holds_alternative<protocol::Committed>(*broadcast))
                deliverCommitted(id);
            else
                deliver(id, {id, *broadcast, {}});
        }
    }
    for (const room::FindMissed &find : effects.find) {
        execute(m_room->missedFound(find.ticket, room::catchUpOn(find.missed, m_pieces, [this](room::LogRange range) {
            return range.from < m_room->logStart() ? m_store.changes(range.from, std::min(range.to, m_room->logStart()))
                                                   : m_room->changes(range);
        })));
    }
}

// What holds for every change that the Room accepts.
void World::checkCommit(const protocol::ChangeRecord &record)
{
    const auto delta = model::parseDelta(record.delta);
    Sequence &last = m_lastSequences[record.client];
    if (record.sequence != last.next())
        fail(QStringLiteral("revision %1 takes number %2 of its client behind %3")
                 .arg(record.revision.value).arg(record.sequence.value).arg(last.value));
    last = record.sequence;
    const int owner = m_owners.value(record.client, -1);
    if (owner >= 0 && delta) {
        const protocol::Role role = at(owner).role;
        const QString wrong = protocol::mayChange(role, *delta) ? judgeRole(role, nameOf(owner)) : QStringLiteral("changes it");
        if (!wrong.isEmpty())
            fail(QStringLiteral("revision %1 is more than the role of client %2 allows: %3")
                     .arg(record.revision.value).arg(owner).arg(wrong));
    }
    if (m_verdict && owner >= 0 && at(owner).role >= protocol::Role::Editor && !isCarriedOut(*m_verdict))
        fail(QStringLiteral("revision %1 decides on what has been decided before").arg(record.revision.value));
    m_beforeCommit = server();
    if (m_readOnly)
        fail(QStringLiteral("revision %1 was accepted while nothing can be written").arg(record.revision.value));
    if (record.revision.value != qint64(m_hashes.size()) || record.base >= record.revision || record.base.value < 0)
        fail(QStringLiteral("revision %1 is out of order").arg(record.revision.value));
    const QString text = server().text(0, server().length());
    if (!text.isValidUtf16() || !text.endsWith(u'\n') || !model::checkDocument(server().toDelta()))
        fail(QStringLiteral("revision %1 makes the document invalid").arg(record.revision.value));
    if (delta && std::ranges::any_of(model::imagesIn(*delta), [&](const QByteArray &id) { return !m_blobs.contains(id); }))
        fail(QStringLiteral("revision %1 shows a picture that is not there").arg(record.revision.value));
    m_hashes.push_back(server().hash());
}

namespace {

// The document without comments and without what this author proposes.
model::Delta withoutRemarks(const model::Document &document, const QString &author)
{
    const auto isTheirs = [&](const QString &, const QString &by) { return by == author; };
    model::Document rest = document;
    const auto rejected = rest.apply(model::decided(document, model::Decision::Reject, isTheirs), model::Filter::Classes);
    Q_ASSERT(rejected);
    model::Delta plain;
    const auto isKept = [](const QByteArray &key, const model::Value &) { return !key.startsWith("c:"); };
    rest.visit(0, rest.length(), [&](QStringView text, const model::rope::Run &run) {
        const model::Attributes kept = model::filterAttributes(run.attributes, isKept);
        run.embed.isNull() ? plain.insert(text, kept) : plain.insert(run.embed, kept);
    });
    return plain;
}

} // namespace

// Of the change just accepted, where it is by somebody who may not change the text: without what they remark and
// propose nothing of it is left.
QString World::judgeRole(protocol::Role role, const QString &author) const
{
    if (role >= protocol::Role::Editor)
        return {};
    const bool isSame = withoutRemarks(m_beforeCommit, author) == withoutRemarks(server(), author);
    return isSame ? QString() : QStringLiteral("it changes the text");
}

// Whether the change just accepted decides on what was undecided, and does nothing else.
bool World::isCarriedOut(const model::Verdict &verdict) const
{
    model::Document decided = m_beforeCommit;
    return decided.apply(model::decided(m_beforeCommit, verdict), model::Filter::Classes) && decided == server();
}

// Nobody may hear of what is not on the disk.
void World::checkDurable(const protocol::ServerMessage &message)
{
    Revision revision;
    if (const auto *snapshot = std::get_if<protocol::Snapshot>(&message))
        revision = snapshot->revision;
    else if (const auto *catchUp = std::get_if<protocol::CatchUp>(&message))
        revision = catchUp->revision;
    else if (const auto *ack = std::get_if<protocol::Ack>(&message))
        revision = ack->revision;
    else if (const auto *committed = std::get_if<protocol::Committed>(&message))
        revision = {committed->revision.value + qint64(committed->changes.size()) - 1};
    else if (const auto *said = std::get_if<protocol::Said>(&message))
        checkToldDurable(said->entries, 0);
    else if (const auto *talk = std::get_if<protocol::Talk>(&message))
        checkToldDurable(talk->entries, talk->head);
    if (revision > m_store.head())
        fail(QStringLiteral("revision %1 was sent before it was durable").arg(revision.value));
}

void World::deliver(room::ConnectionId id, const room::Send &send)
{
    checkDurable(send.message);
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
        deliverCommitted(id);
}

// In small batches, so that a schedule can stop between any two.
void World::deliverCommitted(room::ConnectionId id)
{
    Connection &connection = m_connections[id];
    while (connection.serverOpen && connection.cursor < m_room->persistedHead()) {
        const auto batch = m_room->committedSince(connection.cursor, m_options.batchBytes);
        if (!batch) {
            serverCloses(id);
            return;
        }
        checkDurable(**batch);
        // every second client has asked for short changes
        const auto typed = connection.client % 2 == 1 ? protocol::shortFormOf(std::get<protocol::Committed>(**batch)) : std::nullopt;
        if (connection.clientOpen)
            connection.toClient.push_back({protocol::encode(typed ? protocol::ServerMessage(*typed) : **batch), {}});
        connection.cursor.value += qint64(std::get<protocol::Committed>(**batch).changes.size());
    }
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
    m_talk.left(id);
    execute(m_room->left(id));
}

bool World::serverReceives(int index)
{
    return at(index).connection != 0 && takeFromClient(at(index).connection);
}

bool World::hasLateFrame(int index) const
{
    return std::ranges::any_of(m_connections, [&](const auto &entry) {
        const Connection &connection = entry.second;
        return connection.client == index && !connection.clientOpen && connection.serverOpen && !connection.toServer.empty();
    });
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

bool World::finishWrite()
{
    const auto head = m_store.finish();
    if (head)
        execute(m_room->persisted(*head));
    return head.has_value();
}

void World::persist()
{
    finishWrite();
    if (beginWrite())
        finishWrite();
    finishTalk();
    if (beginTalk())
        finishTalk();
}

void World::takeSnapshot()
{
    if (m_store.isIdle())
        m_store.writeSnapshot(m_store.head(), server());
}

void World::setRole(int index, protocol::Role role)
{
    at(index).role = role;
    QSet<ClientId> ids;
    for (const auto &[id, connection] : m_connections) {
        if (connection.client == index && connection.serverOpen && !connection.id.isNull())
            ids.insert(connection.id);
    }
    for (const ClientId id : std::as_const(ids))
        execute(m_room->setRole(id, role));
}

void World::storeBlob(const QByteArray &hash)
{
    m_blobs.insert(hash);
    m_room->blobStored(hash);
}

void World::tick(qint64 ms)
{
    m_now += ms;
    m_wallClock += ms;
    execute(m_room->tick(m_now));
    for (int i = 0; i < clientCount(); ++i)
        execute(i, at(i).session->tick(m_now));
}

} // namespace syngraph::world
