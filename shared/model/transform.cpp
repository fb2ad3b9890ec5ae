// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/transform.h"

#include "model/op_cursor.h"

#include <algorithm>

namespace syngraph::model {
namespace {

// Whether the next step takes the moved change's insert rather than the other's.
bool takesOwnInsert(const Op &moved, const Op &over, Tie tie)
{
    return moved.isInsert() && (tie == Tie::GoesBefore || !over.isInsert());
}

void transformKeep(Delta &out, const Op &moved, const Op &over, qint64 length, Tie tie)
{
    const Attributes attributes = transformAttributes(moved.attributes, over.attributes, tie);
    const Embed embed = moved.embed.isNull() || over.embed.isNull() ? moved.embed
                                                                    : transformEmbed(moved.embed, over.embed, tie);
    if (embed.isNull())
        out.retain(length, attributes);
    else
        out.changeEmbed(embed, attributes);
}

} // namespace

Delta transform(const Delta &moved, const Delta &over, Tie tie)
{
    Delta out;
    OpCursor own(moved);
    OpCursor other(over);
    while (!own.atEnd()) {
        if (takesOwnInsert(own.op(), other.op(), tie)) {
            own.copyTo(out, own.rest());
        } else if (other.op().isInsert()) {
            out.retain(other.rest());
            other.skip(other.rest());
        } else {
            const qint64 length = std::min(own.rest(), other.rest());
            if (!other.op().isDelete()) {
                if (own.op().isDelete())
                    out.remove(length);
                else
                    transformKeep(out, own.op(), other.op(), length, tie);
            }
            own.skip(length);
            other.skip(length);
        }
    }
    return std::move(out.chop());
}

qint64 transformPosition(qint64 position, const Delta &over, AtInsert atInsert)
{
    qint64 old = 0;
    qint64 shift = 0;
    for (const Op &op : over.ops()) {
        if (old > position)
            break;
        if (op.isInsert()) {
            if (old < position || atInsert == AtInsert::Moves)
                shift += op.length;
        } else {
            if (op.isDelete())
                shift -= std::min(op.length, position - old);
            old += op.length;
        }
    }
    return position + shift;
}

} // namespace syngraph::model
