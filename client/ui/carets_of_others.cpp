// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/carets_of_others.h"

#include "model/compose_all.h"

namespace syngraph::ui {
namespace {

using model::Delta;
using model::Document;
using model::Selection;

// A message about an older revision than these is worth nothing: the next one comes soon.
constexpr std::size_t kRecent = 256;

Selection clamped(const Selection &selection, const Document &document)
{
    const qint64 last = std::max<qint64>(0, document.length() - 1);
    return {std::clamp<qint64>(selection.anchor, 0, last), std::clamp<qint64>(selection.head, 0, last)};
}

} // namespace

void CaretsOfOthers::clear()
{
    m_places.clear();
    m_early.clear();
    m_recent.clear();
}

void CaretsOfOthers::received(const protocol::ServerMessage &message, Revision revision, const Document &base)
{
    if (const auto *batch = std::get_if<protocol::Committed>(&message)) {
        m_revision = revision;
        committed(*batch, base);
    } else if (const auto *update = std::get_if<protocol::PresenceUpdate>(&message)) {
        for (const protocol::PresenceEntry &entry : update->entries)
            take(entry, base);
    } else if (const auto *left = std::get_if<protocol::PersonLeft>(&message)) {
        m_places.remove(left->member);
    } else if (m_revision != revision || std::holds_alternative<protocol::Joined>(message)) {
        // a new document, or a leap in this one: everybody tells their place again
        clear();
        m_revision = revision;
    }
}

void CaretsOfOthers::take(const protocol::PresenceEntry &entry, const Document &base)
{
    if (entry.ranges.empty()) {
        m_places.remove(entry.member);
        return;
    }
    const auto known = m_places.constFind(entry.member);
    if (known != m_places.constEnd() && entry.revision < known->revision)
        return;
    if (entry.revision > m_revision) {
        m_early.push_back(entry);
        return;
    }
    const auto missed = since(entry.revision);
    if (!missed)
        return;
    const Selection then{entry.ranges.front().anchor, entry.ranges.front().head};
    const Selection now = missed->isEmpty() ? then : model::moveSelection(then, *missed, base);
    m_places.insert(entry.member, {entry.revision, clamped(now, base)});
}

std::optional<Delta> CaretsOfOthers::since(Revision revision) const
{
    std::vector<Delta> changes;
    for (const Change &change : m_recent) {
        if (change.revision > revision)
            changes.push_back(change.delta);
    }
    if (qint64(changes.size()) != m_revision.value - revision.value)
        return std::nullopt;
    return changes.empty() ? Delta() : model::composeAll(changes, model::Filter::Classes);
}

void CaretsOfOthers::committed(const protocol::Committed &message, const Document &base)
{
    Revision revision = message.revision;
    QHash<qint64, std::pair<Revision, qint64>> authors; // their newest change here, and the caret behind it
    for (const protocol::CommittedChange &change : message.changes) {
        m_recent.push_back({revision, change.by, change.delta.delta});
        if (const auto caret = model::caretBehind(change.delta.delta))
            authors.insert(change.by, {revision, *caret});
        revision = revision.next();
    }
    while (m_recent.size() > kRecent)
        m_recent.pop_front();
    const Revision before{message.revision.value - 1};
    const auto all = since(before);
    for (auto place = m_places.begin(); place != m_places.end(); ++place) {
        const auto author = authors.constFind(place.key());
        const auto own = author != authors.constEnd();
        const auto over = own ? since(author->first) : all;
        const Selection from = own ? Selection{author->second, author->second} : place->selection;
        if (over)
            place->selection = clamped(model::moveSelection(from, *over, base), base);
    }
    for (const protocol::PresenceEntry &entry : std::exchange(m_early, {}))
        take(entry, base);
}

QHash<qint64, Selection> CaretsOfOthers::computeVisible(const session::PendingEdits &edits) const
{
    QHash<qint64, Selection> visible;
    if (m_places.isEmpty())
        return visible;
    std::vector<Delta> pending;
    if (edits.pendingCount() > 0) {
        for (const session::PendingState::Part &part : edits.state().groups)
            pending.push_back(part.change);
    }
    const Delta over = pending.empty() ? Delta() : model::composeAll(pending, model::Filter::Classes);
    for (auto place = m_places.constBegin(); place != m_places.constEnd(); ++place) {
        const Selection now = over.isEmpty() ? place->selection
                                             : model::moveSelection(place->selection, over, edits.visible());
        visible.insert(place.key(), clamped(now, edits.visible()));
    }
    return visible;
}

} // namespace syngraph::ui
