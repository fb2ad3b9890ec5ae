// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/delta_part.h"

namespace syngraph::editor {

using model::Delta;
using model::Op;

namespace {

bool isPlain(const Op &op)
{
    return op.kind == Op::Kind::Retain && op.attributes.isEmpty();
}

void append(Delta &delta, const Op &op, QStringView text)
{
    switch (op.kind) {
    case Op::Kind::InsertText: delta.insert(text, op.attributes); break;
    case Op::Kind::InsertEmbed: delta.insert(op.embed, op.attributes); break;
    case Op::Kind::Retain: delta.retain(op.length, op.attributes); break;
    case Op::Kind::ChangeEmbed: delta.changeEmbed(op.embed, op.attributes); break;
    case Op::Kind::Delete: delta.remove(op.length); break;
    }
}

} // namespace

std::pair<Delta, Delta> cutDelta(const Delta &change, qsizetype components)
{
    Delta first;
    Delta second;
    bool isFirst = true;
    qint64 behindFirst = 0; // in the document that the first change makes
    qsizetype taken = 0;
    for (const Op &op : change.ops()) {
        const qsizetype units = op.kind == Op::Kind::InsertText ? op.length : 0;
        if (isFirst && isPlain(op) && components <= 0) {
            isFirst = false;
            second.retain(behindFirst);
        }
        append(isFirst ? first : second, op, change.text().sliced(taken, units));
        taken += units;
        components -= isPlain(op) ? 0 : 1;
        behindFirst += op.isDelete() ? 0 : op.length;
    }
    return {first.chop(), second.chop()};
}

} // namespace syngraph::editor
