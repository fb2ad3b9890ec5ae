// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/rope.h"

#include "model/rope_leaf.h"
#include "model/rope_piece.h"

#include <algorithm>

namespace syngraph::model::rope {
namespace {

int heightOf(const NodePtr &node)
{
    return node ? node->height : -1;
}

void updateInner(Node &node)
{
    node.units = node.left->units + node.right->units;
    node.lineEnds = node.left->lineEnds + node.right->lineEnds;
    node.height = std::max(node.left->height, node.right->height) + 1;
    forgetHash(node);
}

NodePtr makeLeaf(Piece piece)
{
    // leaves are many, so each keeps no more memory than it needs
    piece.text.squeeze();
    piece.runs.shrink_to_fit();
    NodePtr leaf(new Node);
    leaf->units = piece.text.size();
    leaf->lineEnds = piece.text.count(u'\n');
    leaf->piece = std::move(piece);
    return leaf;
}

NodePtr makeInner(NodePtr left, NodePtr right)
{
    NodePtr node(new Node);
    node->left = std::move(left);
    node->right = std::move(right);
    updateInner(*node);
    return node;
}

void collect(const Node &node, Piece &out)
{
    if (!node.isLeaf()) {
        collect(*node.left, out);
        collect(*node.right, out);
        return;
    }
    qint64 position = 0;
    for (const Run &run : node.piece.runs) {
        out.append(QStringView(node.piece.text).sliced(position, run.length), run);
        position += run.length;
    }
}

std::size_t runCount(const Node &node)
{
    return node.isLeaf() ? node.piece.runs.size() : runCount(*node.left) + runCount(*node.right);
}

bool fitsOneLeaf(const NodePtr &left, const NodePtr &right)
{
    return left->units + right->units <= kMergeUnits && runCount(*left) + runCount(*right) <= kMergeRuns;
}

NodePtr merged(const NodePtr &left, const NodePtr &right)
{
    Piece piece;
    piece.text.reserve(left->units + right->units);
    collect(*left, piece);
    collect(*right, piece);
    return makeLeaf(std::move(piece));
}

// Heights differ by at most 2: the single and double rotations of an AVL tree.
NodePtr balanced(const NodePtr &left, const NodePtr &right)
{
    if (left->height > right->height + 1) {
        if (heightOf(left->left) >= heightOf(left->right))
            return makeInner(left->left, makeInner(left->right, right));
        const NodePtr middle = left->right;
        return makeInner(makeInner(left->left, middle->left), makeInner(middle->right, right));
    }
    if (right->height > left->height + 1) {
        if (heightOf(right->right) >= heightOf(right->left))
            return makeInner(makeInner(left, right->left), right->right);
        const NodePtr middle = right->left;
        return makeInner(makeInner(left, middle->left), makeInner(middle->right, right->right));
    }
    return makeInner(left, right);
}

NodePtr joined(NodePtr left, NodePtr right)
{
    if (left->height > right->height + 1)
        return balanced(left->left, joined(left->right, std::move(right)));
    if (right->height > left->height + 1)
        return balanced(joined(std::move(left), right->left), right->right);
    if (fitsOneLeaf(left, right))
        return merged(left, right);
    return makeInner(std::move(left), std::move(right));
}

// After a child changed: keeps the node where its children still suit each other, else joins them anew.
NodePtr reparent(NodePtr node, NodePtr left, NodePtr right)
{
    if (!left || !right || std::abs(left->height - right->height) > 1 || fitsOneLeaf(left, right))
        return concat(std::move(left), std::move(right));
    node->left = std::move(left);
    node->right = std::move(right);
    updateInner(*node);
    return node;
}

// Where a piece may be cut at about `position` without halving a surrogate pair.
qint64 wholeBefore(const QString &text, qint64 position)
{
    return position > 0 && position < text.size() && text[position].isLowSurrogate() ? position - 1 : position;
}

NodePtr treeOf(const std::vector<NodePtr> &leaves, std::size_t from, std::size_t to)
{
    if (to - from == 1)
        return leaves[from];
    const std::size_t middle = from + (to - from) / 2;
    return makeInner(treeOf(leaves, from, middle), treeOf(leaves, middle, to));
}

// After its piece changed: a leaf that has grown too large becomes two halves.
NodePtr settled(NodePtr leaf)
{
    if (leaf->piece.text.size() <= kLeafUnits && leaf->piece.runs.size() <= kLeafRuns)
        return leaf;
    if (leaf->piece.text.size() > 2 * kLeafUnits || leaf->piece.runs.size() > kLeafRuns)
        return build(leaf->piece);
    const qint64 middle = wholeBefore(leaf->piece.text, leaf->piece.text.size() / 2);
    return makeInner(makeLeaf(slicePiece(leaf->piece, 0, middle)),
                     makeLeaf(slicePiece(leaf->piece, middle, leaf->piece.text.size())));
}

// insert() and erase() where the tree is shared: what lies on the way to the place is made anew, the rest is shared.
// Most of the cost of that is counting who shares what, so each node is counted once.
NodePtr insertBeside(const Node &node, qint64 position, QStringView text, const Run &run)
{
    if (node.isLeaf()) {
        NodePtr leaf(new Node(node));
        insertInLeaf(*leaf, position, text, text.count(u'\n'), run);
        return settled(std::move(leaf));
    }
    const qint64 middle = node.left->units;
    if (position <= middle)
        return joined(insertBeside(*node.left, position, text, run), node.right);
    return joined(node.left, insertBeside(*node.right, position - middle, text, run));
}

NodePtr eraseBeside(const NodePtr &node, qint64 from, qint64 to)
{
    if (from >= node->units || to <= 0)
        return node;
    if (from <= 0 && to >= node->units)
        return {};
    if (node->isLeaf()) {
        NodePtr leaf(new Node(*node));
        eraseInLeaf(*leaf, from, to);
        return leaf;
    }
    const qint64 middle = node->left->units;
    return concat(eraseBeside(node->left, from, to), eraseBeside(node->right, from - middle, to - middle));
}

NodePtr inserted(NodePtr node, qint64 position, QStringView text, const Run &run)
{
    if (isShared(node))
        return insertBeside(*node, position, text, run);
    if (node->isLeaf()) {
        insertInLeaf(*node, position, text, text.count(u'\n'), run);
        return settled(std::move(node));
    }
    NodePtr left = std::move(node->left);
    NodePtr right = std::move(node->right);
    if (position <= left->units) {
        left = inserted(std::move(left), position, text, run);
    } else {
        const qint64 offset = position - left->units;
        right = inserted(std::move(right), offset, text, run);
    }
    return reparent(std::move(node), std::move(left), std::move(right));
}

NodePtr erased(NodePtr node, qint64 from, qint64 to)
{
    if (!node || from >= node->units || to <= 0)
        return node;
    if (from <= 0 && to >= node->units)
        return {};
    if (isShared(node))
        return eraseBeside(node, from, to);
    if (node->isLeaf()) {
        eraseInLeaf(*node, from, to);
        return node;
    }
    NodePtr left = std::move(node->left);
    NodePtr right = std::move(node->right);
    const qint64 middle = left->units;
    left = erased(std::move(left), from, to);
    right = erased(std::move(right), from - middle, to - middle);
    return reparent(std::move(node), std::move(left), std::move(right));
}

} // namespace

Node::Node(const Node &other)
    : QSharedData(other),
      units(other.units),
      lineEnds(other.lineEnds),
      height(other.height),
      left(other.left),
      right(other.right),
      piece(other.piece),
      hash(other.hash.load(std::memory_order_relaxed)),
      power(other.power.load(std::memory_order_relaxed))
{
}

NodePtr build(const Piece &piece)
{
    std::vector<NodePtr> leaves;
    Piece part;
    const auto flush = [&] {
        if (!part.text.isEmpty())
            leaves.push_back(makeLeaf(std::exchange(part, Piece())));
    };
    qint64 position = 0;
    for (const Run &run : piece.runs) {
        const qint64 end = position + run.length;
        while (position < end) {
            if (part.runs.size() >= kLeafRuns / 2)
                flush();
            const qint64 room = kLeafUnits - part.text.size();
            const qint64 stop = wholeBefore(piece.text, std::min(end, position + room));
            if (stop == position) {
                flush();
                continue;
            }
            const qint64 length = stop - position;
            part.append(QStringView(piece.text).sliced(position, length), {length, run.attributes, run.embed});
            position = stop;
        }
    }
    flush();
    return leaves.empty() ? NodePtr() : treeOf(leaves, 0, leaves.size());
}

NodePtr concat(NodePtr left, NodePtr right)
{
    if (!left || !right)
        return left ? left : right;
    return joined(std::move(left), std::move(right));
}

std::pair<NodePtr, NodePtr> split(NodePtr node, qint64 position)
{
    if (!node || position <= 0)
        return {NodePtr(), node};
    if (position >= node->units)
        return {node, NodePtr()};
    if (node->isLeaf())
        return {makeLeaf(slicePiece(node->piece, 0, position)),
                makeLeaf(slicePiece(node->piece, position, node->units))};
    if (position <= node->left->units) {
        auto [before, after] = split(node->left, position);
        return {before, concat(after, node->right)};
    }
    auto [before, after] = split(node->right, position - node->left->units);
    return {concat(node->left, before), after};
}

NodePtr insert(NodePtr node, qint64 position, QStringView text, const Run &run)
{
    if (!node || text.size() > kLeafUnits / 2) {
        Piece piece;
        piece.append(text, run);
        auto [before, after] = split(std::move(node), position);
        return concat(concat(before, build(piece)), after);
    }
    if (insertInPlace(node, position, text, run))
        return node;
    return inserted(std::move(node), position, text, run);
}

NodePtr erase(NodePtr node, qint64 from, qint64 to)
{
    if (node && eraseInPlace(node, from, to))
        return node;
    return erased(std::move(node), from, to);
}

NodePtr restyle(NodePtr node, qint64 from, qint64 to, const Restyle &change, bool lineEndsApart)
{
    if (!node || from >= node->units || to <= 0)
        return node;
    node.detach();
    if (node->isLeaf()) {
        node->piece = restyledPiece(node->piece, from, to, change, lineEndsApart);
        forgetHash(*node);
        return settled(std::move(node));
    }
    NodePtr left = std::move(node->left);
    NodePtr right = std::move(node->right);
    const qint64 middle = left->units;
    left = restyle(std::move(left), from, to, change, lineEndsApart);
    right = restyle(std::move(right), from - middle, to - middle, change, lineEndsApart);
    return reparent(std::move(node), std::move(left), std::move(right));
}

} // namespace syngraph::model::rope
