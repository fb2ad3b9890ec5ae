// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_rows.h"

namespace syngraph::storage {
namespace {

constexpr qint64 kSparseRevisions = 10'000;

quint64 checkOf(const Snapshot &snapshot, quint64 chainHash)
{
    const QByteArray line = QByteArray::number(snapshot.revision.value) + ' '
        + QByteArray::number(snapshot.contentHash) + ' ' + QByteArray::number(chainHash);
    return fnv1a(line);
}

quint64 checkOf(const Blob &blob)
{
    return fnv1a(blob.hash + ' ' + blob.mime);
}

// Whether the row passes its check, its hash, and the log at its revision.
Result<bool> isGood(sqlite::Connection &connection, const sqlite::Statement &row, GoodSnapshot &found)
{
    found.snapshot = {Revision{row.number(0)}, row.blob(1), row.hash(2)};
    found.chainHash = row.hash(3);
    if (row.hash(4) != checkOf(found.snapshot, found.chainHash))
        return false;
    auto content = contentOf(found.snapshot);
    if (!content)
        return false;
    found.content = std::move(*content);
    const Revision at = found.snapshot.revision;
    auto change = readChanges(connection, Revision{at.value - 1}, at);
    if (!change)
        return change.error();
    return change->front().chainHash == found.chainHash;
}

} // namespace

Result<GoodSnapshot> readGoodSnapshot(sqlite::Connection &connection, Revision atMost)
{
    auto select = connection.prepare("SELECT rev, body, content_hash, chain_hash, \"check\" FROM snapshots "
                                     "WHERE rev <= ?1 AND rev > 0 ORDER BY rev DESC");
    if (!select)
        return select.error();
    select->bind(1, atMost.value);
    GoodSnapshot found;
    for (;;) {
        auto row = select->step();
        if (!row || !*row)
            break;
        if (auto good = isGood(connection, *select, found); good && *good)
            return found;
    }
    // a snapshot is a cache: where none can be had, the log from its beginning says the same
    return GoodSnapshot{blankSnapshot(), protocol::kChainStart, model::Document::blank()};
}

Result<void> writeSnapshot(sqlite::Connection &connection, const Snapshot &snapshot, quint64 chainHash)
{
    auto insert = connection.prepare("INSERT OR REPLACE INTO snapshots(rev, body, content_hash, chain_hash, "
                                     "\"check\") VALUES(?1, ?2, ?3, ?4, ?5)");
    if (!insert)
        return insert.error();
    insert->bind(1, snapshot.revision.value).bindBlob(2, snapshot.body).bindHash(3, snapshot.contentHash)
        .bindHash(4, chainHash).bindHash(5, checkOf(snapshot, chainHash));
    return insert->run();
}

Result<void> removeOldSnapshots(sqlite::Connection &connection, int kept)
{
    auto remove = connection.prepare(
        "DELETE FROM snapshots WHERE rev NOT IN (SELECT rev FROM snapshots ORDER BY rev DESC LIMIT ?1) "
        "AND rev NOT IN (SELECT min(rev) FROM snapshots GROUP BY rev / ?2)");
    if (!remove)
        return remove.error();
    return remove->bind(1, kept).bind(2, kSparseRevisions).run();
}

Result<void> writeBlob(sqlite::Connection &connection, const Blob &blob)
{
    auto insert = connection.prepare("INSERT OR REPLACE INTO blobs(hash, mime, bytes, \"check\") "
                                     "VALUES(?1, ?2, ?3, ?4)");
    if (!insert)
        return insert.error();
    insert->bindText(1, QString::fromLatin1(blob.hash)).bindText(2, QString::fromLatin1(blob.mime))
        .bindBlob(3, blob.bytes).bindHash(4, checkOf(blob));
    return insert->run();
}

Result<std::vector<QByteArray>> readBlobHashes(sqlite::Connection &connection)
{
    auto select = connection.prepare("SELECT hash FROM blobs");
    if (!select)
        return select.error();
    std::vector<QByteArray> all;
    for (;;) {
        auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            return all;
        all.push_back(select->blob(0));
    }
}

Result<std::optional<Blob>> readBlob(sqlite::Connection &connection, const QByteArray &hash)
{
    auto select = connection.prepare("SELECT mime, bytes, \"check\" FROM blobs WHERE hash = ?1");
    if (!select)
        return select.error();
    auto row = select->bindText(1, QString::fromLatin1(hash)).step();
    if (!row)
        return row.error();
    if (!*row)
        return std::optional<Blob>();
    const Blob blob{hash, select->blob(0), select->blob(1)};
    if (select->hash(2) != checkOf(blob) || !checkBlob(blob))
        return Error{ErrorCode::MissingBlob,
                     QStringLiteral("the picture %1 is damaged; insert it again").arg(QString::fromLatin1(hash))};
    return std::optional(blob);
}

} // namespace syngraph::storage
