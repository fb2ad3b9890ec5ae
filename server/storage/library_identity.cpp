// SPDX-License-Identifier: GPL-3.0-or-later
// Which document a file is: the same, moved, a copy, an older state, or one never seen.
#include "storage/library.h"

#include "storage/document_handle.h"
#include "storage/random_id.h"

#include <QDir>
#include <QFile>

namespace syngraph::storage {
namespace {

// Whether the file still has everything the registry knows of: it may have more, not less or other.
Result<bool> continues(DocumentFile &file, const Head &known)
{
    auto chainHash = file.readChainHash(known.revision);
    if (!chainHash)
        return chainHash.error();
    return *chainHash == known.chainHash;
}

void update(DocumentEntry &entry, const DocumentFile &file)
{
    entry.id = file.meta().id;
    entry.epoch = file.meta().epoch;
    entry.head = file.head();
    entry.title = file.meta().title;
    entry.createdMs = file.meta().createdMs;
    entry.path = file.path();
    if (auto identity = readIdentity(file.path()))
        entry.file = *identity;
}

// A file moved by another program while a server that then died had it open: its last changes stayed behind in
// the side log of the old name. Puts a copy of that log beside the file; false where there is nothing to take.
bool copySideLog(const QString &oldPath, const QString &newPath)
{
    const QString log = oldPath + QStringLiteral("-wal");
    const QString copy = newPath + QStringLiteral("-wal");
    const auto left = readIdentity(log);
    if (exists(oldPath) || !left || left->size == 0)
        return false;
    if (const auto own = readIdentity(copy); own && own->size > 0)
        return false;
    QFile::remove(copy);
    return QFile::copy(log, copy);
}

} // namespace

Result<Library::Opened> Library::openKnown(std::unique_ptr<DocumentFile> file, const DocumentEntry &entry)
{
    auto same = continues(*file, entry.head);
    if (!same)
        return same.error();
    if (!*same) {
        // an older or other state of this document was put in its place
        DocumentMeta meta = file->meta();
        meta.epoch = randomId<Epoch>();
        if (auto done = file->setMeta(meta); !done)
            return done.error();
    }
    Opened opened{std::move(file), entry};
    update(opened.entry, *opened.file);
    return opened;
}

Result<Library::Opened> Library::openCopy(std::unique_ptr<DocumentFile> file)
{
    DocumentMeta meta = file->meta();
    meta.id = randomId<DocumentId>();
    meta.epoch = randomId<Epoch>();
    if (auto done = file->setMeta(meta); !done)
        return done.error();
    Opened opened{std::move(file), {}};
    update(opened.entry, *opened.file);
    return opened;
}

Result<Library::Opened> Library::openMoved(std::unique_ptr<DocumentFile> file, const DocumentEntry &entry)
{
    const QString path = file->path();
    file.reset();
    const bool tookLog = copySideLog(entry.path, path);
    auto again = DocumentFile::open(path, m_holder);
    const bool fits = again && (*again)->load() && (*again)->meta().id == entry.id;
    if (tookLog && fits) {
        for (const char *side : {"-wal", "-shm"})
            QFile::remove(entry.path + QLatin1StringView(side));
    } else if (tookLog) {
        // not its log after all: the file is as good as before, the log is reported where it lies
        if (again)
            again->reset();
        QFile::remove(path + QStringLiteral("-wal"));
        again = DocumentFile::open(path, m_holder);
    }
    if (!again)
        return again.error();
    return openKnown(std::move(*again), entry);
}

Result<Library::Opened> Library::identify(const QString &path)
{
    auto file = DocumentFile::open(path, m_holder);
    if (!file)
        return file.error();
    auto known = m_registry.readDocument((*file)->meta().id);
    if (!known)
        return known.error();
    if (!*known) {
        Opened opened{std::move(*file), {}};
        update(opened.entry, *opened.file);
        return opened;
    }
    const DocumentEntry &entry = **known;
    if (entry.path == (*file)->path())
        return openKnown(std::move(*file), entry);
    const auto there = readIdentity(entry.path);
    const auto here = readIdentity((*file)->path());
    if (there && here && there->isSameFile(*here))
        return fileError(ErrorCode::AlreadyExists, (*file)->path(),
                         QStringLiteral("it is another name of %1").arg(entry.path));
    // also where something else took the old name meanwhile
    const bool isMoved = !exists(entry.path) || (here && here->isSameFile(entry.file));
    return isMoved ? openMoved(std::move(*file), entry) : openCopy(std::move(*file));
}

Result<std::unique_ptr<DocumentFile>> Library::remember(Opened opened)
{
    // a file that came out of the trash by another program's hand is no longer in it
    if (folderOf(opened.entry.path) != trashFolder()) {
        opened.entry.trashedMs = 0;
        opened.entry.trashedFrom.clear();
    }
    auto known = m_registry.readDocument(opened.entry.id);
    if (!known)
        return known.error();
    if (*known == opened.entry)
        return std::move(opened.file);
    const bool isFound = *known && (*known)->epoch == opened.entry.epoch && (*known)->path == opened.entry.path;
    // a later head only dates the entry: a full disk keeps no document shut
    if (auto done = m_registry.writeDocument(opened.entry); !done && !isFound)
        return done.error();
    return std::move(opened.file);
}

Result<std::unique_ptr<DocumentFile>> Library::openPath(const QString &path)
{
    auto opened = identify(path);
    if (!opened)
        return opened.error();
    return remember(std::move(*opened));
}

Result<std::unique_ptr<DocumentFile>> Library::open(DocumentId id)
{
    auto file = openWhereKnown(id);
    // Damaged too: that is what a side log without its file is called
    if (file || (file.error().code != ErrorCode::NotFound && file.error().code != ErrorCode::Damaged))
        return file;
    std::vector<FileProblem> problems;
    if (auto done = adoptNewFiles(problems); !done)
        return done.error();
    return openWhereKnown(id);
}

Result<std::unique_ptr<DocumentFile>> Library::openWhereKnown(DocumentId id)
{
    auto entry = readEntry(id);
    if (!entry)
        return entry.error();
    if (entry->isTrashed())
        return ErrorCode::NotFound;
    auto file = DocumentFile::open(entry->path, m_holder);
    if (!file)
        return file.error();
    if ((*file)->meta().id != id)
        return fileError(ErrorCode::NotFound, entry->path, QStringLiteral("another document lies there now"));
    auto opened = openKnown(std::move(*file), *entry);
    if (!opened)
        return opened.error();
    return remember(std::move(*opened));
}

Result<void> Library::adoptNewFiles(std::vector<FileProblem> &problems)
{
    auto entries = m_registry.readDocuments();
    if (!entries)
        return entries.error();
    QHash<QString, FileIdentity> known;
    for (const DocumentEntry &entry : *entries)
        known.insert(entry.path, entry.file);
    const QDir folder(documentsFolder());
    const QStringList pattern{QStringLiteral("*%1").arg(kSuffix), QStringLiteral("*%1-wal").arg(kSuffix)};
    for (const QString &name : folder.entryList(pattern, QDir::Files | QDir::System, QDir::Name)) {
        QString path = documentsFolder() + u'/' + name;
        if (path.endsWith(QStringLiteral("-wal"))) {
            path.chop(4);
            if (auto orphan = exists(path) ? std::nullopt : findOrphan(path))
                problems.push_back({path, *orphan});
            continue;
        }
        const auto now = readIdentity(path);
        if (now && known.contains(path) && known.value(path).isSameFile(*now))
            continue;
        auto opened = identify(path);
        const auto done = opened ? remember(std::move(*opened)) : Result<std::unique_ptr<DocumentFile>>(opened.error());
        if (!done && done.error().code != ErrorCode::Locked)
            problems.push_back({path, done.error()});
    }
    return {};
}

} // namespace syngraph::storage
