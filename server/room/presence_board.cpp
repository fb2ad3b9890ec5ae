// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/presence_board.h"

#include "base/plant.h"

namespace syngraph::room {

void PresenceBoard::set(qint64 member, const protocol::Presence &presence, qint64 now)
{
    Entry &entry = m_entries[member];
    if (presence.revision < entry.latest.revision)
        return;
    entry = {{member, presence.revision, presence.ranges}, now, true};
}

std::vector<protocol::PresenceEntry> PresenceBoard::takeUpdate(qint64 now)
{
    std::vector<protocol::PresenceEntry> update;
    if (now - m_lastUpdate < protocol::kPresenceIntervalMs && checks(Check::PresencePace))
        return update;
    for (auto &[member, entry] : m_entries) {
        if (now - entry.changedAt > protocol::kPresenceExpiryMs && !entry.latest.ranges.empty()) {
            entry.latest.ranges.clear();
            entry.isNew = true;
        }
        if (std::exchange(entry.isNew, false))
            update.push_back(entry.latest);
    }
    if (!update.empty())
        m_lastUpdate = now;
    return update;
}

std::vector<protocol::PresenceEntry> PresenceBoard::all() const
{
    std::vector<protocol::PresenceEntry> entries;
    for (const auto &[member, entry] : m_entries) {
        if (!entry.latest.ranges.empty())
            entries.push_back(entry.latest);
    }
    return entries;
}

} // namespace syngraph::room
