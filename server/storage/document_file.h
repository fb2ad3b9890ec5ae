// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/copy_content.h"
#include "storage/document_lock.h"
#include "storage/file_system.h"
#include "storage/replay.h"
#include "storage/storage.h"

#include <functional>

namespace syngraph::storage {

class DocumentHandle;

inline constexpr QLatin1StringView kSuffix(".syngraph");

// One document in one `.syngraph` file (format: document_schema.h).
// Invariants: what append() has acknowledged survives kill -9 and power loss; the log is the truth, snapshots
// are caches; a file that is damaged, foreign or was altered by another program is never written. Any failed
// write makes the store refuse further ones; reading goes on. To write again, end the object and open the file
// anew (through Library, which notices a file that was put back): nobody knows what the disk holds until then.
// The file is locked against other servers while the object lives. After checkpoint() the object holds no
// open database, only the lock and one descriptor; the next call opens it again and makes sure that it is
// still the same file with the same log.
// One thread at a time, any thread. All functions do I/O.
class DocumentFile final : public DocumentStore
{
public:
    // Makes a new file; AlreadyExists where the path names anything.
    static Result<std::unique_ptr<DocumentFile>> create(const QString &path, const DocumentMeta &meta,
                                                        const LockHolder &holder);
    // Opens for reading and writing. Locked names the other server, NotWritable means: try openReadOnly.
    static Result<std::unique_ptr<DocumentFile>> open(const QString &path, const LockHolder &holder);
    // Opens without the lock; every write answers ReadOnly.
    static Result<std::unique_ptr<DocumentFile>> openReadOnly(const QString &path);
    ~DocumentFile() override;

    const QString &path() const { return m_path; }
    // As of the last load, append or setMeta.
    const DocumentMeta &meta() const { return m_meta; }
    const Head &head() const { return m_head; }
    // The chain hash of an earlier revision; nothing where the log is shorter.
    Result<std::optional<quint64>> readChainHash(Revision revision);

    // Writes the document as it is to a new file, whoever writes meanwhile; AlreadyExists replaces nothing.
    Result<void> writeCopy(const QString &target) { return writeCopyWith({}, target); }
    // Writes a document of its own to a new file, with an id and an epoch that nothing has; AlreadyExists replaces nothing.
    Result<void> writeOwnCopy(CopyContent content, const QString &target, qint64 nowMs);
    // The file gets this path on whatever file system, its log moved in; AlreadyExists replaces nothing. Where it
    // fails the file is where it was and can be written on.
    Result<void> moveTo(const QString &target);
    // Writes everything acknowledged and `unwritten` behind it to a new file "NAME recovered.syngraph" in
    // `folder` (empty: beside the old path) and gives its path; also after the file was moved or deleted.
    // Replaces nothing. The new file is the same document with the same epoch.
    Result<QString> writeRecovered(std::span<const ChangeRecord> unwritten, const QString &folder = {});

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
    Result<std::optional<PackStep>> readPackStep(Revision upTo) override;
    Result<void> writePackedStep(const PackedStep &step) override;
    Result<bool> shrinkSome(qint64 keep) override;
    Result<void> checkpoint() override;

private:
    DocumentFile(const QString &path, std::optional<DocumentLock> lock);

    using WriteRows = std::function<Result<void>(DocumentHandle &)>;
    Result<void> write(const WriteRows &writeRows);
    template<typename Read>
    auto read(Read readRows) -> decltype(readRows(std::declval<DocumentHandle &>()));
    Result<void> openHandle();
    Result<void> readIdentityRows();
    Result<void> prepareWrite();
    Result<void> ensureSound();
    Result<void> checkSound();
    Error foreignSideLog(const Error &damage) const;
    Result<void> commitRows(const WriteRows &writeRows);
    Result<void> checkUnused(std::span<const ChangeRecord> changes);
    void shortenLog();
    Error fail(const Error &error);
    Error readingFailed(const Error &error);
    Error named(const Error &error) const;
    Error touchedError() const;
    Result<void> writeCopyWith(std::span<const ChangeRecord> unwritten, const QString &target,
                               const std::optional<DocumentMeta> &meta = {});
    Result<void> writeTextCopy(const QString &target, const DocumentMeta &meta);
    Result<void> copyContent(const QString &target);
    Result<void> copyPictures(const model::Document &content, const QString &target);

    QString m_path;
    std::optional<DocumentLock> m_lock;   // none: read-only
    FileAnchor m_anchor;
    std::unique_ptr<DocumentHandle> m_handle; // none while idle
    DocumentMeta m_meta;
    Head m_head;
    std::optional<Error> m_failed;
    bool m_isKnown = false; // m_meta and m_head have been read
    bool m_isSound = false; // and the log has been checked
};

} // namespace syngraph::storage
