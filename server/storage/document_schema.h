// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/sqlite.h"

// The format of a `.syngraph` file. Version 1:
//   changes    the log, one row per revision, and the truth; unique (client, seq) is what makes a resent change
//              commit once. submitted_hash and chain_hash as in protocol::ChangeRecord.
//   snapshots  content at some revisions: caches, good only where they pass their hash
//   blobs      pictures by SHA-256
//   threads    comments
//   meta       id, epoch, title, created, head ("REVISION CHAINHASH"): each transaction that appends writes head,
//              so that a log which lost its end is noticed
// `check` is the FNV-1a of all other columns of the row (of a blob's bytes: through its SHA-256).
namespace syngraph::storage {

inline constexpr qint64 kApplicationId = 0x53796e67; // "Syng"
inline constexpr qint64 kFormatVersion = 1;

// Makes an empty database file one of ours; `onNetwork` picks the journal that needs no shared memory.
Result<void> applySchema(sqlite::Connection &connection, bool onNetwork);
// NotOurFile, NewerFormat or Damaged unless the file has exactly our tables.
Result<void> checkSchema(sqlite::Connection &connection, const QString &path);

} // namespace syngraph::storage
