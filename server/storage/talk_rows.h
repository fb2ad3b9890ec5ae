// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "protocol/talk.h"
#include "storage/sqlite.h"

#include <span>

// What was said about a document, as rows of its file (FORMAT.md). What is read has passed its row's check and follows
// from what is before it, or the answer is Damaged.
namespace syngraph::storage {

// Replaces what has the same id. Expects a transaction around it.
Result<void> writeTalk(sqlite::Connection &connection, std::span<const protocol::TalkEntry> entries);
// All of it, by number.
Result<std::vector<protocol::TalkEntry>> readTalk(sqlite::Connection &connection);
// Its good beginning, of a file that is damaged.
std::vector<protocol::TalkEntry> salvageTalk(sqlite::Connection &connection);

} // namespace syngraph::storage
