// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_handle.h"

#include "storage/document_schema.h"
#include "storage/packed_rows.h"

#include <QFile>

namespace syngraph::storage {
namespace {

bool hasBytes(const QString &path)
{
    const auto found = readIdentity(path);
    return found && found->size > 0;
}

bool wasLeftOpen(const QString &path)
{
    return hasBytes(path + QStringLiteral("-wal")) || hasBytes(path + QStringLiteral("-journal"));
}

// The side log begins with its magic number, or is still all zero where a power cut came before its first
// commit; anything else belongs to somebody else.
bool isSideLog(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return true;
    const QByteArray start = file.read(4);
    return start.isEmpty() || start == QByteArray(start.size(), '\0') || start == "\x37\x7f\x06\x82"
        || start == "\x37\x7f\x06\x83";
}

Result<sqlite::Connection> openAs(const QString &path, sqlite::Access access, sqlite::Sharing sharing, bool keepLog)
{
    auto connection = sqlite::Connection::open(path, access, sharing);
    if (!connection)
        return connection;
    if (access == sqlite::Access::ReadWrite && connection->isReadOnly())
        return fileError(ErrorCode::NotWritable, path);
    connection->keepLogOnClose(keepLog);
    if (auto done = checkSchema(*connection, path); !done)
        return done.error();
    return connection;
}

Result<sqlite::Connection> openChecked(const QString &path, sqlite::Access access, bool onNetwork, bool keepLog)
{
    auto connection = openAs(path, access, onNetwork ? sqlite::Sharing::Alone : sqlite::Sharing::WithReaders, keepLog);
    const bool isRefused = !connection
        && (connection.error().code == ErrorCode::StorageFailed || connection.error().code == ErrorCode::DiskFull);
    if (!isRefused || onNetwork || access != sqlite::Access::ReadWrite)
        return connection;
    // the shared memory found no room on a full disk: reading needs none
    return openAs(path, access, sqlite::Sharing::Alone, keepLog);
}

} // namespace

std::optional<Error> findOrphan(const QString &path)
{
    const QString log = path + QStringLiteral("-wal");
    if (!hasBytes(log))
        return std::nullopt;
    if (!exists(path)) {
        return Error{ErrorCode::Damaged,
                     QStringLiteral("%1 holds the last changes of a document whose file is gone; put the file "
                                    "back beside it as %2.").arg(log, nameOf(path))};
    }
    if (!isSideLog(log)) {
        return Error{ErrorCode::Damaged,
                     QStringLiteral("%1 does not belong to the document beside it; move it away and open the "
                                    "document again.").arg(log)};
    }
    return std::nullopt;
}

void removeSpentSideLog(const QString &path)
{
    const QString log = path + QStringLiteral("-wal");
    if (hasBytes(log))
        return;
    QFile::remove(log);
    QFile::remove(path + QStringLiteral("-shm"));
}

DocumentHandle::DocumentHandle(const QString &path, sqlite::Connection connection,
                               sqlite::Statement insertChange, sqlite::Statement writeMeta)
    : m_path(path)
    , m_connection(std::move(connection))
    , m_insertChange(std::move(insertChange))
    , m_writeMeta(std::move(writeMeta))
{
}

Result<std::unique_ptr<DocumentHandle>> DocumentHandle::open(const QString &path, sqlite::Access access)
{
    if (auto orphan = findOrphan(path))
        return *orphan;
    if (auto identity = readIdentity(path); !identity)
        return identity.error();
    const bool leftOpen = storage::wasLeftOpen(path);
    const bool onNetwork = isOnNetwork(folderOf(path));
    if (access == sqlite::Access::ReadOnly && !leftOpen)
        access = sqlite::Access::Immutable;
    auto connection = openChecked(path, access, onNetwork, leftOpen);
    if (!connection)
        return connection.error();
    auto insertChange = connection->prepare(kInsertChange);
    if (!insertChange)
        return insertChange.error();
    auto writeMeta = connection->prepare(kWriteMeta);
    if (!writeMeta)
        return writeMeta.error();
    auto handle = std::unique_ptr<DocumentHandle>(new DocumentHandle(
        path, std::move(*connection), std::move(*insertChange), std::move(*writeMeta)));
    handle->m_onNetwork = onNetwork;
    handle->m_wasLeftOpen = leftOpen;
    const auto version = readFormatVersion(handle->m_connection);
    const auto pageSize = handle->m_connection.readNumber("PRAGMA page_size");
    if (!version || !pageSize)
        return version ? pageSize.error() : version.error();
    handle->m_isOfThisFormat = *version == kFormatVersion;
    handle->m_pageSize = *pageSize;
    handle->noteOwnWrite();
    return handle;
}

Result<void> DocumentHandle::prepareJournal()
{
    if (m_isJournalReady)
        return {};
    const QString wanted = m_onNetwork ? QStringLiteral("delete") : QStringLiteral("wal");
    auto mode = m_connection.readText(m_onNetwork ? "PRAGMA journal_mode=DELETE" : "PRAGMA journal_mode=WAL");
    if (!mode)
        return mode.error();
    if (*mode != wanted)
        return fileError(ErrorCode::StorageFailed, m_path, QStringLiteral("journal mode %1").arg(*mode));
    noteOwnWrite();
    m_isJournalReady = true;
    return {};
}

void DocumentHandle::noteMigration()
{
    m_isOfThisFormat = true;
    noteOwnWrite();
}

Result<const DocumentHandle::PackedSequences *> DocumentHandle::packedSequences()
{
    if (!m_packedSequences) {
        const auto headers = readBlockHeaders(m_connection);
        if (!headers)
            return headers.error();
        m_packedSequences.emplace();
        for (const BlockHeader &header : *headers) {
            for (const BlockClient &client : header.clients)
                m_packedSequences->insert(client.client, client.last);
        }
    }
    return &*m_packedSequences;
}

void DocumentHandle::notePacked(const BlockHeader &block)
{
    if (!m_packedSequences)
        return;
    for (const BlockClient &client : block.clients)
        m_packedSequences->insert(client.client, client.last);
}

DocumentHandle::Touched DocumentHandle::touchedByOthers() const
{
    const auto now = readIdentity(m_path);
    if (!now || !now->isSameFile(m_identity) || m_connection.hasMoved())
        return Touched::Moved;
    // the times of a network file system are another machine's
    return !m_onNetwork && *now != m_identity ? Touched::Altered : Touched::No;
}

void DocumentHandle::noteOwnWrite()
{
    if (auto now = readIdentity(m_path))
        m_identity = *now;
}

Result<void> DocumentHandle::checkpoint()
{
    m_insertChange.reset();
    m_writeMeta.reset();
    auto done = m_connection.checkpoint(true);
    noteOwnWrite();
    return done;
}

} // namespace syngraph::storage
