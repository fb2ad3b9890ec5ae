// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/document.h"

#include "base/plant.h"

namespace syngraph::model {
namespace {

constexpr char16_t kObject = u'\xFFFC';

struct Place
{
    const rope::Node *leaf = nullptr;
    qint64 offset = 0;
};

Place leafAt(const rope::NodePtr &root, qint64 position)
{
    const rope::Node *node = root.data();
    while (!node->isLeaf()) {
        if (position < node->left->units) {
            node = node->left.data();
        } else {
            position -= node->left->units;
            node = node->right.data();
        }
    }
    return {node, position};
}

// Tells places inside surrogate pairs; fast for ascending places near each other.
// Leaves never begin or end inside a pair.
class PairFinder
{
public:
    explicit PairFinder(const rope::NodePtr &root) : m_root(root) { }

    bool splitAt(qint64 position)
    {
        if (position <= 0 || !m_root || position >= m_root->units)
            return false;
        if (!m_leaf || position < m_start || position >= m_start + m_leaf->units) {
            const Place place = leafAt(m_root, position);
            m_leaf = place.leaf;
            m_start = position - place.offset;
        }
        return position > m_start && m_leaf->piece.text[position - m_start].isLowSurrogate();
    }

private:
    const rope::NodePtr &m_root;
    const rope::Node *m_leaf = nullptr;
    qint64 m_start = 0;
};

rope::Run runIn(const rope::Piece &piece, qint64 offset)
{
    for (const rope::Run &run : piece.runs) {
        if (offset < run.length)
            return run;
        offset -= run.length;
    }
    Q_UNREACHABLE();
}

qint64 startAfterLineEnds(const QString &text, qint64 count)
{
    qsizetype position = 0;
    for (; count > 0; --count)
        position = text.indexOf(u'\n', position) + 1;
    return position;
}

} // namespace

Document Document::blank()
{
    Document document;
    document.m_root = rope::insert({}, 0, u"\n", {1, {}, {}});
    return document;
}

Result<Document> Document::fromDelta(const Delta &content)
{
    if (!content.isDocument())
        return ErrorCode::NotADocument;
    rope::Piece piece;
    piece.text.reserve(content.text().size());
    qsizetype taken = 0;
    for (const Op &op : content.ops()) {
        if (op.kind == Op::Kind::InsertText) {
            piece.append(content.text().sliced(taken, op.length), {op.length, op.attributes, {}});
            taken += op.length;
        } else {
            piece.append(QStringView(&kObject, 1), {1, op.attributes, op.embed});
        }
    }
    Document document;
    document.m_root = rope::build(piece);
    return document;
}

Result<void> Document::check(const Delta &change) const
{
    PairFinder pairs(m_root);
    const qint64 end = length();
    qint64 position = 0;
    for (const Op &op : change.ops()) {
        if (op.isInsert())
            continue;
        if (op.length > end - position)
            return ErrorCode::OutOfRange;
        if (op.kind == Op::Kind::ChangeEmbed) {
            const rope::Run run = runAt(position);
            if (run.embed.isNull() || run.embed.type() != op.embed.type() || !run.embed.value().isObject())
                return ErrorCode::EmbedMismatch;
        }
        position += op.length;
        if (pairs.splitAt(position) && !planted(Plant::PairSplit))
            return ErrorCode::SplitSurrogate;
    }
    return {};
}

Result<void> Document::apply(const Delta &change, Filter filter)
{
    auto done = check(change);
    if (done)
        applyChecked(change, filter);
    return done;
}

void Document::applyChecked(const Delta &change, Filter filter)
{
    qint64 position = 0;
    qsizetype taken = 0;
    for (const Op &op : change.ops()) {
        if (op.kind == Op::Kind::InsertText) {
            m_root = rope::insert(std::move(m_root), position, change.text().sliced(taken, op.length),
                                  {op.length, op.attributes, {}});
            taken += op.length;
        } else {
            applyOp(op, position, filter);
        }
        if (!op.isDelete())
            position += op.length;
    }
}

void Document::applyOp(const Op &op, qint64 position, Filter filter)
{
    if (op.isDelete()) {
        m_root = rope::erase(std::move(m_root), position, position + op.length);
    } else if (op.kind == Op::Kind::InsertEmbed) {
        m_root = rope::insert(std::move(m_root), position, QStringView(&kObject, 1),
                              {1, op.attributes, op.embed});
    } else if (op.kind == Op::Kind::ChangeEmbed || !op.attributes.isEmpty()) {
        const ClassSplit split(op.attributes, filter);
        m_root = rope::restyle(
            std::move(m_root), position, position + op.length,
            [&](const rope::Run &run, bool isLineEnd) {
                rope::Run styled = run;
                styled.attributes = composeAttributes(run.attributes, split.forUnit(isLineEnd), Nulls::Drop);
                if (!op.embed.isNull())
                    styled.embed = composeEmbed(run.embed, op.embed, Nulls::Drop);
                return styled;
            },
            split.differs());
    }
}

char16_t Document::at(qint64 position) const
{
    const Place place = leafAt(m_root, position);
    return place.leaf->piece.text[place.offset].unicode();
}

rope::Run Document::runAt(qint64 position) const
{
    const Place place = leafAt(m_root, position);
    return runIn(place.leaf->piece, place.offset);
}

bool Document::splitsPair(qint64 position) const
{
    return PairFinder(m_root).splitAt(position);
}

qint64 Document::lineAt(qint64 position) const
{
    if (!m_root || position >= length())
        return lineCount();
    qint64 lines = 0;
    const rope::Node *node = m_root.data();
    while (!node->isLeaf()) {
        if (position < node->left->units) {
            node = node->left.data();
        } else {
            position -= node->left->units;
            lines += node->left->lineEnds;
            node = node->right.data();
        }
    }
    return lines + QStringView(node->piece.text).first(position).count(u'\n');
}

qint64 Document::lineStart(qint64 line) const
{
    if (line <= 0 || !m_root)
        return 0;
    if (line > lineCount())
        return length();
    qint64 position = 0;
    const rope::Node *node = m_root.data();
    while (!node->isLeaf()) {
        if (line <= node->left->lineEnds) {
            node = node->left.data();
        } else {
            position += node->left->units;
            line -= node->left->lineEnds;
            node = node->right.data();
        }
    }
    return position + startAfterLineEnds(node->piece.text, line);
}

Delta Document::slice(qint64 from, qint64 to) const
{
    Delta delta;
    visit(from, to, [&](QStringView text, const rope::Run &run) {
        if (run.embed.isNull())
            delta.insert(text, run.attributes);
        else
            delta.insert(run.embed, run.attributes);
    });
    return delta;
}

QString Document::text(qint64 from, qint64 to) const
{
    QString out;
    out.reserve(std::max<qint64>(0, std::min(to, length()) - from));
    visit(from, to, [&](QStringView text, const rope::Run &) { out += text; });
    return out;
}

bool operator==(const Document &a, const Document &b)
{
    if (a.m_root == b.m_root)
        return true;
    return a.length() == b.length() && a.hash() == b.hash() && a.toDelta() == b.toDelta();
}

} // namespace syngraph::model
