// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/memory_store.h"

#include "model/delta_json.h"
#include "storage/replay.h"

namespace syngraph::storage {

Result<void> MemoryStore::beginWrite()
{
    if (!m_failed && m_next)
        m_failed = std::exchange(m_next, std::nullopt);
    return m_failed ? Result<void>(*m_failed) : Result<void>();
}

Result<LoadedDocument> MemoryStore::load()
{
    LoadedDocument loaded;
    loaded.meta = m_meta;
    loaded.snapshot = newestSnapshot(Revision{qint64(m_changes.size())});
    const auto at = std::size_t(loaded.snapshot.revision.value);
    loaded.snapshotChainHash = at == 0 ? protocol::kChainStart : m_changes[at - 1].chainHash;
    loaded.tail.assign(m_changes.begin() + loaded.snapshot.revision.value, m_changes.end());
    for (const auto &[key, revision] : m_bySequence) {
        if (loaded.lastSequences.empty() || loaded.lastSequences.back().client != key.first)
            loaded.lastSequences.push_back({});
        loaded.lastSequences.back() = {key.first, key.second, revision};
    }
    for (const auto &[hash, blob] : m_blobs)
        loaded.blobs.push_back(hash);
    for (const auto &[number, entry] : m_talk)
        loaded.talk.push_back(entry);
    auto content = contentOf(loaded.snapshot);
    if (!content)
        return content.error();
    Replay replay(*content, {loaded.snapshot.revision, loaded.snapshotChainHash});
    for (const ChangeRecord &change : loaded.tail) {
        if (auto done = replay.apply(change); !done)
            return done.error();
    }
    loaded.content = replay.content();
    return loaded;
}

Result<void> MemoryStore::append(std::span<const ChangeRecord> changes)
{
    if (m_failed)
        return *m_failed;
    Head head;
    if (!m_changes.empty())
        head = {m_changes.back().revision, m_changes.back().chainHash};
    auto bySequence = m_bySequence;
    for (const ChangeRecord &change : changes) {
        auto next = advance(head, change);
        if (!next)
            return next.error();
        head = *next;
        if (!bySequence.emplace(std::pair(change.client, change.sequence), change.revision).second)
            return ErrorCode::SequenceReused;
    }
    if (auto done = beginWrite(); !done)
        return done;
    m_changes.insert(m_changes.end(), changes.begin(), changes.end());
    m_bySequence.swap(bySequence);
    return {};
}

Result<std::vector<ChangeRecord>> MemoryStore::readChanges(Revision from, Revision to)
{
    const qint64 last = std::min(to.value, qint64(m_changes.size()));
    const qint64 first = std::clamp(from.value, qint64(0), std::max(last, qint64(0)));
    return std::vector<ChangeRecord>(m_changes.begin() + first, m_changes.begin() + std::max(last, first));
}

Result<std::optional<ChangeRecord>> MemoryStore::findChange(ClientId client, Sequence sequence)
{
    const auto found = m_bySequence.find({client, sequence});
    if (found == m_bySequence.end())
        return std::optional<ChangeRecord>();
    return std::optional(m_changes[std::size_t(found->second.value - 1)]);
}

Snapshot MemoryStore::newestSnapshot(Revision revision) const
{
    auto after = m_snapshots.upper_bound(revision);
    while (after != m_snapshots.begin()) {
        --after;
        if (contentOf(after->second))
            return after->second;
    }
    return blankSnapshot();
}

Result<model::Document> MemoryStore::readContent(Revision revision)
{
    if (revision.value < 0 || revision.value > qint64(m_changes.size()))
        return ErrorCode::OutOfRange;
    const Snapshot snapshot = newestSnapshot(revision);
    auto content = contentOf(snapshot);
    for (qint64 i = snapshot.revision.value; content && i < revision.value; ++i) {
        const auto delta = model::parseDelta(m_changes[std::size_t(i)].delta);
        if (!delta || !content->apply(*delta, model::Filter::Classes))
            return ErrorCode::Damaged;
    }
    return content;
}

Result<void> MemoryStore::writeSnapshot(const Snapshot &snapshot)
{
    if (snapshot.revision.value < 1 || snapshot.revision.value > qint64(m_changes.size()))
        return ErrorCode::OutOfRange;
    if (auto done = beginWrite(); !done)
        return done;
    m_snapshots[snapshot.revision] = {snapshot.revision, unpackedBody(snapshot.body), snapshot.contentHash};
    return {};
}

Result<void> MemoryStore::putBlob(const Blob &blob)
{
    if (auto good = checkBlob(blob); !good)
        return good;
    if (auto done = beginWrite(); !done)
        return done;
    m_blobs.emplace(blob.hash, blob);
    return {};
}

Result<std::optional<Blob>> MemoryStore::readBlob(const QByteArray &hash)
{
    const auto found = m_blobs.find(hash);
    return found == m_blobs.end() ? std::optional<Blob>() : std::optional(found->second);
}

Result<void> MemoryStore::setMeta(const DocumentMeta &meta)
{
    if (auto done = beginWrite(); !done)
        return done;
    m_meta = meta;
    return {};
}

Result<void> MemoryStore::writeTalk(std::span<const protocol::TalkEntry> entries)
{
    if (auto done = beginWrite(); !done)
        return done;
    for (const protocol::TalkEntry &entry : entries)
        m_talk[entry.number] = entry;
    return {};
}

Result<void> MemoryStore::checkpoint()
{
    return m_failed ? Result<void>(*m_failed) : Result<void>();
}

} // namespace syngraph::storage
