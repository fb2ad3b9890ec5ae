// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/group.h"

#include "model/compose.h"
#include "model/compose_all.h"
#include "model/invert.h"
#include "model/op_cursor.h"

#include <algorithm>

namespace syngraph::session {
namespace {

using namespace model;

bool sameUnit(const Document &a, qint64 inA, const Document &b, qint64 inB)
{
    const rope::Run runA = a.runAt(inA);
    const rope::Run runB = b.runAt(inB);
    return a.at(inA) == b.at(inB) && runA.attributes == runB.attributes && runA.embed == runB.embed;
}

// `inserted` in place of `removed`, the common start and end kept.
void replace(Delta &out, const Document &removed, const Document &inserted)
{
    const qint64 shorter = std::min(removed.length(), inserted.length());
    qint64 start = 0;
    while (start < shorter && sameUnit(removed, start, inserted, start))
        ++start;
    if (removed.splitsPair(start) || inserted.splitsPair(start))
        --start;
    qint64 end = 0;
    while (end < shorter - start
           && sameUnit(removed, removed.length() - end - 1, inserted, inserted.length() - end - 1)) {
        ++end;
    }
    if (removed.splitsPair(removed.length() - end) || inserted.splitsPair(inserted.length() - end))
        --end;
    out.retain(start);
    const Delta middle = inserted.slice(start, inserted.length() - end);
    OpCursor cursor(middle);
    while (!cursor.atEnd())
        cursor.copyTo(out, cursor.rest());
    out.remove(removed.length() - start - end);
    out.retain(end);
}

} // namespace

Delta composeAll(std::span<const Group> groups)
{
    if (groups.size() == 1)
        return groups.front().change;
    ComposeAll all(Filter::Classes);
    for (const Group &group : groups)
        all.add(group.change);
    return all.take();
}

Delta changeBetween(const Delta &from, const Delta &to, const Document &base)
{
    Document document = base;
    const auto applied = document.apply(from, Filter::Classes);
    Q_ASSERT(applied);
    const Delta whole = compose(invert(from, base, Filter::Classes), to, Filter::Classes);
    Delta out;
    qint64 position = 0;
    OpCursor cursor(whole);
    while (!cursor.atEnd()) {
        Delta inserted;
        while (cursor.op().isInsert())
            cursor.copyTo(inserted, cursor.rest());
        const qint64 length = cursor.atEnd() ? 0 : cursor.rest();
        if (cursor.op().isDelete() || !inserted.isEmpty()) {
            const qint64 removed = cursor.op().isDelete() ? length : 0;
            const auto from_ = Document::fromDelta(document.slice(position, position + removed));
            const auto to_ = Document::fromDelta(inserted);
            replace(out, *from_, *to_);
        }
        if (cursor.op().isDelete())
            cursor.skip(length);
        else if (length > 0)
            cursor.copyTo(out, length);
        position += length;
    }
    return std::move(out.chop());
}

} // namespace syngraph::session
