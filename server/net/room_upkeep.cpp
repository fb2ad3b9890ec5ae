// SPDX-License-Identifier: GPL-3.0-or-later
// How a RoomHost keeps the file of its document small, quick to open, and without anything beside it.
#include "net/clock.h"
#include "net/room_host.h"

#include <QTimer>

namespace syngraph::net {
namespace {

constexpr qint64 kCheckpointMs = 2000;
constexpr qint64 kSnapshotChanges = 1000;
// Changes that stay in rows of their own while people write, and while they are only here.
constexpr qint64 kRowsWhileBusy = 4096;
constexpr qint64 kRowsWhileQuiet = 1024;
constexpr qint64 kPackEvery = 1024;
// Steps of documents that stand in memory between the file and the packing.
constexpr std::size_t kMostWaiting = 4;
constexpr int kPackAgainMs = 200;
constexpr qint64 kSnapshotPauseMs = 10'000;
constexpr qint64 kLeastSnapshotBytes = 64 * 1024;

} // namespace

void RoomHost::considerCheckpoint(qint64 nowMs)
{
    if (m_isCheckpointed || m_isPacking || !m_collector.isIdle() || nowMs - m_lastWriteMs < kCheckpointMs)
        return;
    m_isCheckpointed = true;
    if (!m_hasNewChanges) {
        // one that was only read stays as it is
        checkpoint();
        return;
    }
    if (m_audience.isEmpty())
        m_hasNewChanges = false;
    const qint64 keep = m_audience.isEmpty() ? 0 : kRowsWhileQuiet;
    pack({{m_room->persistedHead().value - keep}, keep}, [this] { checkpoint(); });
}

// Every so many changes, in steps between which commits are written; each packs so many.
void RoomHost::considerPacking(Revision last, std::size_t changes)
{
    m_hasNewChanges = true;
    if (!m_isPacking && m_store && last.value / kPackEvery != (last.value - qint64(changes)) / kPackEvery)
        pack({{last.value - last.value % kPackEvery - kRowsWhileBusy}, kRowsWhileBusy}, [] { });
}

void RoomHost::pack(PackingGoal goal, std::function<void()> then)
{
    m_isPacking = true;
    if (m_writer.waitingComputations() >= kMostWaiting) {
        QTimer::singleShot(kPackAgainMs, this, [this, generation = m_generation, goal, then = std::move(then)] {
            if (generation == m_generation)
                pack(goal, then);
        });
        return;
    }
    runOnStore([upTo = goal.upTo](storage::DocumentStore &store) { return store.readPackStep(upTo); },
               [this, goal, then = std::move(then)](Result<std::optional<storage::PackStep>> step) {
                   if (!step)
                       packingEnded(step.error());
                   else if (*step)
                       pack(std::move(**step), goal, then);
                   else
                       shrink(goal, then);
               });
}

void RoomHost::pack(storage::PackStep step, PackingGoal goal, std::function<void()> then)
{
    m_writer.compute(
        [step = std::move(step)] { return storage::packStep(step); },
        guarded([this, goal, then = std::move(then)](Result<std::optional<storage::PackedStep>> packed) {
            if (!packed)
                packingEnded(packed.error());
            else if (*packed)
                writePacked(std::move(**packed), [this, goal, then] { pack(goal, then); });
            else
                shrink(goal, then);
        }));
}

void RoomHost::writePacked(storage::PackedStep step, std::function<void()> then)
{
    runOnStore([step = std::move(step)](storage::DocumentStore &store) { return store.writePackedStep(step); },
               [this, then = std::move(then)](Result<void> written) {
                   if (written)
                       then();
                   else
                       packingEnded(written.error());
               });
}

void RoomHost::shrink(PackingGoal goal, std::function<void()> then)
{
    runOnStore([keep = goal.keep](storage::DocumentStore &store) { return store.shrinkSome(keep); },
               [this, goal, then = std::move(then)](Result<bool> more) {
                   if (more && *more) {
                       shrink(goal, then);
                       return;
                   }
                   packingEnded(more ? Result<void>() : more.error());
                   if (more)
                       then();
               });
}

void RoomHost::packingEnded(const Result<void> &result)
{
    m_isPacking = false;
    if (!result)
        fail(result.error());
}

void RoomHost::checkpoint()
{
    // what is written meanwhile would be known before it is durable: after the next pause, then
    if (!m_collector.isIdle()) {
        m_isCheckpointed = false;
        return;
    }
    runOnStore([](storage::DocumentStore &store) { return store.checkpoint(); },
               [this, head = storage::Head{m_room->head(), m_room->chain()}](Result<void> result) {
                   if (result)
                       m_library.noteSaved(head);
                   else
                       fail(result.error());
               });
}

void RoomHost::considerSnapshot(qint64 nowMs)
{
    const bool isLong = m_room->persistedHead().value - m_snapshotRevision.value >= kSnapshotChanges;
    const bool isLarge = m_tailBytes > std::max(m_snapshotBytes, kLeastSnapshotBytes);
    if ((isLong || isLarge) && nowMs - m_snapshotMs >= kSnapshotPauseMs)
        m_isSnapshotDue = true;
    // what is collected but not given to the store yet is in the document already: then with the next group
    if (m_isSnapshotDue && m_collector.isIdle())
        writeSnapshot();
}

// Of the head. All its changes were given to the store before: it is written after they are durable or, when they
// fail, not at all.
void RoomHost::writeSnapshot()
{
    m_isSnapshotDue = false;
    m_snapshotMs = monotonicMs();
    m_snapshotRevision = m_room->head();
    m_tailBytes = 0;
    m_writer.compute(
        [document = m_room->document(), revision = m_room->head()] { return makeSnapshot(document, revision); },
        guarded([this](MadeSnapshot made) { writeSnapshot(std::move(made)); }));
}

void RoomHost::writeSnapshot(MadeSnapshot made)
{
    m_isCheckpointed = false;
    m_lastWriteMs = monotonicMs();
    m_snapshotBytes = made.jsonBytes;
    runOnStore([snapshot = std::move(made.snapshot)](storage::DocumentStore &store) { return store.writeSnapshot(snapshot); },
               [this](Result<void> written) {
                   if (!written)
                       fail(written.error());
               });
}

} // namespace syngraph::net
