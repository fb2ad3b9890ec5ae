// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/change_block.h"
#include "storage/replay.h"
#include "storage/sqlite.h"

// The rows of a document file that hold packed changes: blocks follow each other without a gap from revision 1,
// the changes after the last one are rows of their own. Files of format 1 have none.
namespace syngraph::storage {

// Last revision that is packed, 0 where none is. Not checked: reading there tells.
Result<Revision> readPackedHead(sqlite::Connection &connection);
// The block that holds `revision`, without its changes; nothing where it is not packed.
Result<std::optional<BlockHeader>> findBlock(sqlite::Connection &connection, Revision revision);
// All of them in order, each continuing the one before.
Result<std::vector<BlockHeader>> readBlockHeaders(sqlite::Connection &connection);
// The newest of them, newest first, as far as they can be read; Damaged where the very newest can't.
Result<std::vector<BlockHeader>> readNewestHeaders(sqlite::Connection &connection, qint64 count);
Result<ChangeBlock> readBlock(sqlite::Connection &connection, const BlockHeader &header);
// The packed changes with from < revision <= to, to at most the packed head.
Result<std::vector<ChangeRecord>> readPacked(sqlite::Connection &connection, Revision from, Revision to);
Result<std::optional<ChangeRecord>> findPacked(sqlite::Connection &connection, ClientId client, Sequence sequence);

// Replaces the blocks that it holds the changes of.
Result<void> writeBlock(sqlite::Connection &connection, const ChangeBlock &block);

} // namespace syngraph::storage
