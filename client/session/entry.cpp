// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/entry.h"

#include "base/plant.h"
#include "model/invert.h"
#include "model/lines.h"
#include "model/op_cursor.h"

#include <algorithm>
#include <vector>

namespace syngraph::session {
namespace {

using namespace model;

// The pair as one opaque value: [bytes of set, set, back]; the length spares a JSON reader.
Value pairOf(const Value &set, const Value &back)
{
    return Value::fromCanonicalJson('[' + QByteArray::number(set.json().size()) + ',' + set.json() + ','
                                    + back.json() + ']');
}

struct Pair
{
    Value set;
    Value back;
};

Pair unpack(const Value &pair)
{
    const QByteArray &json = pair.json();
    const qsizetype comma = json.indexOf(',');
    const qsizetype length = QByteArrayView(json).sliced(1, comma - 1).toLongLong();
    const qsizetype back = comma + length + 2;
    return {Value::fromCanonicalJson(json.sliced(comma + 1, length)),
            Value::fromCanonicalJson(json.sliced(back, json.size() - back - 1))};
}

Value shown(const Attributes &attributes, const QByteArray &key)
{
    const Value *value = attributes.find(key);
    return value ? *value : Value::null();
}

// For each key that is set to another value than the text shows: the pair.
Attributes pairsFor(const Attributes &set, const Attributes &before)
{
    std::vector<Attribute> pairs;
    for (const Attribute &entry : set.entries()) {
        const Value back = shown(before, entry.key);
        if (back != entry.value)
            pairs.push_back({entry.key, pairOf(entry.value, back)});
    }
    return Attributes::fromSorted(std::move(pairs));
}

// The values to put back where the text still shows what had been set.
Attributes putBack(const Attributes &pairs, const Attributes &now)
{
    std::vector<Attribute> values;
    for (const Attribute &entry : pairs.entries()) {
        const Pair pair = unpack(entry.value);
        const bool isMine = pair.set == shown(now, entry.key) || planted(Plant::UndoNotEffective);
        if (isMine && pair.set != pair.back)
            values.push_back({entry.key, pair.back});
    }
    return Attributes::fromSorted(std::move(values));
}

// The embed change, or nothing where it would change nothing here.
Embed effective(const Embed &change, const Embed &here)
{
    if (change.isNull() || here.isNull() || change.type() != here.type() || !here.value().isObject()
        || composeEmbed(here, change, Nulls::Drop) == here) {
        return {};
    }
    return change;
}

// Builds a change of a document whose paragraph formats cover whole lines, as every paragraph format does: the
// units of a line get what its end gets, back to the first one that the source does not format like the end.
class LineWriter
{
public:
    // Rewrites a retain by what it stands on: `attributes(of the op, of the text)`, `embed(of the op, here)`.
    template<typename MapAttributes, typename MapEmbed>
    void keep(const Op &op, const Document &document, qint64 from, MapAttributes attributes, MapEmbed embed)
    {
        const ClassSplit split(op.attributes, Filter::Classes);
        document.visit(from, from + op.length, [&](QStringView text, const rope::Run &run) {
            eachLinePart(text, [&](QStringView part, bool isLineEnd) {
                const Attributes mapped = attributes(split.forUnit(isLineEnd), run.attributes);
                if (isLineEnd)
                    formatLine(mapped, split.forUnit(true));
                const Op kept{part.size(), Op::Kind::Retain, mapped, embed(op.embed, run.embed)};
                m_stretches.push_back({kept, {}, split.forUnit(true), isLineEnd});
            });
        });
    }
    void keepPlain(qint64 length) { m_stretches.push_back({{length, Op::Kind::Retain, {}, {}}, {}, {}, false}); }
    void remove(qint64 length) { m_stretches.push_back({{length, Op::Kind::Delete, {}, {}}, {}, {}, false}); }
    void insert(const Delta &content) { m_stretches.push_back({{0, Op::Kind::InsertText, {}, {}}, content, {}, false}); }

