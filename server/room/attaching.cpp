// SPDX-License-Identifier: GPL-3.0-or-later
// How connections attach to a Room: join, resume with fencing, catch-up by the grouping rule.
#include "base/plant.h"
#include "model/delta_json.h"
#include "protocol/person_colors.h"
#include "room/color_choice.h"
#include "room/room.h"

#include <set>

namespace syngraph::room {

namespace {

// Of a document of at least so many bytes, encoding it anew costs more than sending so many changes behind it.
constexpr qsizetype kLargeBytes = 64 * 1024;
constexpr qint64 kMaxEncodedLag = 64;
constexpr qint64 kMaxEncodedLagBytes = 16 * 1024;
constexpr Millis kEncodedMs = 5'000;
// Of so many and small changes, composing them takes less time than handing them to somebody else.
constexpr qint64 kFewMissed = 128;
constexpr qint64 kFewMissedBytes = 16 * 1024;

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
    if (waiting.resume) {
        if (const auto missed = missedBy(waiting); missed && isMuch(missed->range)) {
            waiting.ticket = m_nextTicket++;
            effects.find.push_back({waiting.ticket, *missed});
        }
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

Effects Room::missedFound(qint64 ticket, Result<protocol::CatchUp> catchUp)
{
    Effects effects;
    const auto found = std::ranges::find(m_waiting, ticket, &Waiting::ticket);
    if (found == m_waiting.end())
        return effects;
    found->ticket = 0;
    found->found = std::move(catchUp);
    answerReady(effects);
    return effects;
}

bool Room::awaits(qint64 ticket) const
{
    return std::ranges::find(m_waiting, ticket, &Waiting::ticket) != m_waiting.end();
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
    for (Waiting &waiting : ready)
        answer(std::move(waiting), effects);
}

// Chain hash at a revision, where it is at hand.
std::optional<quint64> Room::chainAt(Revision revision) const
{
    if (revision >= m_log.start())
        return m_log.chainAt(revision);
    return revision.value == 0 ? std::optional(protocol::kChainStart) : std::nullopt;
}

// What the resume asks for, or why it can't be answered from this log; then the client joins anew and merges.
Result<Missed> Room::missedBy(const Waiting &waiting) const
{
    const protocol::Resume &resume = *waiting.resume;
    if (resume.revision > m_log.head())
        return ErrorCode::EpochChanged;
    Missed missed{{resume.revision, waiting.until}, resume.chain.value, waiting.who.client, resume.inFlight, resume.revision};
    if (const auto chain = chainAt(resume.revision)) {
        if (*chain != resume.chain.value && !planted(Plant::IgnoresChain))
            return ErrorCode::EpochChanged;
        missed.chain.reset();
    }
    const auto used = m_used.find(waiting.who.client);
    if (resume.inFlight.value > 0 && used != m_used.end() && resume.inFlight <= used->second.sequence) {
        if (used->second.revision <= resume.revision)
            return ErrorCode::SequenceReused;
        if (!planted(Plant::ForgetsLostAck))
            missed.committedBy = used->second.revision;
    }
    if (planted(Plant::CatchUpWithoutOlder) && resume.revision < m_log.start())
        missed = {{m_log.start(), waiting.until}, {}, missed.client, {}, m_log.start()};
    return missed;
}

bool Room::isMuch(LogRange range) const
{
    if (range.from < m_log.start() || range.to.value - range.from.value > kFewMissed)
        return true;
    qint64 bytes = 0;
    for (Revision r = range.from.next(); r <= range.to; r = r.next())
        bytes += m_log.at(r).record.delta.size();
    return bytes > kFewMissedBytes;
}

std::vector<protocol::ChangeRecord> Room::changes(LogRange range) const
{
    std::vector<protocol::ChangeRecord> changes;
    for (Revision r = range.from.next(); r <= range.to; r = r.next())
        changes.push_back(m_log.at(r).record);
    return changes;
}

Result<protocol::CatchUp> Room::catchUpFor(Waiting &waiting) const
{
    if (waiting.found)
        return std::move(*waiting.found);
    const auto missed = missedBy(waiting);
    if (!missed)
        return missed.error();
    return catchUpOn(*missed, std::make_shared<ComposedPieces>(0), [this](LogRange range) { return changes(range); });
}

namespace {

// Not that the store failed, but that the client has another past.
bool isOtherPast(const Error &error)
{
    return error.code == ErrorCode::EpochChanged || error.code == ErrorCode::SequenceReused;
}

} // namespace

void Room::answer(Waiting &&waiting, Effects &effects)
{
    std::optional<protocol::CatchUp> missed;
    if (waiting.resume) {
        auto catchUp = catchUpFor(waiting);
        if (!catchUp) {
            const Error &error = catchUp.error();
            if (isOtherPast(error))
                effects.send.push_back({waiting.connection, protocol::Failed{0, error.code, QString(sentence(error.code))}, {}});
            else
                effects.drop.push_back({waiting.connection, error});
            return;
        }
        missed = std::move(*catchUp);
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
    if (missed)
        sendCatchUp(std::move(*missed), waiting, effects);
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

void Room::sendCatchUp(protocol::CatchUp catchUp, const Waiting &waiting, Effects &effects) const
{
    catchUp.chain = {waiting.chain};
    catchUp.hash = {waiting.document.hash()};
    effects.send.push_back({waiting.connection, std::move(catchUp), {}});
    // what became durable while it was made
    for (const Broadcast &batch : committedBatches(waiting.until, m_persisted))
        effects.send.push_back({waiting.connection, *batch, {}});
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
