// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/sittings.h"

#include <algorithm>

namespace syngraph::history {
namespace {

constexpr qint64 kPauseMs = 10 * 60'000;
constexpr qint64 kPauseOfOthersMs = 2 * 60'000;
constexpr qint64 kMinuteMs = 60'000;

bool isIn(const Sitting &sitting, int author)
{
    return std::ranges::find(sitting.authors, author) != sitting.authors.end();
}

bool goesOn(const Sitting &sitting, const Change &change)
{
    const qint64 pause = change.timeMs - sitting.endMs;
    return pause < (isIn(sitting, change.author) ? kPauseMs : kPauseOfOthersMs);
}

void add(Sitting &sitting, const Change &change, Revision revision)
{
    sitting.last = revision;
    sitting.endMs = std::max(sitting.endMs, change.timeMs);
    ++sitting.changes;
    if (!isIn(sitting, change.author))
        sitting.authors.push_back(change.author);
    for (const model::Op &op : change.delta.ops()) {
        sitting.added += op.isInsert() ? op.length : 0;
        sitting.removed += op.isDelete() ? op.length : 0;
    }
}

// Where a place in the content behind `change` was before it: at the change itself for what was inserted.
qint64 placeBefore(const model::Delta &change, qint64 place)
{
    qint64 before = 0;
    qint64 after = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isDelete()) {
            if (place == after)
                return before;
            before += op.length;
            continue;
        }
        if (place < after + op.length)
            return op.isInsert() ? before : before + place - after;
        before += op.isInsert() ? 0 : op.length;
        after += op.length;
    }
    return before + place - after;
}

// Whether `change` did something in the stretch [from, to) of the content behind it.
bool touches(const model::Delta &change, qint64 from, qint64 to)
{
    qint64 after = 0;
    for (const model::Op &op : change.ops()) {
        if (op.isDelete()) {
            if (after >= from && after < to)
                return true;
            continue;
        }
        const bool isPlain = op.isKeep() && op.isPlain();
        if (!isPlain && after < to && after + op.length > from)
            return true;
        after += op.length;
    }
    return false;
}

} // namespace

bool isChosen(const Log &log, const Choice &choice, Revision revision)
{
    if (choice.author && log.change(revision).author != *choice.author)
        return false;
    return !choice.revisions || std::ranges::binary_search(*choice.revisions, revision);
}

std::vector<Sitting> sittingsOf(const Log &log, const Choice &choice)
{
    std::vector<Sitting> sittings;
    for (Revision at{1}; at <= log.head(); at = at.next()) {
        if (!isChosen(log, choice, at))
            continue;
        const Change &change = log.change(at);
        if (sittings.empty() || !goesOn(sittings.back(), change))
            sittings.push_back({at, at, change.timeMs, change.timeMs, {}, 0, 0, 0});
        add(sittings.back(), change, at);
    }
    return sittings;
}

std::vector<Revision> changesOf(const Log &log, Revision at, qint64 from, qint64 to)
{
    std::vector<Revision> found;
    for (; at.value > 0 && from < to; at = Revision{at.value - 1}) {
        const model::Delta &change = log.change(at).delta;
        if (touches(change, from, to))
            found.push_back(at);
        from = placeBefore(change, from);
        to = placeBefore(change, to);
    }
    std::ranges::reverse(found);
    return found;
}

namespace {

std::optional<Revision> nextChosen(const Log &log, const Choice &choice, Revision from, bool isForward)
{
    const qint64 step = isForward ? 1 : -1;
    for (qint64 value = from.value + step; value >= 1 && value <= log.head().value; value += step) {
        if (isChosen(log, choice, Revision{value}))
            return Revision{value};
    }
    return std::nullopt;
}

std::optional<Revision> nextSitting(const Log &log, const Choice &choice, Revision from, bool isForward)
{
    const auto sittings = sittingsOf(log, choice);
    if (isForward) {
        const auto next = std::ranges::find_if(sittings, [from](const Sitting &one) { return one.last > from; });
        return next == sittings.end() ? std::nullopt : std::optional(next->last);
    }
    const auto last = std::find_if(sittings.rbegin(), sittings.rend(), [from](const Sitting &one) { return one.last < from; });
    return last == sittings.rend() ? std::nullopt : std::optional(last->last);
}

} // namespace

std::optional<Revision> stepFrom(const Log &log, const Choice &choice, Revision at, Step step, bool isForward)
{
    if (step == Step::Sitting)
        return nextSitting(log, choice, at, isForward);
    std::optional<Revision> found = nextChosen(log, choice, at, isForward);
    if (!found || step == Step::Change)
        return found;
    const auto minuteOf = [&](Revision revision) { return log.change(revision).timeMs / kMinuteMs; };
    if (!isForward) {
        // from behind the end: the last minute there is
        while (found && at.value > 0 && at <= log.head() && minuteOf(*found) == minuteOf(at))
            found = nextChosen(log, choice, *found, false);
        return found;
    }
    auto more = nextChosen(log, choice, *found, true);
    for (; more && minuteOf(*more) == minuteOf(*found); more = nextChosen(log, choice, *more, true))
        found = more;
    return found;
}

} // namespace syngraph::history
