// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/library.h"

#include "storage/document_name.h"
#include "storage/random_id.h"
#include "storage/salvaged_document.h"
#include "storage/unfinished_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace syngraph::storage {
namespace {

constexpr qint64 kTrashMs = qint64(30) * 24 * 3600 * 1000;

Result<void> makeFolder(const QString &path)
{
    if (QFileInfo(path).isDir())
        return {};
    const auto ownerOnly = QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner;
    if (!QDir().mkpath(path) || !QFile::setPermissions(path, ownerOnly))
        return fileError(ErrorCode::NotWritable, path);
    return syncFolder(folderOf(path));
}

// A path in `folder` that names nothing yet.
QString freePath(const QString &folder, const QString &name)
{
    QString stem = name;
    if (stem.endsWith(kSuffix))
        stem.chop(kSuffix.size());
    QString path = folder + u'/' + stem + kSuffix;
    for (int number = 2; exists(path); ++number)
        path = folder + u'/' + stem + u'-' + QString::number(number) + kSuffix;
    return path;
}

Result<void> removeFile(const QString &path)
{
    if (exists(path) && !QFile::remove(path))
        return fileError(ErrorCode::NotWritable, path);
    return {};
}

} // namespace

Library::Library(const QString &folder, DocumentLock lock, Registry registry)
    : m_folder(folder)
    , m_holder(LockHolder::self({}))
    , m_lock(std::move(lock))
    , m_registry(std::move(registry))
{
}

Result<std::unique_ptr<Library>> Library::open(const QString &folder)
{
    if (auto made = makeFolder(folder); !made)
        return made.error();
    const QString canonical = QFileInfo(folder).canonicalFilePath();
    auto lock = DocumentLock::acquire(DocumentLock::pathForFolder(canonical), LockHolder::self({}));
    if (!lock)
        return lock.error();
    for (const char *name : {"/documents", "/trash"}) {
        if (auto made = makeFolder(canonical + QLatin1StringView(name)); !made)
            return made.error();
    }
    auto registry = Registry::open(canonical + QStringLiteral("/server.db"));
    if (!registry)
        return registry.error();
    std::unique_ptr<Library> library(new Library(canonical, std::move(*lock), std::move(*registry)));
    library->removeUnfinished();
    return library;
}

void Library::removeUnfinished()
{
    const QDir folder(documentsFolder());
    const QStringList pattern{QStringLiteral(".*%1*").arg(kUnfinishedSuffix)};
    for (const QString &name : folder.entryList(pattern, QDir::Files | QDir::Hidden))
        QFile::remove(folder.filePath(name));
}

Result<void> Library::setUrl(const QString &url)
{
    m_holder = LockHolder::self(url);
    return m_lock.setHolder(m_holder);
}

Result<DocumentEntry> Library::readEntry(DocumentId id)
{
    auto entry = m_registry.readDocument(id);
    if (!entry)
        return entry.error();
    return *entry ? Result<DocumentEntry>(std::move(**entry)) : ErrorCode::NotFound;
}

Result<Listing> Library::list()
{
    Listing listing;
    if (auto done = adoptNewFiles(listing.problems); !done)
        return done.error();
    auto documents = m_registry.readDocuments();
    if (!documents)
        return documents.error();
    listing.documents = std::move(*documents);
    for (DocumentEntry &entry : listing.documents)
        entry.isMissing = !exists(entry.path);
    return listing;
}

Result<DocumentEntry> Library::create(const QString &title, qint64 nowMs)
{
    const DocumentMeta meta{randomId<DocumentId>(), randomId<Epoch>(), title, nowMs, {}};
    const QString path = documentsFolder() + u'/' + documentFileName(title, meta.id);
    auto file = DocumentFile::create(path, meta, m_holder);
    if (!file)
        return file.error();
    auto identity = readIdentity(path);
    if (!identity)
        return identity.error();
    const DocumentEntry entry{meta.id, meta.epoch, {}, path, *identity, title, nowMs, nowMs, 0, {}, false};
    if (auto done = m_registry.writeDocument(entry); !done)
        return done.error();
    return entry;
}

