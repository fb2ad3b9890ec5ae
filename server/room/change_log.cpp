// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/change_log.h"

#include "model/delta_json.h"

namespace syngraph::room {

quint64 ChangeLog::chainAt(Revision revision) const
{
    return revision == m_start ? m_startChain : at(revision).record.chainHash;
}

const ChangeLog::Entry &ChangeLog::at(Revision revision) const
{
    Q_ASSERT(revision > m_start && revision <= head());
    return m_entries[std::size_t(revision.value - m_start.value - 1)];
}

void ChangeLog::append(protocol::ChangeRecord record, model::Delta delta)
{
    Q_ASSERT(record.revision == head().next());
    m_chain = record.chainHash;
    m_entries.push_back({std::move(record), std::move(delta)});
}

void ChangeLog::forgetUpTo(Revision revision)
{
    while (!m_entries.empty() && m_start < revision) {
        m_startChain = m_entries.front().record.chainHash;
        m_start = m_start.next();
        m_entries.pop_front();
    }
}

Result<model::Delta> parseRecord(const protocol::ChangeRecord &record)
{
    return model::parseDelta(record.delta);
}

} // namespace syngraph::room
