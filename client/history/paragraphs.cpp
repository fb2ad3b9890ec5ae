// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/paragraphs.h"

#include "model/caret.h"

#include <algorithm>

namespace syngraph::history {
namespace {

using model::Delta;
using model::Document;

// The two places that a place between two units can become: in front of what is inserted there, and behind it.
Stretch placesAfter(qint64 place, const Delta &change)
{
    qint64 before = 0;
    qint64 after = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert()) {
            if (place == before)
                return {after, after + op.length};
            after += op.length;
            continue;
        }
        if (place < before + op.length)
            return op.isDelete() ? Stretch(after, after) : Stretch(after + place - before, after + place - before);
        before += op.length;
        after += op.isDelete() ? 0 : op.length;
    }
    return {after + place - before, after + place - before};
}

} // namespace

Stretch paragraphsAfter(const Stretch &paragraphs, const Delta &change, const Document &after)
{
    const auto [early, late] = placesAfter(paragraphs.first, change);
    const auto [end, behindEnd] = placesAfter(paragraphs.second, change);
    if (end < late)
        return {early, late};
    const qint64 lineEnd = after.text(early, late).lastIndexOf(u'\n');
    const qint64 start = early + lineEnd + 1;
    if (start == end && early < start)
        return {early, start};
    return {start, std::max(start, end)};
}

Document withParagraphs(const Document &document, const Stretch &place,
                        std::initializer_list<std::pair<const Document *, Stretch>> others)
{
    Delta out;
    append(out, document, {0, place.first});
    for (const auto &[other, stretch] : others)
        append(out, *other, stretch);
    append(out, document, {place.second, document.length()});
    if (!out.text().endsWith(u'\n'))
        out.insert(u"\n", document.runAt(document.length() - 1).attributes);
    auto result = Document::fromDelta(out);
    Q_ASSERT(result);
    return std::move(*result);
}

} // namespace syngraph::history
