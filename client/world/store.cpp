// SPDX-License-Identifier: GPL-3.0-or-later
#include "world/store.h"

#include "base/plant.h"

#include <algorithm>
#include <span>

namespace syngraph::world {

using protocol::ChangeRecord;

void Store::collect(std::span<const ChangeRecord> changes)
{
    m_collected.insert(m_collected.end(), changes.begin(), changes.end());
}

bool Store::begin()
{
    if (isWriting() || m_collected.empty())
        return false;
    m_underWay.swap(m_collected);
    return true;
}

std::optional<Revision> Store::finish()
{
    if (!isWriting())
        return std::nullopt;
    m_log.insert(m_log.end(), m_underWay.begin(), m_underWay.end());
    m_underWay.clear();
    m_numbered = m_log.size();
    return head();
}

void Store::abandon(bool underWayIsDurable)
{
    const std::size_t numbered = m_numbered;
    if (underWayIsDurable)
        finish();
    if (planted(Plant::DedupeApart))
        m_numbered = numbered;
    m_underWay.clear();
    m_collected.clear();
}

void Store::setBack(Revision revision)
{
    m_log.resize(std::min(m_log.size(), std::size_t(std::max<qint64>(revision.value, 0))));
    m_numbered = std::min(m_numbered, m_log.size());
    if (m_snapshot.revision > head())
        m_snapshot = {{}, protocol::kChainStart, m_base};
}

void Store::writeSnapshot(Revision revision, const model::Document &content)
{
    const bool isStart = revision.value == 0;
    m_snapshot = {revision, isStart ? protocol::kChainStart : m_log[std::size_t(revision.value - 1)].chainHash, content};
}

std::vector<ChangeRecord> Store::changes(Revision from, Revision to) const
{
    const auto first = std::clamp<qint64>(from.value, 0, head().value);
    const auto last = std::clamp<qint64>(to.value, first, head().value);
    return {m_log.begin() + first, m_log.begin() + last};
}

room::RoomStart Store::load() const
{
    room::RoomStart start;
    start.snapshotRevision = m_snapshot.revision;
    start.snapshotChain = m_snapshot.chain;
    start.snapshot = m_snapshot.content;
    start.tail = changes(m_snapshot.revision, head());
    start.lastChangeMs = m_log.empty() ? 0 : m_log.back().timeMs;
    QHash<ClientId, room::RoomStart::Used> used;
    for (const ChangeRecord &record : std::span(m_log).first(m_numbered))
        used[record.client] = {record.client, record.sequence, record.revision};
    start.lastSequences.assign(used.cbegin(), used.cend());
    return start;
}

} // namespace syngraph::world
