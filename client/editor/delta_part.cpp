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

std::vector<Delta> partsOf(const Delta &change, qsizetype components)
{
    std::vector<Delta> parts;
    Delta part;
    qsizetype room = components;
    qint64 behind = 0; // the parts so far, in the document that they make
    for (model::OpCursor cursor(change); !cursor.atEnd();) {
        const Op &op = cursor.op();
        if (isPlain(op) && room <= 0) {
            parts.push_back(std::move(part.chop()));
            part = {};
            part.retain(behind);
            room = components;
        }
        room -= isPlain(op) ? 0 : 1;
        behind += op.isDelete() ? 0 : op.length;
        cursor.copyTo(part, op.length);
    }
    if (!part.chop().isEmpty())
        parts.push_back(std::move(part));
    return parts;
}

} // namespace syngraph::editor
