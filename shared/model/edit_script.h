// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/align.h"

#include <functional>
#include <optional>

// The two classic algorithms beneath `align`. Nobody else includes this.
namespace syngraph::model {

using Equal = std::function<bool(qint64 i, qint64 j)>;

// The fewest deletions and insertions that turn a row of `n` items into one of `m` (Myers, "An O(ND)
// difference algorithm and its variations", 1986), as hunks of items; nothing where more than `maxEdits` are
// needed. O((n + m) * maxEdits) at worst, O(maxEdits^2) memory.
std::optional<std::vector<Hunk>> shortestEdits(qint64 n, qint64 m, int maxEdits, const Equal &equal);

// A longest part of `pairs` (ascending in the first) that ascends in the second too. O(n log n).
std::vector<std::pair<qint64, qint64>> longestAscending(const std::vector<std::pair<qint64, qint64>> &pairs);

} // namespace syngraph::model
