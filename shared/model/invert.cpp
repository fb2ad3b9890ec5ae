// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/invert.h"

#include "model/lines.h"

#include <vector>

namespace syngraph::model {
namespace {

// Part of the inverse of one retain.
struct Stretch
{
    qint64 length = 0;
    Attributes attributes;
    Embed embed;
};

void restore(Delta &out, const Document &before, qint64 from, qint64 to)
{
    before.visit(from, to, [&](QStringView text, const rope::Run &run) {
        if (run.embed.isNull())
            out.insert(text, run.attributes);
        else
            out.insert(run.embed, run.attributes);
    });
}

bool isBlock(const QByteArray &key, const Value &)
{
    return classOf(key) == KeyClass::Block;
}

void appendStretches(Delta &out, std::vector<Stretch> &line, const Attributes &alongWithLineEnd)
{
    for (const Stretch &stretch : line) {
        const Attributes all = composeAttributes(stretch.attributes, alongWithLineEnd, Nulls::Keep);
        if (stretch.embed.isNull())
            out.retain(stretch.length, all);
        else
            out.changeEmbed(stretch.embed, all);
    }
    line.clear();
}

void invertKeep(Delta &out, const Op &op, const Document &before, qint64 from, Filter filter)
{
    const ClassSplit split(op.attributes, filter);
    std::vector<Stretch> line;
    const auto add = [&](qint64 length, const rope::Run &run, bool isLineEnd) {
        const Attributes back = invertAttributes(split.forUnit(isLineEnd), run.attributes);
        if (isLineEnd)
            appendStretches(out, line, filterAttributes(back, isBlock));
        line.push_back({length, back, op.embed.isNull() ? Embed() : invertEmbed(op.embed, run.embed)});
        if (isLineEnd)
            appendStretches(out, line, {});
    };
    before.visit(from, from + op.length, [&](QStringView text, const rope::Run &run) {
        if (split.differs())
            eachLinePart(text, [&](QStringView part, bool isLineEnd) { add(part.size(), run, isLineEnd); });
        else
            add(text.size(), run, false);
    });
    appendStretches(out, line, {});
}

} // namespace

Delta invert(const Delta &change, const Document &before, Filter filter)
{
    Delta out;
    qint64 position = 0;
    for (const Op &op : change.ops()) {
        if (op.isInsert()) {
            out.remove(op.length);
            continue;
        }
        if (op.isDelete())
            restore(out, before, position, position + op.length);
        else if (op.isPlain())
            out.retain(op.length);
        else
            invertKeep(out, op, before, position, filter);
        position += op.length;
    }
    return std::move(out.chop());
}

} // namespace syngraph::model
