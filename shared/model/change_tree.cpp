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

    QList<ChangePiece> pieces;   // of a leaf
    std::vector<Child> children; // of an inner node

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
    part.op.length = to - from;
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
        upper->pieces.reserve(kMaxPieces + 1);
        upper->pieces.append(pieces.sliced(middle));
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
        leaves.back()->pieces.append({op, text});
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
            insert(*m_root, position, {op, text});
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
    node.children[i].target += piece.op.length;
    insert(*node.children[i].node, position, piece);
    node.splitChild(i);
}

void ChangeTree::insertInLeaf(Node &leaf, qint64 position, const ChangePiece &piece)
{
    const ChangePiece *pieces = leaf.pieces.constData();
    qsizetype i = 0;
    while (position > 0 && position >= pieces[i].target())
        position -= pieces[i++].target();
    if (position > 0) {
        const ChangePiece rest = partOf(pieces[i], position, pieces[i].op.length);
        leaf.pieces[i].op.length = position;
        leaf.pieces.insert(i + 1, piece);
        leaf.pieces.insert(i + 2, rest);
        m_size += 2;
        return;
    }
    if (i > 0 && piece.op.kind == Op::Kind::InsertText) {
        // typed on: the two stand side by side in the buffer too
        ChangePiece &before = leaf.pieces[i - 1];
        if (before.op.kind == Op::Kind::InsertText && before.text + before.op.length == piece.text
            && before.op.attributes == piece.op.attributes) {
            before.op.length += piece.op.length;
            return;
        }
    }
    leaf.pieces.insert(i, piece);
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
        if (piece.op.isDelete()) {
            altered.append(piece);
            continue;
        }
        const qint64 end = std::min(piece.op.length, position + length - done);
        if (position > 0)
            altered.append(partOf(piece, 0, position));
        appendAltered(altered, partOf(piece, position, end), op);
        if (end < piece.op.length)
            altered.append(partOf(piece, end, piece.op.length));
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
        leaf.pieces.insert(first + i, altered.at(i));
    return done;
}

// What becomes of a whole piece under one component; rare enough to leave all but deletions to compose().
void ChangeTree::appendAltered(Pieces &out, const ChangePiece &piece, const Op &op) const
{
    if (op.isDelete()) {
        if (!piece.op.isInsert())
            out.append({{piece.op.length, Op::Kind::Delete, {}, {}}, 0});
        return;
    }
    Delta before;
    appendPart(before, piece.op, piece.op.length, textOf(piece));
    Delta after;
    appendPart(after, op, piece.op.length, {});
    const Delta both = model::compose(before, after, m_filter);
    qsizetype text = piece.text;
    for (const Op &part : both.ops()) {
        out.append({part, text});
        text += part.length;
    }
}

QStringView ChangeTree::textOf(const ChangePiece &piece) const
{
    return piece.op.kind == Op::Kind::InsertText ? QStringView(m_text).sliced(piece.text, piece.op.length)
                                                 : QStringView();
}

void ChangeTree::appendTo(Delta &out, const Node &node) const
{
    for (const Node::Child &child : node.children)
        appendTo(out, *child.node);
    for (const ChangePiece &piece : std::as_const(node.pieces))
        appendPart(out, piece.op, piece.op.length, textOf(piece));
}

Delta ChangeTree::toDelta() const
{
    Delta out;
    out.reserve(qsizetype(m_size), m_text.size());
    appendTo(out, *m_root);
    return std::move(out.chop());
}

} // namespace syngraph::model
