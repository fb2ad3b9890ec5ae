// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/change_tree.h"

#include "model/compose.h"
#include "model/op_cursor.h"

#include <algorithm>
#include <array>

namespace syngraph::model {

namespace {

constexpr std::size_t kMaxPieces = 40;
constexpr std::size_t kMaxChildren = 32;

// The pieces of a leaf, in place; one that is not full has room for two more.
class PieceRow
{
public:
    std::size_t size() const { return m_size; }
    bool hasRoom() const { return m_size < m_row.size(); }
    ChangePiece *begin() { return m_row.data(); }
    const ChangePiece *begin() const { return m_row.data(); }
    const ChangePiece *end() const { return m_row.data() + m_size; }
    ChangePiece &operator[](std::size_t i) { return m_row[i]; }

    void append(const ChangePiece &piece) { m_row[m_size++] = piece; }
    // Makes room for `count` pieces before `at`.
    void open(std::size_t at, std::size_t count)
    {
        Q_ASSERT(m_size + count <= m_row.size());
        std::move_backward(begin() + at, begin() + m_size, begin() + m_size + count);
        m_size += count;
    }
    void remove(std::size_t from, std::size_t to)
    {
        std::move(begin() + to, begin() + m_size, begin() + from);
        m_size -= to - from;
    }
    void giveUpperHalf(PieceRow &upper)
    {
        std::copy(begin() + m_size / 2, begin() + m_size, upper.begin());
        upper.m_size = m_size - m_size / 2;
        m_size /= 2;
    }
    // Lets piece `i` end at `offset`, the rest of it following.
    void split(std::size_t i, qint64 offset)
    {
        open(i + 1, 1);
        m_row[i + 1] = m_row[i];
        m_row[i + 1].cutBefore(offset);
        m_row[i].length = offset;
    }

private:
    std::array<ChangePiece, kMaxPieces + 2> m_row;
    std::size_t m_size = 0;
};

} // namespace

struct ChangeTree::Node
{
    // The sizes stand beside each other, so that finding a place in them looks at no child but one.
    struct Child
    {
        qint64 target = 0; // units of the resulting document
        std::unique_ptr<Node> node;
    };

    std::vector<Child> children; // of an inner node
    PieceRow pieces;             // of a leaf

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
        pieces.giveUpperHalf(upper->pieces);
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
    Child upper = children[index].node->splitOff();
    children[index].target -= upper.target;
    children.insert(children.begin() + std::ptrdiff_t(index) + 1, std::move(upper));
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
    if (node.children[i].node->isFull())
        node.splitChild(i);
}

void ChangeTree::insertInLeaf(Node &leaf, qint64 position, const ChangePiece &piece)
{
    PieceRow &pieces = leaf.pieces;
    const ChangePiece *at = pieces.begin();
    while (position > 0 && position >= at->target())
        position -= (at++)->target();
    const std::size_t i = std::size_t(at - pieces.begin());
    if (position > 0) {
        pieces.open(i + 1, 2);
        pieces[i + 2] = pieces[i];
        pieces[i + 2].cutBefore(position);
        pieces[i + 1] = piece;
        pieces[i].length = position;
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
    pieces.open(i, 1);
    pieces[i] = piece;
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
    if (node.children[i].node->isFull())
        node.splitChild(i);
    return done;
}

qint64 ChangeTree::alterLeaf(Node &leaf, qint64 position, const Op &op, qint64 length)
{
    PieceRow &pieces = leaf.pieces;
    const std::size_t before = pieces.size();
    const ChangePiece *at = pieces.begin();
    while (position >= at->target())
        position -= (at++)->target();
    std::size_t i = std::size_t(at - pieces.begin());
    if (position > 0)
        pieces.split(i++, position);
    std::size_t kept = i;
    qint64 done = 0;
    for (; i < pieces.size() && done < length && pieces.hasRoom(); ++i) {
        const qint64 part = std::min(length - done, alikeUnder(op, pieces[i]));
        if (pieces[i].target() > part)
            pieces.split(i, part);
        done += pieces[i].target();
        if (const auto piece = altered(pieces[i], op))
            pieces[kept++] = *piece;
    }
    pieces.remove(kept, i);
    m_size += pieces.size();
    m_size -= before;
    return done;
}

qint64 ChangeTree::alikeUnder(const Op &op, const ChangePiece &piece) const
{
    if (op.isDelete() || piece.kind != Op::Kind::InsertText)
        return piece.length;
    const QStringView text = textOf(piece);
    const qsizetype lineEnd = text.indexOf(u'\n');
    return lineEnd < 0 ? piece.length : std::max<qint64>(lineEnd, 1);
}

// Rare enough to leave all but deletions to compose().
std::optional<ChangePiece> ChangeTree::altered(const ChangePiece &piece, const Op &op)
{
    if (piece.isDelete())
        return piece;
    if (op.isDelete())
        return piece.isInsert() ? std::nullopt : std::optional<ChangePiece>({piece.length, 0, 0, Op::Kind::Delete});
    Delta before;
    appendPart(before, opOf(piece), piece.length, textOf(piece));
    Delta after;
    appendPart(after, op, piece.length, {});
    return pieceOf(model::compose(before, after, m_filter).ops().front(), piece.text);
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
