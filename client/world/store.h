// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "room/room.h"

#include <span>
#include <vector>

namespace syngraph::world {

// The file below a Room, as syngraphd uses it: what the Room commits is collected, one transaction at a time is under
// way, and a transaction is kept wholly or not at all. Only what is in log() is durable. A value; nothing happens
// unless it is told to.
class Store
{
public:
    explicit Store(const model::Document &base) : m_base(base), m_snapshot{{}, protocol::kChainStart, base} { }

    void collect(std::span<const protocol::ChangeRecord> changes);
    // Gives what was collected to the disk; false: nothing was, or a transaction is under way.
    bool begin();
    // The disk has it; the new head, or nothing where no transaction is under way.
    std::optional<Revision> finish();
    // The process died or the disk failed: what was collected is gone, what was under way is durable or gone.
    void abandon(bool underWayIsDurable);
    bool isIdle() const { return m_collected.empty() && m_underWay.empty(); }
    bool isWriting() const { return !m_underWay.empty(); }

    // The log ends here from now on, as in an older copy of the file.
    void setBack(Revision revision);
    void writeSnapshot(Revision revision, const model::Document &content);

    const std::vector<protocol::ChangeRecord> &log() const { return m_log; }
    Revision head() const { return {qint64(m_log.size())}; }
    // Changes with from < revision <= to.
    std::vector<protocol::ChangeRecord> changes(Revision from, Revision to) const;
    // What a Room goes on with, but for its names.
    room::RoomStart load() const;

private:
    struct Snapshot
    {
        Revision revision;
        quint64 chain = protocol::kChainStart;
        model::Document content;
    };

    model::Document m_base;
    Snapshot m_snapshot;
    std::vector<protocol::ChangeRecord> m_log;
    std::size_t m_numbered = 0; // changes whose clients' numbers are on the disk: all, in one transaction with the change
    std::vector<protocol::ChangeRecord> m_underWay;
    std::vector<protocol::ChangeRecord> m_collected;
};

} // namespace syngraph::world
