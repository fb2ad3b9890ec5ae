// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/room.h"

#include "base/plant.h"
#include "model/compose_all.h"
#include "model/delta_json.h"
#include "model/rebase.h"
#include "model/schema.h"
#include "protocol/role_rules.h"

#include <algorithm>
#include <iterator>
#include <tuple>
#include <utility>

namespace syngraph::room {

using model::Filter;

namespace {

// What moving one change over newer ones may cost, counted in components looked at: some 30 ms. What would take
// longer is the client's work, which catches up first.
constexpr qint64 kMaxMoveWork = 500'000;
constexpr qint64 kUnitsPerComponent = 64; // of text, which is copied

// Two hashes of the same bytes. Each step of a hash waits for the one before it, so that two at once take no longer than
// one.
std::pair<quint64, quint64> fnv1aFromBoth(quint64 first, quint64 second, QByteArrayView bytes)
{
    for (const char byte : bytes) {
        first = fnv1a({&byte, 1}, first);
        second = fnv1a({&byte, 1}, second);
    }
    return {first, second};
}

qint64 workOf(const model::Delta &delta)
{
    return qint64(delta.ops().size()) + delta.text().size() / kUnitsPerComponent;
}

} // namespace

void Effects::append(Effects &&other)
{
    const auto move = [](auto &to, auto &from) {
        std::ranges::move(from, std::back_inserter(to));
    };
    move(commit, other.commit);
    move(drop, other.drop);
    move(send, other.send);
    move(broadcast, other.broadcast);
    move(find, other.find);
}

Result<Room> Room::start(RoomStart start)
{
    Room room;
    room.m_id = start.document;
    room.m_epoch = start.epoch;
    room.m_title = std::move(start.title);
    room.m_document = std::move(start.snapshot);
    room.m_log = ChangeLog(start.snapshotRevision, start.snapshotChain);
    room.m_lastChange = start.lastChangeMs;
    for (protocol::ChangeRecord &record : start.tail) {
        auto delta = parseRecord(record);
        if (!delta || record.revision != room.head().next() || !room.m_document.apply(*delta, Filter::Classes))
            return Error{ErrorCode::Damaged, {}};
        room.m_log.append(std::move(record), std::move(*delta));
    }
    for (const RoomStart::Used &used : start.lastSequences) {
        if (!planted(Plant::DedupeNotRestored))
            room.m_used[used.client] = {used.sequence, used.revision};
    }
    for (const QByteArray &hash : start.blobs)
        room.m_blobs.insert(hash);
    room.m_persisted = room.head();
    room.m_hashed = room.head();
    return room;
}

protocol::Role Room::roleOf(ConnectionId connection) const
{
    const auto found = m_attached.find(connection);
    return found == m_attached.end() ? protocol::Role::None : found->second.who.role;
}

qint64 Room::memberOf(ClientId client)
{
    qint64 &member = m_known[client].member;
    if (member == 0)
        member = m_nextMember++;
    return member;
}

// 0 where it has committed nothing.
Sequence Room::lastUsed(ClientId client) const
{
    const auto found = m_used.find(client);
    return found == m_used.end() ? Sequence() : found->second.sequence;
}

Effects Room::left(ConnectionId connection)
{
    Effects effects;
    std::erase_if(m_waiting, [&](const Waiting &waiting) { return waiting.connection == connection; });
    const auto found = m_attached.find(connection);
    if (found == m_attached.end())
        return effects;
    const qint64 member = found->second.member;
    if (!planted(Plant::CaretStays))
        m_presence.remove(member);
    m_attached.erase(found);
    forgetVisitors();
    if (!planted(Plant::PersonStays))
        effects.broadcast.push_back(std::make_shared<const protocol::ServerMessage>(protocol::PersonLeft{member}));
    return effects;
}

Effects Room::submit(ConnectionId connection, const protocol::Submit &message, Millis nowUtc)
{
    Effects effects;
    const auto found = m_attached.find(connection);
    if (found == m_attached.end()) {
        effects.drop.push_back({connection, {ErrorCode::NotJoined, {}}});
        return effects;
    }
    const Attached &attached = found->second;
    const Sequence last = lastUsed(attached.who.client);
    if (message.sequence <= last && !planted(Plant::AppliesAgain))
        return repeated(connection, message);
    if (m_readOnly && !planted(Plant::IgnoresReadOnly))
        return effects;
    const bool isOfFuture = message.base > head() && !planted(Plant::FutureBaseAccepted);
    const bool lags = head().value - message.base.value > protocol::kMaxLag && checks(Check::Lag);
    if (isOfFuture || message.base < m_log.start() || lags) {
        const ErrorCode code = message.base > head() ? ErrorCode::BaseUnknown : ErrorCode::BaseTooOld;
        effects.drop.push_back({connection, {code, {}}});
        return effects;
    }
    auto refused = refusal(attached, message);
    model::Delta moved = message.delta.delta;
    if (!refused) {
        const bool isAsSent = message.base == head() && !message.verdict;
        if (!isAsSent) {
            auto atHead = tryMoveToHead(std::move(moved), message.base);
            if (!atHead) {
                effects.drop.push_back({connection, {ErrorCode::BaseTooOld, {}}});
                return effects;
            }
            moved = std::move(*atHead);
        }
        if (message.verdict && attached.who.role >= protocol::Role::Editor)
            moved = carriedOut(*message.verdict, std::move(moved));
        // refusal() has looked at the form of what was sent
        if (auto checked = isAsSent ? model::checkEffect(moved, m_document) : model::checkChange(moved, m_document); !checked)
            refused = checked.error();
        else if (attached.who.role == protocol::Role::Suggester && !planted(Plant::ProposalNotChecked))
            refused = keepProposed(attached.who.name, message.base, moved);
    }
    if (!refused)
        return commit(attached, message, std::move(moved), nowUtc);
    effects.send.push_back(
        {connection, protocol::Refused{message.sequence, refused->code, refused->text()}, {}});
    return effects;
}

// One by one, as the clients take them; nothing where that is too much work, before any of it is done where it can be
// foreseen. A change may grow while it is moved.
std::optional<model::Delta> Room::tryMoveToHead(model::Delta change, Revision base) const
{
    const auto tie = planted(Plant::TieFlippedAtServer) ? model::Tie::GoesAfter : model::Tie::GoesBefore;
    if (planted(Plant::ServerComposes)) {
        std::vector<model::Delta> newer;
        for (Revision r = base.next(); r <= head(); r = r.next())
            newer.push_back(m_log.at(r).delta);
        return model::rebase(change, model::composeAll(newer, Filter::Classes), tie);
    }
    qint64 foreseen = (head().value - base.value) * workOf(change);
    for (Revision r = base.next(); r <= head(); r = r.next())
        foreseen += workOf(m_log.at(r).delta);
    if (foreseen > kMaxMoveWork && checks(Check::MoveWork))
        return std::nullopt;
    qint64 work = 0;
    for (Revision r = base.next(); r <= head(); r = r.next()) {
        const model::Delta &newer = m_log.at(r).delta;
        work += workOf(change) + workOf(newer);
        if (work > kMaxMoveWork && checks(Check::MoveWork))
            return std::nullopt;
        change = model::rebase(change, newer, tie);
    }
    return change;
}

// A verdict as it is to be committed: on what is still undecided. As its author predicted it where that does the same.
model::Delta Room::carriedOut(const model::Verdict &verdict, model::Delta predicted) const
{
    model::Delta change = model::decided(m_document, verdict);
    if (planted(Plant::DecidedTwice) || change == predicted)
        return predicted;
    const auto after = [&](const model::Delta &one) {
        model::Document document = m_document;
        const auto applied = document.apply(one, Filter::Classes);
        return applied ? document : m_document;
    };
    return model::checkChange(predicted, m_document) && after(predicted) == after(change) ? predicted : change;
}

// Cuts a Suggester's change down to what may be proposed. Where nobody else did anything in the meantime and nothing of
// it is left, it was not allowed from the beginning.
std::optional<Error> Room::keepProposed(const QString &author, Revision base, model::Delta &change) const
{
    auto part = protocol::proposedPart(change, m_document, author);
    if (!part || (part->isEmpty() && !change.isEmpty() && base == head()))
        return Error{ErrorCode::NotAllowed, {}};
    change = std::move(*part);
    return std::nullopt;
}

std::optional<Error> Room::refusal(const Attached &attached, const protocol::Submit &message) const
{
    const Sequence next = lastUsed(attached.who.client).next();
    const bool mayBeAny = planted(Plant::AppliesAgain) || (planted(Plant::GapAccepted) && message.sequence > next);
    if (message.sequence != next && !mayBeAny)
        return Error{ErrorCode::SequenceGap, {}};
    if (auto form = model::checkChangeForm(message.delta.delta); !form)
        return form.error();
    if (!protocol::mayChange(attached.who.role, message.delta.delta))
        return Error{ErrorCode::NotAllowed, {}};
    for (const QByteArray &hash : model::imagesIn(message.delta.delta)) {
        if (!m_blobs.contains(hash) && !planted(Plant::PictureNotChecked))
            return Error{ErrorCode::MissingBlob, {}};
    }
    return std::nullopt;
}

// A number that was committed before always gets its old answer; other content under it is a violation.
// What is not durable yet needs no answer here: its committed batch is on the way.
Effects Room::repeated(ConnectionId connection, const protocol::Submit &message) const
{
    Effects effects;
    const ClientId client = m_attached.at(connection).who.client;
    for (Revision r = head(); r > m_log.start(); --r.value) {
        const protocol::ChangeRecord &record = m_log.at(r).record;
        if (record.client != client || record.sequence != message.sequence)
            continue;
        const quint64 hash = model::computeHash(message.delta.delta);
        if (record.base == message.base && record.submittedHash != hash && !planted(Plant::OtherContentAccepted))
            effects.drop.push_back({connection, {ErrorCode::SequenceReused, {}}});
        else if (r <= m_persisted)
            effects.send.push_back({connection,
                                    protocol::Ack{message.sequence, r, {fnv1a(record.delta)},
                                                  protocol::WireDelta(record.delta)},
                                    {}});
        return effects;
    }
    effects.drop.push_back({connection, {ErrorCode::SequenceReused, {}}});
    return effects;
}

Effects Room::commit(const Attached &attached, const protocol::Submit &message, model::Delta &&moved, Millis nowUtc)
{
    m_document.applyChecked(moved, Filter::Classes);
    m_lastChange = planted(Plant::TimeGoesBack) ? nowUtc : std::max(m_lastChange, nowUtc);
    protocol::ChangeRecord record;
    record.revision = head().next();
    record.client = attached.who.client;
    record.sequence = message.sequence;
    record.base = message.base;
    record.author = attached.who.name;
    record.timeMs = m_lastChange;
    record.kind = message.kind;
    record.delta = model::toJson(moved);
    std::tie(record.submittedHash, record.chainHash) = fnv1aFromBoth(kFnvOffset, m_log.chain(), record.delta);
    if (moved != message.delta.delta)
        record.submittedHash = model::computeHash(message.delta.delta);
    m_used[record.client] = {record.sequence, record.revision};
    Effects effects;
    effects.commit.push_back(record);
    m_log.append(std::move(record), std::move(moved));
    if (planted(Plant::SendsBeforeDurable))
        effects.append(persisted(head()));
    return effects;
}

Effects Room::presence(ConnectionId connection, const protocol::Presence &message, Millis now)
{
    const auto found = m_attached.find(connection);
    if (found != m_attached.end() && message.revision <= m_persisted)
        m_presence.set(found->second.member, message, now);
    return {};
}

Effects Room::tick(Millis now, bool isQuiet)
{
    Effects effects;
    forgetEncoded(now);
    auto update = m_presence.takeUpdate(now);
    if (!update.empty())
        effects.broadcast.push_back(
            std::make_shared<const protocol::ServerMessage>(protocol::PresenceUpdate{std::move(update)}));
    if (isQuiet && m_hashed < m_persisted && m_persisted == head())
        announceHash(effects);
    return effects;
}

Effects Room::persisted(Revision revision)
{
    Effects effects;
    if (revision > m_persisted) {
        effects.broadcast = committedBatches(m_persisted, revision);
        m_persisted = revision;
        if (m_persisted == head() && head().value - m_hashed.value >= protocol::kHashInterval)
            announceHash(effects);
    }
    answerReady(effects);
    return effects;
}

void Room::announceHash(Effects &effects)
{
    m_hashed = head();
    effects.broadcast.push_back(std::make_shared<const protocol::ServerMessage>(
        protocol::ContentHash{head(), {m_document.hash()}}));
}

Effects Room::setRole(ClientId client, protocol::Role role)
{
    Effects effects;
    for (auto &[connection, attached] : m_attached) {
        if (attached.who.client != client)
            continue;
        if (!planted(Plant::RoleAtJoinOnly))
            attached.who.role = role;
        effects.send.push_back({connection, protocol::DocumentState{m_title, role, m_readOnly}, {}});
    }
    for (Waiting &waiting : m_waiting) {
        if (waiting.who.client == client)
            waiting.who.role = role;
    }
    return effects;
}

Effects Room::setTitle(const QString &title)
{
    m_title = title;
    return setReadOnly(m_readOnly);
}

Effects Room::setReadOnly(std::optional<ErrorCode> reason)
{
    m_readOnly = reason;
    Effects effects;
    for (const auto &[connection, attached] : m_attached)
        effects.send.push_back({connection, protocol::DocumentState{m_title, attached.who.role, m_readOnly}, {}});
    return effects;
}

void Room::trimLog(qint64 keep)
{
    if (m_waiting.empty())
        m_log.forgetUpTo({std::min(m_persisted.value, head().value - keep)});
}

} // namespace syngraph::room
