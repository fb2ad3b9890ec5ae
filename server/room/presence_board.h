// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/messages.h"

#include <map>

namespace syngraph::room {

// Where everybody's carets are, as last said; never stored. Messages of one member are coalesced: the newest
// one per interval goes out to everybody in one update. Times in ms, any monotonic clock.
class PresenceBoard
{
public:
    void set(qint64 member, const protocol::Presence &presence, qint64 now);
    void remove(qint64 member) { m_entries.erase(member); }
    // What changed since the last update, when one is due; expired entries go out as empty once.
    std::vector<protocol::PresenceEntry> takeUpdate(qint64 now);
    // Everything known, for a newcomer.
    std::vector<protocol::PresenceEntry> all() const;

private:
    struct Entry
    {
        protocol::PresenceEntry latest;
        qint64 changedAt = 0;
        bool isNew = false;
    };
    // most boards are small, and a hash begins with 3 KiB
    std::map<qint64, Entry> m_entries;
    qint64 m_lastUpdate = 0;
};

} // namespace syngraph::room
