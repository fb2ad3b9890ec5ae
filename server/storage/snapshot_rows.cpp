// SPDX-License-Identifier: GPL-3.0-or-later
#include "storage/document_rows.h"

#include "storage/packed_columns.h"
#include "storage/packed_rows.h"

#include <algorithm>

namespace syngraph::storage {
namespace {

// Steps replayed at most to read an old revision, where there were snapshots to choose from.
constexpr qint64 kMaxReplaySteps = 32'768;
// Above this a body is packed as fast as it gets instead of as small.
constexpr qsizetype kLargeBodyBytes = 1 << 20;
// A body of at most 64 Mi units; more was not written by us.
constexpr quint64 kMaxBodyBytes = quint64(640) << 20;
constexpr char kPackedBody = 'z';

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

// What replaying from the beginning costs; changes that are not packed count one each.
qint64 stepsUpTo(Revision revision, const std::vector<BlockHeader> &headers)
{
    qint64 steps = 0;
    Revision at;
    for (const BlockHeader &header : headers) {
        if (header.first > revision)
            break;
        at = std::min(header.last, revision);
        steps += header.steps * (at.value - header.first.value + 1) / header.count();
    }
    return steps + revision.value - at.value;
}

// Whether the row passes its check, its hash, and the log at its revision.
Result<bool> isGood(sqlite::Connection &connection, const sqlite::Statement &row, GoodSnapshot &found)
{
    found.snapshot = {Revision{row.number(0)}, unpackedBody(row.blob(1)), row.hash(2)};
    found.chainHash = row.hash(3);
    if (row.hash(4) != checkOf(found.snapshot, found.chainHash))
        return false;
    auto content = contentOf(found.snapshot);
    if (!content)
        return false;
    found.content = std::move(*content);
    // where the end of the log is damaged, the content of the head is worth all the more
    if (const auto head = readHead(connection); head && head->revision == found.snapshot.revision)
        return head->chainHash == found.chainHash;
    const auto chainHash = readChainHash(connection, found.snapshot.revision);
    return chainHash ? Result<bool>(*chainHash == found.chainHash) : chainHash.error();
}

} // namespace

// First byte 'z', the size, raw deflate; what begins with '[' is the JSON itself, as format 1 had it.
QByteArray packedBody(const QByteArray &json)
{
    if (json.startsWith(kPackedBody))
        return json;
    ColumnWriter packed;
    packed.bytes({&kPackedBody, 1}).number(quint64(json.size()));
    packed.bytes(deflated(json, json.size() > kLargeBodyBytes ? 1 : 9));
    return packed.data();
}

QByteArray unpackedBody(const QByteArray &stored)
{
    if (!stored.startsWith(kPackedBody))
        return stored;
    ColumnReader reader(QByteArrayView(stored).sliced(1));
    const quint64 size = reader.number();
    const auto body = size <= kMaxBodyBytes ? inflated(reader.rest(), qsizetype(size))
                                            : Result<QByteArray>(ErrorCode::Damaged);
    return body ? *body : QByteArray();
}

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
    insert->bind(1, snapshot.revision.value).bindBlob(2, packedBody(snapshot.body)).bindHash(3, snapshot.contentHash)
        .bindHash(4, chainHash).bindHash(5, checkOf(snapshot, chainHash));
    return insert->run();
}

Result<void> removeOldSnapshots(sqlite::Connection &connection)
{
    const auto headers = readBlockHeaders(connection);
    auto select = connection.prepare("SELECT rev FROM snapshots ORDER BY rev");
    auto remove = connection.prepare("DELETE FROM snapshots WHERE rev = ?1");
    if (!headers || !select || !remove)
        return !headers ? headers.error() : select ? remove.error() : select.error();
    std::vector<Revision> revisions;
    for (;;) {
        auto row = select->step();
        if (!row)
            return row.error();
        if (!*row)
            break;
        revisions.push_back({select->number(0)});
    }
    Revision kept;
    for (std::size_t i = 0; i + 1 < revisions.size(); ++i) {
        if (stepsUpTo(revisions[i + 1], *headers) - stepsUpTo(kept, *headers) > kMaxReplaySteps) {
            kept = revisions[i];
            continue;
        }
        if (auto done = remove->bind(1, revisions[i].value).run(); !done)
            return done;
    }
    return {};
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
