// SPDX-License-Identifier: GPL-3.0-or-later
// A Session whose attachment does not go on: joins anew, looks for what was committed, merges the rest.
#include "session/session.h"

#include "base/plant.h"
#include "model/diff.h"
#include "model/rebase.h"

namespace syngraph::session {

using model::Delta;
using model::Document;

// The server's document does not continue what was known here: what is pending is moved over the difference
// (three-way), and how it looked before is handed to the person.
void Session::mergeInto(Document document, SessionEffects &effects)
{
    const Document before = m_edits->visible();
    const Delta theirs = model::diff(m_edits->base(), document);
    const Delta mine = model::rebase(pending(), theirs, model::Tie::GoesBefore);
    // an own copy that only lagged behind is no news
    const bool isNews = m_rejoin.has_value() || m_edits->pendingCount() > 0;
    const Rejoin why = m_rejoin.value_or(Rejoin{Notice::Kind::Merged, {ErrorCode::BadResumeToken, {}}});
    m_rejoin.reset();
    adopt(std::move(document), effects);
    const bool isDropped = planted(Plant::MergeDropsPending);
    if (!isDropped && why.pending != Rejoin::Pending::SetAside && !mine.isEmpty()
        && m_edits->edit(mine, PendingEdits::Grouping::New)) {
        effects.journal.push_back(EditRecord{EditRecord::How::NewGroup, mine});
        shown(mine);
    }
    collectPictures(); // a server that was restored from an older copy may have lost them
    if (!isDropped && isNews && !(before == m_edits->visible()))
        effects.notices.push_back({why.kind, why.reason, before.toDelta()});
}

// Gives up the attachment and takes the server's document anew.
SessionEffects Session::rejoin(Rejoin why)
{
    SessionEffects effects;
    effects.reconnect = true;
    effects.changed = true;
    why.given = attachment();
    m_rejoin = std::move(why);
    m_client = {};
    m_link = Offline{};
    return effects;
}

// A join or resume was refused.
SessionEffects Session::on(const protocol::Failed &message)
{
    SessionEffects effects;
    if (message.request != 0 || !std::holds_alternative<Joining>(m_link))
        return effects;
    effects.changed = true;
    const Error reason{message.code, message.text};
    switch (message.code) {
    case ErrorCode::EpochChanged:
        effects.append(rejoin({Notice::Kind::Merged, reason}));
        break;
    case ErrorCode::BadResumeToken:
    case ErrorCode::SequenceReused:
        effects.append(rejoin({Notice::Kind::Merged, reason, Rejoin::Pending::MayBeCommitted}));
        break;
    default:
        m_link = Stopped{reason};
    }
    return effects;
}

// The log tells whether the change in flight of the client id given up was committed: reads on, or settles.
SessionEffects Session::searchLog()
{
    SessionEffects effects;
    if (m_revision < m_rejoin->target) {
        effects.send.push_back(protocol::ReadHistory{0, m_revision, m_rejoin->target});
        return effects;
    }
    const Rejoin search = *m_rejoin;
    if (m_revision != search.target || m_chain != search.targetChain) {
        m_revision = search.target;
        m_chain = search.targetChain;
        mergeInto(*search.targetDocument, effects);
    }
    m_rejoin.reset();
    m_sequence = {};
    effects.journal.push_back(attachment());
    settled(effects);
    for (const protocol::Committed &batch : search.later)
        effects.append(on(batch));
    return effects;
}

SessionEffects Session::on(const protocol::History &message)
{
    SessionEffects effects;
    if (!m_rejoin || !m_rejoin->targetDocument || message.request != 0)
        return effects;
    bool fits = !message.changes.empty();
    for (const protocol::HistoryChange &change : message.changes) {
        if (!fits || change.revision > m_rejoin->target)
            break;
        const bool mine = !planted(Plant::LogSearchMissesOwn) && change.client == m_rejoin->given.client && change.sequence > m_rejoin->given.lastSequence;
        const bool own = mine && m_edits->hasInFlight() && change.sequence == m_rejoin->given.lastSequence.next();
        if (mine && !own) {
            // sent, but the end of the journal that said so is gone: what is pending may be in there
            m_rejoin->pending = Rejoin::Pending::SetAside;
            fits = false;
            break;
        }
        const quint64 chain = protocol::chainHash(m_chain, change.delta.delta);
        fits = change.revision == m_revision.next()
            && apply(change.delta.delta, {own, 0}, change.revision, chain, effects);
    }
    if (!fits)
        m_revision = m_rejoin->target.next(); // the log does not lead there
    effects.append(searchLog());
    return effects;
}

} // namespace syngraph::session
