// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/storage.h"

#include <map>

namespace syngraph::storage {

// A store without a disk, for tests and the simulator: passes the same contract as DocumentFile. What was
// appended lives as long as the object; failNext() makes the next write fail the way a full disk would.
class MemoryStore final : public DocumentStore
{
public:
    explicit MemoryStore(const DocumentMeta &meta) : m_meta(meta) { }

    // The next write fails with this error, and like a file the store then refuses writes until reopen().
    void failNext(const Error &error) { m_next = error; }
    void reopen() { m_failed.reset(); }

    Result<LoadedDocument> load() override;
    Result<void> append(std::span<const ChangeRecord> changes) override;
    Result<std::vector<ChangeRecord>> readChanges(Revision from, Revision to) override;
    Result<std::optional<ChangeRecord>> findChange(ClientId client, Sequence sequence) override;
    Result<model::Document> readContent(Revision revision) override;
    Result<void> writeSnapshot(const Snapshot &snapshot) override;
    Result<void> putBlob(const Blob &blob) override;
    Result<std::optional<Blob>> readBlob(const QByteArray &hash) override;
    Result<void> setMeta(const DocumentMeta &meta) override;
    Result<void> writeTalk(std::span<const protocol::TalkEntry> entries) override;
    Result<std::optional<PackStep>> readPackStep(Revision) override { return std::optional<PackStep>(); }
    Result<void> writePackedStep(const PackedStep &) override { return {}; }
    Result<bool> shrinkSome(qint64) override { return false; }
    Result<void> checkpoint() override;

private:
    Result<void> beginWrite();
    Snapshot newestSnapshot(Revision revision) const;

    DocumentMeta m_meta;
    std::vector<ChangeRecord> m_changes;
    std::map<std::pair<ClientId, Sequence>, Revision> m_bySequence;
    std::map<Revision, Snapshot> m_snapshots;
    std::map<QByteArray, Blob> m_blobs;
    std::map<qint64, protocol::TalkEntry> m_talk; // by number
    std::optional<Error> m_next;
    std::optional<Error> m_failed;
};

} // namespace syngraph::storage
