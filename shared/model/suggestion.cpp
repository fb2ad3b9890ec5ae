// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/suggestion.h"

#include "model/lines.h"
#include "model/proposal.h"
#include "model/proposal_mark.h"
#include "model/schema.h"

namespace syngraph::model {
namespace {

const QString kMarkText(kParagraphMark);

bool isBlockKey(const QByteArray &key)
{
    return classOf(key) == KeyClass::Block;
}

Attributes blockPart(const Attributes &attributes)
{
    return filterAttributes(attributes, [](const QByteArray &key, const Value &) { return isBlockKey(key); });
}

// Makes the proposal component by component.
class Proposing
{
public:
    Proposing(const Document &before, const Proposer &by, const QString &id)
        : m_before(before), m_author(by.author), m_id(id), m_newId(by.id)
    {
    }

    Delta make(const Delta &change)
    {
        qsizetype text = 0;
        const auto ops = change.ops();
        for (std::size_t i = 0; i < ops.size(); ++i) {
            const Op &op = ops[i];
            // new text comes behind what it replaces
            if (op.isInsert() && i + 1 < ops.size() && ops[i + 1].isDelete()) {
                remove(ops[i + 1].length, i + 2 < ops.size() ? &ops[i + 2] : nullptr);
                m_isRemoved = true;
            }
            const Op *next = i + 1 < ops.size() ? &ops[i + 1] : nullptr;
            if (op.kind == Op::Kind::InsertText) {
                insert(change.text().sliced(text, op.length), op.attributes, next);
                text += op.length;
            } else if (op.kind == Op::Kind::InsertEmbed) {
                m_out.insert(op.embed, withoutMarks(op.attributes).with("s:i", mark()));
            } else if (op.isDelete()) {
                if (!std::exchange(m_isRemoved, false))
                    remove(op.length, next);
            } else {
                keep(op);
            }
        }
        return m_out.chop();
    }

    // Whether all of it was proposed.
    bool isWhole() const { return m_isWhole; }

private:
    Value mark() const { return toValue({m_author, m_id, {}}); }

    void insert(QStringView text, const Attributes &attributes, const Op *next)
    {
        qsizetype left = text.size();
        eachLinePart(text, [&](QStringView part, bool isLineEnd) {
            left -= part.size();
            if (isLineEnd)
                insertLineEnd(attributes, left == 0 ? next : nullptr);
            else
                m_out.insert(part, withoutMarks(attributes).with("s:i", mark()));
        });
    }

    // Where a line is opened, the old paragraph end is reformatted in the same change.
    void insertLineEnd(const Attributes &attributes, const Op *next)
    {
        ParagraphEnd end{blockPart(attributes), {}};
        if (next && next->kind == Op::Kind::Retain && m_at < m_before.length() && m_before.at(m_at) == u'\n')
            end.next = blockPart(next->attributes);
        m_isEndTold = !end.next.isEmpty();
        m_out.insert(kMarkText, {{"s:i", toValue({m_author, m_id, toSet(end)})}});
    }

    void remove(qint64 length, const Op *next)
    {
        const qint64 to = m_at + length;
        m_before.visit(m_at, to, [&](QStringView text, const rope::Run &run) {
            eachLinePart(text, [&](QStringView part, bool isLineEnd) {
                if (isLineEnd)
                    removeLineEnd(m_at + 1 == to ? next : nullptr);
                else
                    removeText(part.size(), run.attributes);
                m_at += part.size();
            });
        });
    }

    // Where lines are joined, the one that results is formatted in the same change.
    void removeLineEnd(const Op *next)
    {
        ParagraphEnd end;
        if (next && next->kind == Op::Kind::Retain)
            end.next = blockPart(next->attributes);
        m_joinedLine = m_before.lineAt(m_at) + 1;
        const auto before = m_at > 0 ? markOf(m_before.runAt(m_at - 1).attributes, "s:d") : std::nullopt;
        if (!before || !before->set)
            m_out.insert(kMarkText, {{"s:d", toValue({m_author, m_id, toSet(end)})}});
        m_out.retain(1);
    }

    void removeText(qint64 length, const Attributes &attributes)
    {
        const auto inserted = markOf(attributes, "s:i");
        const auto deleted = markOf(attributes, "s:d");
        const bool isOwnText = inserted && inserted->author == m_author;
        const bool isOwnEnd = deleted && deleted->set && deleted->author == m_author;
        if (isOwnText || isOwnEnd)
            m_out.remove(length);
        else if (deleted)
            m_out.retain(length);
        else
            m_out.retain(length, {{"s:d", mark()}});
    }

