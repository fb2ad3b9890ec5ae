// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/comparison.h"

#include "model/comment_anchors.h"
#include "model/compose_all.h"
#include "model/filter.h"

namespace syngraph::history {
namespace {

void add(std::vector<Part> &parts, const Part &part)
{
    if (part.length <= 0)
        return;
    if (!parts.empty() && parts.back().kind == part.kind && parts.back().by == part.by)
        parts.back().length += part.length;
    else
        parts.push_back(part);
}

// Of the content at `from`: by which revision each unit is gone at `to`.
Marks removersBetween(const Log &log, Revision from, Revision to, qint64 lengthThen)
{
    Marks removers = Marks::none(lengthThen);
    for (Revision at = to; at > from; at = Revision{at.value - 1})
        removers.applyInverse(log.change(at).delta, at);
    return removers;
}

enum class Look { Same, Text, LineEnd };

// In what the looks of two units of the same text differ.
Look difference(const model::rope::Run &before, const model::rope::Run &after)
{
    const model::Attributes changed = model::diffAttributes(before.attributes, after.attributes);
    for (const model::Attribute &one : changed.entries()) {
        if (!model::isCommentKey(one.key))
            return model::fits(model::classOf(one.key), true) ? Look::LineEnd : Look::Text;
    }
    return before.embed == after.embed ? Look::Same : Look::Text;
}

// Adds what was kept from `before` and `after` on, with the looks that differ in it.
void addKept(Comparison &result, const Marks &marks, qint64 before, qint64 after, qint64 length)
{
    const qint64 end = after + length;
    result.after.visit(after, end, [&](QStringView units, const model::rope::Run &now) {
        const qint64 until = before + qint64(units.size());
        result.before.visit(before, until, [&](QStringView old, const model::rope::Run &then) {
            const Look look = difference(then, now);
            const auto size = qint64(old.size());
            if (look == Look::Same)
                add(result.parts, {Part::Kind::Kept, size, {}});
            else
                marks.visitLooks(after, after + size, look == Look::LineEnd, [&](qint64, qint64 part, Revision by) {
                    add(result.parts, {by.value > 0 ? Part::Kind::Formatted : Part::Kind::Kept, part, by});
                });
            after += size;
        });
        before = until;
    });
}

Comparison compareForward(const Log &log, Revision from, Revision to)
{
    Comparison result{from, to, log.contentAt(from), log.contentAt(to), {}};
    model::ComposeAll all(model::Filter::Classes);
    for (Revision at = from; at < to; at = at.next())
        all.add(log.change(at.next()).delta);
    const model::Delta whole = all.take();
    const Marks writers = log.writersAt(to);
    const Marks removers = removersBetween(log, from, to, result.after.length());
    const auto addMarked = [&](const Marks &marks, Part::Kind kind, qint64 position, qint64 length) {
        marks.visit(position, position + length, [&](qint64, qint64 units, Revision by) {
            add(result.parts, {kind, units, by});
        });
    };
    qint64 before = 0;
    qint64 after = 0;
    for (const model::Op &op : whole.ops()) {
        if (op.isInsert())
            addMarked(writers, Part::Kind::Added, after, op.length);
        else if (op.isDelete())
            addMarked(removers, Part::Kind::Removed, before, op.length);
        else if (op.kind == model::Op::Kind::Retain && op.attributes.isEmpty())
            add(result.parts, {Part::Kind::Kept, op.length, {}});
        else
            addKept(result, writers, before, after, op.length);
        before += op.isInsert() ? 0 : op.length;
        after += op.isDelete() ? 0 : op.length;
    }
    add(result.parts, {Part::Kind::Kept, result.before.length() - before, {}});
    return result;
}

} // namespace

bool Comparison::isSame() const
{
    return std::ranges::all_of(parts, [](const Part &part) { return part.kind == Part::Kind::Kept; });
}

model::Document withoutChangesOf(const Log &log, const Comparison &comparison, int author, Revision last,
                                 const std::optional<Stretch> &range)
{
    model::Delta out;
    qint64 before = 0;
    qint64 after = 0;
    const auto isTheirs = [&](const Part &part) {
        return part.kind != Part::Kind::Kept && part.by <= last && log.change(part.by).author == author;
    };
    const auto addAfter = [&](qint64 from, qint64 to) { append(out, comparison.after, {from, std::max(from, to)}); };
    // what they have formatted looks as before
    const auto addBefore = [&](const Part &part, qint64 from, qint64 to) {
        if (part.kind == Part::Kind::Formatted && from < to)
            append(out, comparison.before, {before + from - after, before + to - after});
    };
    for (const Part &part : comparison.parts) {
        const qint64 end = after + (part.isAfter() ? part.length : 0);
        if (part.kind == Part::Kind::Removed) {
            if (isTheirs(part) && (!range || (after >= range->first && after <= range->second)))
                append(out, comparison.before, {before, before + part.length});
        } else if (!isTheirs(part)) {
            addAfter(after, end);
        } else if (range) {
            addAfter(after, std::min(end, range->first));
            addBefore(part, std::max(after, range->first), std::min(end, range->second));
            addAfter(std::max(after, range->second), end);
        } else {
            addBefore(part, after, end);
        }
        before += part.isBefore() ? part.length : 0;
        after = end;
    }
    auto document = model::Document::fromDelta(out);
    Q_ASSERT(document);
    return std::move(*document);
}

Comparison compare(const Log &log, Revision from, Revision to)
{
    if (from <= to)
        return compareForward(log, from, to);
    Comparison result = compareForward(log, to, from);
    std::swap(result.from, result.to);
    std::swap(result.before, result.after);
    for (Part &part : result.parts) {
        if (part.isBefore() != part.isAfter())
            part.kind = part.kind == Part::Kind::Added ? Part::Kind::Removed : Part::Kind::Added;
    }
    return result;
}

} // namespace syngraph::history
