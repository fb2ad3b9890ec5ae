// SPDX-License-Identifier: GPL-3.0-or-later
// How connections attach to a Room: join, resume with fencing, catch-up by the grouping rule.
#include "model/compose_all.h"
#include "model/delta_json.h"
#include "room/room.h"

namespace syngraph::room {

using model::Filter;

Effects Room::join(ConnectionId connection, const Attachment &who, Millis)
{
    Waiting waiting;
    waiting.connection = connection;
    waiting.who = who;
    return attach(std::move(waiting));
}

Effects Room::resume(ConnectionId connection, const protocol::Resume &message, const Attachment &who, Millis)
{
    Waiting waiting;
    waiting.connection = connection;
    waiting.who = who;
    waiting.resume = message;
    return attach(std::move(waiting));
}

Effects Room::attach(Waiting waiting)
{
    Effects effects;
    fence(waiting.who.client, effects);
    waiting.until = head();
    waiting.document = m_document;
    waiting.chain = m_log.chain();
    if (waiting.resume && waiting.resume->revision < m_log.start()) {
        waiting.ticket = m_nextTicket++;
        const Revision from{std::max<qint64>(waiting.resume->revision.value - 1, 0)};
        effects.read.push_back({waiting.ticket, from, m_log.start()});
    }
    m_waiting.push_back(std::move(waiting));
    answerReady(effects);
    return effects;
}

// Nothing that still arrives from an older connection of this client may be applied: before the resume is
// answered, everything of it is either committed or will never be.
void Room::fence(ClientId client, Effects &effects)
{
    std::vector<ConnectionId> older;
    for (const auto &[connection, attached] : m_attached) {
        if (attached.who.client == client)
            older.push_back(connection);
    }
    for (const Waiting &waiting : m_waiting) {
        if (waiting.who.client == client)
            older.push_back(waiting.connection);
    }
    for (const ConnectionId connection : older) {
        effects.append(left(connection));
        effects.drop.push_back({connection, {ErrorCode::Fenced, {}}});
    }
}

Effects Room::logRead(qint64 ticket, Result<std::vector<protocol::ChangeRecord>> changes)
{
    Effects effects;
    const auto found = std::ranges::find(m_waiting, ticket, &Waiting::ticket);
    if (found == m_waiting.end())
        return effects;
    if (changes) {
        found->ticket = 0;
        found->older = std::move(*changes);
        answerReady(effects);
    } else {
        effects.drop.push_back({found->connection, changes.error()});
        m_waiting.erase(found);
    }
    return effects;
}

void Room::answerReady(Effects &effects)
{
    std::vector<Waiting> ready;
    std::erase_if(m_waiting, [&](Waiting &waiting) {
        if (waiting.ticket != 0 || waiting.until > m_persisted)
            return false;
        ready.push_back(std::move(waiting));
        return true;
    });
    for (const Waiting &waiting : ready)
        answer(waiting, effects);
}

namespace {

// Chain hash at the revision a client resumes from; nothing where there is no such revision here.
std::optional<quint64> chainAt(Revision revision, const ChangeLog &log,
                               const std::vector<protocol::ChangeRecord> &older)
{
    if (revision > log.head())
        return std::nullopt;
    if (revision >= log.start())
        return log.chainAt(revision);
    if (revision.value == 0)
        return protocol::kChainStart;
    if (older.empty() || older.front().revision != revision)
        return std::nullopt;
    return older.front().chainHash;
}

} // namespace

void Room::answer(const Waiting &waiting, Effects &effects)
{
    if (waiting.resume) {
        const auto chain = chainAt(waiting.resume->revision, m_log, waiting.older);
        const Used used = m_used.value(waiting.who.client);
        const Sequence inFlight = waiting.resume->inFlight;
        std::optional<ErrorCode> refused;
        if (!chain || *chain != waiting.resume->chain.value)
            refused = ErrorCode::EpochChanged;
        else if (inFlight.value != 0
                 && (inFlight < used.sequence
                     || (inFlight == used.sequence && used.revision <= waiting.resume->revision)))
            refused = ErrorCode::SequenceReused;
        if (refused) {
            effects.send.push_back(
                {waiting.connection, protocol::Failed{0, *refused, QString(sentence(*refused))}, {}});
            return;
        }
    }
    const qint64 member = memberOf(waiting.who.client);
    protocol::Joined joined{m_id,   m_title, m_epoch, waiting.who.client, waiting.who.nextToken,
                            member, waiting.who.role, m_readOnly, {}};
    for (const auto &[connection, attached] : m_attached)
        joined.people.push_back(
            {attached.member, attached.who.name, attached.who.role, attached.who.client});
    const protocol::Person person{member, waiting.who.name, waiting.who.role, waiting.who.client};
    m_attached[waiting.connection] = {waiting.who, member};
    effects.send.push_back({waiting.connection, std::move(joined), {}});
    if (waiting.resume)
        sendCatchUp(waiting, effects);
    else
        sendSnapshot(waiting, effects);
    effects.send.push_back({waiting.connection, protocol::PresenceUpdate{m_presence.all()}, {}});
    effects.broadcast.push_back(
        std::make_shared<const protocol::ServerMessage>(protocol::PersonJoined{person}));
}

void Room::sendSnapshot(const Waiting &waiting, Effects &effects) const
{
    QByteArray body = model::toJson(waiting.document.toDelta());
    const protocol::Snapshot message{waiting.until, {waiting.chain}, {waiting.document.hash()}, 0, body.size()};
    effects.send.push_back({waiting.connection, message, std::move(body)});
}

// The deltas of the revisions after `from`, up to where the answer stands.
std::vector<model::Delta> Room::deltasBetween(Revision from, const Waiting &waiting) const
{
    std::vector<model::Delta> deltas;
    for (const protocol::ChangeRecord &record : waiting.older) {
        if (record.revision <= from || record.revision > m_log.start())
            continue;
        auto delta = parseRecord(record);
        deltas.push_back(delta ? std::move(*delta) : model::Delta());
    }
    for (Revision r = std::max(from, m_log.start()).next(); r <= waiting.until; r = r.next())
        deltas.push_back(m_log.at(r).delta);
    return deltas;
}

void Room::sendCatchUp(const Waiting &waiting, Effects &effects) const
{
    const protocol::Resume &resume = *waiting.resume;
    const Used used = m_used.value(waiting.who.client);
    const std::vector<model::Delta> deltas = deltasBetween(resume.revision, waiting);
    protocol::CatchUp message;
    message.committed = resume.inFlight.value != 0 && used.sequence == resume.inFlight;
    std::size_t single = 0;
    if (message.committed) {
        for (; single < std::size_t(used.revision.value - resume.revision.value); ++single)
            message.singles.emplace_back(deltas[single]);
    }
    message.composed = protocol::WireDelta(
        model::composeAll(std::span(deltas).subspan(single), Filter::Classes));
    message.revision = waiting.until;
    message.chain = {waiting.chain};
    message.hash = {waiting.document.hash()};
    effects.send.push_back({waiting.connection, std::move(message), {}});
}

} // namespace syngraph::room
