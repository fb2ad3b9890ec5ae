// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "storage/change_block.h"

#include <optional>
#include <span>
#include <vector>

// How the log of a document gets into blocks, a step at a time: what a step works on is read from the file, packed
// without it, and written back, so that a commit only waits for the reading and the writing.
namespace syngraph::storage {

// The oldest rows of the log, and the newest blocks that go into one with them.
struct PackStep
{
    Revision packed;                                // all up to here stands in blocks already
    quint64 chainBefore = protocol::kChainStart;    // of the first row
    std::vector<ChangeBlock> joined;                // candidates, in order; may be none
    std::vector<protocol::ChangeRecord> rows;       // at least one
};

// What takes their place.
struct PackedStep
{
    Revision packed; // as in the step: where the file says something else the step is stale
    ChangeBlock block;
};

// How many of the newest blocks, given newest first, go into one with `rows` changes behind them. A block takes part
// in few steps, as a digit in carries: four blocks of about the same size make one of the next size.
std::size_t countToJoin(std::span<const BlockHeader> newestFirst, qint64 rows);

// Joins no more of the blocks than one may hold, and none that is damaged or stands before such a one. Nothing where the changes are of a kind that stays in rows. Touches
// no file: any thread.
Result<std::optional<PackedStep>> packStep(const PackStep &step);

} // namespace syngraph::storage
