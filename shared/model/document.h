// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "base/result.h"
#include "model/delta.h"
#include "model/filter.h"
#include "model/rope.h"

namespace syngraph::model {

// The content of a document: text, formats and embeds as a balanced tree of runs. A value: copying is O(1),
// copies share structure, and an unaltered copy may be read by another thread. Positions are UTF-16 units.
// Any content is allowed here; what a *valid* document is, `schema` says.
class Document
{
public:
    Document() = default;
    // A delta of inserts only.
    static Result<Document> fromDelta(const Delta &content);
    // The empty document of every new file: one paragraph end.
    static Document blank();

    qint64 length() const { return m_root ? m_root->units : 0; }
    // Paragraph ends.
    qint64 lineCount() const { return m_root ? m_root->lineEnds : 0; }
    // 64-bit content hash, independent of how the content came about: sum over i of (u_i + f_i) * base^(n-1-i)
    // modulo 2^61-1; u = unit + 1 (FNV-1a of an embed's JSON), f = FNV-1a of the attributes' JSON, 0 = none.
    // O(log n + what changed since it was last asked for).
    quint64 hash() const { return rope::computeHash(m_root.data()); }

    // Applies a change, or refuses it as a whole: out of range, half a surrogate pair, no such embed.
    // O(components * log n + inserted text).
    Result<void> apply(const Delta &change, Filter filter);
    // The same for a change that check() lets through.
    void applyChecked(const Delta &change, Filter filter);
    // Whether `change` could be applied.
    Result<void> check(const Delta &change) const;

    // The unit at `position` (< length); U+FFFC for an embed.
    char16_t at(qint64 position) const;
    // Attributes and embed of the unit at `position` (< length).
    rope::Run runAt(qint64 position) const;
    // Whether a boundary at `position` would cut a surrogate pair.
    bool splitsPair(qint64 position) const;
    // Number of paragraph ends before `position`.
    qint64 lineAt(qint64 position) const;
    // Position of the first unit of line `line` (0 .. lineCount).
    qint64 lineStart(qint64 line) const;

    // Calls visit(text, run) for the runs in [from, to), in order; a long run may come in several parts.
    template<typename Visit>
    void visit(qint64 from, qint64 to, Visit visit) const
    {
        if (m_root)
            visitNode(*m_root, from, to, visit);
    }
    // The content of [from, to) as inserts.
    Delta slice(qint64 from, qint64 to) const;
    Delta toDelta() const { return slice(0, length()); }
    // The text of [from, to), embeds as U+FFFC.
    QString text(qint64 from, qint64 to) const;

    friend bool operator==(const Document &a, const Document &b);

private:
    template<typename Visit>
    static void visitNode(const rope::Node &node, qint64 from, qint64 to, Visit &visit);
    void applyOp(const Op &op, qint64 position, Filter filter);

    rope::NodePtr m_root;
};

template<typename Visit>
void Document::visitNode(const rope::Node &node, qint64 from, qint64 to, Visit &visit)
{
    if (from >= node.units || to <= 0 || from >= to)
        return;
    if (!node.isLeaf()) {
        visitNode(*node.left, from, to, visit);
        visitNode(*node.right, from - node.left->units, to - node.left->units, visit);
        return;
    }
    qint64 position = 0;
    for (const rope::Run &run : node.piece.runs) {
        const qint64 start = std::max(position, from);
        const qint64 end = std::min(position + run.length, to);
        if (start < end)
            visit(QStringView(node.piece.text).sliced(start, end - start), run);
        position += run.length;
        if (position >= to)
            return;
    }
}

} // namespace syngraph::model
