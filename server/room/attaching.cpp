// SPDX-License-Identifier: GPL-3.0-or-later
// How connections attach to a Room: join, resume with fencing, catch-up by the grouping rule.
#include "base/plant.h"
#include "model/compose_all.h"
#include "model/delta_json.h"
#include "protocol/person_colors.h"
#include "room/color_choice.h"
#include "room/room.h"

#include <set>

namespace syngraph::room {

using model::Filter;

namespace {

// Of a document of at least so many bytes, encoding it anew costs more than sending so many changes behind it.
constexpr qsizetype kLargeBytes = 64 * 1024;
constexpr qint64 kMaxEncodedLag = 64;
constexpr qint64 kMaxEncodedLagBytes = 16 * 1024;
constexpr Millis kEncodedMs = 5'000;

} // namespace

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
    if (planted(Plant::NoFencing))
        return;
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
        if (waiting.ticket != 0 || (waiting.until > m_persisted && !planted(Plant::JoinsBeforeDurable)))
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

// Why a resume can't be answered from this log; then the client joins anew and merges.
std::optional<ErrorCode> Room::resumeRefusal(const Waiting &waiting) const
{
    const auto chain = chainAt(waiting.resume->revision, m_log, waiting.older);
    if (!chain || (*chain != waiting.resume->chain.value && !planted(Plant::IgnoresChain)))
        return ErrorCode::EpochChanged;
    if (waiting.resume->inFlight.value == 0 || waiting.resume->inFlight > lastUsed(waiting.who.client))
        return std::nullopt;
    const auto revision = commitOf(waiting);
    return revision ? std::nullopt : std::optional(ErrorCode::SequenceReused);
}

// The revision behind the resume's at which the change in flight was committed.
std::optional<Revision> Room::commitOf(const Waiting &waiting) const
{
    const auto isIt = [&](const protocol::ChangeRecord &record) {
        return record.client == waiting.who.client && record.sequence == waiting.resume->inFlight
            && record.revision > waiting.resume->revision;
    };
    for (const protocol::ChangeRecord &record : waiting.older) {
        if (isIt(record))
            return record.revision;
    }
    for (Revision r = m_log.start().next(); r <= waiting.until; r = r.next()) {
        if (isIt(m_log.at(r).record))
            return r;
    }
    return std::nullopt;
}

void Room::answer(const Waiting &waiting, Effects &effects)
{
    if (waiting.resume) {
        if (const auto code = resumeRefusal(waiting)) {
            effects.send.push_back({waiting.connection, protocol::Failed{0, *code, QString(sentence(*code))}, {}});
            return;
        }
    }
    const qint64 member = memberOf(waiting.who.client);
    protocol::Joined joined{m_id,   m_title,          m_epoch,    waiting.who.client, waiting.who.nextToken,
                            lastUsed(waiting.who.client), member, waiting.who.role, m_readOnly, {}};
    for (const auto &[connection, attached] : m_attached)
        joined.people.push_back(
            {attached.member, attached.who.name, attached.who.role, attached.who.client, attached.color});
    const qint64 color = colorFor(waiting.who);
    const protocol::Person person{member, waiting.who.name, waiting.who.role, waiting.who.client, color};
    m_attached[waiting.connection] = {waiting.who, member, color};
    effects.send.push_back({waiting.connection, std::move(joined), {}});
    if (waiting.resume)
        sendCatchUp(waiting, effects);
    else
        sendSnapshot(waiting, effects);
    effects.send.push_back({waiting.connection, protocol::PresenceUpdate{m_presence.all()}, {}});
    effects.broadcast.push_back(
        std::make_shared<const protocol::ServerMessage>(protocol::PersonJoined{person}));
}

// Whether there is the document encoded at `until`, or a large one from which few and small changes lead there.
bool Room::isRecent(Revision until) const
{
    if (!m_encoded || m_encoded->revision == until)
        return m_encoded.has_value();
    if (m_encoded->body.size() < kLargeBytes || m_encoded->revision < m_log.start() || m_encoded->revision > until
        || until.value - m_encoded->revision.value > kMaxEncodedLag)
        return false;
    qint64 bytes = 0;
    for (Revision r = m_encoded->revision.next(); r <= until; r = r.next())
        bytes += m_log.at(r).record.delta.size();
    return bytes <= kMaxEncodedLagBytes;
}

void Room::sendSnapshot(const Waiting &waiting, Effects &effects)
{
    if (!isRecent(waiting.until)) {
        m_encoded = Encoded{waiting.until, waiting.chain, waiting.document.hash(),
                            model::toJson(waiting.document.toDelta())};
    }
    m_encoded->isUsed = true;
    const Revision revision = planted(Plant::SnapshotAtWrongRevision) ? m_persisted : m_encoded->revision;
    const protocol::Snapshot message{revision, {m_encoded->chain}, {m_encoded->hash}, 0, m_encoded->body.size()};
    effects.send.push_back({waiting.connection, message, m_encoded->body});
    for (const Broadcast &batch : committedBatches(m_encoded->revision, waiting.until))
        effects.send.push_back({waiting.connection, *batch, {}});
}

// A large document is not kept twice for longer than a crowd takes to come in.
void Room::forgetEncoded(Millis now)
{
    if (!m_encoded)
        return;
    if (std::exchange(m_encoded->isUsed, false))
        m_encoded->usedAt = now;
    else if (now - m_encoded->usedAt >= kEncodedMs)
        m_encoded.reset();
}

// The deltas of the revisions after `from`, up to where the answer stands.
std::vector<model::Delta> Room::deltasBetween(Revision from, const Waiting &waiting) const
{
    std::vector<model::Delta> deltas;
    for (const protocol::ChangeRecord &record : waiting.older) {
        if (record.revision <= from || record.revision > m_log.start() || planted(Plant::CatchUpWithoutOlder))
            continue;
        auto delta = parseRecord(record);
        deltas.push_back(delta ? std::move(*delta) : model::Delta());
    }
    const Revision first = std::max(from, m_log.start()).next();
    for (Revision r = planted(Plant::CatchUpOffByOne) ? first.next() : first; r <= waiting.until; r = r.next())
        deltas.push_back(m_log.at(r).delta);
    return deltas;
}

void Room::sendCatchUp(const Waiting &waiting, Effects &effects) const
{
    const protocol::Resume &resume = *waiting.resume;
    const std::vector<model::Delta> deltas = deltasBetween(resume.revision, waiting);
    const bool hasNone = resume.inFlight.value == 0 || planted(Plant::ForgetsLostAck);
    const auto own = hasNone ? std::nullopt : commitOf(waiting);
    const bool isSingle = own && !planted(Plant::ComposesOverLostAck);
    const auto singles = isSingle ? std::size_t(own->value - resume.revision.value) : 0;
    protocol::CatchUp message;
    message.committed = own.has_value();
    for (std::size_t i = 0; i < singles; ++i)
        message.singles.emplace_back(deltas[i]);
    message.composed = protocol::WireDelta(
        model::composeAll(std::span(deltas).subspan(singles), Filter::Classes));
    message.revision = waiting.until;
    message.chain = {waiting.chain};
    message.hash = {waiting.document.hash()};
    effects.send.push_back({waiting.connection, std::move(message), {}});
}

// As wished, else as the last time, unless somebody else looks so by now.
qint64 Room::colorFor(const Attachment &who)
{
    std::vector<qint64> inUse;
    for (const auto &[connection, attached] : m_attached)
        inUse.push_back(attached.color);
    const auto isFree = [&](qint64 color) { return std::ranges::find(inUse, color) == inUse.end(); };
    std::optional<qint64> &color = m_known[who.client].color;
    const bool isInTable = who.color && *who.color >= 0 && *who.color < std::ssize(protocol::kPersonColors);
    if (isInTable && isFree(*who.color))
        color = who.color;
    else if (!color || !isFree(*color))
        color = chooseColor(inUse);
    return *color;
}

// Who came and left without a change is nobody that the log speaks of.
void Room::forgetVisitors()
{
    if (m_known.size() <= m_mostKnown || !m_waiting.empty())
        return;
    std::set<ClientId> here;
    for (const auto &[connection, attached] : m_attached)
        here.insert(attached.who.client);
    std::erase_if(m_known, [&](const auto &known) { return !m_used.contains(known.first) && !here.contains(known.first); });
    m_mostKnown = std::max(kMostKnown, 2 * m_known.size());
}

} // namespace syngraph::room
