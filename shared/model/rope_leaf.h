// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/rope.h"

// Small changes of one leaf, and of the tree around it where nobody shares it. For `rope` only.
namespace syngraph::model::rope {

// Two neighbours that fit into these become one leaf, so that no tree is mostly air.
inline constexpr qint64 kMergeUnits = kLeafUnits * 3 / 4;
inline constexpr std::size_t kMergeRuns = kLeafRuns * 3 / 4;

inline bool isShared(const NodePtr &node)
{
    return node->ref.loadAcquire() > 1;
}

inline void forgetHash(Node &node)
{
    node.power.store(0, std::memory_order_relaxed);
}

// Sums of the leaf included. It can have grown too large, or be empty, then.
void insertInLeaf(Node &leaf, qint64 position, QStringView text, qint64 lineEnds, const Run &run);
// What of [from, to) lies in the leaf.
void eraseInLeaf(Node &leaf, qint64 from, qint64 to);

// insert() and erase() where one leaf changes and nothing else but the sums on the way there, as with nearly every key:
// nothing on that way is shared, the leaf has room, and none is to be joined. Whether it was so; else nothing was done.
bool insertInPlace(const NodePtr &root, qint64 position, QStringView text, const Run &run);
bool eraseInPlace(const NodePtr &root, qint64 from, qint64 to);

} // namespace syngraph::model::rope
