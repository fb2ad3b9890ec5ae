// SPDX-License-Identifier: GPL-3.0-or-later
// What those have missed who come back to a RoomHost after long: found and composed off this thread, portion by portion,
// so that neither commits nor other documents wait for it.
#include "net/clock.h"
#include "net/room_host.h"

namespace syngraph::net {
namespace {

constexpr qint64 kMostPiecesBytes = 8 * 1024 * 1024;
constexpr qint64 kKeepPiecesMs = 60'000;

} // namespace

void RoomHost::findMissed(const room::FindMissed &find)
{
    m_missed.push_back(find);
    if (m_missed.size() == 1)
        findNextMissed();
}

void RoomHost::findNextMissed()
{
    // some have gone meanwhile
    while (!m_missed.empty() && !m_room->awaits(m_missed.front().ticket))
        m_missed.pop_front();
    if (m_missed.empty())
        return;
    if (!m_pieces)
        m_pieces = std::make_shared<room::ComposedPieces>(kMostPiecesBytes);
    composeMissed(std::make_shared<room::MissedChanges>(m_missed.front().missed, m_pieces), {});
}

void RoomHost::composeMissed(std::shared_ptr<room::MissedChanges> changes, std::vector<protocol::ChangeRecord> portion)
{
    m_composedMs = monotonicMs();
    m_writer.compute([changes, portion = std::move(portion)] { return changes->add(portion); },
                     guarded([this, changes](Result<std::optional<room::LogRange>> wanted) {
                         if (!wanted)
                             missedFound(wanted.error());
                         else if (*wanted)
                             readMissed(changes, **wanted);
                         else
                             missedFound(changes->take());
                     }));
}

// From memory where it is there: the newest of it may not be in the store yet.
void RoomHost::readMissed(std::shared_ptr<room::MissedChanges> changes, room::LogRange range)
{
    if (!m_room->awaits(m_missed.front().ticket)) {
        findNextMissed();
    } else if (range.from >= m_room->logStart()) {
        composeMissed(std::move(changes), m_room->changes(range));
    } else if (!m_store) {
        giveUpMissed();
    } else {
        runOnStore(
            [from = range.from, to = std::min(range.to, m_room->logStart())](storage::DocumentStore &store) {
                return readPage(store, from, to);
            },
            [this, changes](Result<std::vector<protocol::ChangeRecord>> portion) {
                if (portion)
                    composeMissed(changes, std::move(*portion));
                else
                    missedFound(portion.error());
            });
    }
}

void RoomHost::missedFound(Result<protocol::CatchUp> catchUp)
{
    const qint64 ticket = m_missed.front().ticket;
    m_missed.pop_front();
    execute(m_room->missedFound(ticket, std::move(catchUp)));
    findNextMissed();
}

// The store, or what it was asked, is gone: the clients come back by themselves.
void RoomHost::giveUpMissed()
{
    for (const room::FindMissed &find : std::exchange(m_missed, {})) {
        if (m_room)
            execute(m_room->missedFound(find.ticket, m_failure.value_or(Error{ErrorCode::StorageFailed, {}})));
    }
}

void RoomHost::forgetPieces(qint64 nowMs)
{
    if (m_missed.empty() && nowMs - m_composedMs >= kKeepPiecesMs)
        m_pieces.reset();
}

} // namespace syngraph::net
