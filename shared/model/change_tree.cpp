// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/change_tree.h"

#include "model/compose.h"
#include "model/op_cursor.h"

#include <algorithm>

namespace syngraph::model {

namespace {

constexpr qsizetype kMaxPieces = 40;
constexpr std::size_t kMaxChildren = 32;

} // namespace

struct ChangeTree::Node
{
    // The sizes stand beside each other, so that finding a place in them looks at no child but one.
    struct Child
    {
        qint64 target = 0; // units of the resulting document
        std::unique_ptr<Node> node;
    };

    QVarLengthArray<ChangePiece, kMaxPieces + 2> pieces; // of a leaf
    std::vector<Child> children;                         // of an inner node

    bool isLeaf() const { return children.empty(); }
    bool isFull() const { return pieces.size() > kMaxPieces || children.size() > kMaxChildren; }
    qint64 computeTarget() const;
    // Gives the upper half of the content to a new neighbour.
    Child splitOff();
    void splitChild(std::size_t index);
};

namespace {

// The plain retain that every change ends with, short enough for sums.
constexpr qint64 kTail = qint64(1) << 60;

ChangePiece partOf(const ChangePiece &piece, qint64 from, qint64 to)
{
    ChangePiece part = piece;
    part.length = to - from;
    part.text += from;
    return part;
}

// Puts nodes under as few as can be, half full, until there is one.
template<typename Node>
std::unique_ptr<Node> putUnderOne(std::vector<std::unique_ptr<Node>> level)
{
    while (level.size() > 1) {
        std::vector<std::unique_ptr<Node>> above;
        for (std::unique_ptr<Node> &node : level) {
            if (above.empty() || above.back()->children.size() >= kMaxChildren / 2)
                above.push_back(std::make_unique<Node>());
            const qint64 target = node->computeTarget();
            above.back()->children.push_back({target, std::move(node)});
        }
        level = std::move(above);
    }
    return std::move(level.front());
}

} // namespace

qint64 ChangeTree::Node::computeTarget() const
{
    qint64 target = 0;
    for (const ChangePiece &piece : pieces)
        target += piece.target();
    for (const Child &child : children)
        target += child.target;
    return target;
}

ChangeTree::Node::Child ChangeTree::Node::splitOff()
{
    auto upper = std::make_unique<Node>();
    if (isLeaf()) {
        const qsizetype middle = pieces.size() / 2;
        upper->pieces.append(pieces.constData() + middle, pieces.size() - middle);
        pieces.resize(middle);
    } else {
        const auto middle = children.begin() + std::ptrdiff_t(children.size() / 2);
        upper->children.reserve(kMaxChildren + 1);
        std::move(middle, children.end(), std::back_inserter(upper->children));
        children.erase(middle, children.end());
    }
    const qint64 target = upper->computeTarget();
    return {target, std::move(upper)};
}

void ChangeTree::Node::splitChild(std::size_t index)
{
    while (children[index].node->isFull()) {
        Child upper = children[index].node->splitOff();
        children[index].target -= upper.target;
        children.insert(children.begin() + std::ptrdiff_t(index) + 1, std::move(upper));
    }
}

ChangeTree::ChangeTree(const Delta &change, Filter filter)
    : m_filter(filter)
    , m_text(change.text().toString())
    , m_size(change.ops().size() + 1)
{
    std::vector<std::unique_ptr<Node>> leaves;
    qsizetype text = 0;
    const auto append = [&](const Op &op) {
        if (leaves.empty() || leaves.back()->pieces.size() >= kMaxPieces / 2)
            leaves.push_back(std::make_unique<Node>());
        leaves.back()->pieces.append(pieceOf(op, text));
        if (op.kind == Op::Kind::InsertText)
            text += op.length;
    };
    for (const Op &op : change.ops())
        append(op);
    append({kTail, Op::Kind::Retain, {}, {}});
    m_root = putUnderOne(std::move(leaves));
}

ChangeTree::~ChangeTree() = default;
ChangeTree::ChangeTree(ChangeTree &&other) noexcept = default;
ChangeTree &ChangeTree::operator=(ChangeTree &&other) noexcept = default;

void ChangeTree::compose(const Delta &next)
{
    qsizetype text = m_text.size();
    m_text.append(next.text());
    qint64 position = 0;
    for (const Op &op : next.ops()) {
        if (op.isInsert()) {
            insert(*m_root, position, pieceOf(op, text));
            growRoot();
            if (op.kind == Op::Kind::InsertText)
                text += op.length;
        } else if (op.isDelete() || op.kind == Op::Kind::ChangeEmbed || !op.attributes.isEmpty()) {
            for (qint64 done = 0; done < op.length;) {
                done += alter(*m_root, op.isDelete() ? position : position + done, op, op.length - done);
                growRoot();
            }
        }
        if (!op.isDelete())
            position += op.length;
    }
}

void ChangeTree::growRoot()
{
    if (!m_root->isFull())
        return;
    auto root = std::make_unique<Node>();
    const qint64 target = m_root->computeTarget();
    root->children.push_back({target, std::move(m_root)});
    root->splitChild(0);
    m_root = std::move(root);
}

// Deletions at the place may come before or behind: they take nothing up in the resulting document.
void ChangeTree::insert(Node &node, qint64 position, const ChangePiece &piece)
{
    if (node.isLeaf()) {
        insertInLeaf(node, position, piece);
        return;
    }
    std::size_t i = 0;
    while (position > node.children[i].target)
        position -= node.children[i++].target;
    node.children[i].target += piece.length;
    insert(*node.children[i].node, position, piece);
    node.splitChild(i);
}

void ChangeTree::insertInLeaf(Node &leaf, qint64 position, const ChangePiece &piece)
{
    ChangePiece *pieces = leaf.pieces.data();
    qsizetype i = 0;
    while (position > 0 && position >= pieces[i].target())
        position -= pieces[i++].target();
    if (position > 0) {
        const ChangePiece rest = partOf(pieces[i], position, pieces[i].length);
        pieces[i].length = position;
        leaf.pieces.insert(leaf.pieces.cbegin() + i + 1, 2, rest);
        leaf.pieces[i + 1] = piece;
        m_size += 2;
        return;
    }
    if (i > 0 && piece.kind == Op::Kind::InsertText) {
        // typed on: the two stand side by side in the buffer too
        ChangePiece &before = pieces[i - 1];
        if (before.kind == Op::Kind::InsertText && before.text + before.length == piece.text && before.dress == piece.dress) {
            before.length += piece.length;
            return;
        }
    }
    leaf.pieces.insert(leaf.pieces.cbegin() + i, piece);
    ++m_size;
}

qint64 ChangeTree::alter(Node &node, qint64 position, const Op &op, qint64 length)
{
    if (node.isLeaf())
        return alterLeaf(node, position, op, length);
    std::size_t i = 0;
    while (position >= node.children[i].target)
        position -= node.children[i++].target;
    const qint64 done = alter(*node.children[i].node, position, op, length);
    if (op.isDelete())
        node.children[i].target -= done;
    node.splitChild(i);
    return done;
}

qint64 ChangeTree::alterLeaf(Node &leaf, qint64 position, const Op &op, qint64 length)
{
    qsizetype first = 0;
    while (position >= leaf.pieces.at(first).target())
        position -= leaf.pieces.at(first++).target();
    Pieces altered;
    qsizetype last = first;
    qint64 done = 0;
    for (; last < leaf.pieces.size() && done < length; ++last) {
        const ChangePiece &piece = leaf.pieces.at(last);
        if (piece.isDelete()) {
            altered.append(piece);
            continue;
        }
        const qint64 end = std::min(piece.length, position + length - done);
        if (position > 0)
            altered.append(partOf(piece, 0, position));
        appendAltered(altered, partOf(piece, position, end), op);
        if (end < piece.length)
            altered.append(partOf(piece, end, piece.length));
        done += end - position;
        position = 0;
    }
    m_size += std::size_t(altered.size());
    m_size -= std::size_t(last - first);
    const qsizetype same = std::min(altered.size(), last - first);
    std::move(altered.begin(), altered.begin() + same, leaf.pieces.begin() + first);
    if (same < last - first)
        leaf.pieces.remove(first + same, last - first - same);
    for (qsizetype i = same; i < altered.size(); ++i)
        leaf.pieces.insert(leaf.pieces.cbegin() + first + i, altered.at(i));
    return done;
}

// What becomes of a whole piece under one component; rare enough to leave all but deletions to compose().
void ChangeTree::appendAltered(Pieces &out, const ChangePiece &piece, const Op &op)
{
    if (op.isDelete()) {
        if (!piece.isInsert())
            out.append({piece.length, 0, 0, Op::Kind::Delete});
        return;
    }
    Delta before;
    appendPart(before, opOf(piece), piece.length, textOf(piece));
    Delta after;
    appendPart(after, op, piece.length, {});
    const Delta both = model::compose(before, after, m_filter);
    qsizetype text = piece.text;
    for (const Op &part : both.ops()) {
        out.append(pieceOf(part, text));
        text += part.length;
    }
}

ChangePiece ChangeTree::pieceOf(const Op &op, qsizetype text)
{
    ChangePiece piece{op.length, text, 0, op.kind};
    if (op.isPlain())
        return piece;
    ChangeDress dress{op.attributes, op.embed};
    if (!(dress == m_dresses.back()))
        m_dresses.push_back(std::move(dress));
    piece.dress = qint32(m_dresses.size()) - 1;
    return piece;
}

Op ChangeTree::opOf(const ChangePiece &piece) const
{
    if (piece.dress == 0)
        return {piece.length, piece.kind, {}, {}};
    const ChangeDress &dress = m_dresses[std::size_t(piece.dress)];
    return {piece.length, piece.kind, dress.attributes, dress.embed};
}

QStringView ChangeTree::textOf(const ChangePiece &piece) const
{
    return piece.kind == Op::Kind::InsertText ? QStringView(m_text).sliced(piece.text, piece.length) : QStringView();
}

void ChangeTree::appendTo(Delta &out, const Node &node) const
{
    for (const Node::Child &child : node.children)
        appendTo(out, *child.node);
    for (const ChangePiece &piece : node.pieces)
        appendPart(out, opOf(piece), piece.length, textOf(piece));
}

Delta ChangeTree::toDelta() const
{
    Delta out;
    out.reserve(qsizetype(m_size), m_text.size());
    appendTo(out, *m_root);
    return std::move(out.chop());
}

} // namespace syngraph::model
