// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/replay.h"
#include "storage/sqlite.h"

// The rows of a document file as values: what is read has passed its row's check, or the answer is Damaged.
// Free functions over an open connection; those that write expect a transaction around them.
namespace syngraph::storage {

// FNV-1a of every column but `check`.
quint64 computeCheck(const ChangeRecord &change);

inline constexpr const char *kInsertChange
    = "INSERT INTO changes(rev, client, seq, base, submitted_hash, author, time, kind, delta, chain_hash, "
      "\"check\") VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)";
inline constexpr const char *kWriteMeta
    = "INSERT INTO meta(key, value, \"check\") VALUES(?1, ?2, ?3) "
      "ON CONFLICT(key) DO UPDATE SET value = excluded.value, \"check\" = excluded.\"check\"";

// For a statement prepared with kInsertChange.
Result<void> insertChange(sqlite::Statement &insert, const ChangeRecord &change);
// For a statement prepared with kWriteMeta.
Result<void> writeHead(sqlite::Statement &write, const Head &head);
Result<void> writeMeta(sqlite::Statement &write, const DocumentMeta &meta);

Result<Head> readHead(sqlite::Connection &connection);
Result<DocumentMeta> readMeta(sqlite::Connection &connection);

// The changes with from < revision <= to, all of them present; their order and chain is the caller's to check.
Result<std::vector<ChangeRecord>> readChanges(sqlite::Connection &connection, Revision from, Revision to);
// Of those that have rows of their own as many as `maxBytes` of deltas hold, at least one.
Result<std::vector<ChangeRecord>> readRows(sqlite::Connection &connection, Revision from, Revision to, qint64 maxBytes);
// The newest revision there is, packed or not.
Result<Revision> readLastRevision(sqlite::Connection &connection);
// Chain hash of the log up to `revision`, which is in it.
Result<quint64> readChainHash(sqlite::Connection &connection, Revision revision);
Result<std::optional<ChangeRecord>> findChange(sqlite::Connection &connection, ClientId client, Sequence sequence);
// Last number of each client by the blocks and the index, those confirmed by their rows; ordered by client.
Result<std::vector<LastSequence>> readLastSequences(sqlite::Connection &connection);

// The rows of changes that are in blocks.
Result<void> removePackedRows(sqlite::Connection &connection, Revision upTo);

// A snapshot with the document it holds.
struct GoodSnapshot
{
    Snapshot snapshot;
    quint64 chainHash = protocol::kChainStart;
    model::Document content;
};
// Newest snapshot at or before `atMost` that passes its checks; the blank one of revision 0 at last.
Result<GoodSnapshot> readGoodSnapshot(sqlite::Connection &connection, Revision atMost);
Result<void> writeSnapshot(sqlite::Connection &connection, const Snapshot &snapshot, quint64 chainHash);
// Keeps the newest, and of the others as many as keep the way from one to the next short: see kMaxReplaySteps.
Result<void> removeOldSnapshots(sqlite::Connection &connection);

// Replaces what has the same hash.
Result<void> writeBlob(sqlite::Connection &connection, const Blob &blob);
Result<std::vector<QByteArray>> readBlobHashes(sqlite::Connection &connection);
// MissingBlob where the stored bytes no longer have the hash: uploading the picture again mends it.
Result<std::optional<Blob>> readBlob(sqlite::Connection &connection, const QByteArray &hash);

} // namespace syngraph::storage