    Delta finish()
    {
        Delta out;
        for (const Stretch &stretch : m_stretches) {
            if (stretch.op.isDelete()) {
                out.remove(stretch.op.length);
            } else if (stretch.op.isInsert()) {
                OpCursor cursor(stretch.inserted);
                while (!cursor.atEnd())
                    cursor.copyTo(out, cursor.rest());
            } else if (stretch.op.embed.isNull()) {
                out.retain(stretch.op.length, stretch.op.attributes);
            } else {
                out.changeEmbed(stretch.op.embed, stretch.op.attributes);
            }
        }
        return std::move(out.chop());
    }

private:
    struct Stretch
    {
        Op op; // an insert: see `inserted`
        Delta inserted;
        Attributes source; // paragraph formats of the source here
        bool isLineEnd = false;
    };

    // `values`: what the line end gets; `source`: the formats in the source that they come from.
    void formatLine(Attributes values, const Attributes &source)
    {
        for (auto stretch = m_stretches.rbegin(); stretch != m_stretches.rend() && !stretch->isLineEnd; ++stretch) {
            if (!stretch->op.isKeep())
                continue;
            values = filterAttributes(values, [&](const QByteArray &key, const Value &) {
                const Value *here = stretch->source.find(key);
                return here && *here == *source.find(key);
            });
            if (values.isEmpty())
                return;
            stretch->op.attributes = composeAttributes(stretch->op.attributes, values, Nulls::Keep);
        }
    }

    std::vector<Stretch> m_stretches;
};

// The entry as a change that puts every value back: what other changes are moved over.
Delta withoutPairs(const Delta &entry)
{
    Delta out;
    OpCursor cursor(entry);
    while (!cursor.atEnd()) {
        const Op &op = cursor.op();
        if (!op.isKeep() || op.attributes.isEmpty()) {
            cursor.copyTo(out, op.length);
            continue;
        }
        std::vector<Attribute> values;
        for (const Attribute &attribute : op.attributes.entries())
            values.push_back({attribute.key, unpack(attribute.value).back});
        const Attributes plain = Attributes::fromSorted(std::move(values));
        if (op.embed.isNull())
            out.retain(op.length, plain);
        else
            out.changeEmbed(op.embed, plain);
        cursor.skip(op.length);
    }
    return out;
}

bool hasPairs(const Delta &entry)
{
    return std::ranges::any_of(entry.ops(), [](const Op &op) { return op.isKeep() && !op.attributes.isEmpty(); });
}

} // namespace

Delta inverseEntry(const Delta &change, const Document &before)
{
    // where no value is put back there are no pairs
    if (std::ranges::all_of(change.ops(), [](const Op &op) { return !op.isKeep() || op.isPlain(); }))
        return invert(change, before, Filter::Classes);
    LineWriter out;
    qint64 position = 0;
    const auto embedBack = [](const Embed &set, const Embed &here) {
        return set.isNull() ? Embed() : invertEmbed(set, here);
    };
    for (const Op &op : change.ops()) {
        if (op.isInsert()) {
            out.remove(op.length);
            continue;
        }
        if (op.isDelete())
            out.insert(before.slice(position, position + op.length));
        else if (op.isPlain())
            out.keepPlain(op.length);
        else
            out.keep(op, before, position, pairsFor, embedBack);
        position += op.length;
    }
    return out.finish();
}

Delta realize(const Delta &entry, const Document &document)
{
    LineWriter out;
    qint64 position = 0;
    OpCursor cursor(entry);
    while (!cursor.atEnd()) {
        const Op &op = cursor.op();
        if (op.isInsert()) {
            Delta content;
            cursor.copyTo(content, op.length);
            out.insert(content);
            continue;
        }
        if (op.isDelete())
            out.remove(op.length);
        else if (op.isPlain())
            out.keepPlain(op.length);
        else
            out.keep(op, document, position, putBack, effective);
        position += op.length;
        cursor.skip(op.length);
    }
    return out.finish();
}

void moveEntry(Delta &entry, MovingChange &remote, Tie tie)
{
    if (remote.passApart(entry))
        return;
    if (hasPairs(entry))
        entry = remote.pass(entry, tie, Conflicts::KeepAll, withoutPairs(entry));
    else
        entry = remote.pass(entry, tie);
}

} // namespace syngraph::session
