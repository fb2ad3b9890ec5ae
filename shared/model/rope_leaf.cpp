// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rope_leaf.h"

#include "model/rope_piece.h"

#include <algorithm>

namespace syngraph::model::rope {
namespace {

struct OwnLeaf
{
    Node *leaf = nullptr;
    const Node *parent = nullptr;
    qint64 start = 0; // of the leaf
};

// The leaf that holds the unit; none where it, or a node on the way there, is shared.
OwnLeaf ownLeaf(const NodePtr &root, qint64 unit)
{
    if (isShared(root))
        return {};
    OwnLeaf found{root.data(), nullptr, 0};
    while (!found.leaf->isLeaf()) {
        found.parent = found.leaf;
        const qint64 middle = found.start + found.parent->left->units;
        const NodePtr &child = unit < middle ? found.parent->left : found.parent->right;
        if (isShared(child))
            return {};
        if (unit >= middle)
            found.start = middle;
        found.leaf = child.data();
    }
    return found;
}

void addOnTheWay(Node *node, qint64 unit, qint64 units, qint64 lineEnds)
{
    while (!node->isLeaf()) {
        const qint64 middle = node->left->units;
        node->units += units;
        node->lineEnds += lineEnds;
        forgetHash(*node);
        node = unit < middle ? node->left.data() : node->right.data();
        unit -= unit < middle ? 0 : middle;
    }
}

} // namespace

void insertInLeaf(Node &leaf, qint64 position, QStringView text, qint64 lineEnds, const Run &run)
{
    insertInPiece(leaf.piece, position, text, run);
    leaf.units += text.size();
    leaf.lineEnds += lineEnds;
    forgetHash(leaf);
}

void eraseInLeaf(Node &leaf, qint64 from, qint64 to)
{
    from = std::max<qint64>(from, 0);
    to = std::min(to, leaf.units);
    leaf.lineEnds -= QStringView(leaf.piece.text).sliced(from, to - from).count(u'\n');
    leaf.units -= to - from;
    eraseInPiece(leaf.piece, from, to);
    forgetHash(leaf);
}

bool insertInPlace(const NodePtr &root, qint64 position, QStringView text, const Run &run)
{
    const qint64 unit = std::max<qint64>(position - 1, 0);
    const auto [leaf, parent, start] = ownLeaf(root, unit);
    if (!leaf || leaf->units + text.size() > kLeafUnits || leaf->piece.runs.size() + 2 > kLeafRuns)
        return false;
    const qint64 lineEnds = text.count(u'\n');
    addOnTheWay(root.data(), unit, text.size(), lineEnds);
    insertInLeaf(*leaf, position - start, text, lineEnds, run);
    return true;
}

bool eraseInPlace(const NodePtr &root, qint64 from, qint64 to)
{
    const auto [leaf, parent, start] = ownLeaf(root, from);
    const qint64 units = to - from;
    const bool isInLeaf = leaf && from >= 0 && to <= start + leaf->units && units > 0 && units < leaf->units;
    if (!isInLeaf || (parent && parent->units - units <= kMergeUnits))
        return false;
    addOnTheWay(root.data(), from, -units, -QStringView(leaf->piece.text).sliced(from - start, units).count(u'\n'));
    eraseInLeaf(*leaf, from - start, to - start);
    return true;
}

} // namespace syngraph::model::rope
