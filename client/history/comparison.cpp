// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/comparison.h"

#include "model/compose_all.h"

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
        else
            add(result.parts, {Part::Kind::Kept, op.length, {}});
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
    for (const Part &part : comparison.parts) {
        const qint64 end = after + (part.kind == Part::Kind::Removed ? 0 : part.length);
        if (part.kind == Part::Kind::Removed) {
            if (isTheirs(part) && (!range || (after >= range->first && after <= range->second)))
                append(out, comparison.before, {before, before + part.length});
        } else if (!isTheirs(part)) {
            addAfter(after, end);
        } else if (range) {
            addAfter(after, std::min(end, range->first));
            addAfter(std::max(after, range->second), end);
        }
        before += part.kind == Part::Kind::Added ? 0 : part.length;
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
        if (part.kind != Part::Kind::Kept)
            part.kind = part.kind == Part::Kind::Added ? Part::Kind::Removed : Part::Kind::Added;
    }
    return result;
}

} // namespace syngraph::history
