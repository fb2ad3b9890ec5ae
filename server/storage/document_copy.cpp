// SPDX-License-Identifier: GPL-3.0-or-later
// New places for document files: empty ones, copies, moves, and what could be saved of a moved one. Each is made under a hidden
// name and gets its own only when it is complete, so that no half file is ever seen.
#include "storage/document_file.h"

#include "model/schema.h"
#include "storage/document_handle.h"
#include "storage/document_load.h"
#include "storage/document_schema.h"
#include "storage/fresh_log.h"
#include "storage/random_id.h"
#include "storage/unfinished_file.h"

namespace syngraph::storage {
namespace {

constexpr int kMaxNames = 1'000;

Result<void> writeEmptyDocument(const QString &path, const DocumentMeta &meta)
{
    if (auto done = createFile(path); !done)
        return done;
    auto connection = sqlite::Connection::open(path, sqlite::Access::ReadWrite);
    if (!connection)
        return connection.error();
    if (auto done = applySchema(*connection, isOnNetwork(folderOf(path))); !done)
        return done;
    auto write = connection->prepare(kWriteMeta);
    if (!write)
        return write.error();
    sqlite::Transaction transaction(*connection);
    if (auto done = transaction.begin(); !done)
        return done;
    if (auto done = writeMeta(*write, meta); !done)
        return done;
    if (auto done = writeHead(*write, Head()); !done)
        return done;
    if (auto done = transaction.commit(); !done)
        return done;
    return connection->checkpoint(true);
}

// Makes a copied file whole: moves its log in, adds what the original had not got, and what it says about itself where
// that differs.
Result<void> finishCopy(const QString &path, std::span<const ChangeRecord> unwritten, const std::optional<DocumentMeta> &meta)
{
    auto handle = DocumentHandle::open(path, sqlite::Access::ReadWrite);
    if (!handle)
        return handle.error();
    auto head = readHead((*handle)->connection());
    if (!head)
        return head.error();
    if (auto done = (*handle)->prepareJournal(); !done)
        return done;
    sqlite::Transaction transaction((*handle)->connection());
    if (auto done = transaction.begin(); !done)
        return done;
    for (const ChangeRecord &change : unwritten) {
        if (change.revision <= head->revision)
            continue;
        auto next = advance(*head, change);
        if (!next)
            return next.error();
        if (auto done = insertChange((*handle)->insertChange(), change); !done)
            return done;
        head = *next;
    }
    if (auto done = writeHead((*handle)->writeMeta(), *head); !done)
        return done;
    if (auto done = meta ? writeMeta((*handle)->writeMeta(), *meta) : Result<void>(); !done)
        return done;
    if (auto done = transaction.commit(); !done)
        return done;
    (*handle)->trustLog();
    return (*handle)->checkpoint();
}

// The canonical path of a file that is not there yet.
Result<QString> canonicalTarget(const QString &path)
{
    auto canonical = canonicalPath(path);
    if (canonical && exists(*canonical))
        return fileError(ErrorCode::AlreadyExists, *canonical);
    return canonical;
}

} // namespace

Result<std::unique_ptr<DocumentFile>> DocumentFile::create(const QString &path, const DocumentMeta &meta,
                                                           const LockHolder &holder)
{
    auto canonical = canonicalPath(path);
    if (!canonical)
        return canonical.error();
    if (auto orphan = findOrphan(*canonical))
        return *orphan;
    if (exists(*canonical))
        return fileError(ErrorCode::AlreadyExists, *canonical);
    auto lock = DocumentLock::acquire(DocumentLock::pathFor(*canonical), holder);
    if (!lock)
        return lock.error();
    UnfinishedFile unfinished(*canonical);
    if (auto done = writeEmptyDocument(unfinished.path(), meta); !done)
        return done.error();
    if (auto done = unfinished.publish(); !done)
        return done.error();
    std::unique_ptr<DocumentFile> file(new DocumentFile(*canonical, std::move(*lock)));
    if (auto done = file->openHandle(); !done)
        return done.error();
    return file;
}

Result<void> DocumentFile::copyContent(const QString &target)
{
    // an idle document is complete in its file, wherever that is now
    if (!openHandle())
        return m_anchor.copyTo(target);
    if (auto done = createFile(target); !done)
        return done;
    auto copy = sqlite::Connection::open(target, sqlite::Access::ReadWrite);
    if (!copy)
        return copy.error();
    return m_handle->connection().copyTo(*copy);
}

// One that is missing here is missing there.
Result<void> DocumentFile::copyPictures(const model::Document &content, const QString &target)
{
    auto copy = sqlite::Connection::open(target, sqlite::Access::ReadWrite);
    if (!copy)
        return copy.error();
    for (const QByteArray &hash : model::imagesIn(content.toDelta())) {
        const auto blob = readBlob(hash);
        if (!blob && blob.error().code != ErrorCode::MissingBlob)
            return blob.error();
        if (!blob || !*blob)
            continue;
        if (auto done = writeBlob(*copy, **blob); !done)
            return done;
    }
    return copy->checkpoint(true);
}

Result<void> DocumentFile::writeTextCopy(const QString &target, const DocumentMeta &meta)
{
    const auto content = readContent(m_head.revision);
    if (!content)
        return content.error();
    const auto canonical = canonicalTarget(target);
    if (!canonical)
        return canonical.error();
    UnfinishedFile unfinished(*canonical);
    if (auto done = writeEmptyDocument(unfinished.path(), meta); !done)
        return done;
    if (auto done = copyPictures(*content, unfinished.path()); !done)
        return done;
    if (auto done = finishCopy(unfinished.path(), freshLog(*content, meta.createdMs), {}); !done)
        return done;
    return unfinished.publish();
}

Result<void> DocumentFile::writeOwnCopy(CopyContent content, const QString &target, qint64 nowMs)
{
    DocumentMeta meta{randomId<DocumentId>(), randomId<Epoch>(), m_meta.title, nowMs, {}};
    if (content == CopyContent::Text)
        return writeTextCopy(target, meta);
    meta.createdMs = m_meta.createdMs;
    meta.versions = m_meta.versions;
    return writeCopyWith({}, target, meta);
}

Result<void> DocumentFile::writeCopyWith(std::span<const ChangeRecord> unwritten, const QString &target,
                                         const std::optional<DocumentMeta> &meta)
{
    const auto canonical = canonicalTarget(target);
    if (!canonical)
        return canonical.error();
    UnfinishedFile unfinished(*canonical);
    if (auto done = copyContent(unfinished.path()); !done)
        return done;
    if (auto done = finishCopy(unfinished.path(), unwritten, meta); !done)
        return done;
    return unfinished.publish();
}

Result<void> DocumentFile::moveTo(const QString &target)
{
    auto canonical = canonicalPath(target);
    if (!canonical)
        return canonical.error();
    if (!m_lock)
        return fileError(ErrorCode::ReadOnly, m_path);
    if (auto orphan = findOrphan(*canonical))
        return *orphan;
    if (exists(*canonical))
        return fileError(ErrorCode::AlreadyExists, *canonical);
    const LockHolder holder = DocumentLock::readHolder(DocumentLock::pathFor(m_path)).value_or(LockHolder::self({}));
    auto lock = DocumentLock::acquire(DocumentLock::pathFor(*canonical), holder);
    if (!lock)
        return lock.error();
    // one file and nothing beside it
    if (auto ready = prepareWrite(); !ready)
        return ready;
    if (auto done = checkpoint(); !done)
        return done;
    const auto moved = moveWithoutReplacing(m_path, *canonical);
    if (!moved && exists(m_path))
        return moved;
    m_lock = std::move(*lock);
    removeSpentSideLog(std::exchange(m_path, *canonical));
    m_anchor = FileAnchor(m_path);
    return {};
}

Result<QString> DocumentFile::writeRecovered(std::span<const ChangeRecord> unwritten, const QString &folder)
{
    QString stem = nameOf(m_path);
    if (stem.endsWith(kSuffix))
        stem.chop(kSuffix.size());
    stem = (folder.isEmpty() ? folderOf(m_path) : folder) + u'/' + stem + QStringLiteral(" recovered");
    for (int number = 1; number <= kMaxNames; ++number) {
        const QString target
            = (number == 1 ? stem : stem + QStringLiteral(" %1").arg(number)) + kSuffix;
        auto done = writeCopyWith(unwritten, target);
        if (done)
            return target;
        if (done.error().code != ErrorCode::AlreadyExists)
            return done.error();
    }
    return fileError(ErrorCode::AlreadyExists, stem);
}

} // namespace syngraph::storage
