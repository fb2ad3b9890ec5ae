// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/presence_map.h"

#include "protocol/limits.h"

#include <algorithm>

namespace syngraph::session {
namespace {

using namespace model;

// Presence is under way for less than this many changes; with more it is worth nothing.
constexpr std::size_t kRemembered = 512;

qint64 positionBefore(qint64 position, const Delta &change)
{
    qint64 old = 0;
    qint64 now = 0;
    for (const Op &op : change.ops()) {
        if (op.isDelete()) {
            old += op.length;
            continue;
        }
        if (position < now + op.length)
            return op.isInsert() ? old : old + position - now;
        now += op.length;
        old += op.isInsert() ? 0 : op.length;
    }
    return old + position - now;
}

// Over a change of his own a caret goes behind what it inserted; over any other it is moved.
Selection moved(Selection range, const Delta &over, bool isOwn)
{
    const std::optional<qint64> behind = isOwn ? caretBehind(over) : std::nullopt;
    return behind ? Selection{*behind, *behind} : moveSelection(range, over);
}

Selection snapped(Selection range, const Document &document)
{
    return {snapRight(range.anchor, document), snapRight(range.head, document)};
}

} // namespace

Selection selectionInBase(Selection selection, const PendingEdits &edits)
{
    const auto groups = edits.groups();
    for (auto group = groups.rbegin(); group != groups.rend(); ++group) {
        selection.anchor = positionBefore(selection.anchor, group->change);
        selection.head = positionBefore(selection.head, group->change);
    }
    return snapped(selection, edits.base());
}

void PresenceMap::said(const protocol::PresenceEntry &entry, const PendingEdits &edits, qint64 nowMs)
{
    const auto known = m_members.find(entry.member);
    if (known != m_members.end() && entry.revision < known->second.said.revision)
        return;
    Member &member = m_members[entry.member];
    member.said = entry;
    member.heardAtMs = nowMs;
    member.waits = entry.revision > m_revision;
    if (!member.waits)
        place(member, edits);
}

void PresenceMap::place(Member &member, const PendingEdits &edits)
{
    member.waits = false;
    member.ranges.clear();
    auto past = std::ranges::lower_bound(m_past, member.said.revision, {}, &Past::before);
    const bool known = member.said.revision == m_revision
        || (past != m_past.end() && past->before == member.said.revision);
    if (!known)
        return;
    for (const protocol::Range &said : member.said.ranges) {
        Selection range{std::max<qint64>(said.anchor, 0), std::max<qint64>(said.head, 0)};
        for (auto change = past; change != m_past.end(); ++change)
            range = moved(range, change->change, change->by == member.said.member);
        for (const Group &group : edits.groups())
            range = moveSelection(range, group.change);
        member.ranges.push_back(snapped(range, edits.visible()));
    }
}

void PresenceMap::committed(Revision revision, qint64 by, const Delta &change, const Delta &shown,
                            const PendingEdits &edits)
{
    m_past.push_back({m_revision, by, change});
    if (m_past.size() > kRemembered)
        m_past.pop_front();
    m_revision = revision;
    for (auto &[id, member] : m_members) {
        for (Selection &range : member.ranges)
            range = snapped(moved(range, shown, by != 0 && by == id), edits.visible());
        if (member.waits && member.said.revision <= m_revision)
            place(member, edits);
    }
}

void PresenceMap::edited(const Delta &shown, const Document &visible)
{
    for (auto &[id, member] : m_members) {
        for (Selection &range : member.ranges)
            range = moveSelection(range, shown, visible);
    }
}

bool PresenceMap::expire(qint64 nowMs)
{
    return std::erase_if(m_members, [&](const auto &entry) {
        return nowMs - entry.second.heardAtMs > protocol::kPresenceExpiryMs;
    }) > 0;
}

void PresenceMap::restart(Revision at)
{
    *this = PresenceMap(at);
}

std::vector<PresenceMap::Carets> PresenceMap::carets() const
{
    std::vector<Carets> all;
    for (const auto &[id, member] : m_members) {
        if (!member.ranges.empty())
            all.push_back({id, member.ranges});
    }
    return all;
}

} // namespace syngraph::session