Result<std::unique_ptr<DocumentStore>> Library::openSalvaged(DocumentId id)
{
    const auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    if (entry->isTrashed())
        return ErrorCode::NotFound;
    return SalvagedDocument::open(entry->path, {entry->id, entry->epoch, entry->title, entry->createdMs, {}});
}

Result<void> Library::noteSaved(DocumentId id, const Head &head, qint64 nowMs)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    entry->head = head;
    entry->modifiedMs = nowMs;
    if (auto identity = readIdentity(entry->path))
        entry->file = *identity;
    return m_registry.writeDocument(*entry);
}

Result<void> Library::notePath(DocumentId id, const QString &path)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    auto canonical = canonicalPath(path);
    if (!canonical)
        return canonical.error();
    auto identity = readIdentity(*canonical);
    if (!identity)
        return identity.error();
    entry->path = *canonical;
    entry->file = *identity;
    return m_registry.writeDocument(*entry);
}

Result<void> Library::rename(DocumentId id, const QString &title)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    if (auto file = DocumentFile::open(entry->path, m_holder)) {
        DocumentMeta meta = (*file)->meta();
        meta.title = title;
        if (auto done = (*file)->setMeta(meta); !done)
            return done;
    } else if (file.error().code != ErrorCode::Locked) {
        return file.error();
    }
    entry->title = title;
    return m_registry.writeDocument(*entry);
}

Result<void> Library::moveFile(const QString &from, const QString &to)
{
    auto file = DocumentFile::open(from, m_holder);
    if (!file && file.error().code == ErrorCode::Locked)
        return file.error();
    // a good file takes in what lies beside it, a damaged one goes together with it
    const bool isWhole = file && (*file)->load() && (*file)->checkpoint();
    if (!isWhole && file)
        file->reset();
    if (auto moved = moveWithoutReplacing(from, to); !moved)
        return moved;
    for (const char *side : {"-wal", "-journal"}) {
        if (!isWhole && exists(from + QLatin1StringView(side)))
            (void)moveWithoutReplacing(from + QLatin1StringView(side), to + QLatin1StringView(side));
    }
    return {};
}

Result<void> Library::trash(DocumentId id, qint64 nowMs)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    if (entry->isTrashed())
        return {};
    if (!exists(entry->path))
        return m_registry.removeDocument(id);
    DocumentEntry trashed = *entry;
    trashed.trashedMs = nowMs;
    trashed.trashedFrom = entry->path;
    trashed.path = freePath(trashFolder(), nameOf(entry->path));
    // the entry first: after a crash in between, the file is found in its old place and counts as restored
    if (auto done = m_registry.writeDocument(trashed); !done)
        return done;
    auto moved = moveFile(entry->path, trashed.path);
    if (!moved)
        (void)m_registry.writeDocument(*entry);
    return moved;
}

Result<void> Library::restore(DocumentId id)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    if (!entry->isTrashed())
        return {};
    DocumentEntry restored = *entry;
    const bool isFree = QFileInfo(folderOf(entry->trashedFrom)).isDir() && !exists(entry->trashedFrom);
    restored.path = isFree ? entry->trashedFrom : freePath(documentsFolder(), nameOf(entry->trashedFrom));
    restored.trashedMs = 0;
    restored.trashedFrom.clear();
    // the file first, for the same reason
    if (auto moved = moveFile(entry->path, restored.path); !moved)
        return moved;
    return m_registry.writeDocument(restored);
}

Result<void> Library::purge(DocumentId id)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    if (!entry->isTrashed())
        return Error{ErrorCode::NotAllowed, QStringLiteral("Only a document in the trash can be deleted for ever.")};
    for (const char *side : {"", "-wal", "-shm", "-journal"}) {
        if (auto done = removeFile(entry->path + QLatin1StringView(side)); !done)
            return done;
    }
    return m_registry.removeDocument(id);
}

Result<void> Library::purgeExpired(qint64 nowMs)
{
    auto entries = m_registry.readDocuments();
    if (!entries)
        return entries.error();
    for (const DocumentEntry &entry : *entries) {
        if (!entry.isTrashed() || entry.trashedMs > nowMs - kTrashMs)
            continue;
        if (auto done = purge(entry.id); !done)
            return done;
    }
    return {};
}

} // namespace syngraph::storage
