// SPDX-License-Identifier: GPL-3.0-or-later
#include "room/change_log.h"

#include "model/delta_json.h"

namespace syngraph::room {
namespace {

constexpr int kReleasedAtOnce = 2;

} // namespace

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
    releaseSome();
    m_entries.push_back({std::move(record), std::move(delta)});
}

void ChangeLog::releaseSome()
{
    for (int i = 0; i < kReleasedAtOnce && m_released < m_forgotten; ++i)
        m_entries[m_released++] = {};
    // those behind them move up, which is not worth it for a few
    if (m_released < m_forgotten || m_forgotten < size())
        return;
    m_entries.erase(m_entries.begin(), m_entries.begin() + qsizetype(m_forgotten));
    m_forgotten = 0;
    m_released = 0;
}

void ChangeLog::forgetUpTo(Revision revision)
{
    while (size() > 0 && m_start < revision) {
        m_startChain = m_entries[m_forgotten++].record.chainHash;
        m_start = m_start.next();
    }
    if (size() > 0)
        return;
    m_entries = {};
    m_forgotten = 0;
    m_released = 0;
}

Result<model::Delta> parseRecord(const protocol::ChangeRecord &record)
{
    return model::parseDelta(record.delta);
}

} // namespace syngraph::room
