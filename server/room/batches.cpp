// SPDX-License-Identifier: GPL-3.0-or-later
// What a Room has committed, as its people are told of it.
#include "room/room.h"

#include <algorithm>
#include <memory>

namespace syngraph::room {
namespace {

// Changes in one message: whoever shows them takes them in within a few milliseconds, and may look after the person
// before the next.
constexpr qint64 kMostInBatch = 32;

} // namespace

Broadcasts Room::committedBatches(Revision from, Revision to) const
{
    Broadcasts batches;
    for (; from < to; from.value += kMostInBatch)
        batches.push_back(committedBatch(from, {std::min(to.value, from.value + kMostInBatch)}));
    return batches;
}

Broadcast Room::committedBatch(Revision from, Revision to) const
{
    auto message = std::make_shared<protocol::ServerMessage>(std::in_place_type<protocol::Committed>);
    auto &batch = std::get<protocol::Committed>(*message);
    batch.revision = from.next();
    batch.changes.reserve(to.value - from.value);
    for (Revision r = from.next(); r <= to; r = r.next()) {
        const protocol::ChangeRecord &record = m_log.at(r).record;
        const auto known = m_known.find(record.client);
        const qint64 member = known == m_known.end() ? 0 : known->second.member;
        protocol::CommittedChange &change = batch.changes.emplace_back();
        change.by = member;
        change.delta.json = record.delta;
    }
    return message;
}

Result<Broadcast> Room::committedSince(Revision from, qint64 maxBytes) const
{
    if (from >= m_persisted)
        return Broadcast();
    if (from < m_log.start())
        return ErrorCode::TooSlow;
    qint64 bytes = 0;
    Revision to = from;
    while (to < m_persisted && to.value - from.value < kMostInBatch && (to == from || bytes < maxBytes)) {
        to = to.next();
        bytes += m_log.at(to).record.delta.size();
    }
    return committedBatch(from, to);
}

} // namespace syngraph::room
