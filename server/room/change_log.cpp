// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/change_log.h"

#include "model/delta_json.h"

#include <algorithm>

namespace syngraph::room {

quint64 ChangeLog::chainAt(Revision revision) const
{
    return revision == m_start ? m_startChain : at(revision).record.chainHash;
}

const ChangeLog::Entry &ChangeLog::at(Revision revision) const
{
    Q_ASSERT(revision > m_start && revision <= head());
    return m_entries[m_forgotten + std::size_t(revision.value - m_start.value - 1)];
}

void ChangeLog::append(protocol::ChangeRecord &&record, model::Delta &&delta)
{
    Q_ASSERT(record.revision == head().next());
    m_chain = record.chainHash;
    m_entries.push_back({std::move(record), std::move(delta)});
}

void ChangeLog::forgetUpTo(Revision revision)
{
    const auto first = m_forgotten;
    while (size() > 0 && m_start < revision) {
        m_startChain = m_entries[m_forgotten++].record.chainHash;
        m_start = m_start.next();
    }
    // those behind them move up, which is not worth it for a few
    if (size() == 0) {
        m_entries = {};
    } else if (m_forgotten >= size()) {
        m_entries.erase(m_entries.begin(), m_entries.begin() + qsizetype(m_forgotten));
    } else {
        std::fill(m_entries.begin() + qsizetype(first), m_entries.begin() + qsizetype(m_forgotten), Entry());
        return;
    }
    m_forgotten = 0;
}

Result<model::Delta> parseRecord(const protocol::ChangeRecord &record)
{
    return model::parseDelta(record.delta);
}

} // namespace syngraph::room
