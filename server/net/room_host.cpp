// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/room_host.h"

#include "base/plant.h"
#include "net/clock.h"

namespace syngraph::net {
namespace {

constexpr int kSoonTickMs = 100;
// The log in memory: what a lagging client may need, and a bound on what it costs.
constexpr qint64 kLogKeep = 2 * protocol::kMaxLag;
constexpr qint64 kLogKeepOfLargeChanges = 64;
constexpr qint64 kMaxLogBytes = 64 * 1024 * 1024;

} // namespace

RoomHost::RoomHost(DocumentId document, Library library, storage::StoreWriter &writer, const LoopTime &loop,
                   const Log &log)
    : m_document(document)
    , m_library(std::move(library))
    , m_writer(writer)
    , m_log(log)
    , m_collector(loop, [this](CommitCollector::Group group) { commit(std::move(group)); })
    , m_emptySinceMs(monotonicMs())
{
    m_soonTick.setSingleShot(true);
    m_soonTick.setInterval(checks(Check::PresencePace) ? kSoonTickMs : 0);
    connect(&m_soonTick, &QTimer::timeout, this, [this] { tick(monotonicMs()); });
    load();
}

void RoomHost::whenOpen(WhenOpen action)
{
    if (m_state == State::Open)
        action(nullptr);
    else if (m_state == State::Failed)
        action(&*m_failure);
    else if (m_refusal)
        action(&*m_refusal);
    else
        m_waiting.push_back(std::move(action));
    // let go of a moment ago
    if (m_state == State::Closed && !m_waiting.empty())
        load();
}

void RoomHost::answerWaiting(const Error *failure)
{
    for (const WhenOpen &action : std::exchange(m_waiting, {}))
        action(failure);
}

void RoomHost::join(Connection *connection, const room::Attachment &who)
{
    attach(connection, [this, who](room::ConnectionId id) { return m_room->join(id, who, monotonicMs()); });
}

void RoomHost::resume(Connection *connection, const protocol::Resume &message, const room::Attachment &who)
{
    attach(connection,
           [this, message, who](room::ConnectionId id) {
               // whoever has more than could be read keeps it
               if (m_isSalvaged && message.revision > m_room->head()) {
                   room::Effects refused;
                   refused.drop.push_back({id, *m_failure});
                   return refused;
               }
               return m_room->resume(id, message, who, monotonicMs());
           });
}

void RoomHost::attach(Connection *connection, std::function<room::Effects(room::ConnectionId)> action)
{
    m_audience.add(connection);
    whenOpen([this, id = connection->id(), action = std::move(action)](const Error *failure) {
        Connection *still = m_audience.find(id);
        if (!still)
            return;
        if (!failure) {
            execute(action(id));
            return;
        }
        if (failure->code != ErrorCode::NotFound) {
            // may pass: the client comes back by itself, as after losing the connection
            still->goodbye(*failure);
            return;
        }
        still->send(protocol::Failed{0, failure->code, failure->text()});
        m_audience.remove(id);
        Q_EMIT refused(id);
    });
}

void RoomHost::leave(room::ConnectionId connection)
{
    if (Connection *leaving = m_audience.find(connection))
        leaving->forgetSnapshots();
    m_audience.remove(connection);
    m_talk.left(connection);
    if (m_audience.isEmpty()) {
        m_emptySinceMs = monotonicMs();
        // there is time now to make the file as small as it gets; one that was only read stays as it is
        if (m_hasNewChanges)
            m_isCheckpointed = false;
    }
    if (m_room)
        execute(m_room->left(connection));
}

void RoomHost::submit(room::ConnectionId connection, const protocol::Submit &message)
{
    if (m_room)
        execute(m_room->submit(connection, message, wallClockMs()));
}

void RoomHost::presence(room::ConnectionId connection, const protocol::Presence &message)
{
    if (!m_room)
        return;
    execute(m_room->presence(connection, message, monotonicMs()));
    if (!m_soonTick.isActive())
        m_soonTick.start();
}

void RoomHost::setRole(ClientId client, protocol::Role role)
{
    if (m_room)
        execute(m_room->setRole(client, role));
}

void RoomHost::blobStored(const QByteArray &hash)
{
    m_isCheckpointed = false;
    m_lastWriteMs = monotonicMs();
    if (m_room)
        m_room->blobStored(hash);
}

void RoomHost::execute(room::Effects effects)
{
    if (!effects.commit.empty())
        m_collector.add(effects.commit, m_audience.attachedCount());
    for (const room::Drop &drop : effects.drop) {
        if (Connection *connection = m_audience.find(drop.connection))
            connection->goodbye(drop.reason);
    }
    for (const room::Send &send : effects.send) {
        m_audience.send(send);
        const auto *failed = std::get_if<protocol::Failed>(&send.message);
        if (failed && failed->request == 0) {
            m_audience.remove(send.to);
            Q_EMIT refused(send.to);
        }
    }
    for (const room::Broadcast &broadcast : effects.broadcast)
        m_audience.broadcast(broadcast, *m_room, monotonicMs());
    for (const room::FindMissed &find : effects.find)
        findMissed(find);
}

void RoomHost::commit(CommitCollector::Group group)
{
    const Revision last = group.back().revision;
    const std::size_t count = group.size();
    qint64 bytes = 0;
    for (const protocol::ChangeRecord &change : group)
        bytes += change.delta.size();
    m_committing = group;
    m_writer.append(*m_store, std::move(group), guarded([this, last, bytes, count](Result<void> result) {
                        if (!result) {
                            fail(result.error());
                            return;
                        }
                        considerPacking(last, count);
                        committed(last, bytes);
                    }));
    if (m_isSnapshotDue)
        writeSnapshot();
}

void RoomHost::committed(Revision last, qint64 bytes)
{
    m_committing.clear();
    m_collector.finished();
    m_isCheckpointed = false;
    m_lastWriteMs = monotonicMs();
    m_modifiedMs = wallClockMs();
    m_tailBytes += bytes;
    m_logBytes += bytes;
    execute(m_room->persisted(last));
    if (m_logBytes > kMaxLogBytes) {
        m_room->trimLog(kLogKeepOfLargeChanges);
        m_logBytes = 0;
    } else if (last.value % protocol::kMaxLag == 0) {
        m_room->trimLog(kLogKeep);
    }
    considerSnapshot(m_lastWriteMs);
    if (m_state == State::Closing && m_collector.isIdle())
        closeNow();
}

void RoomHost::drained(room::ConnectionId connection)
{
    if (m_room)
        m_audience.catchUp(connection, *m_room);
}

} // namespace syngraph::net
