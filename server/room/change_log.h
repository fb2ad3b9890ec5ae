// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/delta.h"
#include "protocol/change_record.h"

#include <vector>

namespace syngraph::room {

// The newest part of a document's log in memory, with its deltas parsed: what a submitted change is moved over
// and catch-ups are made of. Older changes are in the store. Invariant: consecutive, up to head().
class ChangeLog
{
public:
    struct Entry
    {
        protocol::ChangeRecord record;
        model::Delta delta;
    };

    ChangeLog() = default;
    ChangeLog(Revision start, quint64 chain) : m_start(start), m_chain(chain), m_startChain(chain) { }

    // All entries have start() < revision <= head().
    Revision start() const { return m_start; }
    Revision head() const { return {m_start.value + qint64(size())}; }
    quint64 chain() const { return m_chain; }
    // Chain hash of the log up to `revision`, start() <= revision <= head().
    quint64 chainAt(Revision revision) const;
    const Entry &at(Revision revision) const;
    void append(protocol::ChangeRecord &&record, model::Delta &&delta);
    // Forgets entries at and before `revision`.
    void forgetUpTo(Revision revision);

private:
    std::size_t size() const { return m_entries.size() - m_forgotten; }

    Revision m_start;
    quint64 m_chain = protocol::kChainStart;
    quint64 m_startChain = protocol::kChainStart;
    std::vector<Entry> m_entries; // one behind the other, which is quicker to add to than a deque
    std::size_t m_forgotten = 0;  // at their beginning
};

// A change as it is in the store, parsed; refuses what is no delta.
Result<model::Delta> parseRecord(const protocol::ChangeRecord &record);

} // namespace syngraph::room
