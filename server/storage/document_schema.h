// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite.h"

// The format of a `.syngraph` file, told to outsiders in FORMAT.md. Version 2:
//   blocks     the older part of the log, many changes in a row (change_block.h)
//   changes    the newer part, one row per revision; unique (client, seq) is what makes a resent change commit
//              once. submitted_hash and chain_hash as in protocol::ChangeRecord. Both together are the truth.
//   snapshots  content at some revisions: caches, good only where they pass their hash
//   blobs      pictures by SHA-256
//   threads    what was said about the document (protocol/talk.h): one row per entry, by its id
//   meta       id, epoch, title, created, head ("REVISION CHAINHASH"): each transaction that appends writes head,
//              so that a log which lost its end is noticed
// `check` is the FNV-1a of all other columns of the row (of a blob's bytes: through its SHA-256).
// Version 1 had no blocks; a file of it is read as it is and becomes version 2 with its first write.
namespace syngraph::storage {

inline constexpr qint64 kApplicationId = 0x53796e67; // "Syng"
inline constexpr qint64 kFormatVersion = 2;
inline constexpr qint64 kFirstFormatWithBlocks = 2;

// Makes an empty database file one of ours; `onNetwork` picks the journal that needs no shared memory.
Result<void> applySchema(sqlite::Connection &connection, bool onNetwork);
// The version the file says it has.
Result<qint64> readFormatVersion(sqlite::Connection &connection);
// Makes an older file one of this version, within the caller's transaction. Nothing in it is rewritten.
Result<void> migrateSchema(sqlite::Connection &connection);
// NotOurFile, NewerFormat or Damaged unless the file has exactly our tables.
Result<void> checkSchema(sqlite::Connection &connection, const QString &path);

} // namespace syngraph::storage
