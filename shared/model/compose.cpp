// SPDX-License-Identifier: GPL-3.0-or-later
#include "model/compose.h"

#include "base/plant.h"
#include "model/lines.h"
#include "model/op_cursor.h"

#include <algorithm>

namespace syngraph::model {
namespace {

// From here on it pays to make room first; below, what a Delta holds without heap memory is enough.
constexpr std::size_t kManyOps = 64;

// Inserts `text` with the formats of the insert, then those of a later retain, each unit as its class allows.
void insertRestyled(Delta &out, QStringView text, const Attributes &own, const ClassSplit &later)
{
    const auto styled = [&](bool isLineEnd) {
        return composeAttributes(own, later.forUnit(isLineEnd), Nulls::Drop);
    };
    if (!later.differs()) {
        out.insert(text, styled(false));
        return;
    }
    eachLinePart(text, [&](QStringView part, bool isLineEnd) { out.insert(part, styled(isLineEnd)); });
}

// `b` keeps `length` units of what `a` inserts.
void keepInsert(Delta &out, const OpCursor &a, const Op &b, qint64 length, Filter filter)
{
    const Op &inserted = a.op();
    const ClassSplit later(b.attributes, filter);
    if (inserted.kind == Op::Kind::InsertText) {
        insertRestyled(out, a.text(length), inserted.attributes, later);
        return;
    }
    const bool changes = !b.embed.isNull() && b.embed.type() == inserted.embed.type();
    out.insert(changes ? composeEmbed(inserted.embed, b.embed, Nulls::Drop) : inserted.embed,
               composeAttributes(inserted.attributes, later.forUnit(false), Nulls::Drop));
}

// `b` keeps `length` units that `a` keeps.
void keepKept(Delta &out, const Op &a, const Op &b, qint64 length)
{
    const Nulls nulls = planted(Plant::ComposeDropsNull) ? Nulls::Drop : Nulls::Keep;
    const Attributes attributes = composeAttributes(a.attributes, b.attributes, nulls);
    if (a.embed.isNull() && b.embed.isNull())
        out.retain(length, attributes);
    else if (b.embed.isNull())
        out.changeEmbed(a.embed, attributes);
    else if (a.embed.isNull() || a.embed.type() != b.embed.type())
        out.changeEmbed(b.embed, attributes);
    else
        out.changeEmbed(composeEmbed(a.embed, b.embed, Nulls::Keep), attributes);
}

} // namespace

Delta compose(const Delta &a, const Delta &b, Filter filter)
{
    Delta out;
    if (const std::size_t count = a.ops().size() + b.ops().size(); count > kManyOps)
        out.reserve(qsizetype(count), a.text().size() + b.text().size());
    OpCursor first(a);
    OpCursor second(b);
    while (!first.atEnd() || !second.atEnd()) {
        if (second.op().isInsert()) {
            second.copyTo(out, second.rest());
        } else if (first.op().isDelete()) {
            first.copyTo(out, first.rest());
        } else {
            const qint64 length = std::min(first.rest(), second.rest());
            const Op &later = second.op();
            if (later.isDelete()) {
                if (!first.op().isInsert())
                    out.remove(length);
            } else if (first.op().isInsert()) {
                keepInsert(out, first, later, length, filter);
            } else {
                keepKept(out, first.op(), later, length);
            }
            first.skip(length);
            second.skip(length);
        }
    }
    return std::move(out.chop());
}

Result<void> checkComposable(const Delta &a, const Delta &b)
{
    OpCursor first(a);
    OpCursor second(b);
    while (!second.atEnd()) {
        if (second.op().isInsert()) {
            second.skip(second.rest());
        } else if (first.op().isDelete()) {
            first.skip(first.rest());
        } else {
            const qint64 length = std::min(first.rest(), second.rest());
            first.skip(length);
            second.skip(length);
            // still inside an insert: so a component of b ended here
            if (first.op().kind == Op::Kind::InsertText && first.rest() < first.op().length
                && first.text(1).front().isLowSurrogate())
                return ErrorCode::SplitSurrogate;
        }
    }
    return {};
}

} // namespace syngraph::model
