// SPDX-License-Identifier: GPL-3.0-or-later
// PendingEdits between the buffer, the wire and the journal.
#include "session/entry.h"
#include "session/pending_edits.h"

#include <algorithm>

namespace syngraph::session {

using namespace model;
using protocol::ChangeKind;

const Outgoing *PendingEdits::send()
{
    if (m_inFlight)
        return nullptr;
    while (!m_inFlight && !m_groups.empty()) {
        const ChangeKind kind = m_groups.front().kind;
        qsizetype count = sendableCount();
        Delta change = composeAll(std::span(m_groups).first(static_cast<std::size_t>(count)));
        if (!fitsOneSubmit(change, m_limits))
            cutToLimits(count, change);
        m_flying = count;
        for (qsizetype index = 0; index < count; ++index)
            m_groups[static_cast<std::size_t>(index)].madeOf.reset();
        m_inFlight = Outgoing{std::move(change), kind, m_groups.front().verdict};
        // nothing to tell the server: typed and deleted again, or others have deleted the same
        if (m_inFlight->change.isEmpty())
            landFlight();
    }
    return inFlight();
}

// Groups from the front that may go in one change and may fit, by their sizes without composing them: at least one.
qsizetype PendingEdits::sendableCount() const
{
    qint64 components = 0;
    qint64 units = 0;
    const auto end = std::ranges::find_if(m_groups, [&](const Group &group) {
        if (&group != &m_groups.front() && (group.apart || group.verdict || m_groups.front().verdict))
            return true;
        components += std::ssize(group.change.ops());
        units += group.change.text().size();
        return group.kind != m_groups.front().kind || components > m_limits.components || units > m_limits.bytes;
    });
    return std::max<qsizetype>(end - m_groups.begin(), 1);
}

// So many groups that their composition fits; where not even one does, its first part. Parts of a verdict are changes
// as any other.
void PendingEdits::cutToLimits(qsizetype &count, Delta &change)
{
    do {
        if (count == 1 && !splitFirstGroup())
            return;
        count = std::max<qsizetype>(count / 2, 1);
        change = composeAll(std::span(m_groups).first(static_cast<std::size_t>(count)));
    } while (!fitsOneSubmit(change, m_limits));
}

bool PendingEdits::splitFirstGroup()
{
    const Group whole = m_groups.front();
    const std::vector<Delta> parts = splitChange(whole.change, base(), m_limits);
    if (parts.size() < 2)
        return false;
    std::vector<Group> pieces;
    std::vector<GroupId> ids;
    for (const Delta &part : parts) {
        pieces.push_back({++m_lastId, part, whole.kind, true, 0, {}, {}, false, {}, {}});
        ids.push_back(m_lastId);
    }
    pieces.front().joinsBefore = whole.joinsBefore;
    pieces.front().apart = whole.apart;
    m_undo.split(whole.id, ids);
    m_redo.split(whole.id, ids);
    m_groups.erase(m_groups.begin());
    m_groups.insert(m_groups.begin(), std::make_move_iterator(pieces.begin()), std::make_move_iterator(pieces.end()));
    return true;
}

// The groups in flight are part of the base from now on; what takes them back becomes an entry, and what was
// tied to them an ordinary pending change.
void PendingEdits::landFlight()
{
    for (qsizetype index = 0; index < m_flying; ++index) {
        const Group &group = m_groups[static_cast<std::size_t>(index)];
        for (UndoStack *stack : {&m_undo, &m_redo}) {
            if (stack->holds(group.id))
                stack->commit(group.id, group.inverse ? *group.inverse : inverseEntry(group.change, documentBefore(index)));
        }
    }
    for (qsizetype tie = 0; tie < tieCount(); ++tie) {
        const qsizetype target = m_flying - 1 - tie;
        m_groups[static_cast<std::size_t>(m_flying + tie)].madeOf =
            inverseEntry(m_groups[static_cast<std::size_t>(target)].change, documentBefore(target));
    }
    if (m_flying == std::ssize(m_groups)) {
        m_base.reset();
    } else if (m_base) {
        const auto applied = m_base->apply(m_inFlight->change, Filter::Classes);
        Q_ASSERT(applied);
    }
    m_groups.erase(m_groups.begin(), m_groups.begin() + m_flying);
    m_flying = 0;
    m_inFlight.reset();
    for (Group &group : m_groups)
        group.undoes = 0;
}

const Outgoing *PendingEdits::resend()
{
    if (m_inFlight && !isStillAccepted(m_inFlight->change, m_limits)) {
        m_inFlight.reset();
        m_flying = 0;
        for (Group &group : m_groups)
            group.undoes = 0;
        send();
    }
    return inFlight();
}

PendingState PendingEdits::state() const
{
    PendingState state;
    state.inFlight = m_inFlight;
    state.groupsInFlight = m_flying;
    for (const Group &group : m_groups)
        state.groups.push_back({group.change, group.kind, group.joinsBefore, group.undoes != 0, group.apart, group.verdict,
                                group.madeOf});
    return state;
}

Result<PendingEdits> PendingEdits::restore(Document base, const PendingState &state, const SubmitLimits &limits)
{
    PendingEdits edits(std::move(base), limits);
    const qsizetype flying = state.groupsInFlight;
    const qsizetype count = std::ssize(state.groups);
    if (flying < 0 || flying > count || state.inFlight.has_value() != (flying > 0))
        return Error{ErrorCode::Damaged, {}};
    qsizetype ties = 0;
    for (qsizetype index = 0; index < count; ++index) {
        const PendingState::Part &part = state.groups[static_cast<std::size_t>(index)];
        const bool tied = part.takesBack;
        const bool isTooLong = part.madeOf && part.madeOf->baseLength() > edits.m_visible.length();
        if (!edits.m_visible.check(part.change) || isTooLong || (tied && (index != flying + ties || ties == flying)))
            return Error{ErrorCode::Damaged, {}};
        ties += tied ? 1 : 0;
        const GroupId target = tied ? edits.m_groups[static_cast<std::size_t>(flying - ties)].id : 0;
        edits.restoreGroup(part, target);
    }
    edits.m_flying = flying;
    edits.m_inFlight = state.inFlight;
    if (flying > 0) {
        Document whole = edits.base();
        if (!whole.apply(state.inFlight->change, Filter::Classes) || !(whole == edits.documentBehindFlight()))
            return Error{ErrorCode::Damaged, {}};
    }
    return edits;
}

const Document &PendingEdits::documentBehindFlight()
{
    return m_flying < std::ssize(m_groups) ? documentBefore(m_flying) : m_visible;
}

// Steps that were committed before are not known any more, so an undo may stand there without its edit.
void PendingEdits::restoreGroup(const PendingState::Part &part, GroupId undoes)
{
    const bool toRedo = part.kind == ChangeKind::Undo;
    UndoStack &from = toRedo ? m_undo : m_redo;
    UndoStack &to = toRedo ? m_redo : m_undo;
    if (part.kind == ChangeKind::Edit)
        m_redo.clear();
    StepLabel label = 0;
    if (part.kind != ChangeKind::Edit && !from.isEmpty() && (undoes != 0 || !toRedo))
        label = from.pop().label;
    const bool joins = part.joinsBefore && !to.isEmpty();
    const GroupId id = append(part.change, part.kind, joins, undoes);
    m_groups.back().apart = part.apart;
    m_groups.back().verdict = part.verdict;
    m_groups.back().madeOf = part.madeOf;
    to.push({id, {}, toRedo ? ChangeKind::Redo : ChangeKind::Undo, joins, label});
    applyToVisible(part.change);
}

namespace {

// Text and components that the kept steps may hold together, far beyond a thousand ordinary ones.
constexpr qint64 kMostKept = 8 << 20;

void forgetOldest(std::vector<StepsState::Part> &parts)
{
    qint64 held = 0;
    for (std::size_t i = parts.size(); i-- > 0;) {
        held += parts[i].entry.text().size() + std::ssize(parts[i].entry.ops());
        if (held <= kMostKept || parts[i].joinsBelow || parts[i].group != 0)
            continue;
        // this one is the first that is too much, unless it is the newest
        const std::size_t keptFrom = i + 1;
        std::size_t from = keptFrom;
        while (from < parts.size() && parts[from].joinsBelow)
            ++from;
        parts.erase(parts.begin(), parts.begin() + qint64(std::min(from, parts.size())));
        return;
    }
}

} // namespace

std::vector<StepsState::Part> PendingEdits::stepsOf(const UndoStack &stack) const
{
    std::vector<StepsState::Part> parts;
    for (UndoStack::Part &part : stack.computeParts()) {
        const auto label = part.label != 0 ? std::optional<qint64>(part.label) : std::nullopt;
        parts.push_back({std::move(part.entry), part.kind, part.joinsBelow, part.pending ? indexOf(part.pending) + 1 : 0, label});
    }
    forgetOldest(parts);
    return parts;
}

StepsState PendingEdits::computeSteps() const
{
    return {stepsOf(m_undo), stepsOf(m_redo), m_typing};
}

// Pending parts stand above those with entries, in the order of their groups.
Result<UndoStack> PendingEdits::stackOf(const std::vector<StepsState::Part> &parts) const
{
    UndoStack stack;
    qint64 highest = 0;
    for (const StepsState::Part &part : parts) {
        const bool isPending = part.group != 0;
        const bool isInOrder = isPending ? part.group > highest && part.group <= std::ssize(m_groups) : highest == 0;
        if (!isInOrder || (part.joinsBelow && stack.isEmpty()))
            return Error{ErrorCode::Damaged, {}};
        highest = isPending ? part.group : 0;
        const GroupId id = isPending ? m_groups[static_cast<std::size_t>(part.group - 1)].id : 0;
        stack.push({id, part.entry, part.kind, part.joinsBelow, StepLabel(part.label.value_or(0))});
    }
    return stack;
}

Result<void> PendingEdits::restoreSteps(const StepsState &steps)
{
    auto undo = stackOf(steps.undo);
    auto redo = stackOf(steps.redo);
    if (!undo || !redo)
        return Error{ErrorCode::Damaged, {}};
    m_undo = std::move(*undo);
    m_redo = std::move(*redo);
    m_typing = steps.isTyping;
    return {};
}

} // namespace syngraph::session
