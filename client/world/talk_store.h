// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/ids.h"
#include "protocol/talk.h"

#include <optional>
#include <vector>

namespace syngraph::world {

// The talk in the file below a TalkBoard, beside the changes of a Store: one transaction at a time is under way, and is
// kept wholly or not at all. A value; nothing happens unless it is told to.
class TalkStore
{
public:
    void collect(const std::vector<protocol::TalkEntry> &entries);
    // False: nothing was collected, or a transaction is under way.
    bool begin();
    // The disk has it, while the document is at `head`: the number of the last entry; nothing: none is under way.
    std::optional<qint64> finish(Revision head);
    // The process died or the disk failed: what was collected is gone, what was under way is durable or gone.
    void abandon(bool underWayIsDurable, Revision head);
    bool isIdle() const { return m_collected.empty() && m_underWay.empty(); }

    // As an older copy of the file has it, of when the document was at `head`.
    void setBack(Revision head);

    // What is durable, in order.
    const std::vector<protocol::TalkEntry> &entries() const { return m_entries; }
    qint64 head() const { return qint64(m_entries.size()); }

private:
    using Entries = std::vector<protocol::TalkEntry>;
    struct Written
    {
        Revision head;
        Entries entries;
    };

    void apply(const Entries &written);

    std::vector<Written> m_written; // all transactions there were
    Entries m_entries;              // what they come to
    Entries m_underWay;
    Entries m_collected;
};

} // namespace syngraph::world
