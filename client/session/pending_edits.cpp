// SPDX-License-Identifier: GPL-3.0-or-later
#include "session/pending_edits.h"

#include "base/plant.h"
#include "model/compose.h"
#include "model/delta_json.h"
#include "model/invert.h"
#include "session/entry.h"

#include <algorithm>

namespace syngraph::session {

using namespace model;
using protocol::ChangeKind;

namespace {

// Text so little that taking it back is cheaper than to keep the document without it.
constexpr qint64 kFewUnits = 64;

bool isFewKeystrokes(const Delta &change)
{
    qint64 units = 0;
    for (const Op &op : change.ops()) {
        if (op.isKeep() && !op.isPlain())
            return false;
        units += op.isKeep() ? 0 : op.length;
    }
    return units <= kFewUnits;
}

} // namespace

PendingEdits::PendingEdits(Document base, const SubmitLimits &limits)
    : m_limits(limits)
    , m_base(std::move(base))
    , m_visible(*m_base)
{
}

Result<void> PendingEdits::edit(const Delta &change, Grouping grouping, StepLabel label)
{
    if (auto allowed = checkOfAnySize(change, m_visible); !allowed)
        return allowed;
    if (change.isEmpty())
        return {};
    if (!planted(Plant::RedoSurvivesEdit))
        m_redo.clear();
    const bool joins = grouping == Grouping::Continue && m_typing && !m_undo.isEmpty();
    if (planted(Plant::InFlightMerged) && m_flying == 1 && !hasUnsent()) {
        fixBase();
        m_inFlight->change = compose(m_inFlight->change, change, Filter::Classes);
        m_groups.front().change = m_inFlight->change;
        applyToVisible(change);
        return {};
    }
    Group *last = hasUnsent() ? &m_groups.back() : nullptr;
    if (joins && last && last->kind == ChangeKind::Edit && last->id == m_undo.top()) {
        static_cast<void>(base());
        last->inverse.reset();
        last->change = compose(last->change, change, Filter::Classes);
    } else {
        if (m_groups.empty())
            m_base.reset();
        const GroupId id = append(change, ChangeKind::Edit, joins, 0,
                                  isFewKeystrokes(change) ? std::optional<Delta>(invert(change, m_visible, Filter::Classes))
                                                          : std::nullopt);
        m_groups.back().apart = grouping == Grouping::Apart;
        m_undo.push({id, {}, ChangeKind::Undo, joins, label});
    }
    m_visible.applyChecked(change, Filter::Classes);
    m_typing = true;
    limitDepth();
    return {};
}

Result<void> PendingEdits::decide(const Verdict &verdict, const Delta &change, StepLabel label)
{
    auto done = edit(change, Grouping::New, label);
    if (!done || change.isEmpty())
        return done;
    m_groups.back().verdict = verdict;
    m_typing = false; // nothing joins it
    return {};
}

std::optional<Delta> PendingEdits::undo()
{
    return takeStep(m_undo, m_redo, ChangeKind::Undo);
}

std::optional<Delta> PendingEdits::redo()
{
    return takeStep(m_redo, m_undo, ChangeKind::Redo);
}

// Steps without effect are passed over silently. One that is in flight is taken back all the same, so that the
// groups and what takes them back stay nested.
std::optional<Delta> PendingEdits::takeStep(UndoStack &from, UndoStack &to, ChangeKind kind)
{
    m_typing = false;
    while (!from.isEmpty()) {
        Delta total;
        bool joins = false;
        bool more = true;
        while (more) {
            UndoStack::Part part = from.pop();
            more = part.joinsBelow;
            const Taken taken = takeBack(std::move(part), to, kind, joins);
            joins = joins || taken.pushed;
            total = compose(total, taken.change, Filter::Classes);
        }
        if (!total.isEmpty())
            return total;
    }
    return std::nullopt;
}

PendingEdits::Taken PendingEdits::takeBack(UndoStack::Part part, UndoStack &to, ChangeKind kind, bool joins)
{
    const qsizetype index = part.pending != 0 ? indexOf(part.pending) : -1;
    if (index >= m_flying) {
        Q_ASSERT(index == std::ssize(m_groups) - 1);
        return takeOutOfBuffer(to, joins, part.label);
    }
    const bool tied = index >= 0;
    Q_ASSERT(!tied || (index + tieCount() + 1 == m_flying && std::ssize(m_groups) == m_flying + tieCount()));
    const Delta change = tied ? invert(m_groups[static_cast<std::size_t>(index)].change, documentBefore(index),
                                       Filter::Classes)
                              : realize(part.entry, m_visible);
    if (!tied && change.isEmpty())
        return {};
    const GroupId id = append(change, tied ? kind : part.kind, joins, part.pending);
    if (!tied)
        m_groups.back().madeOf = std::move(part.entry);
    applyToVisible(change);
    to.push({id, {}, kind == ChangeKind::Undo ? ChangeKind::Redo : ChangeKind::Undo, joins, part.label});
    return {change, true};
}

// What was never sent needs no change to take it back; it waits on the other stack as an entry.
PendingEdits::Taken PendingEdits::takeOutOfBuffer(UndoStack &to, bool joins, StepLabel label)
{
    const Document before = documentBefore(std::ssize(m_groups) - 1);
    const Group group = std::move(m_groups.back());
    m_groups.pop_back();
    const Delta change = invert(group.change, before, Filter::Classes);
    const bool pushed = group.undoes != 0 || !change.isEmpty();
    const ChangeKind opposite = &to == &m_redo ? ChangeKind::Redo : ChangeKind::Undo;
    if (group.undoes != 0)
        to.push({group.undoes, {}, opposite, joins, label});
    else if (pushed)
        to.push({0, group.madeOf ? *group.madeOf : inverseEntry(change, m_visible), group.kind, joins, label});
    m_visible = before;
    return {change, pushed};
}

const Document &PendingEdits::base() const
{
    if (m_base)
        return *m_base;
    Document base = m_visible;
    for (auto group = m_groups.rbegin(); group != m_groups.rend(); ++group) {
        const auto applied = base.apply(*group->inverse, Filter::Classes);
        Q_ASSERT(applied);
    }
    return m_base.emplace(std::move(base));
}

// Before anything that is pending is moved, which its inverses are not.
Document &PendingEdits::fixBase()
{
    static_cast<void>(base());
    for (Group &group : m_groups)
        group.inverse.reset();
    return *m_base;
}

GroupId PendingEdits::append(const Delta &change, ChangeKind kind, bool joins, GroupId undoes, std::optional<Delta> inverse)
{
    if (!inverse)
        static_cast<void>(base());
    Group &group = m_groups.emplace_back();
    group.id = ++m_lastId;
    group.change = change;
    group.kind = kind;
    group.joinsBefore = joins;
    group.undoes = undoes;
    group.inverse = std::move(inverse);
    if (!group.inverse)
        group.before = m_visible;
    return m_lastId;
}

void PendingEdits::applyToVisible(const Delta &change)
{
    const auto applied = m_visible.apply(change, Filter::Classes);
    Q_ASSERT(applied);
}

const Document &PendingEdits::documentBefore(qsizetype index)
{
    qsizetype known = index;
    while (known > 0 && !m_groups[static_cast<std::size_t>(known)].before)
        --known;
    if (known == 0)
        m_groups.front().before = base();
    for (; known < index; ++known) {
        const Group &group = m_groups[static_cast<std::size_t>(known)];
        Document next = *group.before;
        const auto applied = next.apply(group.change, Filter::Classes);
        Q_ASSERT(applied);
        m_groups[static_cast<std::size_t>(known + 1)].before = std::move(next);
    }
    return *m_groups[static_cast<std::size_t>(index)].before;
}

qsizetype PendingEdits::indexOf(GroupId id) const
{
    const auto found = std::find_if(m_groups.rbegin(), m_groups.rend(),
                                    [&](const Group &group) { return group.id == id; });
    return std::distance(found, m_groups.rend()) - 1;
}

// Groups that no step refers to any more are united, so that an afternoon offline stays quick to move. Those at
// the start of the buffer hold ever more keystrokes; united by doubling size, none is composed more than log n
// times.
void PendingEdits::limitDepth()
{
    if (!m_undo.trim())
        return;
    fixBase();
    const GroupId lowest = m_undo.lowestPending();
    const qsizetype end = lowest == 0 ? std::ssize(m_groups) : indexOf(lowest);
    const qsizetype start = m_flying + tieCount();
    std::vector<Group> kept;
    for (qsizetype index = start; index < end; ++index) {
        Group &group = m_groups[static_cast<std::size_t>(index)];
        kept.push_back(std::move(group));
        while (kept.size() > 1) {
            Group &last = kept.back();
            Group &previous = kept[kept.size() - 2];
            if (previous.kind != last.kind || last.apart || previous.verdict || last.verdict || previous.change.ops().size() > 2 * last.change.ops().size() + 64)
                break;
            previous.change = compose(previous.change, last.change, Filter::Classes);
            previous.madeOf.reset();
            kept.pop_back();
        }
    }
    const auto first = m_groups.begin() + start;
    std::move(kept.begin(), kept.end(), first);
    m_groups.erase(first + std::ssize(kept), m_groups.begin() + std::max(start, end));
}

} // namespace syngraph::session
