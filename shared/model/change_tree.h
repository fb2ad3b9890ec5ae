// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "model/delta.h"
#include "model/filter.h"

#include <memory>
#include <optional>
#include <vector>

// A change that grows by others composed onto it. Nobody but `compose_all` includes this.
namespace syngraph::model {

// What few pieces have.
struct ChangeDress
{
    Attributes attributes;
    Embed embed;
    friend bool operator==(const ChangeDress &, const ChangeDress &) = default;
};

// A component of the change, or a part of one, in few bytes: what composing costs is to reach them.
struct ChangePiece
{
    qint64 length = 0;
    qsizetype text = 0; // where inserted text begins in the tree's buffer
    qint32 dress = 0;   // row of the tree's dresses
    Op::Kind kind = Op::Kind::Retain;

    bool isInsert() const { return kind == Op::Kind::InsertText || kind == Op::Kind::InsertEmbed; }
    bool isDelete() const { return kind == Op::Kind::Delete; }
    // Units of the resulting document.
    // Without a branch: who looks for a place in a row of kinds at random would take the wrong one every other time.
    qint64 target() const { return length & -qint64(!isDelete()); }
    void cutBefore(qint64 offset)
    {
        length -= offset;
        text += offset;
    }
};

// The components of a change in a B+ tree by their places in the document that results, so that a small change
// composes onto it in O(log n) a component. The rows in it need not be canonical; toDelta() makes them so.
class ChangeTree
{
public:
    ChangeTree(const Delta &change, Filter filter);
    ~ChangeTree();
    ChangeTree(ChangeTree &&other) noexcept;
    ChangeTree &operator=(ChangeTree &&other) noexcept;

    // Goes on by `next`, which reads the document that results.
    void compose(const Delta &next);
    Delta toDelta() const;
    // How many pieces there are.
    std::size_t size() const { return m_size; }

private:
    struct Node;

    void insert(Node &node, qint64 position, const ChangePiece &piece);
    void insertInLeaf(Node &leaf, qint64 position, const ChangePiece &piece);
    // Lets `op` keep or delete up to `length` units, as far as one leaf reaches; gives how many.
    qint64 alter(Node &node, qint64 position, const Op &op, qint64 length);
    qint64 alterLeaf(Node &leaf, qint64 position, const Op &op, qint64 length);
    // How many units of the piece, from its first on, become one piece again.
    qint64 alikeUnder(const Op &op, const ChangePiece &piece) const;
    // What becomes of such units; nothing where an insert is deleted.
    std::optional<ChangePiece> altered(const ChangePiece &piece, const Op &op);
    void growRoot();
    ChangePiece pieceOf(const Op &op, qsizetype text);
    Op opOf(const ChangePiece &piece) const;
    QStringView textOf(const ChangePiece &piece) const;
    void appendTo(Delta &out, const Node &node) const;

    Filter m_filter;
    QString m_text; // all that was ever inserted
    std::vector<ChangeDress> m_dresses{{}}; // the first one is none; neighbours differ
    std::unique_ptr<Node> m_root;
    std::size_t m_size = 0;
};

} // namespace syngraph::model
