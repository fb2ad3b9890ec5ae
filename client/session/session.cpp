// SPDX-License-Identifier: GPL-3.0-or-later
// The person's side of a Session: editing, sending, time. What the server says is in session_receive.cpp.
#include "session/session.h"

#include "base/plant.h"
#include "model/compose_all.h"
#include "model/schema.h"

#include <algorithm>
#include <iterator>

namespace syngraph::session {

using model::Delta;
using model::Filter;

namespace {

constexpr Millis kPresenceRepeatMs = protocol::kPresenceExpiryMs / 3;

} // namespace

void SessionEffects::append(SessionEffects &&other)
{
    const auto move = [](auto &to, auto &from) {
        std::ranges::move(from, std::back_inserter(to));
    };
    move(journal, other.journal);
    move(visible, other.visible);
    move(send, other.send);
    move(notices, other.notices);
    toDisk = other.toDisk ? other.toDisk : toDisk;
    reconnect = reconnect || other.reconnect;
    changed = changed || other.changed;
    outrun = outrun || other.outrun;
}

SessionEffects Session::connected(Millis now)
{
    SessionEffects effects;
    m_heard = now;
    m_pinged = now;
    m_link = Joining{};
    effects.changed = true;
    if (m_client.isNull() || !m_edits || m_rejoin) {
        effects.send.push_back(protocol::Join{m_document, m_wishedColor});
        return effects;
    }
    const Sequence inFlight = m_edits->hasInFlight() ? m_sequence.next() : Sequence{};
    effects.send.push_back(
        protocol::Resume{m_document, m_client, m_token, m_epoch, m_revision, {m_chain}, inFlight, m_wishedColor});
    return effects;
}

SessionEffects Session::disconnected(Millis)
{
    SessionEffects effects;
    if (!std::holds_alternative<Stopped>(m_link))
        m_link = Offline{};
    if (m_talk)
        m_talk->detached();
    m_people.clear();
    effects.changed = true;
    return effects;
}

Millis Session::silence(Millis now) const
{
    return m_pinged > m_heard ? now - m_asked : 0;
}

SessionEffects Session::tick(Millis now)
{
    SessionEffects effects;
    if (!std::holds_alternative<Live>(m_link) && !std::holds_alternative<Joining>(m_link))
        return effects;
    if (now - m_heard >= protocol::kOfflineMs) {
        effects.reconnect = true;
        return effects;
    }
    const bool owed = (m_edits && m_edits->hasInFlight()) || (m_talk && m_talk->pendingCount() > 0);
    const Millis interval = owed ? protocol::kPingBusyMs : protocol::kPingIdleMs;
    if (now - m_heard >= interval && now - m_pinged >= interval) {
        if (m_pinged <= m_heard)
            m_asked = now;
        m_pinged = now;
        effects.send.push_back(protocol::Ping{++m_pingNumber});
    }
    effects.changed = silence(now) >= protocol::kNotAnsweringMs;
    sendTalk(effects);
    if (m_others && m_others->expire(now))
        effects.changed = true;
    // others forget who says nothing
    if (!m_ranges.empty() && now - m_presenceSent >= kPresenceRepeatMs)
        m_presenceDue = true;
    sendPresence(now, effects);
    return effects;
}

namespace {

EditRecord::How howOf(PendingEdits::Grouping grouping)
{
    switch (grouping) {
    case PendingEdits::Grouping::Continue: return EditRecord::How::SameGroup;
    case PendingEdits::Grouping::Apart: return EditRecord::How::Apart;
    default: return EditRecord::How::NewGroup;
    }
}

} // namespace

SessionEffects Session::edit(const Delta &change, PendingEdits::Grouping grouping, Millis, StepLabel label)
{
    SessionEffects effects;
    if (const auto done = m_edits->edit(change, grouping, label); !done) {
        effects.visible.push_back(ReplaceDocument{});
        effects.notices.push_back({Notice::Kind::Refused, done.error(), change});
        return effects;
    }
    effects.journal.emplace_back(EditRecord{howOf(grouping), change, label != 0 ? std::optional<qint64>(label) : std::nullopt});
    shown(change);
    trySend(effects);
    return effects;
}

SessionEffects Session::decide(const model::Verdict &verdict, const Delta &change, StepLabel label)
{
    if (std::ssize(verdict.on) > protocol::kMaxProposals)
        return edit(change, PendingEdits::Grouping::New, 0, label);
    SessionEffects effects;
    if (const auto done = m_edits->decide(verdict, change, label); !done) {
        effects.visible.push_back(ReplaceDocument{});
        effects.notices.push_back({Notice::Kind::Refused, done.error(), change});
        return effects;
    }
    const auto kept = label != 0 ? std::optional<qint64>(label) : std::nullopt;
    effects.journal.push_back(EditRecord{EditRecord::How::NewGroup, change, kept, verdict});
    shown(change);
    trySend(effects);
    return effects;
}

SessionEffects Session::undo(Millis)
{
    SessionEffects effects;
    auto change = m_edits->undo();
    effects.journal.push_back(EditRecord{EditRecord::How::Undo, change.value_or(Delta())});
    if (change) {
        shown(*change);
        effects.visible.push_back(ApplyChange{std::move(*change)});
    }
    trySend(effects);
    return effects;
}

SessionEffects Session::forgetSteps()
{
    SessionEffects effects;
    if (!m_edits)
        return effects;
    const StepsState none;
    const auto forgotten = m_edits->restoreSteps(none);
    Q_ASSERT(forgotten);
    effects.journal.push_back(StepsRecord{none});
    effects.changed = true;
    return effects;
}

SessionEffects Session::redo(Millis)
{
    SessionEffects effects;
    auto change = m_edits->redo();
    effects.journal.push_back(EditRecord{EditRecord::How::Redo, change.value_or(Delta())});
    if (change) {
        shown(*change);
        effects.visible.push_back(ApplyChange{std::move(*change)});
    }
    trySend(effects);
    return effects;
}

bool Session::mustWaitForDisk() const
{
    return m_awaitsDisk && m_onDisk < m_diskMark && !planted(Plant::SendsBeforeIdOnDisk);
}

// What the journal is told now must be on the disk before anything is sent.
void Session::needsDisk(SessionEffects &effects)
{
    effects.toDisk = ++m_diskMark;
}

SessionEffects Session::isOnDisk(qint64 mark)
{
    SessionEffects effects;
    const bool wasAwaited = mustWaitForDisk();
    m_onDisk = std::max(m_onDisk, mark);
    if (wasAwaited && !mustWaitForDisk() && std::holds_alternative<Live>(m_link))
        goOnSending(effects);
    return effects;
}

void Session::collectPictures()
{
    if (!m_awaitsPictures || !m_edits)
        return;
    for (const QByteArray &hash : model::imagesIn(pending()))
        m_picturesToStore.insert(hash);
}

SessionEffects Session::pictureStored(const QByteArray &hash)
{
    SessionEffects effects;
    if (m_picturesToStore.remove(hash) && m_edits)
        trySend(effects);
    return effects;
}

bool Session::mustWaitForPictures() const
{
    if (m_picturesToStore.isEmpty())
        return false;
    const std::vector<QByteArray> inserted = model::imagesIn(pending());
    return std::any_of(inserted.begin(), inserted.end(), [this](const QByteArray &hash) { return m_picturesToStore.contains(hash); });
}

void Session::trySend(SessionEffects &effects)
{
    if (!std::holds_alternative<Live>(m_link) || m_readOnly || m_role < protocol::Role::Commenter || mustWaitForDisk()
        || mustWaitForPictures())
        return;
    const Outgoing *const outgoing = m_edits->send();
    if (!outgoing)
        return;
    if (!planted(Plant::SentNotJournaled))
        effects.journal.emplace_back(SentRecord{m_sequence.next(), false, *outgoing});
    submit(*outgoing, effects);
}

void Session::submit(const Outgoing &outgoing, SessionEffects &effects)
{
    m_sentAs = m_role;
    auto &message = std::get<protocol::Submit>(effects.send.emplace_back(std::in_place_type<protocol::Submit>));
    message.sequence = m_sequence.next();
    message.base = m_revision;
    message.kind = outgoing.kind;
    message.delta.delta = outgoing.change;
    message.verdict = outgoing.verdict;
    if (planted(Plant::OriginalResent))
        message = firstOf(std::pair(m_client, message.sequence), message);
}

// Everything pending as one change of the server's document.
Delta Session::pending() const
{
    std::vector<Delta> changes;
    for (const PendingState::Part &part : m_edits->state().groups)
        changes.push_back(part.change);
    return model::composeAll(changes, Filter::Classes);
}

SessionEffects Session::setPresence(std::vector<protocol::Range> ranges, Millis now)
{
    SessionEffects effects;
    m_ranges = std::move(ranges);
    m_presenceDue = true;
    sendPresence(now, effects);
    return effects;
}

// Others know the document without what is pending here, so positions are taken back to that.
void Session::sendPresence(Millis now, SessionEffects &effects)
{
    if (!m_presenceDue || !std::holds_alternative<Live>(m_link)
        || now - m_presenceSent < protocol::kPresenceIntervalMs)
        return;
    m_presenceDue = false;
    m_presenceSent = now;
    protocol::Presence message{m_revision, {}};
    for (const protocol::Range &range : m_ranges) {
        const model::Selection said = selectionInBase({range.anchor, range.head}, *m_edits);
        message.ranges.push_back({said.anchor, said.head});
    }
    effects.send.push_back(std::move(message));
}

} // namespace syngraph::session