    void keep(const Op &op)
    {
        const bool isEndTold = std::exchange(m_isEndTold, false);
        m_isWhole = m_isWhole && op.kind != Op::Kind::ChangeEmbed;
        if (op.attributes.isEmpty()) {
            m_out.retain(op.length);
            m_at += op.length;
            return;
        }
        const qint64 to = m_at + op.length;
        m_before.visit(m_at, to, [&](QStringView text, const rope::Run &run) {
            eachLinePart(text, [&](QStringView part, bool isLineEnd) {
                if (isLineEnd && !isEndTold)
                    m_isWhole = m_isWhole && isBorne(op.attributes, run.attributes);
                else if (!isLineEnd)
                    m_bearingLine = m_before.lineAt(m_at);
                m_out.retain(part.size(), isLineEnd ? Attributes() : formatOf(op.attributes, run.attributes));
                m_at += part.size();
            });
        });
        m_at = to; // of a change that reaches beyond the end nothing is left
    }

    // Whether text of the line bears what its end, which can't, would get.
    bool isBorne(const Attributes &wanted, const Attributes &present) const
    {
        const qint64 line = m_before.lineAt(m_at);
        return m_bearingLine == line || m_joinedLine == line || diffAttributes(present, composeAttributes(present, blockPart(wanted), Nulls::Drop)).isEmpty();
    }

    // What a unit of text gets where it would get `wanted`.
    Attributes formatOf(const Attributes &wanted, const Attributes &present)
    {
        const auto inserted = markOf(present, "s:i");
        const bool isOwnText = inserted && inserted->author == m_author;
        const bool isJoined = m_joinedLine && m_before.lineAt(m_at) == *m_joinedLine;
        const Attributes line = lineEndOf(wanted);
        const auto isDirect = [&](const QByteArray &key) {
            return key.startsWith("c:") || (isOwnText && !isBlockKey(key));
        };
        const Attributes direct =
            filterAttributes(wanted, [&](const QByteArray &key, const Value &) { return isDirect(key) && !isMark(key); });
        const Attributes set = filterAttributes(wanted, [&](const QByteArray &key, const Value &value) {
            const Value *now = (isBlockKey(key) ? line : present).find(key);
            return !isDirect(key) && !isMark(key) && !(isJoined && isBlockKey(key)) && value != (now ? *now : Value::null());
        });
        const auto earlier = markOf(present, "s:f");
        const bool isOthers = earlier && earlier->author != m_author;
        m_isWhole = m_isWhole && (set.isEmpty() || !isOthers);
        if (set.isEmpty() || isOthers)
            return direct;
        const bool goesOn = earlier && earlier->set;
        const Value value = toValue({m_author, goesOn ? earlier->id : m_newId,
                                     goesOn ? composeAttributes(*earlier->set, set, Nulls::Keep) : set});
        // one that is too long to be kept is not made
        const bool isKept = value.json().size() <= kMaxValueBytes;
        m_isWhole = m_isWhole && isKept;
        return isKept ? direct.with("s:f", value) : direct;
    }

    // Formats of the paragraph that m_at is in, as far as they are asked for.
    Attributes lineEndOf(const Attributes &wanted) const
    {
        if (blockPart(wanted).isEmpty())
            return {};
        const qint64 end = m_before.lineStart(m_before.lineAt(m_at) + 1) - 1;
        return m_before.runAt(end).attributes;
    }

    const Document &m_before;
    QString m_author;
    QString m_id;    // of text
    QString m_newId; // of formats
    Delta m_out;
    qint64 m_at = 0;
    bool m_isRemoved = false; // the deletion that comes next is done
    std::optional<qint64> m_joinedLine; // whose formats belong to the join
    std::optional<qint64> m_bearingLine; // text of which was formatted last
    bool m_isEndTold = false; // what the line end that comes next gets stands with the one before
    bool m_isWhole = true;
};

// Where the change begins to do something, and where it ends to.
struct Reach
{
    qint64 from = 0;
    qint64 to = 0;
};

Reach reachOf(const Delta &change)
{
    Reach reach;
    qint64 at = 0;
    bool hasBegun = false;
    for (const Op &op : change.ops()) {
        const bool isPlain = op.kind == Op::Kind::Retain && op.attributes.isEmpty();
        if (!isPlain && !hasBegun)
            reach.from = at;
        hasBegun |= !isPlain;
        if (!op.isInsert())
            at += op.length;
        if (!isPlain)
            reach.to = at;
    }
    return reach;
}

// Of this author's proposed text or deletion at the unit; empty: there is none.
QString ownIdAt(const Document &document, qint64 position, const QString &author)
{
    if (position < 0 || position >= document.length())
        return {};
    const Attributes attributes = document.runAt(position).attributes;
    for (const char *key : {"s:i", "s:d"}) {
        const auto mark = markOf(attributes, key);
        if (mark && mark->author == author)
            return mark->id;
    }
    return {};
}

} // namespace

Delta proposed(const Delta &change, const Document &before, const Proposer &by)
{
    return proposal(change, before, by).change;
}

Proposal proposal(const Delta &change, const Document &before, const Proposer &by)
{
    const Reach reach = reachOf(change);
    QString id = ownIdAt(before, reach.from - 1, by.author);
    if (id.isEmpty())
        id = ownIdAt(before, reach.to, by.author);
    Proposing proposing(before, by, id.isEmpty() ? by.id : id);
    Delta made = proposing.make(change);
    return {std::move(made), proposing.isWhole()};
}

} // namespace syngraph::model
