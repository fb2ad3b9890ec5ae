// SPDX-License-Identifier: GPL-3.0-or-later
#include "editor/delta_part.h"

#include "model/op_cursor.h"

namespace syngraph::editor {

using model::Delta;
using model::Op;

namespace {

bool isPlain(const Op &op)
{
    return op.kind == Op::Kind::Retain && op.attributes.isEmpty();
}

} // namespace

std::pair<Delta, Delta> cutDelta(const Delta &change, qsizetype components)
{
    Delta first;
    Delta second;
    bool isFirst = true;
    qint64 behindFirst = 0; // in the document that the first change makes
    for (model::OpCursor cursor(change); !cursor.atEnd();) {
        const Op &op = cursor.op();
        if (isFirst && isPlain(op) && components <= 0) {
            isFirst = false;
            second.retain(behindFirst);
        }
        cursor.copyTo(isFirst ? first : second, op.length);
        components -= isPlain(op) ? 0 : 1;
        behindFirst += op.isDelete() ? 0 : op.length;
    }
    return {first.chop(), second.chop()};
}

} // namespace syngraph::editor
