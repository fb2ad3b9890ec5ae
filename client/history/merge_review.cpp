// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/merge_review.h"

#include "model/diff.h"

#include <set>

namespace syngraph::history {
namespace {

using model::Delta;
using model::Document;

// Whether inserted text only puts paragraphs in front of the line, or behind it.
bool isBeside(QStringView text, qint64 place, const Document &document, qint64 line)
{
    const qint64 start = document.lineStart(line);
    const qint64 end = document.lineStart(line + 1) - 1;
    return (place == start && text.endsWith(u'\n') && start != end) || (place == end && text.startsWith(u'\n'));
}

// Whether a retain alters a format; an opened line takes away what may not be there.
bool formats(const model::Op &op, qint64 place, const Document &document)
{
    bool isAltered = false;
    document.visit(place, place + op.length, [&](QStringView, const model::rope::Run &run) {
        isAltered = isAltered
            || model::composeAttributes(run.attributes, op.attributes, model::Nulls::Drop) != run.attributes;
    });
    return isAltered;
}

// Lines of `document` in which the change does something.
std::set<qint64> touchedLines(const Delta &change, const Document &document)
{
    std::set<qint64> lines;
    qint64 place = 0;
    qsizetype text = 0;
    const qint64 last = document.length() - 1;
    for (const model::Op &op : change.ops()) {
        if (op.isInsert()) {
            const qint64 line = document.lineAt(std::min(place, last));
            const bool isText = op.kind == model::Op::Kind::InsertText;
            if (!isText || !isBeside(change.text().sliced(text, op.length), place, document, line))
                lines.insert(line);
            text += isText ? op.length : 0;
            continue;
        }
        if (op.isDelete() || !op.embed.isNull() || formats(op, place, document)) {
            const qint64 end = document.lineAt(std::min(place + op.length - 1, last));
            for (qint64 line = document.lineAt(std::min(place, last)); line <= end; ++line)
                lines.insert(line);
        }
        place += op.length;
    }
    return lines;
}

bool areSame(const Document &a, const Stretch &inA, const Document &b, const Stretch &inB)
{
    return inA.second - inA.first == inB.second - inB.first && a.slice(inA.first, inA.second) == b.slice(inB.first, inB.second);
}

} // namespace

std::vector<ReviewPlace> placesOf(const Meeting &meeting)
{
    const Delta mine = model::diff(meeting.before, meeting.mine);
    const Delta theirs = model::diff(meeting.before, meeting.theirs);
    Document now = meeting.theirs;
    if (!now.apply(meeting.onTop, model::Filter::Classes))
        return {};
    const std::set<qint64> touchedByMe = touchedLines(mine, meeting.before);
    std::vector<std::pair<qint64, qint64>> lines; // first and last
    for (const qint64 line : touchedLines(theirs, meeting.before)) {
        if (!touchedByMe.contains(line))
            continue;
        if (!lines.empty() && lines.back().second + 1 == line)
            lines.back().second = line;
        else
            lines.emplace_back(line, line);
    }
    std::vector<ReviewPlace> places;
    for (const auto &[first, last] : lines) {
        ReviewPlace place;
        place.before = {meeting.before.lineStart(first), meeting.before.lineStart(last + 1)};
        place.mine = paragraphsAfter(place.before, mine, meeting.mine);
        place.theirs = paragraphsAfter(place.before, theirs, meeting.theirs);
        place.now = paragraphsAfter(place.theirs, meeting.onTop, now);
        place.paragraph = now.lineAt(std::min(place.now.first, now.length() - 1)) + 1;
        if (!areSame(meeting.mine, place.mine, meeting.theirs, place.theirs))
            places.push_back(place);
    }
    return places;
}

} // namespace syngraph::history
