// SPDX-License-Identifier: GPL-3.0-or-later
// The server's side of a Session: joining, catching up, committed changes.
#include "session/session.h"

#include "base/plant.h"
#include "model/delta_json.h"

namespace syngraph::session {

using model::Delta;
using model::Document;
using model::Filter;

namespace {

constexpr qint64 kHashedEvery = 128; // changes

} // namespace

Result<Document> readSnapshot(const protocol::Snapshot &message, const QByteArray &payload)
{
    const auto content = model::parseDelta(payload);
    auto document = content ? Document::fromDelta(*content) : Result<Document>(content.error());
    if (document && document->hash() != message.hash.value)
        return Error{ErrorCode::Diverged, {}};
    return document;
}

SessionEffects Session::received(const protocol::ServerMessage &message, const QByteArray &payload, Millis now)
{
    m_heard = now;
    SessionEffects effects = std::visit(
        [&](const auto &m) -> SessionEffects {
            if constexpr (requires { on(m, payload); })
                return on(m, payload);
            else if constexpr (requires { on(m); })
                return on(m);
            else // concerns the caller; an Ack repeats what a committed batch says
                return {};
        },
        message);
    addWhatFollows(effects, now);
    return effects;
}

SessionEffects Session::received(const protocol::Snapshot &message, Result<Document> content, Millis now)
{
    m_heard = now;
    SessionEffects effects = on(message, std::move(content));
    addWhatFollows(effects, now);
    return effects;
}

// From whatever was received.
void Session::addWhatFollows(SessionEffects &effects, Millis now)
{
    // a document taken anew has everything in it that came before and behind it
    const auto isReplaced = [](const VisibleEffect &effect) { return std::holds_alternative<ReplaceDocument>(effect); };
    if (std::ranges::any_of(effects.visible, isReplaced))
        effects.visible = {VisibleEffect(ReplaceDocument{})};
    sendPresence(now, effects);
}

SessionEffects Session::on(const protocol::Joined &message)
{
    SessionEffects effects;
    effects.changed = true;
    const bool resumed = m_client == message.client;
    const qint64 mine = m_sequence.value + (m_edits && m_edits->hasInFlight() ? 1 : 0);
    if (resumed && message.sequence.value > mine && !planted(Plant::LostTailNotNoticed))
        m_rejoin = Rejoin{Notice::Kind::Merged, {ErrorCode::SequenceReused, {}}, Rejoin::Pending::SetAside,
                          attachment()};
    // fewer than I was told of: the server went back to an older backup, and the same content came from elsewhere
    if (!resumed || message.sequence < m_sequence)
        m_sequence = message.sequence;
    if (!resumed)
        ++m_diskMark; // asked for when the document is there
    m_client = message.client;
    m_token = message.token;
    if (m_talk && m_epoch != message.epoch) {
        m_talk->startOver();
        keepTalk(effects);
    }
    m_epoch = message.epoch;
    m_member = message.member;
    m_role = message.role;
    m_sentAs = protocol::Role::None; // it can have been any while nothing was heard
    m_title = message.title;
    m_readOnly = message.readOnly;
    m_people.clear();
    for (const protocol::Person &person : message.people)
        m_people.insert(person.member, person);
    if (m_others)
        m_others->restart(m_revision);
    if (!m_rejoin) // else the journal keeps the client id given up until the merge is done
        effects.journal.push_back(attachment());
    return effects;
}

SessionEffects Session::on(const protocol::Snapshot &message, const QByteArray &payload)
{
    return on(message, readSnapshot(message, payload));
}

SessionEffects Session::on(const protocol::Snapshot &message, Result<Document> document)
{
    SessionEffects effects;
    effects.changed = true;
    if (!document) {
        effects.reconnect = true;
        return effects;
    }
    if (m_rejoin && m_rejoin->pending == Rejoin::Pending::MayBeCommitted) {
        m_rejoin->target = message.revision;
        m_rejoin->targetDocument = std::move(*document);
        m_rejoin->targetChain = message.chain.value;
        return searchLog();
    }
    m_revision = message.revision;
    m_chain = message.chain.value;
    if (m_edits)
        mergeInto(std::move(*document), effects);
    else
        adopt(std::move(*document), effects);
    settled(effects);
    return effects;
}

void Session::adopt(Document document, SessionEffects &effects)
{
    effects.journal.push_back(BaseRecord{m_epoch, m_revision, {m_chain}, document});
    effects.journal.push_back(attachment());
    keepTalk(effects);
    m_edits.emplace(std::move(document), m_limits);
    if (m_others)
        m_others->restart(m_revision);
    effects.visible.push_back(ReplaceDocument{});
}

SessionEffects Session::on(const protocol::CatchUp &message)
{
    SessionEffects effects;
    effects.changed = true;
    if (!m_edits || !std::holds_alternative<Joining>(m_link)) {
        effects.reconnect = true;
        return effects;
    }
    const auto singles = qint64(message.singles.size());
    bool fits = true;
    for (qint64 i = 0; i < singles && fits; ++i) {
        const bool own = message.committed && i + 1 == singles;
        const Delta &change = message.singles[std::size_t(i)].delta;
        fits = apply(change, {own, 0}, m_revision.next(), protocol::chainHash(m_chain, change), effects);
    }
    if (fits)
        fits = apply(message.composed.delta, {}, message.revision, message.chain.value, effects);
    if (!fits || m_edits->base().hash() != message.hash.value) {
        effects.append(rejoin({Notice::Kind::Diverged, {ErrorCode::Diverged, {}}}));
        return effects;
    }
    if (m_rejoin)
        mergeInto(m_edits->base(), effects);
    settled(effects);
    return effects;
}

// Everything is level with the server: go on sending.
void Session::settled(SessionEffects &effects)
{
    m_link = Live{};
    meetTalk(effects);
    m_presenceDue = true;
    goOnSending(effects);
}

void Session::goOnSending(SessionEffects &effects)
{
    if (mustWaitForDisk()) {
        effects.toDisk = m_diskMark;
        return;
    }
    if (!m_edits->hasInFlight() || m_readOnly) {
        trySend(effects);
        return;
    }
    const Outgoing before = *m_edits->inFlight();
    const Outgoing *outgoing = m_edits->resend();
    effects.journal.push_back(SentRecord{m_sequence.next(), true, *outgoing});
    if (!(*outgoing == before))
        needsDisk(effects);
    if (!mustWaitForDisk())
        submit(*outgoing, effects);
}

bool Session::apply(const Delta &change, const Author &by, Revision revision, quint64 chain, SessionEffects &effects)
{
    if (by.isMe) {
        const Outgoing *sent = m_edits->inFlight();
        // a verdict is carried out on what is undecided, a proposal made where nobody else makes one
        if (!sent || !(sent->change == change || sent->verdict || m_sentAs < protocol::Role::Editor))
            return false;
        effects.outrun |= sent->verdict && change.isEmpty();
    }
    Result<Delta> visible = by.isMe ? m_edits->acknowledge(change) : m_edits->receive(change);
    if (!visible)
        return false;
    if (by.isMe && !planted(Plant::NumberNotUsedUp))
        m_sequence = m_sequence.next();
    m_revision = revision;
    m_chain = chain;
    // a busy server tells its hash seldom: what all has changed since then would be hashed in one go
    if (revision.value % kHashedEvery == 0)
        static_cast<void>(m_edits->base().hash());
    if (m_others)
        m_others->committed(revision, by.isMe ? 0 : by.member, change, *visible, *m_edits);
    if (!planted(Plant::ReceivedNotJournaled))
        effects.journal.emplace_back(ReceivedRecord{revision, by.isMe, change, protocol::Hash64{chain}});
    if (!visible->isEmpty())
        effects.visible.emplace_back(ApplyChange{std::move(*visible)});
    return true;
}

SessionEffects Session::on(const protocol::Committed &message)
{
    SessionEffects effects;
    if (m_rejoin && m_rejoin->targetDocument)
        m_rejoin->later.push_back(message);
    if (!std::holds_alternative<Live>(m_link))
        return effects;
    if (message.revision > m_revision.next()) {
        effects.reconnect = true;
        return effects;
    }
    effects.journal.reserve(message.changes.size() + 1); // and what is sent next
    for (qsizetype i = 0; i < message.changes.size(); ++i) {
        const Revision revision{message.revision.value + i};
        if (revision <= m_revision)
            continue;
        const protocol::CommittedChange &entry = message.changes[i];
        const quint64 chain = protocol::chainHash(m_chain, entry.delta.delta);
        if (!apply(entry.delta.delta, {entry.by == m_member, entry.by}, revision, chain, effects)) {
            effects.append(rejoin({Notice::Kind::Diverged, {ErrorCode::Diverged, {}}}));
            return effects;
        }
    }
    trySend(effects);
    return effects;
}

SessionEffects Session::on(const protocol::Refused &message)
{
    SessionEffects effects;
    if (!m_edits || !m_edits->hasInFlight() || message.sequence != m_sequence.next())
        return effects;
    PendingEdits::Dropped dropped = m_edits->refuse();
    effects.journal.push_back(RefusedRecord{});
    needsDisk(effects);
    shown(dropped.visibleChange);
    effects.visible.push_back(ApplyChange{std::move(dropped.visibleChange)});
    if (!planted(Plant::RefusedSilently))
        effects.notices.push_back({Notice::Kind::Refused, {message.code, message.text}, std::move(dropped.lost)});
    trySend(effects);
    return effects;
}

SessionEffects Session::on(const protocol::ContentHash &message)
{
    if (!std::holds_alternative<Live>(m_link) || message.revision != m_revision
        || message.hash.value == m_edits->base().hash())
        return {};
    return rejoin({Notice::Kind::Diverged, {ErrorCode::Diverged, {}}});
}

SessionEffects Session::on(const protocol::DocumentState &message)
{
    SessionEffects effects;
    effects.changed = true;
    m_title = message.title;
    const bool isFreed = (m_readOnly && !message.readOnly) || (m_role < protocol::Role::Commenter && message.role >= protocol::Role::Commenter);
    m_role = message.role;
    m_sentAs = std::min(m_sentAs, m_role);
    m_readOnly = message.readOnly;
    if (isFreed && std::holds_alternative<Live>(m_link))
        settled(effects);
    return effects;
}

} // namespace syngraph::session
