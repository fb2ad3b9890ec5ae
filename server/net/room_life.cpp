// SPDX-License-Identifier: GPL-3.0-or-later
// How a RoomHost comes, goes, and gets over errors of its store.
#include "net/clock.h"
#include "net/room_host.h"

namespace syngraph::net {
namespace {

constexpr qint64 kRetryMs = 3000;
constexpr qint64 kQuietMs = 1000;
constexpr qint64 kForgetMs = 60'000;

} // namespace

void RoomHost::openStore(std::function<void(Result<void>)> done)
{
    const int generation = ++m_generation;
    m_isPacking = false;
    giveUpMissed();
    const auto &open = m_isSalvaged ? m_library.openSalvaged : m_library.open;
    open([host = QPointer<RoomHost>(this), generation, done = std::move(done)](
                       Result<std::unique_ptr<storage::DocumentStore>> store) {
        if (!host || host->m_generation != generation)
            return;
        if (!store) {
            done(store.error());
            return;
        }
        host->m_store = host->m_writer.attach(std::move(*store));
        done({});
    });
}

void RoomHost::giveUpStore(std::function<void()> then)
{
    const int generation = ++m_generation;
    m_collector.clear();
    m_committing.clear();
    giveUpMissed();
    if (!m_store) {
        then();
        return;
    }
    m_writer.detach(*m_store, [host = QPointer<RoomHost>(this), generation,
                               then = std::move(then)](std::unique_ptr<storage::DocumentStore> store) {
        store.reset();
        if (host && host->m_generation == generation)
            then();
    });
    m_store.reset();
}

void RoomHost::load()
{
    m_state = State::Loading;
    m_missed.clear();
    m_pieces.reset();
    openStore([this](Result<void> opened) {
        if (!opened) {
            loadFailed(opened.error());
            return;
        }
        runOnStore(
            [](storage::DocumentStore &store) {
                auto room = std::make_shared<Result<LoadedRoom>>(readRoom(store));
                // who only reads needs no open file; what might be wrong with it, the first write tells
                if (*room)
                    (void)store.checkpoint();
                return room;
            },
            [this](std::shared_ptr<Result<LoadedRoom>> result) { loaded(std::move(*result)); });
    });
}

void RoomHost::loadFailed(const Error &error)
{
    m_log.warning(QStringLiteral("document %1 can't be opened: %2")
                      .arg(m_document.toString(), escaped(error.text(), 400)));
    // of a damaged file its good beginning can be read; where not even that, the damage stays the reason
    if (!m_isSalvaged)
        m_failure = error;
    m_isSalvaged = !m_isSalvaged && error.code == ErrorCode::Damaged;
    if (m_isSalvaged) {
        giveUpStore([this] { load(); });
        return;
    }
    m_state = State::Failed;
    m_nextRetryMs = monotonicMs() + kRetryMs;
    giveUpStore([] { });
    answerWaiting(&*m_failure);
}

void RoomHost::loaded(Result<LoadedRoom> result)
{
    if (!result) {
        loadFailed(result.error());
        return;
    }
    m_room.emplace(std::move(result->room));
    m_talk = std::move(result->talk);
    m_meta = result->meta;
    m_snapshotRevision = result->snapshotRevision;
    m_snapshotBytes = result->snapshotBytes;
    m_tailBytes = result->tailBytes;
    m_state = State::Open;
    if (m_failure)
        execute(m_room->setReadOnly(m_failure->code));
    m_log.debug(QStringLiteral("document %1 is open at revision %2")
                    .arg(m_document.toString())
                    .arg(m_room->head().value));
    answerWaiting(nullptr);
}

// What was not durable was not acknowledged either: the clients have it and offer it again after reconnecting.
void RoomHost::fail(const Error &error)
{
    m_log.error(QStringLiteral("document %1 can't be written: %2")
                    .arg(m_document.toString(), escaped(error.text(), 400)));
    m_failure = error;
    m_nextRetryMs = monotonicMs() + kRetryMs;
    if (error.code == ErrorCode::FileMoved && m_state == State::Open) {
        recover(error);
        return;
    }
    const bool wasClosing = m_state == State::Closing;
    if (!wasClosing)
        m_state = State::Loading;
    for (Connection *connection : m_audience.connections())
        connection->goodbye(error);
    m_room.reset();
    giveUpStore([this, wasClosing] {
        if (wasClosing)
            closeNow();
        else
            load();
    });
}

// The file is gone from its place, but nothing that was written or is about to be needs to be lost.
void RoomHost::recover(const Error &error)
{
    ++m_generation;
    CommitCollector::Group unwritten = std::exchange(m_committing, {});
    std::ranges::move(m_collector.take(), std::back_inserter(unwritten));
    m_collector.clear();
    for (Connection *connection : m_audience.connections())
        connection->goodbye(error);
    m_room.reset();
    m_state = State::Loading;
    const auto goOn = [host = QPointer<RoomHost>(this)](Result<QString> path) {
        if (!host || host->m_state != State::Loading)
            return;
        if (path) {
            host->m_log.warning(QStringLiteral("document %1 goes on in %2")
                                    .arg(host->m_document.toString(), escaped(*path, 400)));
            host->m_failure.reset();
        }
        host->load();
    };
    m_writer.detach(*m_store, [library = m_library, unwritten, goOn](std::unique_ptr<storage::DocumentStore> store) {
        library.recover(std::move(store), unwritten, goOn);
    });
    m_store.reset();
}

void RoomHost::retry()
{
    m_nextRetryMs = monotonicMs() + kRetryMs;
    if (m_state == State::Failed) {
        load();
        return;
    }
    // the old one refuses writes for good
    giveUpStore([this] {
        openStore([this](Result<void> opened) {
            if (!opened)
                return;
            runOnStore(
                [head = m_room->head(), chain = m_room->chain()](storage::DocumentStore &store) {
                    return checkWritable(store, head, chain);
                },
                [this](Result<void> result) { retried(result); });
        });
    });
}

void RoomHost::retried(const Result<void> &result)
{
    if (!result && result.error().code == ErrorCode::EpochChanged) {
        // more of it had become durable than was known, or it was replaced: the room has to follow
        fail(*m_failure);
    } else if (result) {
        m_log.info(QStringLiteral("document %1 can be written again").arg(m_document.toString()));
        m_failure.reset();
        execute(m_room->setReadOnly(std::nullopt));
    }
}

void RoomHost::tick(qint64 nowMs)
{
    const bool isReady = m_state == State::Open && m_room;
    if (isReady) {
        execute(m_room->tick(nowMs, nowMs - m_lastWriteMs >= kQuietMs));
        m_audience.tick(*m_room, nowMs);
        forgetPieces(nowMs);
    }
    const bool mayRecover = m_failure && !m_isSalvaged && (m_state == State::Open || m_state == State::Failed);
    if (mayRecover && nowMs >= m_nextRetryMs)
        retry();
    else if (isReady && !m_failure)
        considerCheckpoint(nowMs);
}

bool RoomHost::isForgotten(qint64 nowMs) const
{
    if (!m_audience.isEmpty() || !m_waiting.empty())
        return false;
    return m_state == State::Failed || (m_state == State::Open && nowMs - m_emptySinceMs >= kForgetMs);
}

void RoomHost::close(std::optional<Error> refusal)
{
    if (refusal)
        m_refusal = std::move(refusal);
    if (m_refusal)
        answerWaiting(&*m_refusal);
    if (m_state == State::Closing || m_state == State::Closed)
        return;
    m_state = State::Closing;
    if (m_collector.isIdle())
        closeNow();
}

void RoomHost::closeNow()
{
    if (!m_store) {
        ++m_generation;
        m_state = State::Closed;
        Q_EMIT closed();
        return;
    }
    if (!m_room || m_failure || m_room->head() <= m_snapshotRevision) {
        letGo(std::nullopt);
        return;
    }
    m_writer.compute(
        [document = m_room->document(), revision = m_room->head()] { return makeSnapshot(document, revision); },
        guarded([this](MadeSnapshot made) {
            // else once more when what was written meanwhile is durable
            if (m_collector.isIdle())
                letGo(std::move(made.snapshot));
        }));
}

// What happens to the snapshot and the checkpoint is of no consequence: the log is complete without them.
void RoomHost::letGo(std::optional<storage::Snapshot> last)
{
    if (last) {
        m_writer.run(*m_store, [snapshot = std::move(*last)](storage::DocumentStore &store) { return store.writeSnapshot(snapshot); },
                     [](Result<void>) { });
    }
    m_writer.run(*m_store, [](storage::DocumentStore &store) { return store.checkpoint(); }, [](Result<void>) { });
    ++m_generation;
    if (m_room && !std::exchange(m_isSalvaged, false))
        m_library.noteSaved({m_room->persistedHead(), m_room->chain()});
    m_writer.detach(*m_store, [host = QPointer<RoomHost>(this)](std::unique_ptr<storage::DocumentStore> store) {
        store.reset();
        if (!host)
            return;
        host->m_store.reset();
        if (!host->m_waiting.empty()) {
            host->load();
            return;
        }
        host->m_state = State::Closed;
        Q_EMIT host->closed();
    });
}

} // namespace syngraph::net
