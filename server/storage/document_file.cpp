// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_file.h"

#include "storage/document_handle.h"
#include "storage/document_load.h"
#include "storage/document_schema.h"

#include <QFile>

namespace syngraph::storage {
namespace {

// How much of a file an opening checks page by page: after a crash more, since a side log may not fit.
constexpr qint64 kCheckedBytes = qint64(16) << 20;
constexpr qint64 kCheckedBytesAfterCrash = qint64(256) << 20;
constexpr qint64 kMaxLogBytes = qint64(16) << 20;
constexpr int kReadAttempts = 5;

// What SQLite refused without having touched the disk.
bool isHarmless(const Error &error)
{
    return error.code == ErrorCode::AlreadyExists || error.code == ErrorCode::TooLarge;
}

} // namespace

DocumentFile::DocumentFile(const QString &path, std::optional<DocumentLock> lock)
    : m_path(path)
    , m_lock(std::move(lock))
    , m_anchor(path)
{
}

DocumentFile::~DocumentFile()
{
    if (m_handle && !m_failed && m_isSound && m_lock)
        (void)checkpoint();
    m_handle.reset();
    if (m_lock && !exists(m_path))
        removeSpentSideLog(m_path);
}

Result<std::unique_ptr<DocumentFile>> DocumentFile::open(const QString &path, const LockHolder &holder)
{
    auto canonical = canonicalPath(path);
    if (!canonical)
        return canonical.error();
    if (auto orphan = findOrphan(*canonical))
        return *orphan;
    // before the lock, so that none is left where there is nothing to lock
    if (auto identity = readIdentity(*canonical); !identity)
        return identity.error();
    auto lock = DocumentLock::acquire(DocumentLock::pathFor(*canonical), holder);
    if (!lock)
        return lock.error();
    std::unique_ptr<DocumentFile> file(new DocumentFile(*canonical, std::move(*lock)));
    if (auto done = file->openHandle(); !done)
        return done.error();
    return file;
}

Result<std::unique_ptr<DocumentFile>> DocumentFile::openReadOnly(const QString &path)
{
    auto canonical = canonicalPath(path);
    if (!canonical)
        return canonical.error();
    std::unique_ptr<DocumentFile> file(new DocumentFile(*canonical, std::nullopt));
    if (auto done = file->openHandle(); !done)
        return done.error();
    return file;
}

Error DocumentFile::named(const Error &error) const
{
    if (error.detail.startsWith(m_path))
        return error;
    return {error.code, m_path + QStringLiteral(": ") + error.text()};
}

Error DocumentFile::fail(const Error &error)
{
    // after a failed write nobody knows what the disk holds: only opening the file anew tells
    m_failed = named(error);
    if (m_handle)
        m_handle->distrustLog();
    return *m_failed;
}

Error DocumentFile::touchedError() const
{
    if (exists(m_path) && m_handle && m_handle->touchedByOthers() == DocumentHandle::Touched::Altered)
        return fileError(ErrorCode::EpochChanged, m_path, QStringLiteral("another program wrote into it"));
    const QString now = m_anchor.computePath();
    return fileError(ErrorCode::FileMoved, m_path,
                     now.isEmpty() || now == m_path ? QString() : QStringLiteral("it is now %1").arg(now));
}

Result<void> DocumentFile::openHandle()
{
    if (m_handle)
        return {};
    if (m_isKnown && !exists(m_path))
        return touchedError();
    auto handle = DocumentHandle::open(m_path, m_lock ? sqlite::Access::ReadWrite : sqlite::Access::ReadOnly);
    if (!handle)
        return named(handle.error());
    m_handle = std::move(*handle);
    if (auto done = readIdentityRows(); !done) {
        m_handle.reset();
        return named(done.error());
    }
    if (m_isSound)
        m_handle->trustLog();
    return {};
}

Result<void> DocumentFile::readIdentityRows()
{
    auto meta = readMeta(m_handle->connection());
    if (!meta)
        return meta.error();
    auto head = readHead(m_handle->connection());
    if (!head)
        return head.error();
    const bool hasChanged = meta->id != m_meta.id || meta->epoch != m_meta.epoch || *head != m_head;
    if (m_isKnown && hasChanged && m_lock)
        return fail(fileError(ErrorCode::EpochChanged, m_path));
    m_meta = std::move(*meta);
    m_head = *head;
    m_isKnown = true;
    return {};
}

Result<void> DocumentFile::checkSound()
{
    sqlite::Connection &connection = m_handle->connection();
    const qint64 limit = m_handle->wasLeftOpen() ? kCheckedBytesAfterCrash : kCheckedBytes;
    if (auto done = checkStructure(connection, limit); !done)
        return done;
    return checkRecent(connection, m_head);
}

Error DocumentFile::foreignSideLog(const Error &damage) const
{
    const QString log = m_path + QStringLiteral("-wal");
    if (!m_handle->wasLeftOpen() || !exists(log))
        return damage;
    // is the file good without it?
    auto alone = sqlite::Connection::open(m_path, sqlite::Access::Immutable);
    if (!alone || !checkSchema(*alone, m_path))
        return damage;
    const auto head = readHead(*alone);
    if (!head || !checkStructure(*alone, kCheckedBytesAfterCrash) || !checkRecent(*alone, *head))
        return damage;
    return {ErrorCode::Damaged,
            QStringLiteral("%1 does not belong to the document beside it, which may have been restored from a "
                           "backup; move it away and open the document again.").arg(log)};
}

Result<void> DocumentFile::ensureSound()
{
    if (m_isSound)
        return {};
    if (auto done = checkSound(); !done)
        return named(foreignSideLog(done.error()));
    m_isSound = true;
    if (!m_lock)
        return {};
    m_handle->trustLog();
    if (!m_handle->wasLeftOpen())
        return {};
    // written out and synced again: what the crashed one believed to be on the disk may only be in memory
    // where the disk is too full for that, the document can be read
    if (auto done = m_handle->checkpoint(); !done)
        (void)fail(done.error());
    return {};
}

template<typename Read>
auto DocumentFile::read(Read readRows) -> decltype(readRows(std::declval<DocumentHandle &>()))
{
    for (int attempt = 1;; ++attempt) {
        if (auto done = openHandle(); !done)
            return done.error();
        auto result = readRows(*m_handle);
        if (!m_lock) {
            // the server that has the lock may write meanwhile, and is the one to remove side files
            const bool isStale = m_handle->touchedByOthers() != DocumentHandle::Touched::No;
            m_handle.reset();
            m_isSound = false;
            if (isStale && attempt < kReadAttempts)
                continue;
        }
        if (result)
            return result;
        // what is damaged is not written any more
        return result.error().code == ErrorCode::Damaged && m_lock ? fail(result.error()) : named(result.error());
    }
}

Result<LoadedDocument> DocumentFile::load()
{
    return read([this](DocumentHandle &handle) -> Result<LoadedDocument> {
        if (auto done = ensureSound(); !done)
            return done.error();
        return loadDocument(handle.connection(), m_head);
    });
}

Result<void> DocumentFile::prepareWrite()
{
    if (!m_lock)
        return fileError(ErrorCode::ReadOnly, m_path);
    if (m_failed)
        return *m_failed;
    if (auto done = openHandle(); !done)
        return fail(done.error());
    if (auto done = ensureSound(); !done)
        return fail(done.error());
    if (m_failed)
        return *m_failed;
    if (auto done = m_handle->prepareJournal(); !done)
        return fail(done.error());
    if (m_handle->isOfThisFormat())
        return {};
    if (auto done = commitRows([](DocumentHandle &handle) { return migrateSchema(handle.connection()); }); !done)
        return fail(done.error());
    m_handle->noteMigration();
    return {};
}

Result<void> DocumentFile::commitRows(const WriteRows &writeRows)
{
    sqlite::Transaction transaction(m_handle->connection());
    if (auto done = transaction.begin(); !done)
        return done;
    if (auto done = writeRows(*m_handle); !done)
        return done;
    if (m_handle->touchedByOthers() != DocumentHandle::Touched::No)
        return touchedError();
    return transaction.commit();
}

Result<void> DocumentFile::write(const WriteRows &writeRows)
{
    if (auto ready = prepareWrite(); !ready)
        return ready;
    auto done = commitRows(writeRows);
    if (!done && done.error().code == ErrorCode::FileMoved) {
        // what was acknowledged goes with the file, wherever it is now
        (void)m_handle->checkpoint();
    }
    if (!done)
        return isHarmless(done.error()) ? named(done.error()) : fail(done.error());
    shortenLog();
    return {};
}

void DocumentFile::shortenLog()
{
    if (m_handle->logBytes() < kMaxLogBytes)
        return m_handle->noteOwnWrite();
    // the commit itself stands; an error only ends the writing
    if (auto done = m_handle->connection().checkpoint(false); !done)
        fail(done.error());
    m_handle->noteOwnWrite();
}

Result<void> DocumentFile::append(std::span<const ChangeRecord> changes)
{
    if (changes.empty())
        return {};
    if (auto ready = prepareWrite(); !ready)
        return ready;
    Head head = m_head;
    for (const ChangeRecord &change : changes) {
        auto next = advance(head, change);
        if (!next)
            return Error{ErrorCode::StorageFailed, named(next.error()).detail};
        head = *next;
    }
    if (auto unused = checkUnused(changes); !unused)
        return unused;
    auto done = write([&](DocumentHandle &handle) -> Result<void> {
        for (const ChangeRecord &change : changes) {
            if (auto inserted = insertChange(handle.insertChange(), change); !inserted)
                return inserted;
        }
        return writeHead(handle.writeMeta(), head);
    });
    if (done)
        m_head = head;
    else if (done.error().code == ErrorCode::AlreadyExists)
        return fileError(ErrorCode::SequenceReused, m_path);
    return done;
}

Result<std::vector<ChangeRecord>> DocumentFile::readChanges(Revision from, Revision to)
{
    return read([&](DocumentHandle &handle) {
        const Revision first = std::max(from, Revision{0});
        return storage::readChanges(handle.connection(), first, std::min(to, m_head.revision));
    });
}

Result<std::optional<ChangeRecord>> DocumentFile::findChange(ClientId client, Sequence sequence)
{
    return read([&](DocumentHandle &handle) { return storage::findChange(handle.connection(), client, sequence); });
}

Result<std::optional<quint64>> DocumentFile::readChainHash(Revision revision)
{
    return read([&](DocumentHandle &handle) -> Result<std::optional<quint64>> {
        if (revision.value < 0 || revision > m_head.revision)
            return std::optional<quint64>();
        const auto chainHash = storage::readChainHash(handle.connection(), revision);
        return chainHash ? Result<std::optional<quint64>>(*chainHash) : chainHash.error();
    });
}

Result<model::Document> DocumentFile::readContent(Revision revision)
{
    return read([&](DocumentHandle &handle) -> Result<model::Document> {
        if (revision.value < 0 || revision > m_head.revision)
            return fileError(ErrorCode::OutOfRange, m_path, QStringLiteral("a revision beyond the log"));
        return storage::readContent(handle.connection(), revision);
    });
}

Result<void> DocumentFile::writeSnapshot(const Snapshot &snapshot)
{
    auto chainHash = readChainHash(snapshot.revision);
    if (!chainHash)
        return chainHash.error();
    if (snapshot.revision.value < 1 || !*chainHash)
        return fileError(ErrorCode::OutOfRange, m_path, QStringLiteral("a snapshot beyond the log"));
    return write([&](DocumentHandle &handle) -> Result<void> {
        if (auto done = storage::writeSnapshot(handle.connection(), snapshot, **chainHash); !done)
            return done;
        if (auto done = removeOldSnapshots(handle.connection()); !done)
            return done;
        return handle.connection().execute("PRAGMA incremental_vacuum(1000)");
    });
}

Result<void> DocumentFile::putBlob(const Blob &blob)
{
    if (auto good = checkBlob(blob); !good)
        return good;
    // a second upload costs nothing, and mends a picture that was damaged
    const auto known = read([&](DocumentHandle &handle) { return storage::readBlob(handle.connection(), blob.hash); });
    if (known && *known)
        return {};
    return write([&](DocumentHandle &handle) { return writeBlob(handle.connection(), blob); });
}

Result<std::optional<Blob>> DocumentFile::readBlob(const QByteArray &hash)
{
    return read([&](DocumentHandle &handle) { return storage::readBlob(handle.connection(), hash); });
}

Result<void> DocumentFile::setMeta(const DocumentMeta &meta)
{
    auto done = write([&](DocumentHandle &handle) { return writeMeta(handle.writeMeta(), meta); });
    if (done)
        m_meta = meta;
    return done;
}

Result<void> DocumentFile::checkpoint()
{
    if (m_failed)
        return *m_failed;
    if (!m_handle)
        return m_isKnown && !exists(m_path) ? Result<void>(fail(touchedError())) : Result<void>();
    if (!m_lock) {
        m_handle.reset();
        return {};
    }
    if (auto done = ensureSound(); !done)
        return fail(done.error());
    const auto touched = m_handle->touchedByOthers();
    if (touched == DocumentHandle::Touched::Altered)
        return fail(touchedError());
    if (auto done = m_handle->checkpoint(); !done)
        return fail(done.error());
    if (touched == DocumentHandle::Touched::Moved)
        return fail(touchedError());
    m_handle.reset();
    return {};
}

} // namespace syngraph::storage
