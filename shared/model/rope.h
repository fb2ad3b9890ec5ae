// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/embed.h"

#include <QExplicitlySharedDataPointer>
#include <QSharedData>
#include <QString>

#include <atomic>
#include <functional>
#include <vector>

// The persistent tree of runs beneath Document. Nobody else includes this.
namespace syngraph::model::rope {

// Neighbouring units with equal attributes, or one embed (its unit in the text is U+FFFC).
struct Run
{
    qint64 length = 0;
    Attributes attributes;
    Embed embed;
    friend bool operator==(const Run &, const Run &) = default;
};

// Text with its runs; the lengths of the runs add up to the text.
struct Piece
{
    QString text;
    std::vector<Run> runs;

    // Appends, merging with the last run where both are text with equal attributes.
    void append(QStringView units, const Run &run);
};

struct Node;
using NodePtr = QExplicitlySharedDataPointer<Node>;

// A leaf (left and right null) holds a piece; an inner node two children whose heights differ by at most 1
// and which together are too large for one leaf. Leaf-oriented AVL tree with join as its one rebalancing
// operation (Blelloch, Ferizovic, Sun: "Just Join for Parallel Ordered Sets", 2016).
// Shared nodes are never altered, only copied; so trees share structure and may be read by several threads.
struct Node : QSharedData
{
    Node() = default;
    Node(const Node &other);

    qint64 units = 0;
    qint64 lineEnds = 0;
    int height = 0;
    NodePtr left;
    NodePtr right;
    Piece piece;
    // Polynomial hash of the units and base^units, both computed when asked for; power 0 = not yet.
    mutable std::atomic<quint64> hash{0};
    mutable std::atomic<quint64> power{0};

    bool isLeaf() const { return !left; }
};

inline constexpr qint64 kLeafUnits = 1024;
inline constexpr std::size_t kLeafRuns = 128;

// A null pointer is the empty tree everywhere.
NodePtr build(const Piece &piece);
NodePtr concat(NodePtr left, NodePtr right);
// Units before and from `position` on.
std::pair<NodePtr, NodePtr> split(NodePtr node, qint64 position);
NodePtr insert(NodePtr node, qint64 position, QStringView text, const Run &run);
NodePtr erase(NodePtr node, qint64 from, qint64 to);

// What a run of text, or the line ends in it, becomes.
using Restyle = std::function<Run(const Run &, bool isLineEnd)>;
// Restyles [from, to); `lineEndsApart`: the restyle tells line ends from other text.
NodePtr restyle(NodePtr node, qint64 from, qint64 to, const Restyle &change, bool lineEndsApart);

// Hash of the whole tree, see Document::hash.
quint64 computeHash(const Node *node);

} // namespace syngraph::model::rope
