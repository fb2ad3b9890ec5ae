// SPDX-License-Identifier: GPL-3.0-or-later
#include "net/room_loading.h"

#include "model/delta_json.h"
#include "storage/replay.h"

namespace syngraph::net {
namespace {

constexpr qint64 kPageBytes = 1 << 20;
// Changes read at once: each may be as large as a page.
constexpr qint64 kFirstStep = 20;
constexpr qint64 kMaxStep = 2'000;

// When the newest change was made, 0 where there is none. A tail may be empty: then it stands before the snapshot.
Result<qint64> lastChangeMs(storage::DocumentStore &store, const storage::LoadedDocument &loaded)
{
    if (!loaded.tail.empty())
        return loaded.tail.back().timeMs;
    const auto last = store.readChanges({loaded.head().value - 1}, loaded.head());
    if (!last)
        return last.error();
    return last->empty() ? 0 : last->back().timeMs;
}

} // namespace

Result<LoadedRoom> readRoom(storage::DocumentStore &store)
{
    auto loaded = store.load();
    if (!loaded)
        return loaded.error();
    auto content = storage::contentOf(loaded->snapshot);
    if (!content)
        return content.error();
    const auto newest = lastChangeMs(store, *loaded);
    if (!newest)
        return newest.error();
    room::RoomStart start;
    start.lastChangeMs = *newest;
    start.document = loaded->meta.id;
    start.epoch = loaded->meta.epoch;
    start.title = loaded->meta.title;
    start.snapshotRevision = loaded->snapshot.revision;
    start.snapshotChain = loaded->snapshotChainHash;
    start.snapshot = std::move(*content);
    qint64 tailBytes = 0;
    for (const auto &change : loaded->tail)
        tailBytes += change.delta.size();
    start.tail = std::move(loaded->tail);
    for (const auto &used : loaded->lastSequences)
        start.lastSequences.push_back({used.client, used.sequence, used.revision});
    start.blobs = std::move(loaded->blobs);
    auto room = room::Room::start(std::move(start));
    if (!room)
        return room.error();
    auto talk = room::TalkBoard::start(std::move(loaded->talk));
    if (!talk)
        return talk.error();
    return LoadedRoom{std::move(*room), std::move(*talk), loaded->meta, loaded->snapshot.revision, loaded->snapshot.body.size(),
                      tailBytes};
}

MadeSnapshot makeSnapshot(const model::Document &document, Revision revision)
{
    const QByteArray json = model::toJson(document.toDelta());
    return {{revision, storage::packedBody(json), document.hash()}, json.size()};
}

Result<void> checkWritable(storage::DocumentStore &store, Revision head, quint64 chain)
{
    const auto loaded = store.load();
    if (!loaded)
        return loaded.error();
    if (loaded->head() != head || loaded->chainHash() != chain)
        return ErrorCode::EpochChanged;
    return store.setMeta(loaded->meta);
}

Result<std::vector<protocol::ChangeRecord>> readPage(storage::DocumentStore &store, Revision from, Revision to)
{
    std::vector<protocol::ChangeRecord> page;
    qint64 bytes = 0;
    qint64 step = kFirstStep;
    while (from < to && bytes < kPageBytes) {
        const Revision next = std::min(to, Revision{from.value + step});
        auto some = store.readChanges(from, next);
        if (!some)
            return some.error();
        for (protocol::ChangeRecord &change : *some) {
            if (bytes >= kPageBytes)
                break;
            bytes += change.delta.size();
            page.push_back(std::move(change));
        }
        from = next;
        // as many as should fill the page if they are like those before
        const qint64 wanted = (kPageBytes - bytes) * qint64(page.size()) / std::max<qint64>(bytes, 1);
        step = std::clamp(wanted, kFirstStep, kMaxStep);
    }
    return page;
}

Result<QByteArray> readContentAt(storage::DocumentStore &store, Revision revision)
{
    const auto content = store.readContent(revision);
    return content ? Result<QByteArray>(model::toJson(content->toDelta())) : content.error();
}

} // namespace syngraph::net
